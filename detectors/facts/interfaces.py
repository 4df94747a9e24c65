"""Privacy interfaces that the platform gates, and the guidelines key each needs."""

import re
from functools import cache

from recording.data import config_rows

_KEY = re.compile(r"\bkey ([A-Z][A-Za-z]+)")


@cache
def _table() -> dict[str, tuple[str, str]]:
    """Normal name of an interface -> (kind, key); only rows of the platform's own table carry a key."""
    found: dict[str, tuple[str, str]] = {}
    for row in config_rows("privacy_interfaces.tsv"):
        key = _KEY.search(row["note"] or "")
        if key is None or row["type"] == "declaration":
            continue
        for name in row["interface"].split("/"):
            found.setdefault(_normal(name.strip()), (row["kind"], key[1]))
    return found


def _normal(name: str) -> str:
    """``wx.getLocation``, ``button[open-type=getPhoneNumber]``, ``button.getPhoneNumber`` as one plain word."""
    match = re.search(r"\[(?:open-type|type|name)=([^\]]+)\]", name)
    if match is not None:
        return f"{name.split('[')[0]}.{match[1]}".casefold()
    return name.removeprefix("wx.").removeprefix("component.").casefold()


def gated(api: str) -> tuple[str, str] | None:
    """``(kind, key)`` of a call's interface, or None for one that the platform does not gate."""
    return _table().get(_normal(api))


def keyed() -> tuple[tuple[str, str], ...]:
    """Every (kind, key) of the guidelines that an interface needs, each once."""
    return tuple(dict.fromkeys(_table().values()))
