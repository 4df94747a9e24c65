"""The run ``update``: agrees, then the operator declares a new kind of data, and the same user comes back.

Consent is to the kinds declared at that moment: ``wx.getPrivacySetting`` says ``needAuthorization`` again, and the
platform asks before an interface of the new kind (developer guide to privacy authorization). What the program does at
the next start, before it asks, after a refusal and after an agreement, tells whether the change came with a notice.

Writes ``note guidelines`` for each version: ``version`` (1, 2), ``kinds`` (declared now), ``added`` (the new kind),
``key`` (its platform key), ``how`` (``held-back``: the operator does declare it, version 1 left it out; ``added``: the
operator does not declare it).
"""

from typing import Any

from crawler.answers import Answers
from crawler.driver import Unsupported
from crawler.hand import Hand
from crawler.plan import Answer, Declare, Plant
from crawler.return_run import ReturnRun
from crawler.visits import HOUR, Moment

NEXT_DAY = Moment(24 * HOUR)
LATER = Moment(25 * HOUR)
WATCH_MS = 20_000


class UpdateRun(ReturnRun):
    """Agreed, changed, come back."""

    def __init__(self, hand: Hand, plant: Plant, declare: Declare | None) -> None:
        super().__init__(hand, plant)
        self._declare = declare

    async def go(self) -> str:
        if not self._version(1):
            return "nothing to update"
        await self.arrive("explore")
        self.visits.first()
        await self.answers.settle()
        await self.use()
        self._version(2)
        await self._changed()
        return "done"

    async def _changed(self) -> None:
        """First nothing is said and nothing asked for, then the new question is refused, then agreed to."""
        hand = self.hand
        hand.say("none")
        await self.shown(await self.visits.again(NEXT_DAY))
        if hand.can("advance") and not hand.view.tree.exited:
            await hand.pass_time(WATCH_MS, "idle")
        await self._answer("refuse")
        await self.shown(await self.visits.again(LATER))
        await self._answer("agree")

    async def _answer(self, answer: Answer) -> None:
        self.hand.say(answer)
        self.answers = Answers(self.hand)
        await self.answers.settle()
        await self.use()
        await self.look_around()

    def _version(self, number: int) -> bool:
        """Put a version of the guidelines into force and say which."""
        log = self.hand.log
        try:
            if self._declare is None:
                raise Unsupported("the guidelines of this target cannot be changed by the inspection")
            said = self._declare(number)
        except Unsupported as error:
            log.note("limit", what="update", why=str(error))
            return False
        fields: dict[str, Any] = {"version": number, **said}
        log.note("guidelines", **fields)
        return True
