"""Errands: a permission that one run met and the other never did is looked for again, on purpose.

The coverage floor (catalogue A.1) wants every scope granted once and refused once; which way a walk takes
depends on its seed, so what is missing is fetched by the path that the other run found.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from crawler.answers import Answers
from crawler.driver import Driver, Unreachable
from crawler.habits import Habit, cause, follow
from crawler.hand import Eyes, Hand, OutOfTime, Stuck
from crawler.plan import Report, RunPlan
from recording.log import Log
from recording.recording import Recording

ANSWERED_BY = {"refuse": "refuse", "agree": "agree"}
"""Run -> the answer it gives."""


@dataclass(frozen=True)
class Errand:
    """Where a scope was asked for: on which page, by pressing what (empty: by opening the page)."""

    scope: str
    page: str
    text: str


def unmet(recording: Recording) -> dict[str, tuple[Errand, ...]]:
    """Run -> scopes that another run met and this one never answered. Only of runs that took place."""
    asked = _asked(recording)
    found: dict[str, tuple[Errand, ...]] = {}
    for run, answer in ANSWERED_BY.items():
        if run in recording.runs:
            open_ = [errand for scope, errand in asked.items() if not _answered(recording, scope, run, answer)]
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
    answers, done = Answers(hand), 0
    for errand in errands:
        try:
            done += await _one(hand, answers, errand)
        except (OutOfTime, Stuck, Unreachable):
            break
    return done


async def _one(hand: Hand, answers: Answers, errand: Errand) -> bool:
    await hand.launch("errand")
    await answers.settle()
    return await follow(hand, answers, Habit(errand.page, errand.text))


def _asked(recording: Recording) -> dict[str, Errand]:
    """Each scope that a window was shown for, with what led to it first."""
    found: dict[str, Errand] = {}
    for event in recording.of("consent"):
        scope = str(event.data.get("scope") or "")
        if not scope or scope in found:
            continue
        action = cause(recording, event)
        if action is not None:
            text = str(action.data.get("target", {}).get("text") or "") if action.data.get("type") == "tap" else ""
            found[scope] = Errand(scope, event.page, text)
    return found


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
