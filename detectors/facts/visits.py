"""Visits of one user: the cold start, and every time the same user came back later by the virtual clock."""

from dataclasses import dataclass
from typing import Literal

from detectors.facts import starts
from detectors.facts.once import once
from detectors.facts.starts import ColdStart
from recording.event import Event
from recording.recording import Recording

How = Literal["first", "resumed", "restarted"]


@dataclass(frozen=True)
class Visit:
    """``since_ms``: virtual time since the cold start. ``moved``: the clock really was moved to it, or the user was
    back at once. ``first`` and ``last`` are event numbers."""

    start: ColdStart
    number: int
    how: How
    since_ms: float
    moved: bool
    first: int
    last: int

    def holds(self, event: Event) -> bool:
        return event.run == self.start.run and self.first <= event.seq <= self.last

    def events(self, kind: str) -> list[Event]:
        return [e for e in self.start.events(kind) if self.first <= e.seq <= self.last]


@once
def visits(recording: Recording) -> tuple[Visit, ...]:
    """All visits of all cold starts, in order; a start nobody came back after has one."""
    found: list[Visit] = []
    for start in starts.cold_starts(recording):
        later = starts.returns(start)
        ends = [*(n.seq - 1 for n in later), start.last]
        found.append(Visit(start, 1, "first", 0, True, start.first, ends[0]))
        for place, note in enumerate(later, 1):
            how: How = "resumed" if note.data.get("how") == "resumed" else "restarted"
            since = note.data.get("since_ms")
            ms = float(since) if isinstance(since, int | float) else 0.0
            moved = note.data.get("moved") is True
            found.append(Visit(start, place + 1, how, ms, moved, note.seq, ends[place]))
    return tuple(found)


def visit_of(recording: Recording, event: Event) -> Visit | None:
    """The visit an event belongs to."""
    return next((v for v in visits(recording) if v.holds(event)), None)
