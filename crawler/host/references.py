"""Which privacy interfaces the program's own code names, and where it asks what it runs on: read, never run.

Comments do not count. Shape of ``original/target/references.json``: ``interfaces`` (``api``, ``file``, ``line``),
``probes`` (``what``, ``file``, ``line``), ``dynamic`` (places where ``wx`` is taken apart by a computed name, so that
names may be missing), ``sources`` (files read), ``cut`` (there were more places than are listed).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from crawler.host.native import interfaces
from crawler.host.project import Project
from recording import scopes
from recording.data import config_rows

_CODE = frozenset({".js", ".ts", ".wxs"})
_EACH, _MOST = 5, 800
"""Places listed for one name in one file, and in all."""
_OPENING = re.compile(r"//|/\*|[\"'`]")
_NAME = re.compile(r"(?:\bwx\s*\.\s*|\bwx\s*\[\s*[\"'])(\w+)")
_DYNAMIC = re.compile(r"\bwx\s*\[\s*(?![\"'\s\]])")
_SCOPE = re.compile(r"[\"'`]scope\.(\w+)[\"'`]")
_METHODS = {"getRecorderManager": "RecorderManager.start", "moveToLocation": "MapContext.moveToLocation"}
_METHOD = re.compile(r"\.\s*(getRecorderManager|moveToLocation)\s*\(")
_TAG = re.compile(r"<(camera|live-pusher|voip-room|button|input)\b([^<>]{0,4000})")
_TYPE = re.compile(r"\b(?:open-)?type\s*=\s*(?:\"([^\"]{0,400})\"|'([^']{0,400})')")
"""A button has both; the value may be worked out (``{{known ? '' : 'getPhoneNumber'}}``)."""
_PROBES = {
    "envVersion": re.compile(r"\benvVersion\b"),
    "devtools": re.compile(r"[\"'`]devtools[\"'`]"),
}


def references(project: Project) -> dict[str, Any]:
    """What ``references.json`` holds."""
    found: list[dict[str, Any]] = []
    probes: list[dict[str, Any]] = []
    dynamic: list[dict[str, Any]] = []
    count = 0
    for path, text in _sources(project):
        count += 1
        if PurePosixPath(path).suffix == ".wxml":
            plain = _without(text, "<!--", "-->")
            found += _listed(path, plain, _in_template(plain))
            continue
        plain = uncommented(text)
        found += _listed(path, plain, _in_code(plain))
        probes += [{"what": what, **place} for what, place in _probes(path, plain)]
        dynamic += [_place(path, plain, m.start()) for m in _some(_DYNAMIC.finditer(plain))]
    cut = len(found) > _MOST or len(dynamic) > _MOST
    return {
        "interfaces": found[:_MOST], "probes": probes[:_MOST], "dynamic": dynamic[:_MOST], "sources": count, "cut": cut,
    }  # fmt: skip


def uncommented(code: str) -> str:
    """The code with its comments blanked, line for line; strings stay, whatever they hold. In linear time."""
    parts: list[str] = []
    at = 0
    while (match := _OPENING.search(code, at)) is not None:
        mark, begin = match[0], match.start()
        parts.append(code[at:begin])
        if mark == "//":
            end = code.find("\n", begin)
            end = len(code) if end < 0 else end
        elif mark == "/*":
            end = code.find("*/", begin + 2)
            end = len(code) if end < 0 else end + 2
            parts.append("\n" * code.count("\n", begin, end))
        else:
            end = _closing(code, begin, mark)
            parts.append(code[begin:end])
        at = end
    return "".join([*parts, code[at:]])


_STRINGS = {
    '"': re.compile(r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"', re.DOTALL),
    "'": re.compile(r"'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'", re.DOTALL),
    "`": re.compile(r"`[^`\\]*+(?:\\.[^`\\]*+)*+`", re.DOTALL),
}


def _closing(code: str, begin: int, mark: str) -> int:
    """Behind the end of a string; one that is not closed (a quote in a regular expression) ends with its line."""
    match = _STRINGS[mark].match(code, begin)
    if match is not None:
        return match.end()
    end = code.find("\n", begin)
    return len(code) if end < 0 else end


def _without(text: str, opening: str, closing: str) -> str:
    parts, at = [], 0
    while (begin := text.find(opening, at)) >= 0:
        end = text.find(closing, begin)
        end = len(text) if end < 0 else end + len(closing)
        parts += [text[at:begin], "\n" * text.count("\n", begin, end)]
        at = end
    return "".join([*parts, text[at:]])


def _sources(project: Project) -> Iterator[tuple[str, str]]:
    for path, text in sorted(project.texts.items()):
        if PurePosixPath(path).suffix in _CODE | {".wxml"}:
            yield path, text
    for package in project.packed:
        yield from (pair for pair in (*package.service, *package.view) if pair[1])


@cache
def _known() -> frozenset[str]:
    """Names of the ``wx`` functions that touch personal data, gated or only watched."""
    found = set()
    for row in config_rows("privacy_interfaces.tsv"):
        if row["type"] in ("api", "scope") and "mini game" not in row["since"]:
            found |= {m for m in re.findall(r"\w+", row["interface"].replace("wx.", "")) if m[:1].islower()}
    return frozenset(found) - {
        "authorize",
        "authorizeForMiniProgram",
        "scope",
        "and",
        "face",
        "verification",
        "plugins",
    }


def _in_code(plain: str) -> Iterator[tuple[str, int]]:
    for match in _NAME.finditer(plain):
        if match[1] in _known():
            yield f"wx.{match[1]}", match.start()
    for match in _METHOD.finditer(plain):
        yield _METHODS[match[1]], match.start()
    for match in _SCOPE.finditer(plain):
        if match[1] in scopes.table():
            yield f"wx.authorize(scope.{match[1]})", match.start()
    # Compiled templates are code: their buttons stand in it as attributes.
    for name in ("getPhoneNumber", "getRealtimePhoneNumber", "chooseAvatar"):
        for quote in "\"'":
            at = plain.find(f"{quote}{name}{quote}")
            if at >= 0 and "open-type" in plain[max(0, at - 200) : at + 200]:
                yield f"button.{name}", at


def _in_template(plain: str) -> Iterator[tuple[str, int]]:
    for match in _TAG.finditer(plain):
        tag, attributes = match[1], match[2]
        if tag not in ("button", "input"):
            yield tag, match.start()
            continue
        named = (word for kind in _TYPE.finditer(attributes) for word in re.findall(r"\w+", kind[1] or kind[2] or ""))
        for part in dict.fromkeys(named):
            if interfaces.gated_kinds(f"{tag}.{part}"):
                yield f"{tag}.{part}", match.start()


def _listed(path: str, plain: str, hits: Iterable[tuple[str, int]]) -> list[dict[str, Any]]:
    counts: dict[str, int] = {}
    found = []
    for api, at in hits:
        counts[api] = counts.get(api, 0) + 1
        if counts[api] <= _EACH:
            found.append({"api": api, **_place(path, plain, at)})
    return found


def _probes(path: str, plain: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for what, pattern in _PROBES.items():
        for match in _some(pattern.finditer(plain)):
            yield what, _place(path, plain, match.start())


def _some(matches: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    return [match for _, match in zip(range(_EACH), matches, strict=False)]


def _place(path: str, plain: str, at: int) -> dict[str, Any]:
    return {"file": path, "line": plain.count("\n", 0, at) + 1}
