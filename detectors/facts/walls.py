"""Walls and the ways out of them. The walk says what it tried; what each try led to is read from the pictures."""

from dataclasses import dataclass
from typing import Literal

from detectors.facts import sights, starts
from detectors.facts.once import once
from detectors.facts.sights import Sight
from recording.event import Event
from recording.recording import Recording
from recording.sight import covers

Led = Literal["content", "surface", "blank", "exit", "gate", "unjudged"]
"""``gate``: the screen before the wall, which shows nothing either (a welcome page with a button to start)."""


@dataclass(frozen=True)
class Attempt:
    """One way out, tried from its own cold start."""

    way: str
    led: Led
    start: int
    run: str
    actions: tuple[int, ...]
    screens: tuple[int, ...]
    origin: bool = False
    """Led back to where the press was made that met the wall."""


@dataclass(frozen=True)
class Wall:
    """A screen that asks and shows nothing, as the walk met it."""

    seq: int
    run: str
    trigger: str
    page: str
    sight: Sight | None
    action: int
    """The press that ended here, for a wall met while browsing; 0 at launch."""
    attempts: tuple[Attempt, ...]
    starts: frozenset[int]
    """Cold starts in which it stood, by the walk's own count."""
    agreed: bool
    """No cold start tried for it showed anything else."""

    @property
    def wants(self) -> frozenset[str]:
        return self.sight.wants if self.sight is not None else frozenset()

    @property
    def tried(self) -> frozenset[str]:
        return frozenset(a.way.split(">")[0] for a in self.attempts)

    def past(self) -> list[Attempt]:
        """Attempts that led on to content; coming back to the origin is not getting past."""
        return [a for a in self.attempts if a.led == "content" and not a.origin]


@once
def walls(recording: Recording) -> tuple[Wall, ...]:
    """All suspected walls, with everything that was tried on them."""
    notes = recording.notes("wall")
    return tuple(_wall(recording, n, notes) for n in notes if n.data.get("phase") == "suspected")


def _wall(recording: Recording, note: Event, notes: list[Event]) -> Wall:
    own = [n for n in notes if n.data.get("of") == note.seq and n.run == note.run]
    tried = [n for n in own if n.data.get("phase") == "way" and n.data.get("available", True)]
    pressed = recording.by_seq.get(_number(note.data.get("action")))
    gate = sights.before(recording, pressed) if pressed is not None and note.data.get("trigger") == "launch" else None
    every = [_attempt(recording, n, gate) for n in tried]
    attempts = tuple(a for a in every if not any(_goes_on(a, longer) for longer in every))
    said = [n for n in own if n.data.get("phase") in ("confirmed", "cleared")]
    seen = {_number(note.data.get("start"))} | {a.start for a in attempts}
    for end in said:
        seen |= {_number(n) for n in _list(end.data.get("starts"))}
    return Wall(
        seq=note.seq,
        run=note.run,
        trigger=str(note.data.get("trigger", "")),
        page=note.page,
        sight=sights.sight(recording, note.data.get("screen")),
        action=_number(note.data.get("action")),
        attempts=attempts,
        starts=frozenset(seen - {0}),
        agreed=all(bool(n.data.get("agree", True)) for n in said),
    )


def _attempt(recording: Recording, note: Event, gate: Sight | None) -> Attempt:
    screens = tuple(_number(n) for n in _list(note.data.get("screens")))
    actions = tuple(_number(n) for n in _list(note.data.get("actions")))
    last = screens[-1] if screens else 0
    led = led_to(recording, note, last)
    if led == "unjudged" and _stands_at(gate, sights.sight(recording, last)):
        led = "gate"
    return Attempt(
        way=str(note.data.get("way", "")),
        led=led,
        start=_number(note.data.get("start")),
        run=note.run,
        actions=actions,
        screens=screens,
        origin=bool(note.data.get("origin")),
    )


def _goes_on(attempt: Attempt, longer: Attempt) -> bool:
    """Whether what could not be judged was a message only, and the same attempt went on behind it."""
    behind = longer.way.startswith(f"{attempt.way}>") and longer.start == attempt.start
    return attempt.led == "unjudged" and behind


def _stands_at(gate: Sight | None, last: Sight | None) -> bool:
    if gate is None or last is None or gate.page != last.page:
        return False
    return [n.text for n in gate.tree.nodes if n.text] == [n.text for n in last.tree.nodes if n.text]


def led_to(recording: Recording, note: Event, screen: int) -> Led:
    """What the last picture of an attempt shows. Empty for want of a server, or opaque, is not judged."""
    last = sights.sight(recording, screen)
    if last is None:
        return "exit" if note.data.get("result") == "exit" else "unjudged"
    if last.tree.exited or (note.data.get("result") == "exit" and last.blank):
        return "exit"
    if last.shows_content:
        return "content"
    if last.wants or _under_a_message(recording, note, last):
        return "surface"
    start = starts.start_of(recording, note)
    if last.content.opaque or (start is not None and start.failures):
        return "unjudged"
    return "blank" if last.blank or _nothing_on(last) else "unjudged"


def _under_a_message(recording: Recording, note: Event, last: Sight) -> bool:
    """Whether only a message with one button lies over the demand itself, which stands where it stood."""
    bars = covers.chrome(last.tree)
    own = [c for c in last.controls if c.node.id not in bars]
    wall = recording.by_seq.get(_number(note.data.get("of")))
    first = sights.sight(recording, wall.data.get("screen")) if wall is not None else None
    if first is None or len(own) != 1 or own[0].node.surface != "platform":
        return False
    asking = [(c.node.rect, c.text) for s in first.blocking for c in s.controls if c.asks]
    return any((n.rect, last.tree.text_of(n)) in asking for n in last.tree.nodes if n.surface == "app")


def _nothing_on(sight: Sight) -> bool:
    own = [c for c in sight.controls if c.node.surface == "app"]
    return not sight.content.characters and not sight.content.pictures and not own


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []
