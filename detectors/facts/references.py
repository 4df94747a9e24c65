"""What the program's code names, as it was read when the inspection began (``target/references.json``)."""

import json
from dataclasses import dataclass
from typing import Any

from detectors.facts.once import once
from recording.recording import Recording


@dataclass(frozen=True)
class Place:
    """A name in a source file."""

    name: str
    file: str
    line: int


@dataclass(frozen=True)
class References:
    """``dynamic``: places where a name is made up while running, so that names may be missing."""

    interfaces: tuple[Place, ...]
    probes: tuple[Place, ...]
    dynamic: tuple[Place, ...]
    cut: bool


@once
def references(recording: Recording) -> References | None:
    """None when the code was not there to be read (a black box), or by an earlier version."""
    try:
        found = json.loads(recording.file("target/references.json"))
    except (OSError, ValueError):
        return None
    if not isinstance(found, dict):
        return None
    lists = {name: _places(found.get(name), key) for name, key in (("interfaces", "api"), ("probes", "what"))}
    dynamic = _places(found.get("dynamic"), "file")
    return References(lists["interfaces"], lists["probes"], dynamic, bool(found.get("cut")))


def _places(value: object, key: str) -> tuple[Place, ...]:
    items: list[Any] = value if isinstance(value, list) else []
    return tuple(_place(item, key) for item in items if isinstance(item, dict))


def _place(item: dict[str, Any], key: str) -> Place:
    line = item.get("line")
    return Place(str(item.get(key, "")), str(item.get("file", "")), line if isinstance(line, int) else 0)
