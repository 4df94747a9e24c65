"""Fields to type into, as a picture shows them: by the faint words in them and the words before them."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from crawler.drivers.android.book import plain
from crawler.drivers.android.frame import Frame
from crawler.drivers.android.marks import colourful, ink
from crawler.drivers.android.shapes import Pane
from recording.observations import ActionData, Rect
from recording.reading import Line
from recording.tree import Node, Tree

_FIELD = re.compile(r"^(请输入|请填写|输入|点击输入)|^please enter", re.I)
_READ = 0.7
"""How much of what was typed is read again at least; small letters and figures are misread."""


def is_field(frame: Frame, line: Line, button: Pane | None) -> bool:
    """A hint in faint letters that says what to type."""
    if not _FIELD.search(line.text) or len(plain(line.text)) > 20:
        return False
    if button is not None and colourful(button.color):
        return False
    letters, ground = ink(frame, line.rect)
    return max(abs(a - b) for a, b in zip(letters, ground, strict=True)) < 190


def hints(lines: Sequence[Line], line: Line, rect: Rect) -> dict[str, Any]:
    """The words in a field, and those before it on its line, however far: a form's label stands at the other edge."""
    x, y, _, height = rect
    before = [
        other
        for other in lines
        if other is not line and len(plain(other.text)) <= 12
        and other.rect[0] + other.rect[2] <= x + 4
        and abs(other.rect[1] + other.rect[3] / 2 - y - height / 2) < max(height, 20) / 2
    ]  # fmt: skip
    nearest = max(before, key=lambda other: other.rect[0], default=None)
    return {"placeholder": line.text, **({"aria-label": nearest.text} if nearest is not None else {})}


class Filled:
    """Fields that were typed into in one run. Their hint is covered then: without it they would be taken for others,
    filled anew, and the form sent once more."""

    def __init__(self) -> None:
        self._typed: dict[str, list[tuple[str, str]]] = {}
        """By page: what was typed, and the hint that had stood there."""
        self._last = Tree()

    def did(self, action: ActionData) -> None:
        """Something is about to be typed on what was shown last."""
        node = self._last.by_id.get(int((action.target or {}).get("node", -1)))
        hint = str(node.attrs.get("placeholder", "")) if node is not None else ""
        if action.type == "input" and hint and plain(action.value):
            self._typed.setdefault(self._last.page, []).insert(0, (plain(action.value), hint))

    def named(self, tree: Tree) -> Tree:
        """The tree with the hints that its fields had, and what stands in them as their value: the hint of an empty one
        is part of the page's words, a value is not."""
        typed = self._typed.get(tree.page, [])
        nodes = tuple(_named(node, typed) for node in tree.nodes) if typed else tree.nodes
        self._last = tree.model_copy(update={"nodes": nodes})
        return self._last


def _named(node: Node, typed: Sequence[tuple[str, str]]) -> Node:
    shown = str(node.attrs.get("placeholder", "")) if node.tag == "input" else ""
    hint = next((hint for value, hint in typed if _same(plain(shown), value)), None) if shown else None
    filled = {"text": "", "attrs": {**node.attrs, "placeholder": hint, "value": shown}}
    return node.model_copy(update=filled) if hint else node


def _same(shown: str, typed: str) -> bool:
    """A field shows as much of what was typed as it has room for."""
    return bool(shown) and SequenceMatcher(None, shown, typed[: len(shown) + 2], autojunk=False).ratio() >= _READ
