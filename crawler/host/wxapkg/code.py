"""The scripts of a compiled package: which are there, for which of the two sides, and what they say without being run.

A package holds its code twice over: for the logic (``app-service.js``) and for the view (``page-frame.html``,
``app-wxss.js`` or ``page-frame.js``); newer ones hold the same once more in pieces that are loaded page by page
(``common.app.js``, ``appservice.app.js``, ``webview.app.js`` and one of each beside every page).
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_SCRIPT = re.compile(r"<(/?)script\b[^>]{0,1000}>", re.IGNORECASE)
_CONFIG = re.compile(
    r"""(?:__wxAppCode__\[\s*["'](?P<path>[^"']+)\.json["']\s*\]\s*=\s*"""
    r"""|__wxCodeSpace__\.addComponentStaticConfig\(\s*["'](?P<static>[^"']+)["']\s*,\s*)(?=\{)"""
)
_DEFINED = re.compile(r"""\bdefine\(\s*["']([^"'\n]+)["']\s*,\s*function\b""")
_TEMPLATE = re.compile(r"""__wxAppCode__\[\s*["']([^"']+)\.wxml["']\s*\]\s*=""")
_COMPILED = re.compile(r"""\$gwx|__wxAppCode__|__wxCodeSpace__|setCssToHead""")
_DECODER = json.JSONDecoder()
_VIEW_WHOLE = ("page-frame.html", "app-wxss.js", "page-frame.js")
_VIEW_PIECES = ("common.app.js", "webview.app.js", ".webview.js")
_SERVICE_WHOLE = ("app-service.js",)
_SERVICE_PIECES = ("common.app.js", "appservice.app.js", ".appservice.js")


@dataclass(frozen=True)
class Script:
    """One script of a package; of an HTML page all that is between its script tags."""

    path: str
    text: str


@dataclass(frozen=True)
class Code:
    """What runs. ``view`` makes templates, ``service`` defines modules; each in the order it is to run."""

    view: tuple[Script, ...]
    service: tuple[Script, ...]
    pages: tuple[Script, ...] = ()
    """Scripts of the pages' own HTML: style sheets of older packages."""


def is_code(path: str) -> bool:
    """Whether a file of a package is compiled code, which the program itself cannot read."""
    name = path.rsplit("/", 1)[-1]
    pieces = (*_VIEW_PIECES, *_SERVICE_PIECES, ".common.js")
    return name.endswith(".html") or name in _VIEW_WHOLE or name in _SERVICE_WHOLE or name.endswith(pieces)


def roots(paths: Iterable[str]) -> list[str]:
    """The main package ("") and every subpackage ("name/") that has code, longest first."""
    names = (*_VIEW_WHOLE, *_SERVICE_WHOLE, "appservice.app.js")
    found = {path.removesuffix(path.rsplit("/", 1)[-1]) for path in paths if path.rsplit("/", 1)[-1] in names}
    return sorted((root for root in found if "__plugin__/" not in root), key=lambda root: (-len(root), root))


def of_root(root: str, paths: Iterable[str], read: Callable[[str], str]) -> Code:
    """The scripts of one of ``roots``; ``paths`` are the files that belong to it."""
    inside = sorted(path for path in paths if is_code(path) and "__plugin__/" not in path)
    scripts = {path: _scripts(path, read(path)) for path in inside if _is_script(path)}
    pages = [path for path in inside if path.endswith(".html") and path not in scripts]
    return Code(
        tuple(_side(root, scripts, _VIEW_WHOLE, _VIEW_PIECES)),
        tuple(_side(root, scripts, _SERVICE_WHOLE, _SERVICE_PIECES)),
        tuple(Script(path, _scripts(path, read(path))) for path in pages),
    )


def configs(script: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Path without suffix and content of every ``.json`` that a script holds."""
    places = list(_CONFIG.finditer(script))
    for match, end in zip(places, [*(place.start() for place in places[1:]), len(script)], strict=False):
        # Each is read up to the next: a decoder that fails counts the lines of all that it was given.
        try:
            found, _ = _DECODER.raw_decode(script[match.end() : end])
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            yield (match["path"] or match["static"]).removesuffix(".json"), found


def modules(script: str) -> list[str]:
    """Paths of the modules a script defines."""
    return _DEFINED.findall(script)


def templates(script: str) -> list[str]:
    """Paths without suffix of the templates a script names."""
    return _TEMPLATE.findall(script)


def _is_script(path: str) -> bool:
    return not path.endswith(".html") or path.endswith("page-frame.html")


def _scripts(path: str, text: str) -> str:
    if not path.endswith(".html"):
        return text
    found: list[str] = []
    start = -1
    for tag in _SCRIPT.finditer(text):
        if not tag[1] and start < 0:
            start = tag.end()
        elif tag[1] and start >= 0:
            found.append(text[start : tag.start()])
            start = -1
    return ";\n".join(found)


def _side(root: str, scripts: dict[str, str], whole: tuple[str, ...], pieces: tuple[str, ...]) -> list[Script]:
    found = [Script(root + name, scripts[root + name]) for name in whole if root + name in scripts]
    if any(_COMPILED.search(script.text) or _DEFINED.search(script.text) for script in found):
        return found
    nearest = [Script(root + name, scripts[root + name]) for name in pieces[:2] if root + name in scripts]
    return nearest + [Script(path, text) for path, text in scripts.items() if path.endswith(pieces[2])]
