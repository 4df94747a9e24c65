"""The program's own ways to take consent back, log out or delete an account: read, never pressed.

Writes ``note own_way`` for each control or line that names one: ``what`` (a section of ``config/own_ways.toml``),
``text``, ``role``, ``rect``, ``screen``, ``start``.
"""

import tomllib
from functools import cache
from typing import Any

from crawler.hand import Hand
from crawler.view import View
from recording.data import config_path
from recording.sight import words
from recording.tree import Node

PAGES = 6
SCROLLS = 2
_LINE = 40
"""Characters: a longer text is prose that speaks of the way, not an entry to it."""


class OwnWays:
    """Looks at the pages where such entries stand."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._told: set[tuple[str, str]] = set()

    async def read(self) -> None:
        """The current page, then those that the path names as the user's own, each from top to bottom."""
        hand = self._hand
        self._take(hand.view)
        for page in self._pages():
            if hand.view.tree.exited or not hand.can("open"):
                return
            self._take(await hand.open(page, purpose="own-ways"))
            await self._through()

    def _pages(self) -> list[str]:
        own = [p for p in self._hand.plan.declared if _speaks(p)]
        return own[:PAGES]

    async def _through(self) -> None:
        for _ in range(SCROLLS):
            tree = self._hand.view.tree
            if tree.below < 40 or not self._hand.can("scroll"):
                return
            self._take(await self._hand.scroll(tree.viewport[1] * 0.8, "own-ways"))

    def _take(self, view: View) -> None:
        roles = {c.node.id: str(c.role) for c in view.controls}
        for node in view.tree.nodes:
            what = way_named(node.text) if node.surface == "app" else ""
            if what and (view.page, node.text) not in self._told:
                self._told.add((view.page, node.text))
                self._note(view, node, what, roles.get(node.id, ""))

    def _note(self, view: View, node: Node, what: str, role: str) -> None:
        log = self._hand.log
        where: dict[str, Any] = {"rect": list(node.rect), "screen": view.seq, "start": log.start}
        log.note("own_way", page=view.page, what=what, text=node.text[:_LINE], role=role, **where)


def way_named(text: str) -> str:
    """Which way a short text names, the most telling one; ``""`` when none."""
    plain = words.normal(text)
    if not plain or len(plain) > _LINE:
        return ""
    return next((what for what, named in _ways().items() if any(name in plain for name in named)), "")


def _speaks(page: str) -> bool:
    """Whether a page's path says that it is about the user, the account or the settings."""
    parts = {part for piece in page.lower().split("/") for part in piece.replace("_", "-").split("-")}
    return bool(parts & _paths()) or words.path_class(page) == "account"


@cache
def _ways() -> dict[str, tuple[str, ...]]:
    return {name: tuple(words.normal(w) for w in part["words"]) for name, part in _book()["ways"].items()}


@cache
def _paths() -> frozenset[str]:
    return frozenset(_book()["paths"]["words"])


@cache
def _book() -> dict[str, Any]:
    return tomllib.loads(config_path("own_ways.toml").read_text(encoding="utf-8"))
