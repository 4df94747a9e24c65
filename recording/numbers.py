"""Planted values that are numbers: compared as numbers, since their text has many forms.

Positions are compared in all three Chinese systems; a single coordinate counts when at least four
decimals agree, a pair by its distance.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from recording import positions
from recording.decoding import Leaf
from recording.hit import Hit, Place, excerpt, printable
from recording.identity import Planted

_DECIMAL = re.compile(rb"(?<![\d.])-?\d{1,3}\.\d{3,17}(?![\d.])")
_SCALED = re.compile(rb"(?<![\d.])\d{7,10}(?![\d.])")
_EXPONENT = re.compile(rb"[+-]?\d+(?:\.\d*)?[eE][+-]?\d+|\d{8,20}\.0*")
_STEP_KEY = re.compile(r"step|run|sport|walk|步", re.IGNORECASE)
_MAX_LEAF = 100_000
_PAIR_GAP = 80
"""Bytes between the two numbers of a pair within one text, at most."""

Strength = Literal["proof", "strong", "medium"]


@dataclass(frozen=True)
class Position:
    """A planted position: two values that were handed out together."""

    latitude: Planted
    longitude: Planted
    systems: tuple[tuple[str, float, float], ...]


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
        numbers: list[tuple[float, Leaf, int, int]] = []
        for leaf in leaves:
            if 4 <= len(leaf.data) <= _MAX_LEAF:
                yield from self._whole_numbers(leaf, place)
                if self.positions:
                    numbers += _coordinates(leaf)
        for position in self.positions:
            yield from _of_position(position, numbers, place)

    def _whole_numbers(self, leaf: Leaf, place: Place) -> Iterator[Hit]:
        if len(leaf.data) > 40:
            return
        if self._steps and (owners := self._steps.get(leaf.data)) and _STEP_KEY.search(leaf.path):
            for value in owners:
                yield _hit(value, "number", place, leaf, 0, len(leaf.data), "proof")
        if self._whole and _EXPONENT.fullmatch(leaf.data):
            for value in self._whole.get(float(leaf.data), ()):
                yield _hit(value, "number in exponent form", place, leaf, 0, len(leaf.data), "proof")


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


def _coordinates(leaf: Leaf) -> Iterator[tuple[float, Leaf, int, int]]:
    for match in _DECIMAL.finditer(leaf.data):
        yield float(match.group()), leaf, match.start(), match.end()
    for match in _SCALED.finditer(leaf.data):
        for power in (1e5, 1e6, 1e7):
            if 3 < (number := int(match.group()) / power) <= 180:
                yield number, leaf, match.start(), match.end()


def _of_position(position: Position, numbers: list[tuple[float, Leaf, int, int]], place: Place) -> Iterator[Hit]:
    """The nearest pair of each system, and single coordinates that agree to four decimals."""
    for name, north, east in position.systems:
        near_north = [n for n in numbers if abs(n[0] - north) < 0.03]
        near_east = [n for n in numbers if abs(n[0] - east) < 0.04]
        pair = min(
            (
                (positions.metres((a[0], b[0]), (north, east)), a, b)
                for a in near_north[:50]
                for b in near_east[:50]
                if _together(a, b)
            ),
            key=lambda found: found[0],
            default=None,
        )
        if pair is not None:
            distance, a, b = pair
            within, strength = _within(distance)
            if strength is not None:
                spelling = f"position within {within} ({name})"
                yield _hit(position.latitude, spelling, place, a[1], a[2], a[3], strength)
                yield _hit(position.longitude, spelling, place, b[1], b[2], b[3], strength)
        for value, exact, near in ((position.latitude, north, near_north), (position.longitude, east, near_east)):
            for number, leaf, start, end in near:
                places = len(leaf.data[start:end].partition(b".")[2])
                if places >= 5 and abs(number - exact) <= 0.51 * 10 ** -min(places, 6):
                    yield _hit(value, f"number ({name})", place, leaf, start, end, "proof")


def _together(a: tuple[float, Leaf, int, int], b: tuple[float, Leaf, int, int]) -> bool:
    """Two numbers are a pair when they stand in one object or list, or close together in one text."""
    if a[1] is b[1]:
        return abs(a[2] - b[2]) <= _PAIR_GAP
    return _parent(a[1].path) == _parent(b[1].path)


def _parent(path: str) -> str:
    return re.sub(r"(?:\.[^.>\[\]]*|\[\d+\])\s*$", "", path)


def _within(distance: float) -> tuple[str, Strength | None]:
    if distance <= 30:
        return "30 m", "proof"
    if distance <= 300:
        return "300 m", "strong"
    return ("3 km", "medium") if distance <= 3000 else ("", None)


def _hit(value: Planted, spelling: str, place: Place, leaf: Leaf, start: int, end: int, strength: Strength) -> Hit:
    return Hit(
        planted=value.id,
        kind=value.kind,
        field=value.field,
        spelling=spelling,
        place=place,
        path=leaf.path,
        offset=start,
        length=end - start,
        matched=printable(leaf.data[start:end]),
        excerpt=excerpt(leaf.data, start, end),
        decoded=leaf.decoded,
        strength=strength,
    )
