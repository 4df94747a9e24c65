"""Extended libraries: component kits that the platform adds for ``useExtendedLib`` in app.json.

Source: the platform's "useExtendedLib" page of app.json; weui's style sheet comes without being named by app.wxss.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_NPM = Path(__file__).parent / "npm" / "node_modules"
_WEUI = "miniprogram_npm/weui-miniprogram/"


@dataclass
class Library:
    """Files of the asked-for kits by their place in the program; ``styles`` stand before the app's own."""

    files: dict[str, Path] = field(default_factory=dict)
    styles: tuple[str, ...] = ()
    problems: list[str] = field(default_factory=list)


def library(app: dict[str, Any], npm: Path = _NPM) -> Library:
    """What app.json asks for, as far as the host has it."""
    asked = app.get("useExtendedLib")
    found = Library()
    for name, wanted in asked.items() if isinstance(asked, dict) else ():
        if not wanted:
            continue
        folder = npm / "weui-miniprogram" / "miniprogram_dist"
        if name != "weui":
            found.problems.append(f"app.json: the extended library '{str(name)[:60]}' is not supported")
        elif not folder.is_dir():
            found.problems.append("app.json: the extended library 'weui' is not installed here; run 'make setup'")
        else:
            files = {_WEUI + path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
            found.files = {name: path for name, path in files.items() if path.is_file()}
            found.styles = (_WEUI + "weui-wxss/dist/style/weui.wxss",)
    return found
