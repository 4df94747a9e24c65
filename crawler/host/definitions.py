"""The public API definitions of ``config/interfaces.tsv``: every member of ``wx`` and of what it hands out."""

import json
from dataclasses import dataclass
from functools import cache

from recording.data import config_rows

Version = tuple[int, ...]


def version(text: str) -> Version:
    """``2.32.3`` as numbers; what is no number counts as 0."""
    return tuple(int(part) if part.isdigit() else 0 for part in text.split("."))


def newer_than(sdk_version: str) -> list[str]:
    """Members of ``wx`` that a base library does not have yet, by name."""
    return [name for name, since in _members() if since > version(sdk_version)]


@cache
def _members() -> tuple[tuple[str, Version], ...]:
    """Direct members of ``wx`` with the base library that brought them."""
    rows = ((row["interface"], row["since"]) for row in config_rows("interfaces.tsv"))
    return tuple((name[3:], version(since)) for name, since in rows if name.startswith("wx.") and name.count(".") == 1)


@cache
def table() -> bytes:
    """What ``wx.canIUse`` looks up, as JSON: interface -> base library, fields of the options, fields of the result."""
    rows = config_rows("interfaces.tsv")
    found = {row["interface"].removeprefix("wx."): [row["since"], row["object"], row["result"]] for row in rows}
    return json.dumps(found, separators=(",", ":")).encode()


@dataclass(frozen=True)
class Support:
    """What this host does with a member. ``kind`` is ``implemented``, ``recorded`` or ``unsupported``."""

    kind: str = "implemented"
    why: str = ""


@cache
def support() -> dict[str, Support]:
    """Every name of the definitions -> what ``config/interface_support.tsv`` says of it or of its object."""
    listed = {row["interface"]: Support(row["support"], row["why"]) for row in config_rows("interface_support.tsv")}
    names = [row["interface"] for row in config_rows("interfaces.tsv")]
    return {name: listed.get(name) or listed.get(f"{name.rpartition('.')[0]}.*") or Support() for name in names}
