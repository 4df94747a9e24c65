"""The run ``withdraw``: agrees to everything, uses the program, takes everything back, and goes on using it.

The first half is an ordinary user's; what it gave is then withdrawn through the platform's own pages
(``crawler.withdrawal``), and from there on every question is refused. The same functions are used again, at once, an
hour and a day later, so that what is still called or sent can be told from what stopped.
"""

from crawler.answers import Answers
from crawler.own_ways import OwnWays
from crawler.return_run import ReturnRun
from crawler.visits import HOUR, Moment
from crawler.withdrawal import Withdrawal

LATER = (Moment(HOUR), Moment(25 * HOUR))


class WithdrawRun(ReturnRun):
    """Given, taken back, used on."""

    async def go(self) -> str:
        await self.arrive("explore")
        self.visits.first()
        await self.answers.settle()
        await self.use()
        await OwnWays(self.hand).read()
        await Withdrawal(self.hand).carry_out()
        self.hand.say("refuse")
        self.answers = Answers(self.hand)
        await self.use()
        await self.let_time_pass()
        for moment in LATER:
            await self.shown(await self.visits.again(moment))
            await self.look_around()
            await self.use()
        return "done"
