"""Rows of a form whose label is the row's own bare text: ``<view>车牌号<input/></view>``."""

from recording.tree import Node, Tree

FIELDS = frozenset({"input", "textarea", "picker"})
_LONG = 20
"""Characters: a longer text is no label."""


def row_label(tree: Tree, field: Node) -> str:
    """The own short text of the nearest element around a field, as far up as it holds no other; ``""`` for none."""
    for above in tree.ancestors(field):
        if _others(tree, above, field):
            return ""
        if above.text:
            return above.text if len(above.text) <= _LONG else ""
    return ""


def labels_own_field(tree: Tree, node: Node) -> bool:
    """Whether a text stands around a field of its own, or is what a field says in itself (its hint, its value): then it
    is no other field's label."""
    if any(part.tag in FIELDS for part in tree.subtree(node)):
        return True
    return any(around.tag in FIELDS for around in tree.ancestors(node))


def _others(tree: Tree, above: Node, field: Node) -> bool:
    own = {part.id for part in tree.subtree(field)}
    return any(part.tag in FIELDS and part.id not in own for part in tree.subtree(above))
