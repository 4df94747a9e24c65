"""What came up again after the user had refused it, within 48 hours and without being asked for."""

from dataclasses import dataclass

from detectors.facts import appearances, starts, visits
from detectors.facts.appearances import Appearance
from detectors.facts.starts import ColdStart
from detectors.verdict import Box, Evidence, Text
from recording.event import Event
from recording.recording import Recording

RESTARTS = 3
"""Later launches that must have been watched before "it does not come again" may be said."""
_SHOWN = 6


@dataclass(frozen=True)
class Repeats:
    """One user who refused. ``unasked``: the repeats that count; ``unsure``: those whose trigger nobody can class."""

    start: ColdStart
    refusal: Event
    unasked: tuple[Appearance, ...]
    unsure: tuple[Appearance, ...]
    restarts: int
    """Launches of the same user after the refusal, with the clock really moved."""


def repeats(
    recording: Recording, comings: tuple[Appearance, ...], refused: list[Event], ended: list[Event]
) -> list[Repeats]:
    """For the first refusal of each cold start. ``ended``: later agreements, after which nothing counts."""
    found = []
    for start in starts.cold_starts(recording):
        refusal = next((a for a in refused if start.holds(a)), None)
        if refusal is None:
            continue
        until = next((a.seq for a in ended if start.holds(a) and a.seq > refusal.seq), start.last + 1)
        later = [c for c in comings if c.start == start and refusal.seq < c.seq < until and _in_time(refusal, c)]
        before = [c for c in comings if c.start == start and c.seq < refusal.seq]
        asked = before[-1].said if before else ""
        counted = tuple(c for c in later if c.trigger == "unasked" or (c.trigger == "answer" and c.said == asked))
        unsure = tuple(c for c in later if c.trigger == "unsure")
        found.append(Repeats(start, refusal, counted, unsure, _restarts(recording, start, refusal)))
    return found


def _in_time(refusal: Event, coming: Appearance) -> bool:
    since = coming.at_ms - float(refusal.data.get("virtual_ms") or 0)
    return since <= appearances.TWO_DAYS_MS


def _restarts(recording: Recording, start: ColdStart, refusal: Event) -> int:
    later = [v for v in visits.visits(recording) if v.start == start and v.first > refusal.seq]
    return sum(1 for v in later if v.how == "restarted" and v.moved)


def evidence(recording: Recording, found: Repeats, shown: tuple[Appearance, ...], label: Text) -> Evidence:
    """The refusal with its picture, then each repeat with what came before it."""
    asked = recording.screen_before(found.refusal.seq, found.start.run)
    screens = [asked.seq] if asked is not None and not asked.data.get("blank") else []
    screens += [c.seq for c in shown[:_SHOWN] if not c.sight.blank]
    events = [found.refusal.seq, *(c.action.seq for c in shown[:_SHOWN] if c.action is not None), *screens]
    return Evidence(
        run=found.start.run,
        page=shown[0].sight.page if shown else "",
        events=tuple(sorted(dict.fromkeys(events))),
        screens=tuple(dict.fromkeys(screens)),
        boxes=tuple(Box(screen=c.seq, rect=c.surface.rect, label=label) for c in shown[:_SHOWN]),
    )


def times(found: Repeats, shown: tuple[Appearance, ...]) -> Text:
    """When they came, after the refusal; several within the same minute or second are said once."""
    after = [_since(found.refusal, coming) for coming in shown]
    zh = "、".join(list(dict.fromkeys(_span(ms, ("秒", "分钟", "小时")) for ms in after))[:_SHOWN])
    en = ", ".join(list(dict.fromkeys(_span(ms, (" s", " min", " h")) for ms in after))[:_SHOWN])
    return Text(zh=zh, en=en)


def _since(refusal: Event, coming: Appearance) -> float:
    """Milliseconds by the program's clock, by ours where the target tells none."""
    began = refusal.data.get("virtual_ms")
    if began is None:
        return (coming.sight.event.mono_ns - refusal.mono_ns) / 1e6
    return coming.at_ms - float(began)


def _span(ms: float, units: tuple[str, str, str]) -> str:
    seconds = max(ms, 0) / 1000
    if seconds < 120:
        return f"{seconds:.0f}{units[0]}"
    return f"{seconds / 60:.0f}{units[1]}" if seconds < 7200 else f"{seconds / 3600:.0f}{units[2]}"
