"""The platform's authorization scopes: which kinds they guard, and by which interfaces (``config/scopes.tsv``)."""

import re
from dataclasses import dataclass
from functools import cache

from detectors.verdict import Text
from recording.data import config_rows

_KEY = re.compile(r"\bkey (\w+)")


@dataclass(frozen=True)
class Scope:
    """A scope that is asked for in a window; ``kind`` is its kind of data."""

    name: str
    key: str
    kind: str
    interfaces: frozenset[str]
    text: Text


@cache
def _kinds_by_key() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in config_rows("privacy_interfaces.tsv"):
        key = _KEY.search(row["note"] or "")
        if key:
            found.setdefault(key[1], row["kind"])
    return found


@cache
def asked() -> dict[str, Scope]:
    """By name, those that a window asks for (not those only the settings grant, nor those granted to all)."""
    return {
        row["scope"]: Scope(
            name=row["scope"],
            key=row["key"],
            kind=_kinds_by_key().get(row["key"], row["key"]),
            interfaces=frozenset(row["interfaces"].split(",")),
            text=Text(zh=row["zh"], en=row["en"]),
        )
        for row in config_rows("scopes.tsv")
        if row["window"] == "ask"
    }


def of_interface(interface: str) -> tuple[Scope, ...]:
    """The scopes that guard an interface, ``wx.authorize(scope.camera)`` among them; in the order they are asked."""
    match = re.fullmatch(r"wx\.authorize\((?:scope\.)?(\w+)\)", interface)
    if match is not None:
        return (asked()[match[1]],) if match[1] in asked() else ()
    return tuple(scope for scope in asked().values() if interface in scope.interfaces)


def of_kind(kind: str) -> tuple[Scope, ...]:
    return tuple(scope for scope in asked().values() if scope.kind == kind)
