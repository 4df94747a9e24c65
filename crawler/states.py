"""Which screens are the same screen: by structure, not by pixels and not by data.

Two screens are one state when they stand on the same page and are built of the same kinds of parts.
Repetition is collapsed (three goods or thirty), texts, pictures and positions don't count.
"""

import hashlib

from recording.tree import Node, Tree

_SHOWN_TYPES = ("open-type", "type")


def state_id(tree: Tree) -> str:
    """Twelve hex digits; equal for screens that differ in their data only."""
    if tree.exited:
        return _digest("exited")
    roots = [node for node in tree.nodes if node.parent is None or node.parent not in tree.by_id]
    parts = sorted({_shape(tree, root, 0) for root in roots})
    return _digest(tree.page + "|" + ",".join(parts))


def template(tree: Tree, node: Node) -> str:
    """What a node was made from: equal for the items of one list, whatever they say."""
    line = [node, *tree.ancestors(node)]
    return _digest("/".join(_token(part) for part in line))


def _shape(tree: Tree, node: Node, depth: int) -> str:
    """A node with the distinct shapes below it; deeper than any real layout is cut off."""
    if depth > 60:
        return ""
    below = sorted({_shape(tree, child, depth + 1) for child in tree.children(node) if _drawn(child)})
    return _digest(_token(node) + "(" + ",".join(below) + ")")


def _drawn(node: Node) -> bool:
    """Short-lived platform notices (toast, loading) are no part of a state."""
    return node.attrs.get("data-mi-type") not in {"toast", "loading"} and node.opacity > 0.05


def _token(node: Node) -> str:
    kinds = [str(node.attrs[name]) for name in _SHOWN_TYPES if node.attrs.get(name)]
    return ":".join([node.tag, node.component, node.part, "tap" if "tap" in node.events else "", *kinds])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
