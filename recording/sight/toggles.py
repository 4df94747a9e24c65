"""What is ticked or switched: the platform's components, and the glyphs that programs draw in their place."""

from recording.tree import Node, Tree

TAGS = frozenset({"checkbox", "radio", "switch"})
ON = frozenset("✓✔√☑✅●◉■")
OFF = frozenset("○◯□☐◻▢")
_LEAST, _MOST = 8.0, 48.0
"""CSS pixels of a drawn box's sides."""


def ticked(node: Node) -> bool:
    """Whether a box, radio or switch is on."""
    value = node.attrs.get("checked", node.attrs.get("aria-checked"))
    return value is not None and str(value).casefold() not in ("false", "0")


def drawn(tree: Tree, node: Node) -> bool:
    """Whether it is a box that a program draws itself: a small square without words, or the glyph of one."""
    said = tree.text_of(node).strip()
    if said:
        return set(said) <= ON | OFF
    short, long = min(node.rect[2], node.rect[3]), max(node.rect[2], node.rect[3])
    return short >= _LEAST and long <= _MOST and long <= 1.6 * short
