"""Errands: what the proof still wants is looked for again, on purpose, by the path that a run found.

The coverage floor (catalogue A.1) wants every scope granted once and refused once; which way a walk takes
depends on its seed. What a refusal leads to, and several windows in a row, prove something only when a second cold
start shows the same.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from crawler.answers import Answers
from crawler.driver import Driver, Unreachable
from crawler.habit import Habit
from crawler.habits import cause, follow
from crawler.hand import Eyes, Hand, OutOfTime, Stuck
from crawler.plan import Report, RunPlan
from recording.event import Event
from recording.log import Log
from recording.recording import Recording

ANSWERED_BY = {"refuse": "refuse", "agree": "agree"}
"""Run -> the answer it gives."""
STARTS = {"refuse": 2, "agree": 1}
"""In how many cold starts each place that asks for a scope is to be met."""
MOST = 5
"""Places that are gone back to; a program that asks everywhere asks the same way."""
AFTER_MS = 10_000
"""Virtual time after an answer in which what it leads to is watched (catalogue, PRM-05)."""


@dataclass(frozen=True)
class Errand:
    """Where a scope was asked for: on which page, by pressing what (empty: by opening the page)."""

    scope: str
    page: str
    text: str
    times: int = 1
    noticed: bool = False
    """The notice is agreed to first. Where the program asks for that with a popup of its own, a user who refuses it
    never comes to the scope's window, and what refusing the scope alone leads to stays unseen."""


def unmet(recording: Recording) -> dict[str, tuple[Errand, ...]]:
    """Run -> scopes that another run met and this one never answered, and rows of windows that it met once. Only of
    runs that took place."""
    asked = _asked(recording)
    found: dict[str, tuple[Errand, ...]] = {}
    for run, answer in ANSWERED_BY.items():
        if run in recording.runs:
            never = [errand for scope, errand in asked.items() if not _answered(recording, scope, run, answer)]
            open_ = [replace(errand, times=STARTS[run], noticed=answer == "refuse") for errand in never]
            open_ += _places_met_less(recording, run, STARTS[run])
            known = {(errand.page, errand.text) for errand in open_}
            open_ += [row for row in _rows_met_once(recording, run) if (row.page, row.text) not in known]
            if open_:
                found[run] = tuple(open_)
    return found


async def pursue(
    driver: Driver,
    log: Log,
    plan: RunPlan,
    errands: tuple[Errand, ...],
    *,
    fence: Callable[[], Awaitable[object]],
    progress: Report | None = None,
    eyes: Eyes | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> int:
    """Do a run's errands, each from a cold start of its own; returns how many could be done."""
    log.run = plan.name
    log.start = max((int(n.data.get("number", 0)) for n in Recording(log.root).notes("start", plan.name)), default=0)
    hand = Hand(driver, log, plan, fence=fence, clock=clock, eyes=eyes, progress=progress)
    done = 0
    for errand in (e for e in errands for _ in range(e.times)):
        try:
            done += await _one(hand, Answers(hand, notice="agree" if errand.noticed else None), errand)
        except (OutOfTime, Stuck, Unreachable):
            break
    return done


async def _one(hand: Hand, answers: Answers, errand: Errand) -> bool:
    await hand.launch("errand")
    await answers.settle()
    done = await follow(hand, answers, Habit(errand.page, errand.text))
    if done and hand.can("advance") and not hand.view.tree.exited:
        await hand.pass_time(AFTER_MS, "settle")
    return done


def _asked(recording: Recording) -> dict[str, Errand]:
    """Each scope that a window was shown for, with what led to it first."""
    found: dict[str, Errand] = {}
    for event in recording.of("consent"):
        scope = str(event.data.get("scope") or "")
        if not scope or scope in found:
            continue
        action = cause(recording, event)
        if action is not None:
            found[scope] = Errand(scope, event.page, _pressed(action))
    return found


def _places_met_less(recording: Recording, run: str, often: int) -> list[Errand]:
    """What led to a scope's window, or to the one that joins it with the notice, in fewer cold starts of the run than
    it should."""
    scopes = {str(e.data.get("data_kind") or "-"): str(e.data["scope"]) for e in _scoped(recording)}
    starts: dict[Errand, set[object]] = {}
    for event in recording.of("consent", run):
        joined = event.data.get("name") == "privacy.answer" and event.data.get("style") == "coupled"
        kind = str(event.data.get("data_kind") or "") if joined else ""
        scope = str(event.data.get("scope") or "") or scopes.get(kind, "")
        action = cause(recording, event) if scope else None
        if action is not None:
            starts.setdefault(Errand(scope, event.page, _pressed(action)), set()).add(action.data.get("start"))
    found = [replace(errand, times=often - len(seen)) for errand, seen in starts.items() if len(seen) < often]
    return found[:MOST]


def _scoped(recording: Recording) -> list[Event]:
    return [e for e in recording.of("consent") if e.data.get("scope")]


def _rows_met_once(recording: Recording, run: str) -> list[Errand]:
    """What led to several scopes' windows, where only one cold start of the run showed it."""
    scopes: dict[int, dict[str, Event]] = {}
    causes: dict[int, Event] = {}
    for event in recording.of("consent", run):
        scope = str(event.data.get("scope") or "")
        action = cause(recording, event) if scope else None
        if action is not None:
            causes[action.seq] = action
            scopes.setdefault(action.seq, {}).setdefault(scope, event)
    starts: dict[Errand, set[object]] = {}
    for seq, asked in scopes.items():
        if len(asked) > 1:
            first = min(asked)
            errand = Errand(first, asked[first].page, _pressed(causes[seq]))
            starts.setdefault(errand, set()).add(causes[seq].data.get("start"))
    return [errand for errand, seen in starts.items() if len(seen) == 1]


def _pressed(action: Event) -> str:
    return str(action.data.get("target", {}).get("text") or "") if action.data.get("type") == "tap" else ""


def _answered(recording: Recording, scope: str, run: str, answer: str) -> bool:
    """In its own window, or in the one that joins it with the notice."""
    kinds = {str(e.data.get("data_kind") or "") for e in recording.of("consent") if e.data.get("scope") == scope}
    for event in recording.of("consent", run):
        data = event.data
        if data.get("answer") != answer or not data.get("action") or data.get("style") == "settings":
            continue
        joined = data.get("name") == "privacy.answer" and data.get("style") == "coupled"
        if data.get("scope") == scope or (joined and str(data.get("data_kind") or "-") in kinds):
            return True
    return False
