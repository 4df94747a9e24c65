"""How much of a body nobody without its key can read: bytes as random as encryption leaves them, and such as are no
text and nothing known, which a simple cipher leaves.

Source: the catalogue's FLW-14. Compressed data, pictures, sound, protobuf and msgpack are readable.
"""

import math
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from recording import packed
from recording.decoding import Decoder, Leaf

_SHORTEST = 64
_SAMPLE = 1 << 16
_BITS = 4.0
"""Bits a byte up to which unknown bytes are a structure of numbers; words under a cipher of a byte or two have more,
and random bytes the most."""
_CODED = ("b64", "hex")


@dataclass(frozen=True)
class Opaque:
    """The part that cannot be read: its way, size and entropy (bits a byte), of a body of ``total`` bytes."""

    path: str
    size: int
    total: int
    entropy: float
    text: str = ""
    """What it was decoded from, where it was written as text."""


def opaque_part(body: bytes, content_type: str, coding: str, known: Collection[str] = ()) -> Opaque | None:
    """The largest of them, None when all can be read. ``known`` are texts that the platform itself encrypted."""
    if len(body) < _SHORTEST:
        return None
    leaves = list(Decoder().body(body, content_type, coding))
    found = [o for leaf, above in _candidates(leaves) if (o := _judged(leaf, above, len(body), known))]
    return max(found, key=lambda o: o.size, default=None)


def _candidates(leaves: list[Leaf]) -> list[tuple[Leaf, str]]:
    """Whole bodies or the parts of a form, and what a text decodes to; each with the text it was decoded from."""
    texts = {leaf.path: leaf.text for leaf in leaves if len(leaf.data) <= _SAMPLE}
    found = [(leaves[0], "")] if leaves and not any(" > part." in leaf.path for leaf in leaves) else []
    for leaf in leaves[1:]:
        above, _, last = leaf.path.rpartition(" > ")
        if last in _CODED or " > part." in leaf.path:
            found.append((leaf, texts.get(above, "")))
    return found


def _judged(leaf: Leaf, above: str, total: int, known: Collection[str]) -> Opaque | None:
    data = leaf.data
    if len(data) < _SHORTEST or (above and above in known) or packed.is_media(data) or not packed.looks_binary(data):
        return None
    bits = entropy(data[:_SAMPLE])
    word = leaf.path.endswith("b64") and not _mixed(above)
    if word or bits <= _BITS or packed.values(data)[0]:
        return None
    return Opaque(leaf.path, len(data), total, round(bits, 2), above)


def _mixed(coded: str) -> bool:
    """Letters of both cases and digits, as coded bytes have them and a long word has not."""
    return all(any(test(c) for c in coded) for test in (str.isupper, str.islower, str.isdigit))


def entropy(data: bytes) -> float:
    """Bits a byte, of the bytes as they are spread."""
    size = len(data)
    return -sum(n / size * math.log2(n / size) for n in Counter(data).values()) if size else 0.0
