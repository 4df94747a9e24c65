"""What each different screen of a device was made out to be: read, looked at, and put together once."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crawler.drivers.android import front
from crawler.drivers.android.book import plain
from crawler.drivers.android.dimmed import told_by_words
from crawler.drivers.android.frame import TOP_BARS, Frame
from crawler.drivers.android.plain_words import plain_words
from crawler.drivers.android.scene import Scene
from crawler.drivers.android.screen import Screen
from crawler.drivers.android.seen import by_title, tree_of
from crawler.drivers.android.shapes import shapes
from crawler.drivers.android.trees import Trees
from crawler.drivers.android.windows import Found, recognise
from crawler.drivers.android.xweb import XWeb
from recording.observations import Rect
from recording.reading import Line
from recording.sight import geometry
from recording.tree import Tree


@dataclass(frozen=True)
class Look:
    """One screen. ``trust`` and ``dump``: the device's own tree and whether it can be believed."""

    tree: Tree
    window: Found | None
    focus: str
    trust: str
    dump: bytes
    words: tuple[int, ...] = ()
    """Nodes that may be entries, for all that a picture tells."""


class Looks:
    """Kept for as long as the run goes. ``limit`` is told of what keeps screens from being seen whole."""

    def __init__(
        self, screen: Screen, trees: Trees, xweb: XWeb, titles: Mapping[str, str], limit: Callable[[str, str], None]
    ) -> None:
        self._screen, self._trees, self._xweb, self._limit = screen, trees, xweb, limit
        self._known = by_title(titles)
        self._looks: dict[tuple[str, str], Look] = {}
        self._page = ""
        """The page that was shown last without a window of the platform."""
        self._words: frozenset[str] = frozenset()
        """What stood on it."""

    def __contains__(self, key: tuple[Frame, str]) -> bool:
        return (key[0].body, key[1]) in self._looks

    async def of(self, shot: Frame, where: str) -> Look:
        """``where`` is the window in front."""
        key = (shot.body, where)
        if key not in self._looks:
            self._looks[key] = await self._worked_out(shot, where)
        look = self._looks[key]
        if not _covered(look.window):
            self._page = look.tree.page
            self._words = frozenset(plain(n.text) for n in look.tree.nodes if n.surface == "app" and n.text)
        return look

    async def _worked_out(self, shot: Frame, where: str) -> Look:
        lines = await self._screen.read(shot)
        found = await asyncio.to_thread(lambda: told_by_words(shot, shapes(shot), lines))
        window = recognise(lines, found.panel, where)
        ui = await self._trees.of(lines)
        if self._trees.verdict not in ("honest", ""):
            self._limit("tree", f"WeChat's view tree is {self._trees.verdict}: the screen is seen by reading alone")
        if window is not None:
            window = self._trees.who_drew(window)
        scene = Scene(
            frame=shot,
            lines=lines,
            shapes=found,
            window=window,
            ui=ui,
            page=self._trees.page or (self._page if self._over_the_same(window, found.front, lines) else ""),
            exited=bool(where) and not front.in_program(where),
        )
        tree = await asyncio.to_thread(tree_of, scene)
        if front.in_program(where) and window is None and not self._trees.page and (named := await self._xweb.page()):
            # A lying tree names no page; the debugging socket does.
            tree = tree.model_copy(update={"page": named})
        elif tree.page in self._known:
            tree = tree.model_copy(update={"page": self._known[tree.page]})
        free = window is None and found.front is None
        told = plain_words(tree, ui) if free else ()
        return Look(tree, window, where, str(self._trees.verdict), self._trees.raw, told)

    def _over_the_same(self, window: Found | None, panel: Rect | None, lines: Sequence[Line]) -> bool:
        """Whether a window of the platform, or a message in words that the book does not know, stands over the page
        that was there before: another may have come with it, and its title cannot always be read once it is dimmed."""
        known = _covered(window)
        own = {x.rect for x in window.lines} if window is not None and known else _inside(panel, lines)
        below = [x for x in lines if x.rect not in own and x.rect[1] > TOP_BARS]
        beneath = {plain(x.text) for x in below if len(plain(x.text)) > 1}
        same = 2 * len(beneath & self._words) >= len(beneath)
        return (known and same) or (bool(own) and bool(beneath) and same)


def _inside(panel: Rect | None, lines: Sequence[Line]) -> set[Rect]:
    return {x.rect for x in lines if panel is not None and geometry.inside(x.rect, panel)}


def _covered(window: Found | None) -> bool:
    """Whether a window of the platform stands over the page that was there before."""
    return window is not None and window.drawn != "page"
