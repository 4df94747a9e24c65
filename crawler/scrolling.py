"""How far down each page is looked at while walking: to its end where that is near, else a little."""

from collections import Counter

from crawler import swiping
from crawler.hand import Hand
from crawler.view import View

SHARE = 0.7
"""Of the viewport, in one step."""
FEW = 2
"""Steps on a page whose end is far, unknown, or moves on."""
MOST = 5
LEAVES = 3
"""Turned on a page that a swiper fills: more of a feed shows nothing new, and a guide has no more."""
LEAST = 24.0
"""CSS pixels below the fold that may hold a line of text."""


class Scrolling:
    """Counts the steps of one run, anew for each cold start."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._steps: Counter[tuple[int, str]] = Counter()
        self._leaves: Counter[tuple[int, str]] = Counter()
        self._seen: set[str] = set()
        """Pages that were looked at once as far down as they are to be."""

    async def further(self, waiting: bool) -> bool:
        """Move the current page up once; False where that is of no use. ``waiting``: something that stands on the page
        is still to be pressed and is not in sight."""
        view = self._hand.view
        if not self._hand.can("scroll") or (view.page in self._seen and not waiting):
            return False
        if not self._goes_on(view):
            if self._leaves[self._key(view.page)] < LEAVES and await swiping.turn(self._hand) is not None:
                self._leaves[self._key(view.page)] += 1
                return True
            self._seen.add(view.page)
            return False
        self._steps[self._key(view.page)] += 1
        await self._hand.scroll(view.tree.viewport[1] * SHARE)
        return True

    def steps(self, page: str) -> int:
        """How often it was moved up: what comes into sight is worth a press more than there were to be."""
        return self._steps[self._key(page)]

    def at_top(self, page: str) -> None:
        """The page was opened anew."""
        self._steps.pop(self._key(page), None)

    def _goes_on(self, view: View) -> bool:
        tree, done = view.tree, self._steps[self._key(view.page)]
        if tree.below <= LEAST or done >= MOST:
            return False
        return done < FEW or (tree.scroll_top > 0 and tree.below <= (MOST - done) * tree.viewport[1] * SHARE)

    def _key(self, page: str) -> tuple[int, str]:
        return (self._hand.log.start, page)
