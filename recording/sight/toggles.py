"""What is ticked or switched: the platform's components, and the glyphs that programs draw in their place."""

from recording.tree import Node

TAGS = frozenset({"checkbox", "radio", "switch"})
ON = frozenset("✓✔☑✅●◉■")
OFF = frozenset("○◯□☐◻▢")


def ticked(node: Node) -> bool:
    """Whether a box, radio or switch is on."""
    value = node.attrs.get("checked", node.attrs.get("aria-checked"))
    return value is not None and str(value).casefold() not in ("false", "0")
