"""Numbers in values that may be coordinates, in whatever form they are written."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from recording.decoding import Leaf

_DECIMAL = re.compile(rb"(?<![\d.])-?\d{1,3}\.\d{3,17}(?![\d.])")
_SCALED = re.compile(rb"(?<![\d.])\d{7,10}(?![\d.])")
_DEGREES = re.compile(
    rb"(\d{1,3})(?:\xc2\xb0|:|d)\s?(\d{1,2}(?:\.\d{1,8})?)(?:(?:\xe2\x80\xb2|'|:|m)\s?(\d{1,2}(?:\.\d{1,8})?)?)?"
)
"""Degrees, minutes and perhaps seconds, with their signs or colons."""
_NMEA = re.compile(rb"(?<![\d.])(\d{2,3})(\d{2}\.\d{3,8})(?![\d.])")
"""Degrees and minutes written together, as satellite receivers do."""
_ANY = re.compile(rb"\d\.\d{3}|\d{7}|\d(?:\xc2\xb0|[:d])\s?\d")
MARKS = (b"0.000", b"0000000", b"0\xc2\xb0", b"0:0", b"0: 0", b"0d0", b"0d 0")
"""The same where every digit is a zero."""
_METRES = re.compile(rb"(?<![\d.])\d{7,8}(?:\.\d{1,9})?(?![\d.])")
_HALF_ROUND = 20_037_508.342789244
"""Half the way round the equator in metres, as web maps count it (EPSG:3857)."""
_DECIMALS = re.compile(rb"\d{4,9}")
_PAIR_GAP = 80
"""Bytes between the two numbers of a pair within one text, at most."""


@dataclass(frozen=True)
class Number:
    """A number in a value; ``places`` decimals as written, 0 for a scaled integer."""

    value: float
    places: int
    leaf: Leaf
    start: int
    end: int


def coordinates(leaf: Leaf) -> Iterator[Number]:
    """Every reading of every number in a value; what is none agrees with no planted position."""
    for match in _DECIMAL.finditer(leaf.data):
        places = len(match.group().partition(b".")[2])
        yield Number(float(match.group()), places, leaf, match.start(), match.end())
    for match in _DEGREES.finditer(leaf.data):
        minutes, seconds = float(match[2]), float(match[3] or 0)
        if minutes < 60 and seconds < 60 and (b"." in match[2] or match[3]):
            yield Number(int(match[1]) + minutes / 60 + seconds / 3600, 0, leaf, match.start(), match.end())
    for match in _NMEA.finditer(leaf.data):
        if float(match[2]) < 60:
            yield Number(int(match[1]) + float(match[2]) / 60, 0, leaf, match.start(), match.end())
    for match in _SCALED.finditer(leaf.data):
        for power in (1e5, 1e6, 1e7):
            if 3 < (number := int(match.group()) / power) <= 180:
                yield Number(number, 0, leaf, match.start(), match.end())
    for match in _METRES.finditer(leaf.data):
        yield from _from_metres(match, leaf)


def likely(data: bytes) -> bool:
    """Whether a value has what every coordinate has; most have not, and one look is cheaper than five."""
    return _ANY.search(data) is not None


def together(a: Number, b: Number) -> bool:
    """Two numbers are a pair when they stand in one object or list, or close together in one text."""
    if a.leaf is b.leaf:
        return abs(a.start - b.start) <= _PAIR_GAP
    return a.leaf.parent == b.leaf.parent


def in_two_pieces(degrees: Leaf, decimals: Leaf) -> Iterator[Number]:
    """A coordinate whose degrees and decimals are two values, one behind the other."""
    if _DECIMALS.fullmatch(decimals.data) and degrees.parent == decimals.parent:
        value = float(b"%b.%b" % (degrees.data, decimals.data))
        yield Number(value, 0, decimals, 0, len(decimals.data))


def _from_metres(match: re.Match[bytes], leaf: Leaf) -> Iterator[Number]:
    """Of the flat projection that web maps are drawn in: east and north of the origin in metres."""
    degrees = float(match.group()) / _HALF_ROUND * 180
    for value in (degrees, math.degrees(2 * math.atan(math.exp(math.radians(degrees))) - math.pi / 2)):
        yield Number(value, 0, leaf, match.start(), match.end())
