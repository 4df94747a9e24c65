"""Planted positions rounded or cut to two decimals: a cell of a kilometre, and still where the user is.

Source: the catalogue's part B.3, R-GEO ("rounding to 2-6 decimals"); weather services ask for just two. Not proof:
somebody may have written just this cell down.
"""

import math
import re
from collections.abc import Iterable, Iterator

from recording.coordinates import Number, together
from recording.decoding import Leaf
from recording.hit import Hit, Place, hit_at
from recording.planted_positions import Position

ROUNDED = "position rounded to 2 decimals"
_MAX_LEAF = 4000


class Rounded:
    """Only two numbers that stand together say something; one of two decimals is any price."""

    def __init__(self, positions: Iterable[Position]) -> None:
        self._cells: dict[tuple[bytes, bytes], list[tuple[Position, str]]] = {}
        for position in positions:
            for name, north, east in position.systems:
                for latitude in _cut(north):
                    for longitude in _cut(east):
                        self._cells.setdefault((latitude, longitude), []).append((position, name))
        texts = sorted({re.escape(text) for cell in self._cells for text in cell})
        self._pattern = re.compile(rb"(?<![\d.])(?:" + b"|".join(texts) + rb")0*(?![\d.])") if texts else None

    def hits(self, leaves: Iterable[Leaf], place: Place) -> Iterator[Hit]:
        """At most one for each of the two numbers; none where positions of several kinds lie in the cell."""
        if self._pattern is None:
            return
        found = [
            Number(float(match.group()), 2, leaf, match.start(), match.end())
            for leaf in leaves
            if 4 <= len(leaf.data) <= _MAX_LEAF
            for match in self._pattern.finditer(leaf.data)
        ]
        for a in found:
            for b in found:
                owners = self._cells.get((_text(a.value), _text(b.value)), [])
                if a is not b and together(a, b) and len({position.latitude.kind for position, _ in owners}) == 1:
                    position, name = owners[0]
                    for value, number in ((position.latitude, a), (position.longitude, b)):
                        spelling = f"{ROUNDED} ({name})"
                        yield hit_at(value, spelling, place, number.leaf, number.start, number.end, "strong")

    def may_stand_in(self, text: bytes) -> bool:
        """Whether both numbers of a pair occur in all that was sent: plain search is far faster than the pattern."""
        return any(latitude in text and longitude in text for latitude, longitude in self._cells)


def _cut(value: float) -> set[bytes]:
    return {_text(round(value, 2)), _text(math.trunc(value * 100) / 100)}


def _text(value: float) -> bytes:
    """As programs write it: no zero at the end, but one decimal at least."""
    return f"{value:.2f}".removesuffix("0").encode("ascii")
