"""Where a walk needs a person: a login, a captcha or a code to scan stands in the way. It stops there and asks.

What the person does is told by the target act by act and written down like our own actions (purpose ``human``), except
what is typed. The way past is kept and gone again by later scans, as far as it can be. Only the run that agrees asks:
a login by hand hands data over, which no run that refuses may do.

Writes ``note assist`` events. Fields: ``phase`` (``met``, ``replayed``, ``stopped``, ``asked``, ``acted``, ``ended``),
``kind``, ``page``, ``screen``; of ``acted`` the ``type`` and, when there is one, the ``action``; of ``ended`` whether
it was ``past``, ``seconds`` and ``steps``.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, runtime_checkable

from pydantic import BaseModel, ConfigDict

from crawler.aims import aim
from crawler.forms import fields, kind_of
from crawler.hand import Hand
from crawler.view import View
from crawler.words import Care, forbidden, shows
from recording.event import Event, Kind
from recording.log import Log
from recording.observations import ActionData, Point, Rect
from recording.sight import geometry
from recording.sight.controls import Control, controls
from recording.tree import Tree

ObstacleKind = Literal["login", "captcha", "code"]
CustodyAction = Literal["assist.asked", "assist.acted", "assist.replayed", "assist.ended"]
TELL = 0.4
"""Seconds between two questions to the target what the person did."""
REPLAYS = 3
"""How often one obstacle is gone past by a kept way in one run; a program may stand in the way at every start."""
_SECRET = frozenset({"password", "code"})
"""Kinds of fields whose values are never kept: they are secret, or good once only."""
_NEAR = 24.0
"""CSS pixels that something with the same words may have moved and still be told from another of its make."""


@dataclass(frozen=True)
class Obstacle:
    """What stands in the way; ``screen`` is the picture that shows it."""

    kind: ObstacleKind
    page: str
    screen: int


class Step(BaseModel):
    """One act of a way past an obstacle, as it can be done again."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: Literal["tap", "input", "back", "scroll"]
    text: str = ""
    """Words of the control, or the field's name."""
    role: str = ""
    rect: Rect = (0, 0, 0, 0)
    value: str = ""
    secret: bool = False
    """Typed, and not kept."""
    blind: bool = False
    """Something was done of which the target did not tell what."""


@dataclass(frozen=True)
class Act:
    """What the target tells of one act of the person. ``event``: it is in the log already; ``blind``: not what."""

    type: Literal["tap", "back", "scroll"] = "tap"
    point: Point | None = None
    value: str = ""
    blind: bool = False
    event: Event | None = None
    field: tuple[Point, str] | None = None
    """Where a field had the focus at that moment, and its text."""


@runtime_checkable
class ByHand(Protocol):
    """A driver whose target a person can use meanwhile."""

    async def lend(self) -> str:
        """Ready for the person; where to act, in words for them."""

    async def acts(self) -> list[Act]:
        """What the person did since the last time."""

    async def take_back(self) -> None:
        """The person is done. Idempotent."""


class Person(Protocol):
    """Whoever sits before the target."""

    async def help(self, obstacle: Obstacle, where: str) -> bool:
        """Ask and wait; False when nobody will or can."""


class Ways(Protocol):
    """The kept ways of one target."""

    def load(self, obstacle: Obstacle) -> Sequence[Step]: ...

    def save(self, obstacle: Obstacle, steps: Sequence[Step]) -> None: ...


def obstacle(view: View) -> Obstacle | None:
    """What only a person can deal with, on a screen that the walk did what it could on."""
    if view.tree.exited or view.veiled or view.shows_content:
        return None
    kind: ObstacleKind | None = None
    if any(shows(text, "captcha") for text in _texts(view)):
        kind = "captcha"
    elif any(shows(text, "codes") for text in _texts(view)):
        kind = "code"
    elif view.walled and any(surface.wants & {"login", "phone"} for surface in view.asking):
        kind = "login"
    return Obstacle(kind, view.page, view.seq) if kind is not None else None


@dataclass
class Assistance:
    """Of one inspection. ``person`` is None where nobody sits by (a scheduled scan): kept ways are gone all the same.
    ``custody`` gets each act for the chain of custody."""

    person: Person | None
    ways: Ways
    custody: Callable[[CustodyAction, str], None]

    def on(self, hand: Hand) -> "Turns":
        return Turns(self, hand)


@dataclass
class Turns:
    """One run's obstacles. Each is asked about once."""

    assistance: Assistance
    hand: Hand
    _asked: set[tuple[str, str]] = field(default_factory=set)
    _written: dict[str, str] = field(default_factory=dict)
    """Fields and what was typed into them last."""
    _gone: Counter[tuple[str, str]] = field(default_factory=Counter)

    async def consider(self) -> View:
        """Deal with an obstacle on the current view, if there is one."""
        found = obstacle(self.hand.view)
        if found is None or self.hand.plan.answer != "agree":
            return self.hand.view
        key = (found.kind, found.page)
        if key not in self._asked:
            self._note("met", found)
        if self._gone[key] < REPLAYS:
            self._gone[key] += 1
            if await self._again(found):
                return self.hand.view
        if key not in self._asked and self.assistance.person is not None:
            self._asked.add(key)
            await self._ask(found, self.assistance.person)
        return self.hand.view

    # --- asking

    async def _ask(self, found: Obstacle, person: Person) -> None:
        driver = self.hand.driver
        if not isinstance(driver, ByHand):
            self.hand.limit("assist", "nobody can act on this target by hand")
            return
        began, steps = self.hand.now(), list[Step]()
        async with _lent(driver) as where:
            self._note("asked", found)
            self.assistance.custody("assist.asked", f"{found.kind} on {found.page}, screen {found.screen}")
            asking = asyncio.ensure_future(person.help(found, where))
            try:
                while not (await asyncio.wait({asking}, timeout=TELL))[0]:
                    steps += await self._watched(driver, found)
                steps += await self._watched(driver, found)
                helped = asking.result()
            finally:
                asking.cancel()
        seconds = self.hand.now() - began
        self.hand.forgive(seconds)
        view = await self.hand.look("after-human")
        past = helped and obstacle(view) is None
        if past and steps:
            self.assistance.ways.save(found, steps)
        self._note("ended", found, past=past, seconds=round(seconds, 3), steps=len(steps))
        said = "past it" if past else "still there" if helped else "left alone"
        self.assistance.custody("assist.ended", f"{found.kind} on {found.page}: {said}, {len(steps)} acts")

    async def _watched(self, driver: ByHand, found: Obstacle) -> list[Step]:
        """What was done since the last time: into the log, the chain of custody, and the way that is kept."""
        steps = list[Step]()
        # What came together was done on what stood there before: a look in between would show what came of all of it.
        view = self.hand.view
        for act in (acts := await driver.acts()):
            control = _at(view.tree, act.point)
            event = act.event or written(self.hand.log, act, view.tree, view.seq)
            seq = event.seq if event is not None else 0
            self._note("acted", found, type=act.type, blind=act.blind, **({"action": seq} if seq else {}))
            self.assistance.custody("assist.acted", f"{act.type}, event {seq or 'none'}")
            steps += [*self._typed(view, act), _step(act, control)]
        if acts:
            await self.hand.look("human")
        return steps

    def _typed(self, view: View, act: Act) -> list[Step]:
        """What was typed before an act, where the target tells."""
        spot, text = act.field or ((0.0, 0.0), "")
        found = next((f for f in fields(view) if _under(spot, f.control)), None) if text else None
        if found is None or self._written.get(found.key) == text:
            return []
        self._written[found.key] = text
        secret = kind_of(view.tree, found.control.node) in _SECRET
        return [Step(type="input", text=found.key, value="" if secret else text, secret=secret)]

    # --- going a kept way again

    async def _again(self, found: Obstacle) -> bool:
        """Whether a kept way led past it."""
        steps = self.assistance.ways.load(found)
        for number, step in enumerate(steps, 1):
            why = await self._done(step)
            if why:
                self._note("stopped", found, step=number, why=why)
                self.hand.limit(
                    "assist", f"the kept way past the {found.kind} on {found.page} ends at act {number}: {why}"
                )
                return False
        past = bool(steps) and obstacle(self.hand.view) is None
        if steps:
            self._note("replayed", found, steps=len(steps), past=past)
            self.assistance.custody(
                "assist.replayed", f"{found.kind} on {found.page}: {'past it' if past else 'still there'}"
            )
        return past

    async def _done(self, step: Step) -> str:
        """Do one act again; why it cannot be done."""
        hand, view = self.hand, self.hand.view
        if step.secret or step.blind:
            return "what was typed there was not kept" if step.secret else "what was done there was not told"
        if step.type == "back":
            await hand.back("replay")
        elif step.type == "scroll":
            await hand.scroll(float(step.value or 0), "replay")
        elif step.type == "input":
            control = next((f.control for f in fields(view) if f.key == step.text), None)
            if control is None:
                return "its field is not there"
            await hand.type(control, step.value)
        else:
            control = _same(view, step)
            if control is None or forbidden(control.text, Care(hand.plan.harmless)):
                return f"'{step.text[:40]}' is not there" if control is None else f"'{step.text[:40]}' is never pressed"
            await hand.press(control, "replay")
        return ""

    def _note(self, phase: str, found: Obstacle, **more: Any) -> None:
        self.hand.log.note("assist", page=found.page, phase=phase, kind=found.kind, screen=self.hand.view.seq, **more)


@contextlib.asynccontextmanager
async def _lent(driver: ByHand) -> AsyncIterator[str]:
    where = await driver.lend()
    try:
        yield where
    finally:
        await driver.take_back()


def _texts(view: View) -> list[str]:
    return [n.text for n in view.tree.nodes if n.text and n.part not in ("navbar", "tabbar", "capsule")]


def written(log: Log, act: Act, tree: Tree, screen: int | None) -> Event | None:
    """Write an act down as an action; None for what was not told."""
    if act.blind:
        return None
    control = _at(tree, act.point)
    action = ActionData(
        type=act.type,
        purpose="human",
        target=aim(control) if control is not None else {},
        point=act.point,
        value=act.value,
        screen=screen,
        dialog=control.node.dialog if control is not None else "",
        start=log.start,
    )
    return log.add(Kind.ACTION, action, page=tree.page)


def _at(tree: Tree, point: Point | None) -> Control | None:
    """The smallest control under a point."""
    if point is None:
        return None
    under = [c for c in controls(tree) if _under(point, c)]
    return min(under, key=lambda c: c.rect[2] * c.rect[3], default=None)


def _under(point: Point, control: Control) -> bool:
    return geometry.overlap((*point, 1, 1), control.rect) > 0


def _step(act: Act, control: Control | None) -> Step:
    if act.type != "tap":
        return Step(type=act.type, value=act.value, blind=act.blind)
    if control is None:
        return Step(type="tap", blind=True)
    return Step(type="tap", text=control.text[:200], role=control.role, rect=control.rect, blind=act.blind)


def _same(view: View, step: Step) -> Control | None:
    """The control of these words and this kind; of several, and of one without words, the one at the same place."""
    alike = [c for c in view.controls if c.text[:200] == step.text and c.role == step.role]
    alike.sort(key=lambda c: abs(c.rect[0] - step.rect[0]) + abs(c.rect[1] - step.rect[1]))
    if len(alike) == 1 and step.text:
        return alike[0]
    here = [c for c in alike if abs(c.rect[0] - step.rect[0]) + abs(c.rect[1] - step.rect[1]) < _NEAR]
    return next(iter(here), None)
