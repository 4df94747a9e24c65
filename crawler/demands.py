"""What one's own press opened and that asks for something is met in a second cold start: a proof wants two."""

from dataclasses import dataclass, field

from crawler.answers import Answers
from crawler.hand import Hand, OutOfTime
from crawler.swiping import past_a_guide
from crawler.trail import Key, Step, Trail, found_again, key_of
from crawler.view import View
from recording.sight.controls import Control

MOST = 3
"""Of a run."""
COST = 8
"""Actions that meeting one again takes, about."""
Sign = tuple[str, str, tuple[str, ...]]
"""Page, form, and what is wanted."""


@dataclass
class _Demand:
    """How it was come to the first time, and in which cold starts it was met."""

    page: str
    query: str
    key: Key
    way: tuple[Step, ...]
    starts: set[int] = field(default_factory=set)


class Demands:
    """Watches the presses of a run that refuses."""

    def __init__(self, hand: Hand, answers: Answers) -> None:
        self._hand, self._answers = hand, answers
        self._trail = Trail()
        self._met: dict[Sign, _Demand] = {}
        self._done: set[Sign] = set()
        self._left = MOST

    def consider(self, before: View, control: Control, after: View) -> None:
        """Take one press in."""
        if not self._hand.plan.proves_walls:
            return
        start = self._hand.log.start
        sign = _sign(after)
        if sign is not None and sign != _sign(before) and not before.walled:
            way = self._trail.to(before)
            demand = _Demand(before.page, before.tree.query, key_of(control), way)
            self._met.setdefault(sign, demand).starts.add(start)
        self._trail.add(start, before, control, after)

    @property
    def kept(self) -> int:
        """Actions that are still to be left for ``meet_again``."""
        return COST * len(self._once())

    def proven(self, view: View) -> None:
        """What stands here was met in several cold starts already."""
        sign = _sign(view)
        if sign is not None:
            self._done.add(sign)

    async def meet_again(self) -> None:
        """Each that one cold start showed, by the way it was come to, and refused again."""
        for sign in self._once():
            self._done.add(sign)
            self._left -= 1
            try:
                await self._meet(sign, self._met[sign])
            except OutOfTime:
                return

    async def _meet(self, sign: Sign, demand: _Demand) -> None:
        await self._hand.launch("confirm")
        await past_a_guide(self._hand)
        await self._answers.settle()
        for step in demand.way:
            await self._repeat(step.page, step.query, step.key)
        await self._repeat(demand.page, demand.query, demand.key)
        if _sign(self._hand.view) == sign and len(self._hand.view.tree.stack) > 1:
            await self._hand.back("dismiss:back")

    def _once(self) -> list[Sign]:
        left = [s for s, demand in self._met.items() if len(demand.starts) < 2 and s not in self._done]
        # The number is what most checks that want a second cold start are about.
        return sorted(left, key=lambda s: "phone" not in s[2])[: self._left]

    async def _repeat(self, page: str, query: str, key: Key) -> None:
        hand = self._hand
        if hand.view.page != page and hand.can("open") and not hand.view.tree.exited:
            await hand.open(page, query, "confirm")
            await self._answers.settle()
        control = found_again(hand.view, key)
        if control is not None and hand.view.page == page:
            await hand.press(control, "confirm")
            await self._answers.settle()


def _sign(view: View) -> Sign | None:
    """Of a window or page of the program's own that stands in the way and wants something."""
    surface = next(iter(view.asking), None)
    if surface is None or surface.owner == "platform" or not surface.wants or view.tree.exited:
        return None
    return (view.page, surface.form, tuple(sorted(surface.wants)))
