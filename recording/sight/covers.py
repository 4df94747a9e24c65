"""What lies over the page: masks, sheets and dialogs, told by the hit test rather than by colours."""

from dataclasses import dataclass

from recording.observations import Rect
from recording.sight import geometry, words
from recording.tree import Node, Tree

MASK_SHARE = 0.8
"""A mask over more than this part of the view hides the content under it (the catalogue's words, A.1)."""
_APP_DIALOGS = frozenset({"modal", "actionsheet", "prompt"})
"""Drawn by the platform, but the words and buttons are the program's own."""
_PASSING = frozenset({"toast", "loading"})


@dataclass(frozen=True)
class Layer:
    """Something drawn over the page. ``nodes`` are what it shows, in paint order."""

    nodes: tuple[Node, ...]
    rect: Rect
    owner: str
    """``app`` or ``platform``: who drew it and chose its words."""
    dialog: str = ""
    type: str = ""
    masks: bool = False
    """Covers more than 80 % of the view."""


def dialog_type(node: Node) -> str:
    """The type of a dialog drawn by the host (``modal``, ``phone`` …), as its root says."""
    return str(node.attrs.get("data-mi-type") or "")


def chrome(tree: Tree) -> frozenset[int]:
    """Nodes of navigation bar, tab bar and capsule, also when the program draws its own."""
    found: set[int] = set()
    for node in tree.nodes:
        if node.id in found:
            continue
        if node.surface == "platform" and not node.dialog and node.part != "dialog":
            found.add(node.id)
        elif _own_bar(node, tree):
            found.update(part.id for part in tree.subtree(node))
    return frozenset(found)


def _own_bar(node: Node, tree: Tree) -> bool:
    width, height = tree.viewport
    if node.rect[2] < width * 0.8 or not 20 <= node.rect[3] <= 130:
        return False
    names = (str(node.attrs.get("class", "")), node.component, node.tag)
    if node.rect[1] + node.rect[3] >= height - 4 and words.marked("tabbar", *names):
        return True
    return node.rect[1] <= 4 and words.marked("navbar", *names)


def layers(tree: Tree) -> list[Layer]:
    """Everything over the page: the host's dialogs first, then the program's own masks and fixed panels."""
    return [*_dialogs(tree), *_own_layers(tree)]


def _dialogs(tree: Tree) -> list[Layer]:
    table: dict[str, list[Node]] = {}
    for node in tree.nodes:
        if node.dialog or node.part == "dialog":
            table.setdefault(node.dialog, []).append(node)
    found = []
    for dialog, nodes in table.items():
        kind = next((t for t in map(dialog_type, nodes) if t), "")
        if kind in _PASSING:
            continue
        rect = geometry.bounds(n.rect for n in nodes if n.text or n.attrs.get("data-mi-button"))
        masks = any(geometry.share(n.rect, tree.viewport) > MASK_SHARE for n in nodes)
        owner = "app" if kind in _APP_DIALOGS else "platform"
        found.append(Layer(tuple(nodes), rect, owner, dialog, kind, masks))
    return found


def _own_layers(tree: Tree) -> list[Layer]:
    mask = _mask(tree)
    if mask is not None:
        return [_front(tree, mask)]
    return _panels(tree)


def _mask(tree: Tree) -> Node | None:
    """The program's element that covers the view so that what was painted before it cannot be reached."""
    for node in reversed(tree.nodes):
        if node.surface != "app" or geometry.share(node.rect, tree.viewport) <= MASK_SHARE:
            continue
        if _covers_something(tree, node) or _dims_an_empty_page(tree, node):
            return node
    return None


def _dims_an_empty_page(tree: Tree, cover: Node) -> bool:
    """Whether an empty fixed layer keeps taps from a page that has nothing to read yet (grey bars while it loads) while
    what can be read stands in fixed panels over it. A page over its own backdrop stands in the page, not in panels."""
    if (
        not cover.fixed
        or not (cover.hit or _panel_over(tree, cover))
        or any(n.text or n.events for n in tree.subtree(cover)[1:])
    ):
        return False
    bars = chrome(tree)
    shown = [n for n in tree.nodes if n.surface == "app" and n.hit and n.text and n.id not in bars]
    panels = [n for n in shown if any(a.fixed and a.id != cover.id for a in (n, *tree.ancestors(n)))]
    return bool(shown) and len(panels) == len(shown) and all(_over(n, cover) for n in panels)


def _panel_over(tree: Tree, cover: Node) -> Node | None:
    """The fixed panel, painted later, that lies over a cover's centre and so takes the tap meant for it."""
    point = geometry.centre(geometry.clipped(cover.rect, tree.viewport))
    later = tree.nodes[tree.nodes.index(cover) + 1 :] if cover.fixed else ()
    inside = {n.id for n in tree.subtree(cover)}
    return next((n for n in later if n.fixed and n.hit and n.id not in inside and geometry.holds(n.rect, point)), None)


def _covers_something(tree: Tree, cover: Node) -> bool:
    panel = None if cover.hit else _panel_over(tree, cover)
    if not cover.hit and panel is None:
        return False
    inside = {n.id for n in tree.subtree(cover)} | {n.id for n in tree.ancestors(cover)}
    for node in tree.nodes:
        if node.id in inside or node.surface != "app" or node.hit or not geometry.visible(node, tree):
            continue
        if not (node.text or node.events or node.tag in ("button", "input", "navigator")):
            # A background picture under the page's own container is decoration, not covered content.
            continue
        if panel is not None and geometry.holds(panel.rect, geometry.centre(node.rect)):
            # What lies beneath the panel is kept from taps by the panel, with or without a mask.
            continue
        if geometry.inside(node.rect, cover.rect, 0.5):
            return True
    return False


def _front(tree: Tree, mask: Node) -> Layer:
    """The mask and everything that still answers a tap over it."""
    behind = {n.id for n in tree.ancestors(mask)}
    inside = {n.id for n in tree.subtree(mask)}
    reachable = {n.id for n in tree.nodes if n.surface == "app" and (n.id in inside or _over(n, mask))}
    nodes = tuple(n for n in tree.nodes if n.id in reachable - behind)
    shown = [n.rect for n in nodes if n.text or n.events or n.tag in ("button", "input", "image")]
    own = [r for r in shown if geometry.share(r, tree.viewport) <= MASK_SHARE]
    return Layer(nodes, geometry.bounds(own) if own else mask.rect, "app", masks=True)


def _over(node: Node, mask: Node) -> bool:
    return node.hit and geometry.overlap(node.rect, mask.rect) > 0 and bool(node.text or node.events or node.attrs)


def _panels(tree: Tree) -> list[Layer]:
    """Fixed panels over the page that leave most of it free: a banner, a bottom sheet without a mask."""
    taken = chrome(tree)
    found: list[Layer] = []
    inside: set[int] = set()
    for node in tree.nodes:
        if node.id in inside or node.id in taken or not node.fixed or node.surface != "app":
            continue
        part = geometry.share(node.rect, tree.viewport)
        if not 0 < part <= MASK_SHARE or not node.hit:
            continue
        nodes = tree.subtree(node)
        inside |= {n.id for n in nodes}
        found.append(Layer(tuple(nodes), geometry.clipped(node.rect, tree.viewport), "app"))
    return found
