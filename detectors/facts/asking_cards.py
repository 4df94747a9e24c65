"""A card that asks, on a page that goes on around it."""

from detectors.facts.sights import Sight, of_the_service, of_what_is_offered
from recording.sight import geometry
from recording.sight.content import CHARACTERS
from recording.sight.surfaces import Surface
from recording.tree import Node

_CARD = 0.5
"""Share of the view that a card takes at most."""
_LINES = 4
"""Lines of what there is, with the entry that leads on: rather many for a slogan and a greeting."""


def page_goes_on(sight: Sight) -> bool:
    """Whether all that asks stands in one card and the page around it would be content by itself (A.1): enough to read,
    and an entry to something that is offered."""
    pages = [s for s in sight.surfaces if s.form == "page" and s.wants]
    return bool(pages) and not sight.content.covered and all(_goes_on(sight, page) for page in pages)


def _goes_on(sight: Sight, page: Surface) -> bool:
    asking = [c for c in page.controls if c.asks or c.role == "input"]
    cards = [card for c in asking if (card := _card(sight, c.node)) is not None]
    if not asking or len(cards) < len(asking):
        return False
    within = {node.id for card in cards for node in sight.tree.subtree(card)}
    around = [n for n in page.nodes if n.id not in within and n.text and geometry.visible(n, sight.tree)]
    entries = [c for c in page.controls if c.node.id not in within and of_what_is_offered(c)]
    offered = [c for c in entries if of_the_service(c.text)]
    lines = [n for n in around if of_the_service(n.text)]
    read = sum(len("".join(n.text.split())) for n in around)
    return bool(offered) and len(lines) >= _LINES and read >= CHARACTERS


def _card(sight: Sight, node: Node) -> Node | None:
    """The largest box around a control that is no page, and holds more than the control."""
    boxes = [a for a in sight.tree.ancestors(node) if geometry.share(a.rect, sight.tree.viewport) <= _CARD]
    return max(boxes, key=lambda a: a.rect[2] * a.rect[3], default=None)
