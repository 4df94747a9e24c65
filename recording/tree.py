"""The view tree of a screen: what is drawn where, by whom, and what it would do when tapped."""

from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from recording.observations import Rect


class Node(BaseModel):
    """One drawn element, in paint order. Only elements with a box inside or near the viewport."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: int
    parent: int | None = None
    tag: str
    """Mini program tag without the ``wx-`` prefix (``view``, ``button``), ``#platform`` parts use ``native-…``."""
    component: str = ""
    """Path of the custom component whose shadow tree it stands in; empty for the page's own."""
    rect: Rect
    text: str = ""
    """Its own visible text (not that of its children), whitespace collapsed."""
    sentence: str = ""
    """Its text with that of the elements in line with it, as it is read (some words in bold), a line for each that the
    page or the text itself breaks; empty for one piece on one line."""
    inline: bool = False
    """Its text is part of an ancestor's ``sentence``."""
    attrs: dict[str, Any] = Field(default_factory=dict)
    """``id``, ``class``, ``open-type``, ``type``, ``placeholder``, ``value``, ``checked``, ``disabled``,
    ``url``, ``src``, ``aria-label``, ``role`` … as far as present."""
    events: tuple[str, ...] = ()
    """Event names with a listener of the program on this very element, e.g. ``tap``, ``getphonenumber``."""
    surface: str = "app"
    """``app`` or ``platform`` (drawn by the host: navigation bar, tab bar, capsule, dialogs)."""
    part: str = ""
    """For platform nodes: ``navbar``, ``tabbar``, ``capsule``, ``dialog``, ``back``, ``home``."""
    dialog: str = ""
    hit: bool = True
    """A tap on its centre reaches it, its descendant or its ancestor, not something lying over it."""
    spot: tuple[float, float] | None = None
    """Where to tap words that run over a line's end, whose centre may lie on other words."""
    opacity: float = 1
    """Product over its ancestors."""
    color: str = ""
    background: str = ""
    font_px: float = 0
    weight: float = 0
    """Of the font, 400 is ordinary and 700 bold; 0 where it is not known."""
    line_px: float = 0
    """Height of a line in CSS pixels; 0 for the font's own and where it is not known."""
    fixed: bool = False
    scrollable: bool = False


class Tree(BaseModel):
    """The tree of one moment."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    page: str = ""
    query: str = ""
    stack: tuple[str, ...] = ()
    """Paths of the page stack, bottom first."""
    title: str = ""
    viewport: tuple[float, float] = (375, 812)
    scale: float = 2
    scroll_top: float = 0
    scroll_height: float = 0
    page_height: float = 0
    """Of the part that scrolls, between the bars; 0 where the target does not tell it."""
    exited: bool = False
    source: str = "dom"
    """``dom`` (embedded), ``protocol`` (DevTools), ``ocr`` (Android)."""
    nodes: tuple[Node, ...] = ()

    @cached_property
    def by_id(self) -> dict[int, Node]:
        return {node.id: node for node in self.nodes}

    @property
    def below(self) -> float:
        """CSS pixels of the page that lie under its lower edge."""
        return self.scroll_height - self.scroll_top - (self.page_height or self.viewport[1])

    def ancestors(self, node: Node) -> list[Node]:
        """Nearest first."""
        found = []
        while node.parent is not None and node.parent in self.by_id:
            node = self.by_id[node.parent]
            found.append(node)
        return found

    @cached_property
    def _children(self) -> dict[int | None, list[Node]]:
        table: dict[int | None, list[Node]] = {}
        for node in self.nodes:
            table.setdefault(node.parent, []).append(node)
        return table

    def children(self, node: Node) -> list[Node]:
        return self._children.get(node.id, [])

    def subtree(self, node: Node) -> list[Node]:
        """The node and all below it, in paint order."""
        found, queue = [], [node]
        while queue:
            current = queue.pop(0)
            found.append(current)
            queue[0:0] = self.children(current)
        return found

    def text_of(self, node: Node) -> str:
        """All visible text within a node, in order, joined by spaces."""
        return " ".join(part.text for part in self.subtree(node) if part.text)
