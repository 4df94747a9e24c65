"""The walk's hand and eye on one run: looks, presses, and stays within the budget.

Every press has a picture before it (``ActionData.screen``) and one after it, which is the picture before
the next. A press that answers a privacy question stands behind a fence.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol, TypeVar

from crawler.aims import aim, middle, open_area, spot
from crawler.driver import Driver, Gone, Lost, Outcome, Snapshot, Start, Unreachable, Unsupported
from crawler.plan import Answer, Progress, Report, RunPlan
from crawler.view import View
from recording.event import Kind
from recording.log import Log
from recording.observations import ActionData, Point
from recording.reading import Reading
from recording.sight.controls import Control

T = TypeVar("T")

HANG = 45.0
"""Seconds after which one step of the target counts as stuck; a quiet wait ends long before."""
DEATHS = 5
"""How often a program that died is started again in one run."""
OUT = 2
"""How often the key may lead out of the program where a picture did not tell that nothing lies beneath."""
READING = 15.0
"""Seconds that the walk waits for a picture to be read when it needs the words."""


class Eyes(Protocol):
    """Whoever reads pictures beside the walk."""

    def show(self, snapshot: Snapshot) -> None:
        """Put a picture in the queue; returns at once."""

    async def look(self, snapshot: Snapshot) -> Reading | None:
        """Read a picture before all others; None when it cannot be read."""


class OutOfTime(Exception):
    """The budget of the run is used up."""


class Stuck(Exception):
    """The target did not answer a step in time."""


@dataclass
class Tally:
    """What the run came to."""

    actions: int = 0
    screens: int = 0
    starts: int = 0
    states: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    showed: set[int] = field(default_factory=set)
    """Cold starts that showed something of the service."""
    pressed: set[tuple[str, str]] = field(default_factory=set)
    """Page and text of what was pressed on strolls."""


class Hand:
    """One run's access to the driver. ``view`` is the last look."""

    view: View

    def __init__(
        self,
        driver: Driver,
        log: Log,
        plan: RunPlan,
        *,
        fence: Callable[[], Awaitable[object]],
        clock: Callable[[], float],
        eyes: Eyes | None = None,
        progress: Report | None = None,
    ) -> None:
        self.driver, self.log, self.plan = driver, log, plan
        self.tally = Tally()
        self.missing: set[str] = set()
        """What the target said it cannot do."""
        self.died: list[str] = []
        """Pages on which the program died or did not answer any more, each time it did."""
        self.last_action = 0
        """``seq`` of the last action done."""
        self._fence, self._clock, self._eyes, self._progress = fence, clock, eyes, progress
        self._end = clock() + plan.budget
        self._undermost: set[str] = set()
        """Pages under which nothing lies: a cold start showed them, or going back from them left the program."""
        self._left_by_key = 0
        self._limits: set[tuple[str, str]] = set()

    @property
    def seconds_left(self) -> float:
        return self._end - self._clock()

    async def launch(self, purpose: str, path: str = "", query: str = "") -> View:
        """A cold start as a user nobody knows, by the entry of the profile unless a path is named."""
        self._check_time()
        self.tally.starts += 1
        self.log.start += 1
        self.log.note("start", number=self.log.start, purpose=purpose, path=path or self.plan.entry)
        start = Start(
            number=self.log.start,
            path=path or self.plan.entry,
            query=query if path else self.plan.query,
            scene=self.plan.scene,
            purpose=purpose,
        )
        try:
            await self._bounded(self.driver.open(start))
            view = await self.look("launch")
            self._undermost.add(view.page)
            return view
        except Unreachable as error:
            if isinstance(error, Lost) or (self.tally.starts == 1 and not isinstance(error, Gone)):
                raise
            raise Stuck(str(error)) from None

    async def launch_again(self, away: float, purpose: str = "return") -> View:
        """The same user starts the mini program again, so many virtual milliseconds after leaving it."""
        self._check_time()
        start = Start(
            number=self.log.start,
            fresh=False,
            path=self.plan.entry,
            query=self.plan.query,
            scene=self.plan.scene,
            purpose=purpose,
            away_ms=away,
        )
        try:
            await self._bounded(self.driver.open(start))
        except Lost:
            raise
        except Unreachable as error:
            raise Stuck(str(error)) from None
        return await self.look("launch")

    async def look(self, reason: str = "") -> View:
        """Take a picture and make it the current view."""
        shot = await self._bounded(self.driver.snapshot(reason))
        self.view = View(shot)
        self.tally.screens += 1
        if self.view.state not in self.tally.states:
            self.tally.states.add(self.view.state)
            self.log.note("state", page=self.view.page, state=self.view.state, screen=self.view.seq)
        if self.view.page and not self.view.tree.exited:
            self.tally.pages.add(self.view.page)
        if self.log.start not in self.tally.showed and self.view.shows_content:
            self.tally.showed.add(self.log.start)
        if self._eyes is not None:
            self._eyes.show(shot)
        self._tell()
        return self.view

    async def read(self) -> list[str]:
        """What can be read on the picture of the current view; nothing when nobody reads."""
        if self._eyes is None:
            return []
        try:
            reading = await asyncio.wait_for(self._eyes.look(self.view.shot), max(min(READING, self.seconds_left), 0))
        except TimeoutError:
            return []
        return [line.text for line in reading.lines] if reading is not None else []

    async def press(self, control: Control, purpose: str = "explore", value: str = "") -> View:
        """Tap the middle of what can be seen of a control, and look again."""
        fenced = control.role in ("grant", "agree", "refuse") or bool(control.node.dialog) or self._dismisses(purpose)
        action = self._action(
            "toggle" if control.role == "toggle" else "tap",
            purpose,
            target=aim(control),
            point=spot(control, open_area(self.view.tree, control)),
            dialog=control.node.dialog,
            value=value,
        )
        return await self.act(action, fenced=fenced)

    async def touch(self, point: Point, purpose: str) -> View:
        """Tap a bare point, e.g. beside a sheet."""
        return await self.act(self._action("tap", purpose, point=point), fenced=self._dismisses(purpose))

    async def type(self, control: Control, value: str) -> View:
        point = middle(control.rect, self.view.tree.viewport)
        return await self.act(self._action("input", "fill", target=aim(control), point=point, value=value))

    async def back(self, purpose: str = "explore") -> View:
        before = self.view.page
        view = await self.act(self._action("back", purpose), fenced=self._dismisses(purpose))
        if view.tree.exited:
            self._undermost.add(before)
            self._left_by_key += purpose == "explore"
        return view

    @property
    def may_go_back(self) -> bool:
        """Whether another page lies beneath. A picture shows no more of that than an arrow, and pages with a bar of
        their own may draw none: there the key, which every phone has, is worth a try."""
        view = self.view
        if len(view.tree.stack) > 1:
            return True
        tabs = any(c.role == "tab" for c in view.controls)
        unknown = view.tree.source == "ocr" and self._left_by_key < OUT
        return unknown and not (view.tree.exited or tabs or view.page in self._undermost)

    async def open(self, path: str, query: str = "", purpose: str = "direct") -> View:
        """Open a page by its address, as a shared link would."""
        return await self.act(self._action("open", purpose, value=f"{path}?{query}" if query else path))

    async def scroll(self, distance: float, purpose: str = "explore") -> View:
        """Move the page up by so many CSS pixels."""
        width, height = self.view.tree.viewport
        return await self.act(self._action("scroll", purpose, point=(width / 2, height / 2), value=f"{distance:.0f}"))

    async def swipe(self, point: Point, way: Literal["left", "up"], purpose: str = "explore") -> View:
        """Draw a finger over what lies under a point, to see what comes next there."""
        return await self.act(self._action("swipe", purpose, point=point, value=way))

    async def pass_time(self, milliseconds: int, purpose: str) -> View:
        """Let virtual time pass; whatever is due in it happens."""
        return await self.act(self._action("advance", purpose, value=str(milliseconds)))

    async def sleep(self, milliseconds: float) -> View:
        """Time passes while the mini program is asleep in the background."""
        return await self.act(self._action("away", "return", value=f"{milliseconds:.0f}"))

    async def leave(self, purpose: str = "hidden") -> View:
        """Put the mini program into the background; the look shows whatever is left."""
        return await self.act(self._action("hide", purpose))

    async def come_back(self, purpose: str = "hidden") -> View:
        return await self.act(self._action("show", purpose))

    async def act(self, action: ActionData, *, fenced: bool = False) -> View:
        """Do one thing and look at what came of it. Raises OutOfTime before doing it, never after."""
        self._check_time()
        before = action.value.partition("?")[0] if action.type == "open" else self.view.page
        try:
            if fenced:
                await self._bounded(self._ask_fence())
            self.tally.actions += 1
            await self._bounded(self._perform(action))
            return await self.look(f"after-{action.type}")
        except Unsupported as error:
            self._limit(action.type, str(error))
            return await self.look(f"after-{action.type}")
        except Gone as error:
            return await self._start_again(before, str(error))

    @property
    def virtual_ms(self) -> float:
        """The program's own time at the last look."""
        return float(self.view.shot.event.data.get("virtual_ms") or 0)

    def say(self, answer: Answer) -> None:
        """Give another answer to privacy questions from now on."""
        self.plan = replace(self.plan, says=answer)

    def now(self) -> float:
        """Seconds of the run's clock."""
        return self._clock()

    def forgive(self, seconds: float) -> None:
        """A person took so long; that is no part of the run's budget."""
        self._end += seconds

    def limit(self, what: str, why: str) -> None:
        """Say in the recording what could not be done, each reason once."""
        if (what, why) not in self._limits:
            self._limits.add((what, why))
            self.log.note("limit", what=what, why=why)

    def can(self, name: str) -> bool:
        """Whether the target has not yet said that it cannot do this."""
        return name not in self.missing

    async def _start_again(self, page: str, why: str) -> View:
        """The program died under the hand: a user would open it anew."""
        self.log.add(Kind.ERROR, {"where": "page", "cause": "project", "message": f"{page}: {why}"}, page=page)
        self.died.append(page)
        if len(self.died) > DEATHS:
            raise Stuck(why)
        return await self.launch("explore")

    async def _perform(self, action: ActionData) -> Outcome:
        outcome = await self.driver.perform(action)
        self.last_action = outcome.event.seq
        return outcome

    async def _ask_fence(self) -> None:
        await self._fence()

    def _action(self, kind: str, purpose: str, **more: Any) -> ActionData:
        return ActionData.model_validate(
            {"type": kind, "purpose": purpose, "screen": self.view.seq, "start": self.log.start, **more}
        )

    def _dismisses(self, purpose: str) -> bool:
        return purpose.startswith(("dismiss:", "answer:"))

    def _limit(self, what: str, why: str) -> None:
        if what not in self.missing:
            self.missing.add(what)
            self.log.note("limit", what=what, why=why)

    def _check_time(self) -> None:
        if self.seconds_left <= 0:
            raise OutOfTime

    async def _bounded(self, work: Awaitable[T]) -> T:
        hang = float(getattr(self.driver, "slowest_s", HANG))
        try:
            return await asyncio.wait_for(work, hang)
        except TimeoutError:
            message = f"the target did not answer within {hang:.0f} s"
            self.log.add(Kind.ERROR, {"where": "capture", "cause": "host", "message": message})
            raise Stuck(message) from None

    def _tell(self) -> None:
        if self._progress is None:
            return
        total = len(self.plan.declared)
        done = len(self.tally.pages & set(self.plan.declared))
        self._progress(
            Progress(self.plan.name, self.view.page, done, total, max(self.seconds_left, 0), self.tally.actions)
        )
