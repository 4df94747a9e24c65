"""Walls: a screen that asks for something and shows nothing. Suspected, confirmed from a second cold start,
and every way out tried from a cold start of its own (oracles PHN-01, PHN-02, PHN-09, CON-09).

Writes ``note wall`` events. Fields of all: ``phase`` (``suspected``, ``way``, ``confirmed``, ``cleared``),
``trigger`` (``launch``, ``browse``), ``of`` (seq of the suspicion), ``kinds``, ``page``, ``screen``, ``start``. Of a
way: ``way`` (steps joined by ``>``), ``available``, ``result`` (see ``crawler.ways.led_to``), ``actions`` and
``screens`` (seqs), ``origin`` (it only led back to where the press was made). Of a conclusion: ``starts``,
``reached`` (the ways that led to content), ``agree`` (all cold starts showed the surface). A browse wall also
names the pressed control: ``text``, ``role``, ``certainty``, ``action``, ``origin_page``.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from crawler.hand import Hand
from crawler.view import View
from crawler.ways import SHEET, Way, led_to, message, take, ways

STARTS = 9
"""Cold starts that one suspicion may cost."""
DEPTH = 2
"""Actions a user may need to get past a surface (the catalogue's words)."""
WAITING_MS = 3000

Path = tuple[str, ...]
Arrive = Callable[[], Awaitable[View]]
"""Cold-starts and comes to the suspected screen again."""


@dataclass
class Wall:
    """One suspicion and what became of it."""

    trigger: Literal["launch", "browse"]
    of: int
    kinds: list[str]
    facts: dict[str, Any] = field(default_factory=dict)
    reached: dict[Path, set[int]] = field(default_factory=dict)
    """Ways that led to content, with the cold starts they did it from."""
    seen: set[int] = field(default_factory=set)
    """Cold starts in which the surface was there before any content."""
    missed: set[int] = field(default_factory=set)
    """Cold starts in which it was not."""

    @property
    def starts(self) -> set[int]:
        return self.seen | self.missed


def suspect(hand: Hand, trigger: Literal["launch", "browse"], **facts: Any) -> Wall:
    """Write the suspicion down for the current view."""
    view = hand.view
    note = hand.log.note(
        "wall",
        page=view.page,
        phase="suspected",
        trigger=trigger,
        kinds=view.kinds,
        screen=view.seq,
        start=hand.log.start,
        **facts,
    )
    return Wall(trigger, note.seq, view.kinds, facts, seen={hand.log.start})


async def examine(hand: Hand, wall: Wall, arrive: Arrive, origin: View | None = None) -> bool:
    """Try the ways out. Ends in a view from which the run goes on; True when nothing led past the wall."""
    queue: list[Path] = [(way.name,) for way in ways(hand.view)]
    fresh = True
    while queue and len(wall.starts) < STARTS:
        path = queue.pop(0)
        if not fresh and not await _again(hand, wall, arrive):
            break
        fresh = False
        trail = _Trail(hand, wall, origin)
        result = await trail.go(path)
        while (result == "surface" or _told(hand.view, result)) and len(path) < DEPTH:
            further = [(*path, way.name) for way in ways(hand.view) if way.name != SHEET]
            if path[0] == SHEET or result == "other":
                further = further[:1]
            queue += [longer for longer in further[1:] if longer not in queue]
            path = further[0]
            result = await trail.go(path[-1:], path)
        if result == "content":
            wall.reached.setdefault(path, set()).add(hand.log.start)
            if len(wall.reached[path]) > 1:
                break
            queue.insert(0, path)
        elif not queue and len(wall.starts) == 1:
            queue.append(path)
    held = not wall.reached and not wall.missed and len(wall.seen) > 1
    _conclude(hand, wall, held)
    return held


def _told(view: View, result: str) -> bool:
    """A message stands there, and what it leads to is not seen yet."""
    return result == "other" and message(view) is not None


async def _again(hand: Hand, wall: Wall, arrive: Arrive) -> bool:
    """Come to the screen again from a cold start; False when the surface did not come back."""
    view = await arrive()
    (wall.seen if view.walled else wall.missed).add(hand.log.start)
    return view.walled


@dataclass
class _Trail:
    """The actions of one attempt, from the suspected screen on."""

    hand: Hand
    wall: Wall
    origin: View | None
    actions: list[int] = field(default_factory=list)
    screens: list[int] = field(default_factory=list)

    async def go(self, steps: Path, whole: Path = ()) -> str:
        """Take some steps and write down where the whole path led."""
        hand = self.hand
        self.screens = self.screens or [hand.view.seq]
        result, available = "unchanged", True
        for name in steps:
            way = next((way for way in ways(hand.view) if way.name == name), None)
            available = way is not None
            if way is None:
                break
            result = await self._step(way)
        more: dict[str, Any] = {"origin": True} if self._at_origin(result) else {}
        result = "unchanged" if more else result
        hand.log.note(
            "wall",
            page=hand.view.page,
            phase="way",
            trigger=self.wall.trigger,
            of=self.wall.of,
            kinds=self.wall.kinds,
            way=">".join(whole or steps),
            available=available,
            result=result,
            actions=list(self.actions),
            screens=list(self.screens),
            screen=self.screens[-1],
            start=hand.log.start,
            **more,
        )
        return result

    async def _step(self, way: Way) -> str:
        """One action; a screen that is still loading, or that says something before it moves on, gets a moment of
        virtual time, and so does content: a demand may be back in an instant."""
        hand, before = self.hand, self.hand.view
        after = await take(hand, way)
        self.actions.append(hand.last_action)
        result = led_to(before, after)
        if result != "exit" and hand.can("advance"):
            later = await hand.pass_time(WAITING_MS, "settle")
            if result != "content" or later.walled:
                after, result = later, led_to(before, later)
        self.screens.append(after.seq)
        return result

    def _at_origin(self, result: str) -> bool:
        """For a browse wall: coming back to where the press was made is not reaching what was asked for."""
        view, origin = self.hand.view, self.origin
        return origin is not None and result == "content" and (view.page, view.state) == (origin.page, origin.state)


def _conclude(hand: Hand, wall: Wall, held: bool) -> None:
    hand.log.note(
        "wall",
        page=hand.view.page,
        phase="confirmed" if held else "cleared",
        trigger=wall.trigger,
        of=wall.of,
        kinds=wall.kinds,
        screen=hand.view.seq,
        start=hand.log.start,
        starts=sorted(wall.starts),
        reached=sorted(">".join(path) for path in wall.reached),
        agree=not wall.missed,
        **wall.facts,
    )
