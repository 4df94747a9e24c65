"""Plain words of a page that may lead somewhere: a picture does not tell a row of a list from a heading.

The walk presses only what it takes for a control, so it is offered such words as one, page by page, after what is one
was tried there. The tree in the recording stays as it was seen: words that answer nothing are no controls to any check.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache

from crawler.drivers.android.book import book, plain
from crawler.drivers.android.uitree import UiNode, UiTree
from crawler.words import Care, forbidden, policy_link, submits
from recording.observations import ActionData
from recording.sight import geometry, words
from recording.sight.content import content
from recording.sight.controls import Control, controls
from recording.sight.surfaces import surfaces
from recording.tree import Node, Tree

RUNS = frozenset({"refuse", "agree"})
"""Runs that answer what asks; in the one that touches nothing such words are left alone."""
_FIELDS = frozenset({"input", "checkbox"})
_LONGEST = 24
"""Letters; a longer text is a sentence."""
_ENDS = "。！？；，、：.!?;,:"
_NUMBER = re.compile(r"\d[\d\- ]{5,}\d")
"""A telephone number: pressed, it would be called."""
_LABEL = 40.0
"""CSS pixels above a field within which words name it."""
_LEFT_ALONE = ("agree", "read", "grant", "login", "refuse", "exit", "withdraw")
"""Groups of words that may say yes or no."""
_AFTER = frozenset({"account", "transact", "link"})
"""Roles that the walk presses after all others: words of no role would come before them."""


def plain_words(tree: Tree, ui: UiTree | None) -> tuple[int, ...]:
    """Nodes whose short texts may be entries. None where the view tree cannot be believed or names nothing that the
    program drew (settings of the platform), under what lies over a page and asks, and in the text of a policy. A page
    that asks itself may hold functions beside the asking: the places to order from, another way in."""
    if ui is None or tree.exited or not any(n.web for n in ui.nodes):
        return ()
    if content(tree).rules or any(s.form == "overlay" for s in surfaces(tree)):
        return ()
    long = [n for n in ui.nodes if n.web and len(plain(n.text)) > _LONGEST]
    return tuple(n.id for n in tree.nodes if _may_lead(tree, n) and not _of_a_sentence(n, long))


class PlainWords:
    """What one run did with them."""

    def __init__(self) -> None:
        self._pressed: set[tuple[str, str]] = set()
        self._typed: set[str] = set()

    def did(self, action: ActionData, page: str) -> None:
        """Something is about to be pressed or typed there."""
        if action.type == "input":
            self._typed.add(page)
        self._pressed.add((page, words.normal(str((action.target or {}).get("text", "")))))

    def offered(self, tree: Tree, found: Collection[int]) -> Tree:
        """The tree with its plain words as something to tap; as it is while other things wait, or once a form there
        holds something that a press could send."""
        filled = tree.page in self._typed and _form(tree)
        if not found or filled or any(self._waits(tree, c) for c in controls(tree)):
            return tree
        return tree.model_copy(update={"nodes": tuple(_tappable(n) if n.id in found else n for n in tree.nodes)})

    def _waits(self, tree: Tree, control: Control) -> bool:
        """Whether the walk has yet to press it."""
        text = control.text
        if control.role not in _AFTER or control.node.surface != "app" or forbidden(text, Care()):
            return False
        if words.says(text, "agree", "read") or (submits(text) and _form(tree)):
            return False
        return (tree.page, words.normal(text)) not in self._pressed


def _form(tree: Tree) -> bool:
    return any(n.tag in _FIELDS for n in tree.nodes)


def _tappable(node: Node) -> Node:
    """As something of a make of its own: that one of them leads nowhere says nothing of the next. ``click`` and not
    ``tap``, which would make another state of the screen."""
    if not _harmless(node.text):
        return node
    return node.model_copy(update={"events": ("click",), "attrs": {**node.attrs, "class": plain(node.text)}})


def _harmless(text: str) -> bool:
    """By default it is not: words that name the policy are pressed where they are its name, by whoever reads it."""
    if forbidden(text, Care()) or submits(text) or words.says(text, *_LEFT_ALONE) or _acts().search(words.normal(text)):
        return False
    return policy_link(text) or not words.says(text, "notice")


@cache
def _acts() -> re.Pattern[str]:
    verbs = (words.normal(word) for word in book().acts.words)
    return re.compile("|".join(rf"\b{re.escape(v)}\b" if v.isascii() else re.escape(v) for v in verbs))


def _may_lead(tree: Tree, node: Node) -> bool:
    text = "".join(node.text.split())
    if node.surface != "app" or node.tag != "text" or not node.hit or not 2 <= len(text) <= _LONGEST:
        return False
    if text[-1] in _ENDS or sum(c.isalpha() for c in text) < 2 or _NUMBER.search(node.text):
        return False
    if any("tap" in part.events for part in (node, *tree.ancestors(node))):
        return False
    return not any(_names(node, other) for other in tree.nodes if other.tag in _FIELDS)


def _names(node: Node, field: Node) -> bool:
    """Whether words belong to a field: in its row, or just above it."""
    x, y, width, height = field.rect
    left, top, wide, tall = node.rect
    in_row = y <= top + tall / 2 <= y + height
    above = 0 <= y - (top + tall) < _LABEL and left < x + width and x < left + wide
    return in_row or above


def _of_a_sentence(node: Node, long: Sequence[UiNode]) -> bool:
    """A line of a longer text."""
    read = plain(node.text)
    return any(read in plain(n.text) and geometry.overlap(n.rect, node.rect) > 0 for n in long)
