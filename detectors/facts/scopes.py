"""The authorization scopes that a window asks for, of an interface and of a kind."""

import re

from detectors.verdict import Text
from recording.scopes import Scope, guarding, table


def asked() -> dict[str, Scope]:
    """By name, those that a window asks for (not those only the settings grant, nor those granted to all)."""
    return {name: scope for name, scope in table().items() if scope.window == "ask"}


def of_interface(interface: str) -> tuple[Scope, ...]:
    """The scopes that guard an interface, ``wx.authorize(scope.camera)`` among them; in the order they are asked."""
    match = re.fullmatch(r"wx\.authorize\((?:scope\.)?(\w+)\)", interface)
    if match is not None:
        return (asked()[match[1]],) if match[1] in asked() else ()
    return tuple(scope for scope in guarding(interface) if scope.window == "ask")


def of_kind(kind: str) -> tuple[Scope, ...]:
    return tuple(scope for scope in asked().values() if scope.kind == kind)


def named(scope: Scope) -> Text:
    """What a person calls it."""
    return Text(zh=scope.zh, en=scope.en)
