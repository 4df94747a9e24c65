"""What is ticked or switched: the platform's components, and the glyphs that programs draw in their place."""

from recording.sight import words
from recording.tree import Node, Tree

TAGS = frozenset({"checkbox", "radio", "switch"})
ON = frozenset("✓✔√☑✅●◉■")
OFF = frozenset("○◯□☐◻▢")
_ICONS = frozenset({"circle", "success", "success_no_circle"})
"""Types of the icon component that look like a box, empty and ticked (documentation of ``icon``)."""
_LEAST, _MOST = 8.0, 48.0
"""CSS pixels of a drawn box's sides."""


def ticked(node: Node) -> bool:
    """Whether a box, radio or switch is on."""
    value = node.attrs.get("checked", node.attrs.get("aria-checked"))
    return value is not None and str(value).casefold() not in ("false", "0")


def signed(tree: Tree, node: Node) -> bool | None:
    """Whether a box that a program draws, or the line it begins, is on, by its glyph or the type of its icon; None
    where it has neither."""
    glyph = tree.text_of(node).strip()[:1]
    if glyph and glyph in ON | OFF:
        return glyph in ON
    icons = [n for n in tree.subtree(node) if n.tag == "icon"]
    return any(str(n.attrs.get("type", "")).casefold().startswith("success") for n in icons) if icons else None


def drawn(tree: Tree, node: Node) -> bool:
    """Whether it is a box that a program draws itself: a small square without words, or the glyph of one."""
    said = tree.text_of(node).strip()
    if said:
        return set(said) <= ON | OFF
    short, long = min(node.rect[2], node.rect[3]), max(node.rect[2], node.rect[3])
    if node.tag == "icon" and str(node.attrs.get("type", "")).casefold() in _ICONS:
        # In a row beside a long line it is squeezed and no square any more.
        return _LEAST <= long <= _MOST
    return short >= _LEAST and long <= _MOST and long <= 1.6 * short


def leads_a_line(tree: Tree, node: Node) -> bool:
    """Whether it is a drawn box that can be pressed, with words of having read or agreed right beside it: the box of
    a line, whatever its class is called."""
    if "tap" not in node.events or not drawn(tree, node):
        return False
    end, middle = node.rect[0] + node.rect[2], node.rect[1] + node.rect[3] / 2
    around = [n for above in tree.ancestors(node)[:2] for n in tree.subtree(above) if len(n.text.strip()) > 1]
    beside = (n for n in around if -1 <= n.rect[0] - end <= _MOST and 0 <= middle - n.rect[1] <= n.rect[3])
    return any(words.mentions(n.text, "read") or words.says(n.text, "agree") for n in beside)
