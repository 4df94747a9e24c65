"""The run ``return``: refuses everything, and comes back after minutes, an hour, a day and two days.

What was refused stays refused. So the recording shows what asks again without being asked for, at which visit and
how long after the refusal, what is requested at each launch, and whether a wall stands at the return.
"""

from crawler.answers import Answers
from crawler.habits import follow
from crawler.run import Run
from crawler.stroll import stroll
from crawler.visits import RETURNS

FIRST_STEPS = 30
"""Actions of the first visit when no earlier run says what makes the program ask."""
IDLE_MS = 30_000


class ReturnRun(Run):
    """One user, six visits."""

    async def go(self) -> str:
        await self.arrive("explore")
        self.visits.first()
        await self.let_time_pass()
        await self.use()
        for moment in RETURNS:
            await self.shown(await self.visits.again(moment))
            await self.look_around()
        return "done"

    async def use(self) -> None:
        """Do what makes the program ask; without an earlier run it has to be looked for."""
        habits = self.hand.plan.habits
        if not habits:
            await self.explorer.explore()
        for habit in habits:
            await follow(self.hand, self.answers, habit)
            self.explorer.note_page(self.hand.view)

    async def look_around(self) -> None:
        """A visit on which the user asks for nothing: answer what comes by itself, wait, walk round."""
        hand = self.hand
        self.answers = Answers(hand)
        await self.answers.settle()
        if hand.can("advance") and not hand.view.tree.exited:
            await hand.pass_time(IDLE_MS, "idle")
        await stroll(hand, self.answers, self.explorer.note_page)
