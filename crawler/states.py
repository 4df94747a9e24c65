"""Which screens are the same screen: by structure, not by pixels and not by data.

Two screens are one state when they stand on the same page and are built of the same kinds of parts.
Repetition is collapsed (three goods or thirty), texts, pictures and positions don't count.
"""

import hashlib
from collections.abc import Set as AbstractSet

from recording.tree import Node, Tree

_SHOWN_TYPES = ("open-type", "type")


def state_id(tree: Tree) -> str:
    """Twelve hex digits; equal for screens that differ in their data only."""
    if tree.exited:
        return _digest("exited")
    shown = lasting(tree)
    roots = [node for node in tree.nodes if node.id in shown and (node.parent is None or node.parent not in shown)]
    parts = sorted({_shape(tree, root, shown, 0) for root in roots})
    return _digest(tree.page + "|" + ",".join(parts))


def lasting(tree: Tree) -> frozenset[int]:
    """Ids of the nodes that make up a screen: all but what cannot be seen and the platform's short-lived notices."""
    passing = {n.dialog for n in tree.nodes if n.dialog and n.attrs.get("data-mi-type") in ("toast", "loading")}
    return frozenset(n.id for n in tree.nodes if n.opacity > 0.05 and (not n.dialog or n.dialog not in passing))


def template(tree: Tree, node: Node) -> str:
    """What a node was made from: equal for the items of one list, whatever they say.

    What it is built of counts too: a function of the page often wears the class of the entries beneath it.
    """
    line = tree.ancestors(node)
    make = sorted(set(str(node.attrs.get("class", "")).split()) - {"active", "on", "selected", "current"})
    built = _shape(tree, node, tree.by_id.keys(), 0)
    return _digest("/".join([*make, built, *(_token(part) for part in line)]))


def _shape(tree: Tree, node: Node, shown: AbstractSet[int], depth: int) -> str:
    """A node with the distinct shapes below it; deeper than any real layout is cut off."""
    if depth > 60:
        return ""
    below = sorted({_shape(tree, child, shown, depth + 1) for child in tree.children(node) if child.id in shown})
    return _digest(_token(node) + "(" + ",".join(below) + ")")


def _token(node: Node) -> str:
    kinds = [str(node.attrs[name]) for name in _SHOWN_TYPES if node.attrs.get(name)]
    return ":".join([node.tag, node.component, node.part, "tap" if "tap" in node.events else "", *kinds])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
