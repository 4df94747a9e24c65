"""Visits: the same user comes back, minutes, a day and two days later, by the virtual clock.

Writes ``note visit`` before each: ``number`` (1 is the cold start itself), ``how`` (``first``; ``resumed``: it was
asleep in the background; ``restarted``: its process was gone, storage and the platform's memory were not),
``since_ms`` (virtual time since the cold start), ``away_ms``, ``moved`` (false: the target's clock cannot be moved, so
the user was back at once and ``away_ms`` is 0), ``start``. WeChat puts a program to sleep after five seconds in the
background and ends it after about thirty minutes (developer guide, "运行机制").
"""

from dataclasses import dataclass
from typing import Literal

from crawler.hand import Hand
from crawler.view import View

How = Literal["first", "resumed", "restarted"]
MINUTE = 60_000
HOUR = 60 * MINUTE
AWAKE_MS = 5_000
"""How long a program in the background goes on."""


@dataclass(frozen=True)
class Moment:
    """When a visit begins, in virtual milliseconds since the cold start."""

    at_ms: int
    how: How = "restarted"


RETURNS = (
    Moment(5 * MINUTE, "resumed"),
    Moment(HOUR),
    Moment(24 * HOUR),
    Moment(47 * HOUR),
    Moment(49 * HOUR),
)
"""Inside and outside of the 48 hours in which a refused question may not come again (catalogue, PHN-06, PRM-07)."""


class Visits:
    """Counts and announces the visits of one run."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self.count = 0

    def first(self) -> None:
        """The cold start that was just made."""
        self.count = 1
        self._note("first", self._hand.view.page, since_ms=0, away_ms=0)

    async def again(self, moment: Moment) -> View:
        """Leave, let the time pass, come back. A program that has closed itself is always started anew."""
        hand = self._hand
        awake = not hand.view.tree.exited and hand.can("hide")
        if awake:
            await hand.leave("return")
            if hand.can("advance"):
                await hand.pass_time(AWAKE_MS, "return")
        away = max(moment.at_ms - hand.virtual_ms, 0) if hand.can("advance") else 0
        resumed = moment.how == "resumed" and awake and hand.can("away") and hand.can("hide")
        self.count += 1
        since = hand.virtual_ms + away
        self._note("resumed" if resumed else "restarted", hand.view.page, since_ms=since, away_ms=away)
        if not resumed:
            return await hand.launch_again(away)
        await hand.sleep(away)
        return await hand.come_back("return")

    def _note(self, how: How, page: str, since_ms: float, away_ms: float) -> None:
        log = self._hand.log
        log.note(
            "visit",
            page=page,
            number=self.count,
            how=how,
            start=log.start,
            since_ms=round(since_ms),
            away_ms=round(away_ms),
            moved=self._hand.can("advance"),
        )
