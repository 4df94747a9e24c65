"""The network a device is in: its name and its access point, which a mini program may be told (wx.getConnectedWifi).

Both are as Android's own ``WifiInfo.toString`` writes them, in ``cmd wifi status`` (Android 11 and newer) and in
``dumpsys wifi``. Source: AOSP, ``WifiShellCommand.printStatus`` and ``ClientModeImpl.dump``.
"""

import re
from dataclasses import dataclass

from crawler.drivers.android.device import Device

_INFO = re.compile(r"SSID: (?P<name>\"[^\n]*\"|[^\"\n]*?), BSSID: (?P<point>(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2})\b")
"""The last ``BSSID`` of a line is Android's own, whatever the network is called; so the name is taken as long as it
goes. It is in quotes but for old versions and for bytes that are no UTF-8, which are written as hex."""
_CONNECTED = "Supplicant state: COMPLETED"
_NOBODY = frozenset({"02:00:00:00:00:00", "00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff"})
"""What Android writes where an app may not know the access point."""
_SHORTEST = 8
_LEFT = 4
"""Letters and digits that a name must have beside what the device says of itself."""
_OF_ITSELF = re.compile(
    r"^\[[\w.]*(?:brand|device|manufacturer|marketname|model|product\.name)[\w.]*\]: \[(.{4,})\]$", re.M
)


@dataclass(frozen=True)
class Wifi:
    """``name`` and ``point`` (BSSID); empty where there is none or where it would prove nothing."""

    name: str = ""
    point: str = ""


async def wifi(device: Device) -> Wifi:
    """The network the device is in now. Raises Unreachable."""
    found = parse((await device.sh("cmd wifi status")).out)
    if not found.point:
        found = parse((await device.sh("dumpsys wifi | grep 'mWifiInfo SSID'")).out)
    if found.name and not telling(found.name, await device.text("getprop")):
        return Wifi("", found.point)
    return found


def parse(said: str) -> Wifi:
    """The first network that is connected in what either command prints."""
    for line in said.splitlines():
        match = _INFO.search(line)
        if match is None or _CONNECTED not in line[match.end() :]:
            continue
        name, point = match["name"], match["point"]
        if name.startswith('"'):
            name = name[1:-1]
        elif name.startswith("<") or name in ("", "0x"):
            name = ""  # <unknown ssid>, <none>
        if point.casefold() not in _NOBODY:
            return Wifi(name, point)
    return Wifi()


def telling(name: str, properties: str) -> bool:
    """Whether a name found in a request can only be the network's: long, of letters and digits, and more than words of
    the device's own (a hotspot is called like its model, which programs send as what it is)."""
    if len(name.encode()) < _SHORTEST or not (any(c.isalpha() for c in name) and any(c.isdigit() for c in name)):
        return False
    left = name.casefold()
    for value in sorted(_OF_ITSELF.findall(properties), key=len, reverse=True):
        left = left.replace(value.casefold(), "")
    return sum(c.isalnum() for c in left) >= _LEFT
