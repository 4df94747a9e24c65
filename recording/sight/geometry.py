"""Rectangles on the viewport, in CSS pixels."""

from collections.abc import Iterable

from recording.observations import Rect
from recording.tree import Node, Tree


def clipped(rect: Rect, viewport: tuple[float, float]) -> Rect:
    """The part of a rectangle inside the viewport; width or height 0 when it is outside."""
    left, top = max(rect[0], 0), max(rect[1], 0)
    right, bottom = min(rect[0] + rect[2], viewport[0]), min(rect[1] + rect[3], viewport[1])
    return (left, top, max(right - left, 0), max(bottom - top, 0))


def share(rect: Rect, viewport: tuple[float, float]) -> float:
    """How much of the view a rectangle takes, 0 to 1."""
    part = clipped(rect, viewport)
    whole = viewport[0] * viewport[1]
    return part[2] * part[3] / whole if whole else 0


def overlap(one: Rect, other: Rect) -> float:
    """Area that two rectangles have in common."""
    width = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    height = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(width, 0) * max(height, 0)


def inside(inner: Rect, outer: Rect, least: float = 0.6) -> bool:
    """Whether more than ``least`` of a rectangle's area lies within another."""
    return overlap(inner, outer) > least * inner[2] * inner[3]


def covers(upper: Rect, lower: Rect) -> bool:
    """Whether one rectangle lies over all but a rim of another."""
    return overlap(upper, lower) > 0.9 * lower[2] * lower[3] > 0


def centre(rect: Rect) -> tuple[float, float]:
    """Where a tap on a rectangle lands."""
    x, y, width, height = rect
    return (x + width / 2, y + height / 2)


def holds(rect: Rect, point: tuple[float, float]) -> bool:
    """Whether a point lies within a rectangle."""
    x, y, width, height = rect
    return x <= point[0] <= x + width and y <= point[1] <= y + height


def bounds(rects: Iterable[Rect]) -> Rect:
    """The smallest rectangle around all; all zeros for none."""
    found = [r for r in rects if r[2] > 0 and r[3] > 0]
    if not found:
        return (0, 0, 0, 0)
    left, top = min(r[0] for r in found), min(r[1] for r in found)
    right, bottom = max(r[0] + r[2] for r in found), max(r[1] + r[3] for r in found)
    return (left, top, right - left, bottom - top)


def visible(node: Node, tree: Tree) -> bool:
    """Whether some of the node can be seen: inside the viewport, not transparent, larger than a hair."""
    part = clipped(node.rect, tree.viewport)
    return node.opacity > 0.1 and part[2] >= 2 and part[3] >= 2


def visible_or_tappable(node: Node, tree: Tree) -> bool:
    """As ``visible``, and also what cannot be seen but still takes the tap (a transparent button)."""
    part = clipped(node.rect, tree.viewport)
    return visible(node, tree) or (node.hit and bool(node.events or node.tag == "button") and part[2] * part[3] > 16)
