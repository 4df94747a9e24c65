"""Turning the leaves of what fills the view: a guide before the first page, a feed of films one under the other."""

from typing import Literal

from crawler.hand import Hand
from crawler.view import View
from recording.sight import geometry
from recording.tree import Node, Tree

LEAVES = 8
"""Most leaves of a guide; those that are in use have three to five."""
_FILLS = 0.5
"""Of the view; a smaller one is a banner among other things."""


async def turn(hand: Hand) -> View | None:
    """One leaf further; None where nothing fills the view that has one more."""
    tree = hand.view.tree
    for node in tree.nodes:
        way = _onward(node, tree)
        if way is not None and hand.can("swipe"):
            return await hand.swipe(geometry.centre(geometry.clipped(node.rect, tree.viewport)), way)
    return None


def idle(view: View) -> bool:
    """Nothing of the service, no question, and nothing to press: all that a user could do here is turn the leaf."""
    own = [c for c in view.controls if c.node.surface == "app" and c.role != "tab"]
    return not (own or view.surfaces or view.shows_content or view.tree.exited)


def _onward(node: Node, tree: Tree) -> Literal["left", "up"] | None:
    if node.tag != "swiper" or not node.hit or geometry.share(node.rect, tree.viewport) < _FILLS:
        return None
    x, y, width, height = node.rect
    leaves = [n.rect for n in tree.subtree(node) if n.tag == "swiper-item"]
    if any(left >= x + width - 1 for left, *_ in leaves):
        return "left"
    return "up" if any(rect[1] >= y + height - 1 for rect in leaves) else None
