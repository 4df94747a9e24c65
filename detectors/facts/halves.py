"""The two halves of a position. A coordinate of four decimals is a number like a price and says where somebody is only
beside its other half; one of more decimals is met by chance nowhere."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from recording.hit import STRENGTHS, Hit, Strength
from recording.identity import Planted
from recording.planted_positions import planted_positions

_COARSE = "rounded to 4 decimals"
"""How the spellings begin of which one half proves nothing (``recording.spellings``)."""


def other_halves(values: Iterable[Planted]) -> dict[str, str]:
    """The id of the other half for each half of a planted position."""
    pairs = [(p.latitude.id, p.longitude.id) for p in planted_positions(values)]
    return {one: other for pair in pairs for one, other in (pair, pair[::-1])}


def weighed(hits: list[Hit], other: Mapping[str, str]) -> list[Hit]:
    """Hits of one message, a coarse half no stronger than what was found of the other half in it."""
    found: dict[str, Strength] = {}
    for hit in hits:
        found[hit.planted] = max(hit.strength, found.get(hit.planted, "medium"), key=STRENGTHS.index)
    return [
        replace(h, strength=found.get(other.get(h.planted, ""), "medium")) if h.spelling.startswith(_COARSE) else h
        for h in hits
    ]
