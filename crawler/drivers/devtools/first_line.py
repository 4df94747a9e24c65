"""Ears before a program's first line: DevTools opens a copy in which ``app.js`` loads one more module first.

The copy is ours, the project itself is not touched. Line numbers stay, the module does nothing until it is told to (by
an entry in the program's storage, which it takes away before the program runs), and the recording names both.
"""

import json
import re
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.drivers.devtools.choices import CHOSEN
from crawler.drivers.devtools.scripts import script

_LEFT_OUT = shutil.ignore_patterns(".git", ".svn", ".idea", ".vscode")
_SKIPPED = re.compile(rb"""//[^\n]*|/\*.*?\*/|`(?:\\.|[^`\\])*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)
_MODULE = re.compile(rb"^\s*(?:import\s*(?:[\w$*{]|\"\")|export\s*[\w$*{])", re.MULTILINE)
_STRICT = re.compile(rb"""\A(?:\s|//[^\n]*\n|/\*.*?\*/)*["']use strict["']""", re.DOTALL)
_BOM = b"\xef\xbb\xbf"
_LARGEST = 1 << 30
"""Bytes of a project; sources of a mini program are a few megabytes."""
CANCELLED = ("makePhoneCall",)
"""Interfaces whose windows the protocol cannot press; they are answered with cancel and not shown."""
LISTEN = """function (key, name) {
  return wx[key] ? wx[key].join(global[name] || globalThis[name]) : null;
}"""
READY = "function (key) { if (wx[key] && wx[key].buttons) wx[key].buttons.ready(); }"
"""Functions that a framework put in since are heard too."""
HAND = "function (key, on) { return wx[key] && wx[key].buttons ? wx[key].buttons.hand(on) : false; }"
"""The next number that is refused is handed over all the same, as planted values."""
OPEN = "function (key) { return wx[key] && wx[key].choices ? wx[key].choices.open() : null; }"
"""What the user is to choose from at the moment."""
CHOOSE = """function (key, answer, file) {
  return wx[key] && wx[key].choices ? wx[key].choices.choose(answer, file) : false;
}"""
TURN = "function (key, which) { return wx[key] ? wx[key].turn(which) : null; }"
"""Tell the program that it was hidden or shown."""


class NoFirstLine(Exception):
    """The project cannot be opened as a copy; the message says why."""


@dataclass(frozen=True)
class FirstLine:
    """A copy that was made. ``key``: of the order in the program's storage, and name of the module."""

    folder: Path
    key: str
    columns: Mapping[str, int] = field(default_factory=dict)
    """File -> by how many columns its first line was moved to the right."""

    def order(self, plants: Mapping[str, Any], handed: Mapping[str, Any], *, fresh: bool) -> str:
        """What the module is told: values by interface and by event of a button, and whether storage is to be emptied
        first."""
        orders = {"fresh": fresh, "plants": plants, "handed": handed, "cancel": CANCELLED, "choose": CHOSEN}
        return json.dumps(orders, ensure_ascii=False)


def copied(folder: Path, root: Path, into: Path) -> FirstLine:
    """Copy a project ``folder`` to ``into`` and put the line before ``app.js`` below ``root``. Raises NoFirstLine."""
    key = f"mi{secrets.token_hex(6)}"
    try:
        inside = root.resolve().relative_to(folder.resolve())
        if sum(p.lstat().st_size for p in folder.rglob("*")) > _LARGEST:
            raise NoFirstLine("the project's folder is too large to be copied")
        # A package may hold packages of its own that are built: these build nothing of the program's.
        built = any("node_modules" not in p.relative_to(folder).parts for p in folder.rglob("miniprogram_npm"))
        ignore = shutil.ignore_patterns("node_modules") if built else None
        shutil.copytree(
            folder, into, symlinks=True, ignore=lambda at, names: _LEFT_OUT(at, names) | (ignore or _none)(at, names)
        )
        columns = {name: _begun(into / inside / name, key) for name in ("app.js", "app.ts")}
        if not any(columns.values()):
            raise NoFirstLine("the project has no app.js")
        (into / inside / f"{key}.js").write_text(module(key), encoding="utf-8")
    except (OSError, ValueError, shutil.Error) as error:
        raise NoFirstLine(f"the project could not be copied ({error})"[:300]) from None
    return FirstLine(into, key, {name: moved for name, moved in columns.items() if moved})


def line(source: bytes, key: str) -> bytes:
    """What stands before a source from now on, on its own first line. Modules load theirs before all others, so what
    they import has to come after ours."""
    strict = b"'use strict'; " if _STRICT.match(source) else b""
    plain = _SKIPPED.sub(lambda found: b'""' if found[0][:1] in b"\"'`" else b" ", source)
    load = f"import './{key}'; " if _MODULE.search(plain) else f"require('./{key}'); "
    return strict + load.encode()


def module(key: str) -> str:
    """The text of the module that is loaded first."""
    parts = ", ".join(script(name) for name in ("ears", "handlers", "choices", "exchange"))
    return f"({script('first_line')})({json.dumps(key)}, {parts});\n"


def _begun(path: Path, key: str) -> int:
    """Put the line in; the number of its columns, 0 where there is no such file."""
    if not path.is_file() or path.is_symlink():
        return 0
    source = path.read_bytes().removeprefix(_BOM)
    before = line(source, key)
    path.write_bytes(before + source)
    return len(before)


def _none(_at: str, _names: list[str]) -> set[str]:
    return set()
