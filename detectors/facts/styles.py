"""How well a control can be seen: contrast (WCAG 2.2, 1.4.3), size of its words, area. CSS pixels."""

import re
from dataclasses import dataclass

from recording.sight import geometry
from recording.sight.controls import Control
from recording.tree import Node, Tree

READABLE = 3.0
"""Contrast below which words are taken as hidden (the catalogue's number)."""
_NUMBERS = re.compile(r"-?\d*\.?\d+%?")
_DRAWN = frozenset({"image", "cover-image", "video", "canvas", "map", "camera"})
Colour = tuple[float, float, float, float]


@dataclass(frozen=True)
class Look:
    """``contrast`` is None when what lies behind is a picture or not told; ``font_px`` 0 when not told."""

    contrast: float | None
    font_px: float
    area: float
    width: float
    height: float


def look(tree: Tree, control: Control) -> Look:
    """Measures of a control: its own words on what lies behind them."""
    worded = _worded(tree, control.node)
    _, _, width, height = geometry.clipped(control.rect, tree.viewport)
    return Look(_contrast(tree, worded), worded.font_px, width * height, width, height)


def _worded(tree: Tree, node: Node) -> Node:
    return next((n for n in tree.subtree(node) if n.text), node)


def parsed(colour: str) -> Colour | None:
    """``rgb(…)``, ``rgba(…)`` or ``#rrggbb`` as red, green, blue (0 to 255) and opacity (0 to 1)."""
    text = colour.strip().casefold()
    if re.fullmatch(r"#[0-9a-f]{6}", text):
        return (int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16), 1.0)
    if not text.startswith("rgb"):
        return None
    parts = _NUMBERS.findall(text)
    if len(parts) not in (3, 4) or any("%" in p for p in parts[:3]):
        return None
    alpha = float(parts[3].rstrip("%")) / (100 if parts[3].endswith("%") else 1) if len(parts) == 4 else 1.0
    return (float(parts[0]), float(parts[1]), float(parts[2]), alpha)


def _contrast(tree: Tree, node: Node) -> float | None:
    ink = parsed(node.color)
    behind = _behind(tree, node)
    if ink is None or behind is None or not node.text:
        return None
    seen = _over((*ink[:3], ink[3] * node.opacity), behind)
    one, other = _luminance(seen), _luminance(behind)
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _behind(tree: Tree, node: Node) -> Colour | None:
    """The colour under the words: the plain backgrounds of everything painted there, white at the bottom."""
    result: Colour | None = (255, 255, 255, 1)
    x, y, width, height = node.rect
    middle = (x + width / 2, y + height / 2)
    for other in tree.nodes:
        if other.id == node.id:
            break
        if not contains(other, middle) or other.opacity <= 0.1:
            continue
        if other.tag in _DRAWN:
            result = None
            continue
        painted = parsed(other.background) if other.background else None
        if painted is None:
            continue
        alpha = painted[3] * other.opacity
        if alpha >= 0.99:
            result = (*painted[:3], 1)
        elif result is not None:
            result = _over((*painted[:3], alpha), result)
    own = parsed(node.background) if node.background else None
    if own is not None and own[3] > 0:
        result = (*own[:3], 1) if own[3] >= 0.99 else _over(own, result) if result is not None else None
    return result


def opaque(node: Node) -> bool:
    """Whether nothing can be seen through it."""
    painted = parsed(node.background) if node.background else None
    return node.opacity > 0.9 and (node.tag in _DRAWN or (painted is not None and painted[3] > 0.9))


def contains(node: Node, point: tuple[float, float]) -> bool:
    x, y, width, height = node.rect
    return x <= point[0] <= x + width and y <= point[1] <= y + height


def _over(ink: Colour, ground: Colour) -> Colour:
    red, green, blue = (ink[i] * ink[3] + ground[i] * (1 - ink[3]) for i in range(3))
    return (red, green, blue, 1.0)


def _luminance(colour: Colour) -> float:
    def linear(value: float) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
