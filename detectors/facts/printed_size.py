"""How large words are on a picture that tells no style: Chinese characters are as wide as their font is large.

A line of ``n`` full-width characters is ``n`` font sizes wide but for the white at its two ends; the height of the ink
says it only within a quarter. Letters set apart would make a font look larger than it is, so no size is believed that
is larger than the ink's height allows. CSS pixels.
"""

import re

from recording.tree import Node

SURE = 0.05
"""Share by which a size taken from widths may be off; on the stand-in's pictures it was at most 0.01."""
_FULL_WIDTH = re.compile(r"[一-鿿㐀-䶿][一-鿿㐀-䶿，。、；：！？（）《》“”]{6,}[一-鿿㐀-䶿]")
"""Eight and more; marks leave white in their cell, so none stands at an end."""
_WHITE = 0.1
"""Of a character's width: white at the two ends of a line together."""
_INK = 1.15
"""A font is at most this many times as large as a line of its ink is high."""


def by_width(node: Node) -> float:
    """Size of one line's font; 0 where it is no line of full-width characters alone."""
    _, _, width, height = node.rect
    text = node.text.strip()
    if node.sentence or not _FULL_WIDTH.fullmatch(text):
        return 0.0
    return min(width / (len(text) - _WHITE), height * _INK)
