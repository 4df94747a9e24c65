"""Planted numbers whose digits all left, but not in one row: between other signs, to another base, in pieces.

A value must say nothing else, and pieces must make up the whole number, each used once and all in one object, list
or form: by chance that happens as seldom as that the number itself is met.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from recording.decoding import Leaf
from recording.hit import Hit, Place, hit_at
from recording.identity import Planted

APART, IN_PIECES = "digits apart", "digits in pieces"
_NUMBER = re.compile(r"\d{8,20}[Xx]?")
_NO_DIGITS = bytes(byte for byte in range(256) if not 48 <= byte <= 57)
_WIDE = "０".encode()[:2]
"""How the digits of the full-width block begin in UTF-8."""
_LONGEST = 60
_BASES = (16, 36)
_COUNTRY = ("", "86", "0086")
_NEIGHBOURS = 6
"""Values on either side of a first piece among which the others are looked for."""
_IN_A_ROW, _IN_ANY_ORDER = 6, 3
"""Pieces at most: the more there are, the more ways to make up a number by chance."""
_SHORTEST_PIECE = 3


class Digits:
    """The planted values that are numbers of eight digits and more."""

    def __init__(self, values: Iterable[Planted]) -> None:
        self._apart: dict[bytes, list[Planted]] = {}
        self._based: dict[bytes, list[tuple[Planted, str]]] = {}
        self._beginnings: dict[bytes, list[tuple[Planted, bytes]]] = {}
        for value in values:
            if not _NUMBER.fullmatch(value.value):
                continue
            digits = re.sub(r"\D", "", value.value)
            for country in _COUNTRY:
                self._apart.setdefault((country + digits).encode("ascii"), []).append(value)
            for base in _BASES:
                written = _in_base(int(digits), base).encode("ascii")
                self._based.setdefault(written, []).append((value, f"number in base {base}"))
            for end in range(_SHORTEST_PIECE, len(digits) - _SHORTEST_PIECE + 1):
                self._beginnings.setdefault(digits[:end].encode("ascii"), []).append((value, digits.encode("ascii")))

    def hits(self, leaves: list[Leaf], place: Place) -> Iterator[Hit]:
        """Each number so written; the pieces of one each get a hit of their own, which shows them all."""
        if not self._apart:
            return
        for at, leaf in enumerate(leaves):
            data = leaf.data
            if data.isdigit():
                if data in self._beginnings:
                    yield from self._pieces(leaf, leaves[max(at - _NEIGHBOURS, 0) : at + _NEIGHBOURS + 1], place)
            elif 6 < len(data) <= _LONGEST:
                if _WIDE in data:
                    data = unicodedata.normalize("NFKC", leaf.text).encode("utf-8")
                for value in self._apart.get(data.translate(None, _NO_DIGITS), ()):
                    yield hit_at(value, APART, place, leaf, 0, len(leaf.data))
                for value, spelling in self._based.get(data.lower(), ()):
                    yield hit_at(value, spelling, place, leaf, 0, len(leaf.data))

    def _pieces(self, first: Leaf, near: list[Leaf], place: Place) -> Iterator[Hit]:
        pieces = [leaf for leaf in near if leaf.data.isdigit()]
        at = next(n for n, other in enumerate(pieces) if other is first)
        others = pieces[:at] + pieces[at + 1 :]
        for value, digits in self._beginnings[first.data]:
            rest = digits[len(first.data) :]
            found = _in_a_row(rest, pieces[at + 1 : at + _IN_A_ROW]) or _in_any_order(rest, others, _IN_ANY_ORDER - 1)
            if found and {leaf.parent for leaf in found} == {first.parent}:
                yield from _hits(value, [first, *found], place)


def _hits(value: Planted, pieces: list[Leaf], place: Place) -> Iterator[Hit]:
    shown = " + ".join(f"⟦{piece.text}⟧" for piece in pieces)
    for piece in pieces:
        yield replace(hit_at(value, IN_PIECES, place, piece, 0, len(piece.data)), excerpt=shown)


def _in_a_row(rest: bytes, leaves: list[Leaf]) -> list[Leaf]:
    """The values that make up the rest of a number one behind the other; none when they do not."""
    found = []
    for leaf in leaves:
        size = _begins(rest, leaf.data)
        if not size:
            return []
        found.append(leaf)
        rest = rest[size:]
        if not rest:
            return found
    return []


def _in_any_order(rest: bytes, leaves: list[Leaf], most: int) -> list[Leaf]:
    if not most:
        return []
    for leaf in leaves:
        size = _begins(rest, leaf.data) if len(leaf.data) >= _SHORTEST_PIECE else 0
        if size and size == len(rest):
            return [leaf]
        others = [other for other in leaves if other is not leaf]
        if size and (found := _in_any_order(rest[size:], others, most - 1)):
            return [leaf, *found]
    return []


def _begins(digits: bytes, piece: bytes) -> int:
    """How many digits a piece stands for at the beginning: a number lost the zeros it began with. 0 for none."""
    zeros = len(digits) - len(digits.lstrip(b"0"))
    for lost in range(min(zeros, 3) + 1):
        if digits.startswith(piece, lost):
            return lost + len(piece)
    return 0


def _in_base(number: int, base: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number, base)
        text = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + text
    return text
