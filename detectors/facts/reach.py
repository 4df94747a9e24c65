"""Runs set against one another: which pages a user reaches with and without giving in.

A page counts as reached when it showed content and the user got there by pressing: what only the inspector opened
directly proves nothing of reach. The whole is what any run of the same inspection reached in that way.
"""

from collections.abc import Callable
from dataclasses import dataclass

from detectors.facts import consents, starts
from detectors.facts.consents import Answer
from detectors.facts.once import once
from detectors.facts.starts import ColdStart
from recording.recording import Recording

SESSIONS_NEEDED = 2
"""A share of one session alone would say nothing of giving in or not."""


@dataclass(frozen=True)
class Reach:
    """Without one kind of giving in (``phone`` or ``notice``), against everything. Pages are sorted."""

    given: str
    pages: tuple[str, ...]
    lost: tuple[str, ...]
    """Pages that only a user who gave in reached."""
    compared: bool
    """Whether there was a session without and one with it."""

    @property
    def share(self) -> float | None:
        """0 to 1; None when nothing was reached or nothing can be compared."""
        whole = len(self.pages) + len(self.lost)
        return len(self.pages) / whole if whole and self.compared else None

    @property
    def numbers(self) -> dict[str, float]:
        """For the report; percentages of pages."""
        name = "phone" if self.given == "phone" else "consent"
        found = {f"pages_lost_without_{name}": float(len(self.lost))} if self.compared else {}
        return {**found, **({f"reach_without_{name}": round(100 * self.share, 1)} if self.share is not None else {})}


@once
def without_phone(recording: Recording) -> Reach:
    """A user who gives no phone number, and none that a number field would hold."""
    return _reach(recording, "phone", lambda a: a.about == "phone")


@once
def without_consent(recording: Recording) -> Reach:
    """A user who agrees to no notice, neither the program's nor the platform's."""
    return _reach(recording, "notice", lambda a: a.about == "notice")


def _reach(recording: Recording, given: str, concerns: Callable[[Answer], bool]) -> Reach:
    every = starts.cold_starts(recording)
    until = {s.first: _until(recording, s, concerns) for s in every}
    pages_all = frozenset().union(*(_pages(s, s.last + 1) for s in every))
    pages = frozenset().union(*(_pages(s, until[s.first]) for s in every))
    gave = any(until[s.first] <= s.last for s in every)
    free = any(until[s.first] > s.last for s in every)
    compared = gave and free and len(every) >= SESSIONS_NEEDED
    return Reach(given, tuple(sorted(pages)), tuple(sorted(pages_all - pages)), compared)


def _until(recording: Recording, start: ColdStart, concerns: Callable[[Answer], bool]) -> int:
    """Number of the event with which the user gave in; behind the last one when that never happened."""
    own = consents.in_start(recording, start)
    return next((a.seq for a in own if a.said == "agree" and concerns(a)), start.last + 1)


def _pages(start: ColdStart, until: int) -> frozenset[str]:
    """Pages with content up to an event, as far as the user came by pressing: nothing after a direct opening counts,
    until the program is launched again."""
    found: set[str] = set()
    actions = {a.seq: a for a in start.actions}
    order = sorted([*actions, *(s.seq for s in start.sights)])
    sights = {s.seq: s for s in start.sights}
    direct = False
    for number in order:
        if number >= until:
            break
        action = actions.get(number)
        if action is not None:
            direct = direct or action.data.get("type") == "open"
            direct = direct and action.data.get("type") != "launch"
            continue
        sight = sights[number]
        if not direct and sight.shows_content and sight.page:
            found.add(sight.page)
    return frozenset(found)
