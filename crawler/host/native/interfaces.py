"""Which interface touches which kind of data (``config/privacy_interfaces.tsv``)."""

import re
from functools import cache

from recording.data import config_rows


@cache
def _gated() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for row in config_rows("privacy_interfaces.tsv"):
        if "112" in row["errors"] and "mini game" not in row["since"]:
            name = normal_name(row["interface"])
            table[name] = (*table.get(name, ()), row["kind"])
    table["input.nickname"] = ("nickname_avatar",)
    table["button.getRealtimePhoneNumber"] = ("phone",)
    table["button.getPhoneNumber"] = ("phone",)
    return table


def normal_name(interface: str) -> str:
    """``button[open-type=getPhoneNumber]`` as the recorder calls it: ``button.getPhoneNumber``."""
    return re.sub(r"^(\w+)\[(?:open-)?type=(\w+)\]$", r"\1.\2", interface.strip())


def gated_kinds(interface: str) -> tuple[str, ...]:
    """The kinds the consent gate asks for; empty for an interface the platform does not gate."""
    return _gated().get(interface, ())


@cache
def guarded_kinds() -> frozenset[str]:
    """Kinds that some interface hands out only after the platform has asked."""
    return frozenset(kind for kinds in _gated().values() for kind in kinds)


@cache
def watched_kind(interface: str) -> str:
    """The kind an interface yields, gated or not; ``""`` when the table does not know it."""
    gated = gated_kinds(interface)
    if gated:
        return gated[0]
    for row in config_rows("privacy_interfaces.tsv"):
        names = re.split(r"[ /]+", row["interface"])
        if row["type"] == "api" and interface.removeprefix("wx.") in {n.removeprefix("wx.") for n in names}:
            return row["kind"]
    return ""


def error_name(interface: str) -> str:
    """The name before ``:fail`` in ``errMsg``: the API without ``wx.``, the open-type of a button."""
    if interface == "RecorderManager.start":
        return "operateRecorder"
    return interface.split("(")[0].split(".", 1)[-1]


def referrer(interface: str) -> str:
    """What ``onNeedPrivacyAuthorization`` tells: ``getUserProfile``, ``button.getPhoneNumber``."""
    return interface.removeprefix("wx.").split("(")[0]
