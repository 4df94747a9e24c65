"""The tree that ``uiautomator dump`` gives, and whether it can be believed.

WeChat hands out empty, opaque and scrambled trees (see docs/android.md); a tree is used only after a test.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree

from crawler.drivers.android.book import plain
from recording.observations import Rect
from recording.reading import Line
from recording.sight import geometry

Trust = Literal["honest", "opaque", "empty", "lying", "none"]
_WEB = re.compile(r"(^|\.)(WebView|XWebView)$|xweb", re.I)
_PAGE = re.compile(r"(?:wx[0-9a-z]{8,32}:)([\w/\-.]+?)\.html:VISIBLE")
_APPID = re.compile(r"(wx[0-9a-f]{16}):[\w/\-.]+?\.html:(?:VISIBLE|INVISIBLE|INITIAL)")
_BOUNDS = re.compile(r"\[(-?\d+),(-?\d+)\]\[(-?\d+),(-?\d+)\]")
_LARGEST = 4 << 20
_AGREE = 0.34
"""Share of readable tree texts that the picture must show where the tree says they are."""


@dataclass(frozen=True)
class UiNode:
    """One node in CSS pixels. ``web``: below the engine's view, drawn by the program."""

    kind: str
    text: str
    rect: Rect
    clickable: bool
    web: bool
    checked: bool = False


@dataclass(frozen=True)
class UiTree:
    """A parsed dump. ``page`` and ``appid`` as a node of the engine names them, if one does."""

    nodes: tuple[UiNode, ...]
    page: str = ""
    appid: str = ""

    @property
    def texts(self) -> list[UiNode]:
        return [n for n in self.nodes if len(plain(n.text)) >= 2 and ".html:" not in n.text]

    @property
    def opaque(self) -> bool:
        """The engine's view is there and shows nothing of what it holds."""
        return any(_WEB.search(n.kind) for n in self.nodes) and not any(n.web for n in self.nodes)


def parse(xml: str, density: float) -> UiTree | None:
    """None for what is no tree (an error message of the tool, cut-off output)."""
    start, end = xml.find("<hierarchy"), xml.rfind("</hierarchy>")
    if start < 0 or end < 0 or len(xml) > _LARGEST or "<!" in xml:
        return None
    try:
        root = ElementTree.fromstring(xml[start : end + len("</hierarchy>")])  # noqa: S314  (no doctype, see above)
    except ElementTree.ParseError:
        return None
    nodes: list[UiNode] = []
    queue = [(child, False) for child in root]
    while queue:
        element, web = queue.pop(0)
        kind = element.get("class", "")
        nodes.append(_node(element, kind, density, web))
        queue[0:0] = [(child, web or bool(_WEB.search(kind))) for child in element]
    whole = " ".join(f"{e.get('text', '')} {e.get('content-desc', '')}" for e in root.iter("node"))
    page, appid = _PAGE.search(whole), _APPID.search(whole)
    return UiTree(tuple(nodes), page[1] if page else "", appid[1] if appid else "")


def trust(tree: UiTree | None, again: UiTree | None, lines: Sequence[Line]) -> Trust:
    """Set a tree against the picture of the same moment and, when there is one, a second dump of it."""
    if tree is None:
        return "none"
    readable = [x for x in lines if x.score >= 0.6 and len(plain(x.text)) >= 2]
    if not tree.nodes or (readable and not tree.texts and not tree.opaque):
        return "empty" if readable else "honest"
    if again is not None and [n.text for n in tree.texts] != [n.text for n in again.texts]:
        return "lying"
    shown = [n for n in tree.texts if n.rect[2] > 4 and n.rect[3] > 4]
    if shown and readable:
        right = sum(1 for n in shown if _stands(n, readable))
        if right < max(1, _AGREE * min(len(shown), len(readable))):
            return "lying"
    return "opaque" if tree.opaque else "honest"


def _stands(node: UiNode, lines: list[Line]) -> bool:
    """Whether a line read within the node's box is in its text, or its text in the line."""
    said = plain(node.text)
    for line in lines:
        if geometry.inside(line.rect, node.rect, 0.4):
            read = plain(line.text)
            if read in said or said in read:
                return True
    return False


def _node(element: ElementTree.Element, kind: str, density: float, web: bool) -> UiNode:
    found = _BOUNDS.fullmatch(element.get("bounds", ""))
    left, top, right, bottom = (int(v) / density for v in found.groups()) if found else (0.0, 0.0, 0.0, 0.0)
    rect = (round(left, 1), round(top, 1), round(max(right - left, 0), 1), round(max(bottom - top, 0), 1))
    text = element.get("text") or element.get("content-desc") or ""
    return UiNode(kind, text, rect, element.get("clickable") == "true", web, element.get("checked") == "true")
