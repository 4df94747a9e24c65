"""Personal data that only two values together are: a latitude with its longitude, encrypted data with its vector.

Source: the catalogue's R-GEO and R-WXENC. A pair of coordinates alone says little: shops have them too.
"""

import re
from collections.abc import Iterator

from recording import labels
from recording.decoding import Leaf
from recording.shapes import Strength

_COORDINATE = re.compile(r"-?\d{1,3}\.\d{3,17}")
_BOTH = re.compile(r"\s*(\d{1,3}\.\d{3,17})\s*[,;|]\s*(\d{1,3}\.\d{3,17})\s*")
_ENCRYPTED = re.compile(r"[A-Za-z0-9+/]{62,}={0,2}")
_VECTOR = re.compile(r"[A-Za-z0-9+/]{22}==")
_LATITUDES, _LONGITUDES = (3.8, 53.6), (73.4, 135.1)
"""China's box, islands included."""


def pairs(leaves: list[Leaf]) -> Iterator[tuple[str, str, Strength, Leaf]]:
    """Rule, kind, strength and one of the two values."""
    groups: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        if len(leaf.data) <= 40 and (match := _BOTH.fullmatch(leaf.text)) and _in_china(match[1], match[2]):
            if "location" in labels.kinds_named(leaf.key):
                yield "R-GEO", "location", "weak", leaf
        elif len(leaf.data) <= 8192:
            groups.setdefault(leaf.parent, []).append(leaf)
    for group in groups.values():
        if len(group) > 1:
            yield from _position(group)
            yield from _encrypted(group)


def _position(group: list[Leaf]) -> Iterator[tuple[str, str, Strength, Leaf]]:
    numbers = [leaf for leaf in group if len(leaf.data) <= 24 and _COORDINATE.fullmatch(leaf.text)]
    north = [leaf for leaf in numbers if "latitude" in labels.kinds_named(leaf.key)]
    east = [leaf for leaf in numbers if "longitude" in labels.kinds_named(leaf.key)]
    if north and east and _in_china(north[0].text, east[0].text):
        yield "R-GEO", "location", "weak", north[0]


def _in_china(a: str, b: str) -> bool:
    one, other = float(a), float(b)
    ways = ((one, other), (other, one))
    return any(_LATITUDES[0] < y < _LATITUDES[1] and _LONGITUDES[0] < x < _LONGITUDES[1] for y, x in ways)


def _encrypted(group: list[Leaf]) -> Iterator[tuple[str, str, Strength, Leaf]]:
    if not any(leaf.key.lower() == "iv" and _VECTOR.fullmatch(leaf.text) for leaf in group):
        return
    for leaf in group:
        if "encrypt" in leaf.key.lower() and len(leaf.text) % 4 == 0 and _ENCRYPTED.fullmatch(leaf.text):
            yield "R-WXENC", "wx_encrypted", "strong", leaf
