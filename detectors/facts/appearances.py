"""When a surface came up: each time a picture shows it and the one before did not, and what the user had just done.

A dialog of the platform's drawing is a new one by its id; what the program draws itself has to be gone in between.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from detectors.facts import presses, sights, starts, visits
from detectors.facts.sights import Sight
from detectors.facts.starts import ColdStart
from recording.event import Event
from recording.recording import Recording
from recording.sight import words
from recording.sight.surfaces import Surface

Trigger = Literal["asked", "unasked", "unsure", "answer", "inspector"]
"""``asked``: a press for an order, an account or a login, one that used an interface which needs consent, or the step
back to a page that had stood beneath; ``unsure``: a press nobody can class; ``answer``: the press that refused what
stood there; ``inspector``: a page opened directly, as no user could; ``unasked``: all else: a launch, a return, a tab,
a look at something, or nothing at all."""
DAY_MS = 86_400_000.0
TWO_DAYS_MS = 2 * DAY_MS


@dataclass(frozen=True)
class Appearance:
    """``action``: what came just before; ``at_ms``: virtual time since the cold start, 0 where there is no clock."""

    sight: Sight
    surface: Surface
    start: ColdStart
    action: Event | None
    trigger: Trigger
    visit: int
    at_ms: float

    @property
    def seq(self) -> int:
        return self.sight.seq

    @property
    def said(self) -> str:
        """Its words, to tell a second step from the same question again."""
        return words.normal(self.surface.text)


def appearances(recording: Recording, wanted: Callable[[Surface], bool]) -> list[Appearance]:
    """All of them, of every cold start on the platform as it is, in order."""
    found: list[Appearance] = []
    for start in starts.cold_starts(recording):
        standing: Surface | None = None
        before: Sight | None = None
        for sight in start.sights:
            surface = next((s for s in sight.surfaces if wanted(s)), None)
            if surface is not None and _new(standing, surface, before, sight):
                found.append(_appearance(recording, start, before, sight, surface))
            if surface is None and standing is not None and _covered(standing, before, sight):
                continue
            if surface is not None or not sight.blank:
                standing = surface
                before = sight
    return found


def _new(standing: Surface | None, surface: Surface, before: Sight | None, sight: Sight) -> bool:
    if standing is None or surface.dialog != standing.dialog:
        return True
    return before is not None and before.page != sight.page and not surface.dialog


def _covered(standing: Surface, before: Sight | None, sight: Sight) -> bool:
    """Whether what asks lies under the platform's window it opened: when that is gone it was there all along."""
    same = before is not None and before.page == sight.page
    if standing.dialog or not same or not any(s.owner == "platform" for s in sight.surfaces):
        return False
    kept = {n.text for n in sight.tree.nodes}
    return standing.form == "page" or all(n.text in kept for n in standing.nodes)


def _appearance(
    recording: Recording, start: ColdStart, before: Sight | None, sight: Sight, surface: Surface
) -> Appearance:
    since = before.seq if before is not None else start.first
    done = [a for a in start.actions if since < a.seq < sight.seq]
    action = done[-1] if done else None
    visit = visits.visit_of(recording, sight.event)
    at = float(sight.event.data.get("virtual_ms") or 0) or (visit.since_ms if visit is not None else 0.0)
    went_back = surface.form == "page" and _gone_back_to(before, done, sight)
    trigger = "asked" if went_back else _trigger(recording, done, sight)
    return Appearance(sight, surface, start, action, trigger, visit.number if visit is not None else 1, at)


def _gone_back_to(before: Sight | None, done: list[Event], sight: Sight) -> bool:
    """Whether the user's own step back led to a page that had stood beneath all along."""
    stepped = bool(done) and done[-1].data.get("type") == "back"
    return stepped and before is not None and sight.page in before.tree.stack[:-1]


def _trigger(recording: Recording, done: list[Event], sight: Sight) -> Trigger:
    if any(a.data.get("type") == "open" for a in done):
        return "inspector"
    kinds = {_kind(recording, a) for a in done}
    if any(a.data.get("type") == "tap" for a in done) and _needed(recording, done[0], sight):
        return "asked"
    order: tuple[Trigger, ...] = ("asked", "answer", "unsure")
    return next((kind for kind in order if kind in kinds), "unasked")


def _needed(recording: Recording, action: Event, sight: Sight) -> bool:
    """Whether a gated interface was called between an action and a picture."""
    asks = ("privacy.need", "scope.shown", "phone.sheet_shown")
    events = recording.of("consent", sight.run)
    return any(action.seq < e.seq < sight.seq and e.data.get("name") in asks for e in events)


def _kind(recording: Recording, action: Event) -> Trigger:
    purpose = str(action.data.get("purpose", ""))
    if purpose.startswith(("answer:", "dismiss:")):
        return "answer"
    if action.data.get("type") in ("input", "toggle") or purpose in ("fill", "fill-empty"):
        return "asked"
    if action.data.get("type") != "tap":
        return "unasked"
    aim = goal_of(recording, action)
    return "asked" if aim in ("transact", "account") else "unsure" if aim == "unsure" else "unasked"


def goal_of(recording: Recording, action: Event) -> presses.Goal:
    """What a tap was for, also on a screen that shows no content."""
    control = sights.aimed_at(recording, action)
    return presses.goal(control) if control is not None else "unsure"
