"""Mini programs that close themselves after a refusal, and whether it was the refusal that closed them."""

from dataclasses import dataclass

from detectors.facts import triggers
from detectors.facts.starts import ColdStart
from recording.event import Event
from recording.sight import words

WITHIN_MS = 10_000
"""What closes later is not put down to the refusal (catalogue, PRM-05)."""
_SAME_MS = 40.0
"""Two timers of the same length are not further apart than that."""
_EXITS = frozenset({"wx.exitMiniProgram", "component.navigator"})


@dataclass(frozen=True)
class Closing:
    """An exit soon after a refusal. ``since_ms``: from the last thing the user did in between that could have asked
    for it; None when there was nothing. ``site``: file and line of the call, where it is known."""

    answer: Event
    exit: Event
    after_ms: float
    since_ms: float | None
    site: tuple[str, int] | None


def closing(start: ColdStart, answer: Event) -> Closing | None:
    """The first exit after a refusal, unless it comes too late to have to do with it."""
    gone = next((e for e in _exits(start) if e.seq > answer.seq), None)
    if gone is None:
        return None
    then, now = _ms(answer), _ms(gone)
    after = now - then if then and now else _waited(start, answer, gone)
    if after > WITHIN_MS:
        return None
    between = [a for a in start.actions if answer.seq < a.seq < gone.seq and _could_ask(a)]
    since = now - _ms(between[-1]) if between else None
    return Closing(answer, gone, after, since, _site(start, gone))


def by_refusal(found: list[Closing]) -> list[Closing]:
    """Those that the refusal brought about: nothing came between; or the same line of code closed it elsewhere with
    nothing between; or it closed at the same time after the refusal whatever was done in between, and when."""
    alone = {c.site for c in found if c.since_ms is None and c.site is not None}
    return [c for c in found if c.since_ms is None or c.site in alone or any(_one_timer(c, o) for o in found)]


def _one_timer(one: Closing, other: Closing) -> bool:
    if one.site is None or one.site != other.site or one.since_ms is None or other.since_ms is None:
        return False
    return abs(one.after_ms - other.after_ms) <= _SAME_MS < abs(one.since_ms - other.since_ms)


def _exits(start: ColdStart) -> list[Event]:
    notes = [e for e in start.events("note") if e.data.get("name") == "exit"]
    calls = [e for e in start.events("consent") if e.data.get("name") == "app.exit"]
    # A target whose platform does not say so shows it.
    seen = [] if notes or calls else [s.event for s in start.sights if s.tree.exited]
    return sorted([*notes, *calls, *seen], key=lambda e: e.seq)


def _waited(start: ColdStart, answer: Event, gone: Event) -> float:
    """Where no clock of the program is told: what the inspection waited in between."""
    waits = [a for a in start.actions if answer.seq < a.seq < gone.seq and a.data.get("type") == "advance"]
    return float(sum(int(w.data.get("value") or 0) for w in waits if str(w.data.get("value") or "0").isdigit()))


def _could_ask(action: Event) -> bool:
    """A press of the user's own, going back, or a button that says it leaves."""
    if action.data.get("type") in ("advance", "scroll", "swipe"):
        return False
    if action.data.get("type") == "tap" and triggers.answers(action):
        return words.says(triggers.label_of(action), "exit")
    return True


def _site(start: ColdStart, gone: Event) -> tuple[str, int] | None:
    calls = [c for c in start.events("call") if c.seq < gone.seq and c.data.get("phase") == "begin"]
    last = next((c for c in reversed(calls) if c.data.get("api") in _EXITS), None)
    if last is None or not last.data.get("file"):
        return None
    return str(last.data["file"]), int(last.data.get("line") or 0)


def _ms(event: Event) -> float:
    return float(event.data.get("virtual_ms") or 0)
