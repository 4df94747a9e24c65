"""Planted values that are numbers: compared as numbers, since their text has many forms.

Positions are compared in all three Chinese systems; a single coordinate counts when at least four
decimals agree, a pair by its distance.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recording import positions
from recording.decoding import Leaf
from recording.hit import Hit, Place, Strength, hit_at
from recording.identity import Planted

_DECIMAL = re.compile(rb"(?<![\d.])-?\d{1,3}\.\d{3,17}(?![\d.])")
_SCALED = re.compile(rb"(?<![\d.])\d{7,10}(?![\d.])")
_DEGREES = re.compile(
    rb"(\d{1,3})(?:\xc2\xb0|:|d)\s?(\d{1,2}(?:\.\d{1,8})?)(?:(?:\xe2\x80\xb2|'|:|m)\s?(\d{1,2}(?:\.\d{1,8})?)?)?"
)
"""Degrees, minutes and perhaps seconds, with their signs or colons."""
_NMEA = re.compile(rb"(?<![\d.])(\d{2,3})(\d{2}\.\d{3,8})(?![\d.])")
"""Degrees and minutes written together, as satellite receivers do."""
_CELL = re.compile(rb"[0-9b-hjkmnp-z]{5,7}")
_ANY = re.compile(rb"\d\.\d{3}|\d{7}|\d(?:\xc2\xb0|[:d])\s?\d")
"""What every coordinate has; most values have none, and one look is cheaper than four."""
_EXPONENT = re.compile(rb"[+-]?\d+(?:\.\d*)?[eE][+-]?\d+|\d{8,20}\.0*")
_STEP_KEY = re.compile(r"step|run|sport|walk|步", re.IGNORECASE)
_CELL_METRES = {5: 2500.0, 6: 600.0, 7: 80.0}
"""Half the size of a geohash's cell by its length."""
_MAX_LEAF = 100_000
_PAIR_GAP = 80
"""Bytes between the two numbers of a pair within one text, at most."""


@dataclass(frozen=True)
class Position:
    """A planted position: two values that were handed out together."""

    latitude: Planted
    longitude: Planted
    systems: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True)
class Number:
    """A number in a value; ``places`` decimals as written, 0 for a scaled integer."""

    value: float
    places: int
    leaf: Leaf
    start: int
    end: int


class Numbers:
    """The planted values that are numbers."""

    def __init__(self, values: Iterable[Planted]) -> None:
        values = tuple(values)
        self.positions = tuple(_positions(values))
        self._whole: dict[float, list[Planted]] = {}
        self._steps: dict[bytes, list[Planted]] = {}
        for value in values:
            if re.fullmatch(r"\d{8,20}", value.value):
                self._whole.setdefault(float(value.value), []).append(value)
            elif re.fullmatch(r"\d{4,7}", value.value):
                self._steps.setdefault(value.value.encode(), []).append(value)

    def needles(self) -> Iterator[tuple[Planted, bytes, str]]:
        """Positions as one text: geohashes of 8 characters and more are searched as bytes."""
        for position in self.positions:
            for name, latitude, longitude in position.systems:
                cell = positions.geohash(latitude, longitude, 8).encode("ascii")
                yield position.latitude, cell, f"geohash ({name})"

    def hits(self, leaves: list[Leaf], place: Place) -> Iterator[Hit]:
        """Numbers in values, as JSON numbers or within text."""
        numbers: list[Number] = []
        if len(leaves) > 1 and leaves[1].path.startswith(f"{leaves[0].path} > json"):
            leaves = leaves[1:]  # The values say it all, and with their names.
        for leaf in leaves:
            if 4 <= len(leaf.data) <= _MAX_LEAF:
                if leaf.data in self._steps or (self._whole and _EXPONENT.fullmatch(leaf.data)):
                    yield from self._whole_numbers(leaf, place)
                if self.positions and _ANY.search(leaf.data):
                    numbers += _coordinates(leaf)
        yield from _pairs(self.positions, numbers, place)
        yield from self._cells(leaves, place)
        for position in self.positions:
            yield from _singles(position, numbers, place)

    def _cells(self, leaves: list[Leaf], place: Place) -> Iterator[Hit]:
        """Short geohashes, too short to be searched as bytes: the whole value must be one."""
        for leaf in leaves:
            if not 5 <= len(leaf.data) <= 7 or not _CELL.fullmatch(leaf.data) or leaf.data.isdigit():
                continue
            within, strength = _within(_CELL_METRES[len(leaf.data)])
            for position in self.positions:
                for name, latitude, longitude in position.systems:
                    if positions.geohash(latitude, longitude, len(leaf.data)).encode("ascii") == leaf.data:
                        spelling = f"position within {within} (geohash, {name})"
                        yield hit_at(position.latitude, spelling, place, leaf, 0, len(leaf.data), strength)

    def _whole_numbers(self, leaf: Leaf, place: Place) -> Iterator[Hit]:
        if len(leaf.data) > 40:
            return
        if self._steps and (owners := self._steps.get(leaf.data)) and _STEP_KEY.search(leaf.path):
            for value in owners:
                yield hit_at(value, "number", place, leaf, 0, len(leaf.data), "proof")
        if self._whole and _EXPONENT.fullmatch(leaf.data):
            for value in self._whole.get(float(leaf.data), ()):
                yield hit_at(value, "number in exponent form", place, leaf, 0, len(leaf.data), "proof")


def strength_of(spelling: str) -> Strength:
    """What a spelling proves, by its name alone: only positions can be less than proof."""
    if spelling.startswith("position within "):
        return "proof" if " 30 m" in spelling else "strong" if " 300 m" in spelling else "medium"
    return "proof"


def _positions(values: tuple[Planted, ...]) -> Iterator[Position]:
    """Latitude and longitude of one kind, interface and page, joined in the order they were handed out."""
    waiting: dict[tuple[str, str, str], Planted] = {}
    for value in values:
        key = (value.kind, value.interface, value.page)
        if value.field == "latitude":
            waiting[key] = value
        elif value.field == "longitude" and key in waiting:
            latitude = waiting.pop(key)
            try:
                north, east = float(latitude.value), float(value.value)
            except ValueError:
                continue
            chinese = positions.gcj02(north, east)
            baidu = positions.bd09(*chinese)
            yield Position(latitude, value, (("wgs84", north, east), ("gcj02", *chinese), ("bd09", *baidu)))


def _coordinates(leaf: Leaf) -> Iterator[Number]:
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


def _pairs(positions_planted: tuple[Position, ...], numbers: list[Number], place: Place) -> Iterator[Hit]:
    """Two numbers that lie near a planted position; each pair counts for the nearest position only."""
    nearest: dict[tuple[int, int, int, int], tuple[float, Position, str, Number, Number]] = {}
    for position in positions_planted:
        for name, north, east in position.systems:
            near_north = [n for n in numbers if abs(n.value - north) < 0.03][:50]
            near_east = [n for n in numbers if abs(n.value - east) < 0.04][:50]
            for a in near_north:
                for b in near_east:
                    distance = positions.metres((a.value, b.value), (north, east))
                    key = (id(a.leaf), a.start, id(b.leaf), b.start)
                    if _together(a, b) and distance < nearest.get(key, (3001.0,))[0]:
                        nearest[key] = (distance, position, name, a, b)
    for distance, position, name, a, b in nearest.values():
        within, strength = _within(distance)
        for value, number in ((position.latitude, a), (position.longitude, b)):
            yield hit_at(
                value, f"position within {within} ({name})", place, number.leaf, number.start, number.end, strength
            )


def _singles(position: Position, numbers: list[Number], place: Place) -> Iterator[Hit]:
    """A coordinate alone, that agrees to five decimals or more."""
    for name, north, east in position.systems:
        for value, exact in ((position.latitude, north), (position.longitude, east)):
            for number in numbers:
                if number.places >= 5 and abs(number.value - exact) <= 0.51 * 10 ** -min(number.places, 6):
                    yield hit_at(value, f"number ({name})", place, number.leaf, number.start, number.end, "proof")


def _together(a: Number, b: Number) -> bool:
    """Two numbers are a pair when they stand in one object or list, or close together in one text."""
    if a.leaf is b.leaf:
        return abs(a.start - b.start) <= _PAIR_GAP
    return _parent(a.leaf.path) == _parent(b.leaf.path)


def _parent(path: str) -> str:
    return re.sub(r"(?:\.[^.>\[\]]*|\[\d+\])\s*$", "", path)


def _within(distance: float) -> tuple[str, Strength]:
    if distance <= 30:
        return "30 m", "proof"
    if distance <= 300:
        return "300 m", "strong"
    return "3 km", "medium"
