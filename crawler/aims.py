"""Where a press of a control lands, and what is written down of what it was aimed at."""

from typing import Any

from recording.observations import Point, Rect
from recording.sight import geometry
from recording.sight.controls import Control
from recording.tree import Tree


def aim(control: Control) -> dict[str, Any]:
    """What an action was aimed at, for the recording."""
    node = control.node
    found = {
        "node": node.id,
        "text": control.text[:200],
        "rect": list(control.rect),
        "role": control.role,
        "certainty": control.certainty,
        "tag": node.tag,
        "open_type": str(node.attrs.get("open-type", "")),
        "surface": node.surface,
        "part": node.part,
    }
    return {key: value for key, value in found.items() if value != ""}


def middle(rect: Rect, viewport: tuple[float, float]) -> Point:
    """The middle of the part of a rectangle that can be seen."""
    left, top, width, height = geometry.clipped(rect, viewport)
    return (left + width / 2, top + height / 2)


def open_area(tree: Tree, control: Control) -> tuple[float, float]:
    """The viewport, for what belongs to the program without the part that the platform's tab bar lies over."""
    width, height = tree.viewport
    if control.node.surface != "app":
        return width, height
    bars = [n.rect[1] for n in tree.nodes if n.part == "tabbar" and n.surface == "platform"]
    return width, min([height, *(top for top in bars if top > control.rect[1])])


def spot(control: Control, viewport: tuple[float, float]) -> Point:
    """Where to press: the middle, or a line of words that are broken; of a tick line with links in it its box."""
    if control.node.spot is not None and control.role != "toggle":
        return control.node.spot
    x, y = middle(control.rect, viewport)
    if control.role == "toggle" and control.rect[2] > 60:
        x = max(control.rect[0], 0) + 12
    return (x, y)
