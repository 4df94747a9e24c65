"""Turning the leaves of what fills the view: a guide before the first page, a feed of films one under the other."""

from collections.abc import Callable
from typing import Literal, get_args

from crawler.hand import Hand
from crawler.view import View
from recording.sight import geometry
from recording.sight.controls import Control
from recording.tree import Node, Tree

_Way = Literal["left", "up"]
_WAYS: tuple[_Way, ...] = get_args(_Way)
LEAVES = 8
"""Most leaves of a guide; those that are in use have three to five."""
_FILLS = 0.5
"""Of the view; a smaller one is a banner among other things."""


async def past_a_guide(hand: Hand, arrived: Callable[[View], None] | None = None) -> View:
    """A guide that can only be leafed through is, up to the leaf that has something to press or asks."""
    for _ in range(LEAVES):
        if not idle(hand.view):
            break
        turned = await turn(hand) or await feel(hand)
        if turned is None:
            break
        if arrived is not None:
            arrived(turned)
    return hand.view


async def turn(hand: Hand) -> View | None:
    """One leaf further; None where nothing fills the view that has one more."""
    tree = hand.view.tree
    for node in tree.nodes:
        way = _onward(node, tree)
        if way is not None and hand.can("swipe"):
            return await hand.swipe(geometry.centre(geometry.clipped(node.rect, tree.viewport)), way)
    return None


async def feel(hand: Hand) -> View | None:
    """One leaf further where a picture is all that is seen, which shows no swiper: a finger is drawn and tells. None
    where nothing came of it. For a page that is ``idle``: anywhere else a finger may move what is to be pressed."""
    before = hand.view
    if before.tree.source != "ocr":
        return None
    width, height = before.tree.viewport
    for way in _WAYS:
        if hand.can("swipe") and (after := await hand.swipe((width / 2, height / 2), way)).face != before.face:
            return after
    return None


def idle(view: View) -> bool:
    """Nothing of the service, no question, and nothing to press: all that a user could do here is turn the leaf."""
    own = [c for c in view.controls if c.node.surface == "app" and c.role != "tab" and not _offered(c, view.tree)]
    return not (own or view.surfaces or view.shows_content or view.tree.exited)


def _offered(control: Control, tree: Tree) -> bool:
    """Plain words that the driver of a phone hands to the walk to be tried (decision 0052), no controls to be seen."""
    return tree.source == "ocr" and control.node.events == ("click",)


def _onward(node: Node, tree: Tree) -> _Way | None:
    if node.tag != "swiper" or not node.hit or geometry.share(node.rect, tree.viewport) < _FILLS:
        return None
    x, y, width, height = node.rect
    leaves = [n.rect for n in tree.subtree(node) if n.tag == "swiper-item"]
    if any(left >= x + width - 1 for left, *_ in leaves):
        return "left"
    return "up" if any(rect[1] >= y + height - 1 for rect in leaves) else None
