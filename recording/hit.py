"""A planted value found in what left: which, how it was written, and where exactly."""

from dataclasses import dataclass
from typing import Literal

from recording.decoding import Leaf
from recording.identity import Planted

Place = Literal["url", "header", "body", "frame", "text"]
Strength = Literal["proof", "strong", "medium"]
STRENGTHS: tuple[Strength, ...] = ("medium", "strong", "proof")
"""The weakest first."""


@dataclass(frozen=True)
class Hit:
    planted: str
    """Id of the planted value."""
    kind: str
    field: str
    spelling: str
    """``plain``, ``base64``, ``sha256-hex``, ``position within 30 m (gcj02)`` … (see ``recording.spellings``)."""
    place: Place
    path: str
    """The decodings on the way: ``body > json.data > url > b64 > json.x``."""
    offset: int
    """Of the match in bytes, within the value that ``path`` leads to."""
    length: int
    matched: str
    """The bytes matched, as text (bytes that are no text as ``\\xNN``)."""
    excerpt: str
    """The match with a little of what stands around it."""
    decoded: bool = False
    """Not to be read in the bytes as sent; something had to be undone."""
    wire_offset: int = -1
    """Byte offset in the body, frame or URL as sent; -1 when it is not to be seen there as such."""
    blob: str = ""
    """Name of the body's blob; empty for URL and headers."""
    flow: int = 0
    """``seq`` of the flow's event."""
    strength: Strength = "proof"
    """Exact bytes or numbers are proof; a position 30..300 m off is strong, up to 3 km medium."""


def printable(data: bytes) -> str:
    """Bytes as text for a report: UTF-8 where it is, ``\\xNN`` for the rest; no control characters."""
    text = data.decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def excerpt(data: bytes, start: int, end: int, around: int = 40) -> str:
    """The match between marks, with some bytes before and after."""
    left, right = data[max(0, start - around) : start], data[end : end + around]
    return f"{printable(left)}⟦{printable(data[start:end])}⟧{printable(right)}"


def hit_at(
    value: Planted, spelling: str, place: Place, leaf: Leaf, start: int, end: int, strength: Strength = "proof"
) -> Hit:
    """The hit of a planted value at a place of a decoded leaf; offsets are the leaf's."""
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
