"""Planted values that are numbers: compared as numbers, since their text has many forms.

Positions are compared in all three Chinese systems; a single coordinate counts when at least four
decimals agree, a pair by its distance.
"""

import re
from collections.abc import Iterable, Iterator

from recording import coordinates, positions
from recording.coordinates import Number
from recording.decoding import Leaf
from recording.digits import Digits
from recording.hit import Hit, Place, Strength, hit_at
from recording.identity import Planted
from recording.planted_positions import Position, planted_positions
from recording.rounded import ROUNDED, Rounded

_CELL = re.compile(rb"[0-9b-hjkmnp-z]{5,7}")
_EXPONENT = re.compile(rb"[+-]?\d+(?:\.\d*)?[eE][+-]?\d+|\d{8,20}\.0*")
_EXPONENTS = (b"0e", b"0E", b".e", b".E", b"00000000")
_ALL_ZEROS = bytes.maketrans(b"123456789", b"000000000")
"""With every digit a zero, plain search tells at once of all values whether one has the shape looked for."""
_STEP_KEY = re.compile(r"step|run|sport|walk|步", re.IGNORECASE)
_CELL_METRES = {5: 2500.0, 6: 600.0, 7: 80.0}
"""Half the size of a geohash's cell by its length."""
_MAX_LEAF = 100_000


class Numbers:
    """The planted values that are numbers."""

    def __init__(self, values: Iterable[Planted]) -> None:
        values = tuple(values)
        self.positions = tuple(planted_positions(values))
        self._degrees = {str(int(v)).encode() for p in self.positions for _, *place in p.systems for v in place}
        self._rounded = Rounded(self.positions)
        self._digits = Digits(values)
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
        text = b"\n".join(leaf.data for leaf in leaves)
        shape = text.translate(_ALL_ZEROS)
        whole = bool(self._whole) and any(mark in shape for mark in _EXPONENTS)
        likely = bool(self.positions) and any(mark in shape for mark in coordinates.MARKS)
        for at, leaf in enumerate(leaves):
            if 4 <= len(leaf.data) <= _MAX_LEAF:
                if leaf.data in self._steps or (whole and _EXPONENT.fullmatch(leaf.data)):
                    yield from self._whole_numbers(leaf, place)
                if likely and coordinates.likely(leaf.data):
                    numbers += coordinates.coordinates(leaf)
            elif leaf.data in self._degrees and at + 1 < len(leaves):
                numbers += coordinates.in_two_pieces(leaf, leaves[at + 1])
        yield from self._digits.hits(leaves, place)
        if self._rounded.may_stand_in(text):
            yield from self._rounded.hits(leaves, place)
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
    if spelling.startswith(ROUNDED):
        return "strong"
    if spelling.startswith("position within "):
        return "proof" if " 30 m" in spelling else "strong" if " 300 m" in spelling else "medium"
    return "proof"


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
                    if coordinates.together(a, b) and distance < nearest.get(key, (3001.0,))[0]:
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


def _within(distance: float) -> tuple[str, Strength]:
    if distance <= 30:
        return "30 m", "proof"
    if distance <= 300:
        return "300 m", "strong"
    return "3 km", "medium"
