"""Whether a project's scripts parse, asked of the engine itself; nothing of them runs."""

import asyncio
import json
import re
from dataclasses import dataclass
from typing import Any

from playwright.async_api import CDPSession

_INLINE = re.compile(r"<!--.*?-->|<wxs\b(?:[^>]*[^/>])?>(?P<code>.*?)</wxs\s*>", re.DOTALL)

_WORD = re.compile(
    r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|//[^\n]*|/\*.*?\*/|\.\s*\w+)|\b(class|enum|extends|super|import|export)\b""",
    re.DOTALL,
)


@dataclass(frozen=True)
class Problem:
    """Something in a source that the platform's tools would report."""

    file: str
    line: int
    message: str
    mild: bool = False
    """A device goes on as if nothing were wrong: a declaration that a style sheet's reader leaves out."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


async def check_scripts(session: CDPSession, scripts: dict[str, dict[str, str]], known: list[Problem]) -> list[Problem]:
    """A script that does not parse is replaced by one that throws what is wrong with it."""
    bad = {problem.file for problem in known}
    found: list[Problem] = []
    errors = await asyncio.gather(*(_error(session, script["code"]) for script in scripts.values()))
    for script, error in zip(scripts.values(), errors, strict=True):
        if error is None:
            continue
        script["code"] = f"throw new SyntaxError({json.dumps(error[1])})"
        if script["source"] not in bad:
            found.append(Problem(script["source"], error[0], f"syntax error: {error[1]}"))
    return found


async def drop_bad_wxs(session: CDPSession, sources: dict[str, str]) -> list[Problem]:
    """Empty every wxs that does not parse, in files and in templates: all templates share one text with them."""
    pieces: list[tuple[str, str, int]] = []
    for path, text in sources.items():
        if path.endswith(".wxs"):
            pieces.append((path, text, 0))
        elif path.endswith(".wxml") and "<wxs" in text:
            inline = [m for m in _INLINE.finditer(text) if m["code"]]
            pieces += [(path, m["code"], text.count("\n", 0, m.start("code"))) for m in inline]
    errors = await asyncio.gather(*(_error(session, code) for _, code, _ in pieces))
    found: list[Problem] = []
    for (path, code, above), error in zip(pieces, errors, strict=True):
        if error is None:
            continue
        # The platform's own wxs knows no classes and modules, so their words are names there.
        named = _WORD.sub(lambda m: m[1] or m[2] + "_", code)
        kept = named if named != code and await _error(session, named) is None else ""
        sources[path] = kept if path.endswith(".wxs") else sources[path].replace(code, kept)
        if not kept:
            found.append(Problem(path, above + error[0], f"wxs: syntax error: {error[1]}"))
    return found


async def _error(session: CDPSession, code: str) -> tuple[int, str] | None:
    # A method's body: text that closes the function it is put into, to run outside it, does not fit here as well.
    answer: dict[str, Any] = await session.send(
        "Runtime.compileScript", {"expression": f"({{m(){{{code}\n}}}})", "sourceURL": "", "persistScript": False}
    )
    details = answer.get("exceptionDetails")
    if not details:
        return None
    described = str(details.get("exception", {}).get("description", details.get("text", "")))
    return int(details["lineNumber"]) + 1, described.splitlines()[0]
