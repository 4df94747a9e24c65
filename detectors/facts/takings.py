"""Each time a kind of personal data was really taken by a call, on the program's own clock, with what the user did."""

from dataclasses import dataclass

from detectors.facts import called, collection, phases, starts, triggers
from detectors.facts.once import once
from detectors.facts.phases import Phase
from detectors.facts.starts import ColdStart
from detectors.verdict import Evidence
from recording.event import Event
from recording.recording import Recording


@dataclass(frozen=True)
class Taking:
    """One call that gave something. ``turn``: number of the user's action it came after; ``unprompted``: that was the
    launch itself."""

    start: ColdStart
    kind: str
    call: Event
    end: Event
    ms: float
    phase: Phase
    turn: int
    unprompted: bool

    @property
    def page(self) -> str:
        return self.call.page


@once
def takings(recording: Recording) -> tuple[Taking, ...]:
    """All of them, in order; calls that failed took nothing."""
    begins = {(e.run, str(e.data.get("id"))): e for e in recording.of("call") if e.data.get("phase") == "begin"}
    found = []
    for start in starts.cold_starts(recording):
        for one in collection.collected(recording, start):
            if one.call is None:
                continue
            call = begins.get((one.call.run, str(one.call.data.get("id"))), one.call)
            ms = float(one.call.data.get("virtual_ms") or call.data.get("virtual_ms") or 0)
            turn = _turn(start, call)
            number = turn.seq if turn is not None else 0
            phase = phases.phase(start, call)
            found.append(Taking(start, one.kind, call, one.call, ms, phase, number, _launched(turn)))
    return tuple(found)


def of_itself(start: ColdStart, call: Event) -> bool:
    """Whether a call came from the launch itself, before anything the user did."""
    return _launched(_turn(start, call))


def _launched(turn: Event | None) -> bool:
    return turn is None or turn.data.get("type") == "launch"


def _turn(start: ColdStart, call: Event) -> Event | None:
    return next((a for a in reversed(start.actions) if a.seq < call.seq and not _passive(a)), None)


def _passive(action: Event) -> bool:
    return action.data.get("type") in ("advance", "scroll", "swipe", "hide", "show") or triggers.answers(action)


def evidence(recording: Recording, found: list[Taking]) -> Evidence:
    """Calls and the pictures around the first of them."""
    first = found[0]
    around = (
        recording.screen_before(first.call.seq, first.call.run),
        recording.screen_after(first.end.seq, first.end.run),
    )
    screens = tuple(e.seq for e in around if e is not None and not e.data.get("blank") and first.start.holds(e))
    return Evidence(
        run=first.call.run,
        page=first.page,
        events=tuple(n for t in found[:12] for n in dict.fromkeys((t.call.seq, t.end.seq))),
        screens=screens,
        call=called.site(first.call),
    )
