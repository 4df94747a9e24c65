"""What a button lies over: things of another function that it hides or takes the taps of."""

from detectors.facts import styles
from recording.sight import covers, geometry
from recording.sight.controls import Control
from recording.tree import Node, Tree

_MOST = 0.5


def covered_controls(tree: Tree, control: Control) -> list[Node]:
    """Elements with a function of their own that can be seen and whose taps the button takes."""
    layer = _layer(tree, control.node)
    return [n for n in _beneath(tree, control) if _acts(n) and not n.hit and (layer is None or n.id in layer)]


def covered_words(tree: Tree, control: Control) -> str:
    """The words under a transparent button."""
    return " ".join(n.text for n in _beneath(tree, control) if n.text)


def fading(tree: Tree, node: Node) -> bool:
    """Whether everything around it is as faint: a popup that is just coming, not a button that hides."""
    inside = {n.id for n in tree.subtree(node)}
    for around in tree.ancestors(node):
        others = [n for n in tree.subtree(around) if n.text and n.id not in inside]
        if others:
            return all(n.opacity < 0.9 for n in others)
    return False


def _acts(node: Node) -> bool:
    return bool(node.events) or node.tag in ("button", "navigator", "input", "textarea", "picker", "switch")


def _beneath(tree: Tree, control: Control) -> list[Node]:
    own = {n.id for n in tree.subtree(control.node)} | {n.id for n in tree.ancestors(control.node)}
    found = []
    for node in tree.nodes:
        if node.id in own or node.surface != "app" or not geometry.visible(node, tree):
            continue
        part = geometry.clipped(node.rect, tree.viewport)
        if geometry.inside(part, control.rect, _MOST) and not _hidden(tree, node, control.node):
            found.append(node)
    return found


def _hidden(tree: Tree, node: Node, top: Node) -> bool:
    """Whether something opaque was painted between: a row scrolled beneath a bar is hidden, not disguised."""
    part = geometry.clipped(node.rect, tree.viewport)
    middle = (part[0] + part[2] / 2, part[1] + part[3] / 2)
    later = False
    for other in tree.nodes:
        if later and styles.opaque(other) and styles.contains(other, middle):
            return True
        later = later or other.id == node.id
        if other.id == top.id:
            break
    return False


def _layer(tree: Tree, node: Node) -> frozenset[int] | None:
    """The nodes of the mask a button stands on: what lies under the mask is hidden by that, not by the button."""
    for layer in covers.layers(tree):
        ids = frozenset(n.id for n in layer.nodes)
        if node.id in ids and layer.masks:
            return ids
    return None
