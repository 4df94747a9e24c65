"""The platform's authorization scopes: which kinds they guard, and by which interfaces (``config/scopes.tsv``)."""

import re
from dataclasses import dataclass
from functools import cache

from recording.data import config_rows

_KEY = re.compile(r"\bkey (\w+)")


@dataclass(frozen=True)
class Scope:
    """A row of ``scopes.tsv``. ``window`` is ``ask``, ``settings`` or ``always``; ``key`` the guidelines' key of its
    ``kind`` of data."""

    name: str
    key: str
    kind: str
    window: str
    interfaces: frozenset[str]
    zh: str
    en: str


@cache
def kind_of_key() -> dict[str, str]:
    """Platform privacy key (``PhoneNumber``) -> data kind (``phone``)."""
    found: dict[str, str] = {}
    for row in config_rows("privacy_interfaces.tsv"):
        key = _KEY.search(row["note"] or "")
        if key:
            found.setdefault(key[1], row["kind"])
    return found


@cache
def table() -> dict[str, Scope]:
    """All scopes by name, without the ``scope.`` prefix."""
    kinds = kind_of_key()
    return {
        row["scope"]: Scope(
            name=row["scope"],
            key=row["key"],
            kind=kinds.get(row["key"], row["key"]),
            window=row["window"],
            interfaces=frozenset(row["interfaces"].split(",")),
            zh=row["zh"],
            en=row["en"],
        )
        for row in config_rows("scopes.tsv")
    }


@cache
def guarding(interface: str) -> tuple[Scope, ...]:
    """The scopes that guard an interface, in the order they are asked."""
    return tuple(scope for scope in table().values() if interface in scope.interfaces)
