"""From a drawn node to the element that the protocol acts on: found by what a template calls it, told by its place."""

import asyncio
import re
from collections.abc import Sequence

from crawler.drivers.devtools.protocol import Element, Protocol
from crawler.drivers.devtools.wire import Refused
from recording.tree import Node, Tree

_NEAR = 3.0
"""CSS pixels that two measurements of one element differ by at most."""
_TRIED = 200
_NAME = re.compile(r"^[A-Za-z_][\w-]*$")


async def find(
    protocol: Protocol, page: int | str, tree: Tree, node: Node, hosts: Sequence[str], window_top: float
) -> Element | None:
    """The element, or None when none stands where the node was drawn. ``hosts``: tags of the custom components in whose
    templates it stands, outermost first: no selector reaches into them. Raises Refused, Unanswered, Lost."""
    around: list[Element] | None = None
    for tag in hosts:
        around = await _all(protocol, page, around, tag if _NAME.match(tag) else "*")
    for selector in selectors(node):
        found = await _all(protocol, page, around, selector)
        element = await _nearest(protocol, found, tree, node, window_top)
        if element is not None:
            return element
    return None


def selectors(node: Node) -> list[str]:
    """Tag and classes as a template gives them, surest first. Frameworks put a component's mark before the names of its
    own styles (``mark--name``); names that no selector could hold are left out."""
    tag = node.tag if _NAME.match(node.tag) else ""
    names = [name for name in str(node.attrs.get("class", "")).split() if _NAME.match(name)]
    plain = [name for name in names if "--" not in name]
    bare = [name.partition("--")[2] for name in names if "--" in name]
    found = [tag + "".join(f".{name}" for name in group[:3]) for group in (plain, [n for n in bare if n]) if group]
    return [*dict.fromkeys(found), tag or "*"]


async def _all(protocol: Protocol, page: int | str, around: list[Element] | None, selector: str) -> list[Element]:
    """Of the page (None) or of these elements."""
    if around is None:
        return await protocol.elements(page, selector)
    inside = await asyncio.gather(*(protocol.within(element, selector) for element in around[:_TRIED]))
    return [element for elements in inside for element in elements]


def topmost(tree: Tree, x: float, y: float) -> Node | None:
    """What a finger would hit there: of the nodes drawn, the last in paint order."""
    hit = [n for n in tree.nodes if n.hit and n.surface == "app" and _holds(n, x, y)]
    return hit[-1] if hit else None


def _holds(node: Node, x: float, y: float) -> bool:
    left, top, width, height = node.rect
    return left <= x <= left + width and top <= y <= top + height


async def _nearest(
    protocol: Protocol, found: list[Element], tree: Tree, node: Node, window_top: float
) -> Element | None:
    """The element whose place is that of the node."""
    wanted = (node.rect[0], node.rect[1] - window_top + tree.scroll_top)

    async def away(element: Element) -> float:
        try:
            left, top = await protocol.offset(element)
        except Refused:
            return float("inf")
        # Some versions tell where a fixed element stands on the page, others where it stands in the window.
        scrolled = (tree.scroll_top, 0.0) if node.fixed else (0.0,)
        return min(max(abs(left - wanted[0]), abs(top + more - wanted[1])) for more in scrolled)

    if len(found) > _TRIED:
        found = found[:_TRIED]
    distances = await asyncio.gather(*(away(element) for element in found))
    if not distances:
        return None
    least = min(distances)
    if least > _NEAR:
        return None
    same = [element for element, distance in zip(found, distances, strict=True) if distance <= least + 0.5]
    if len(same) == 1 or not node.text:
        return same[-1]
    words = await asyncio.gather(*(protocol.dom(element, "innerText", "offsetWidth") for element in same))
    for element, (text, width, *_) in zip(same, words, strict=True):
        if node.text in str(text or "") and abs(float(width or 0) - node.rect[2]) <= _NEAR:
            return element
    return same[-1]
