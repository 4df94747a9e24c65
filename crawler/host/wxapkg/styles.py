"""Style sheets of a compiled package, written as WXSS again.

The compiler (wcsc) turns a sheet into a list of texts and marks: ``[0, n]`` is n rpx, ``[1]`` the place of a class
prefix, ``[2, sheet]`` another sheet, by its path or by its number in ``_C``. Lists are read, never run.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?P<number>-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)"""
    r"""|(?P<mark>[\[\],]))""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_SHEET = re.compile(r"""(?:__wxAppCode__\[\s*["'](?P<key>[^"']+)\.wxss["']\s*\]\s*=\s*)?setCssToHead\(\s*(?=\[)""")
_AFTER = re.compile(
    r"""\s*,\s*(?:undefined|void 0|"(?:[^"\\\n]|\\.)*")\s*,\s*\{\s*path\s*:\s*["'](?:\./)?([^"']+)\.wxss["']"""
)
_COMMON = re.compile(r"""__COMMON_STYLESHEETS__\[\s*["']([^"']+)["']\s*\]\s*=\s*(?=\[)""")
_NUMBERED = re.compile(r"""\b_C\s*=\s*(?=\[\s*\[)""")
_LOCAL_PATH = re.compile(r"-do-not-use-local-path-[^)\"']*")
_MAX_DEPTH = 4
_MAX_SHEET = 8 << 20

List = list[Any]


@dataclass
class Sheets:
    """Everything the scripts of one package say about style."""

    named: dict[str, List] = field(default_factory=dict)
    """Path without suffix -> list; ``app`` for sheets that name no path."""
    common: dict[str | int, List] = field(default_factory=dict)

    def texts(self) -> dict[str, str]:
        """Path without suffix -> WXSS."""
        return {path: written(sheet, self.common) for path, sheet in self.named.items()}


def collect(script: str, sheets: Sheets, unnamed: str = "app") -> None:
    """Read the sheets of one script; those that name no path belong to ``unnamed``."""
    end = 0
    for match in _COMMON.finditer(script):
        # What stands within a list is text of it; so no place is read twice.
        if match.start() >= end:
            sheets.common[match[1]], end = _list(script, match.end())
    for match in _NUMBERED.finditer(script):
        sheets.common.update(enumerate(part for part in _list(script, match.end())[0] if isinstance(part, list)))
    end = 0
    for match in _SHEET.finditer(script):
        if match.start() < end:
            continue
        found, end = _list(script, match.end())
        after = _AFTER.match(script, end)
        path = match["key"] or (after[1] if after else "")
        if path:
            sheets.named[path.removeprefix("./")] = found
        else:
            sheets.named.setdefault(unnamed, []).extend(found)


def written(sheet: List, common: Mapping[str | int, List]) -> str:
    """WXSS of a list. A sheet is taken in once, at the last of its places, as the package's own code does."""
    taken: set[str | int] = set()
    out: list[str] = []
    room = _MAX_SHEET
    stack: list[Iterator[Any]] = [iter(reversed(sheet))]
    while stack and room > 0:
        part = next(stack[-1], None)
        if part is None:
            stack.pop()
        elif isinstance(part, str):
            out.append(part)
            room -= len(part)
        elif not isinstance(part, list):
            out.append(str(part))
        elif part[:1] == [0] and len(part) > 1:
            out.append(f"{part[1]:g}rpx" if isinstance(part[1], int | float) else "")
        elif part[:1] == [2] and len(part) > 1:
            name = part[1] if isinstance(part[1], str | int) else ""
            if name not in taken and name in common:
                taken.add(name)
                stack.append(iter(reversed(common[name])))
    return _LOCAL_PATH.sub("", "".join(reversed(out)))


def _list(script: str, at: int) -> tuple[List, int]:
    """The list that begins at ``at`` and where it ends; what is no list of texts, numbers and lists ends it."""
    top: List = []
    stack = [top]
    while True:
        match = _TOKEN.match(script, at)
        if match is None:
            break
        at = match.end()
        if match["text"] is not None:
            stack[-1].append(_text(match["text"]))
        elif match["number"] is not None:
            number = float(match["number"])
            stack[-1].append(int(number) if number.is_integer() else number)
        elif match["mark"] == "[" and len(stack) <= _MAX_DEPTH:
            inner: List = []
            stack[-1].append(inner)
            stack.append(inner)
        elif match["mark"] == "]":
            stack.pop()
            if len(stack) == 1:
                break
    return (top[0] if top and isinstance(top[0], list) else []), at


def _text(literal: str) -> str:
    return _ESCAPE.sub(_character, literal[1:-1])


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _PLAIN.get(match[3], match[3])
