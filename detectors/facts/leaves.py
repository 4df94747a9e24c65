"""Leaves of what fills the view (a feed of films, one under the other), and screens of a list further down, that ended
at a demand for the phone number."""

from dataclasses import dataclass

from detectors.facts import consents, sights, starts
from detectors.facts.once import once
from detectors.facts.sights import Sight
from detectors.facts.starts import ColdStart
from recording.event import Event
from recording.recording import Recording

_ONWARD = frozenset({"swipe", "scroll"})


@dataclass(frozen=True)
class Leaf:
    """``before`` could be pressed on and asked nothing; ``after`` is in the way."""

    start: ColdStart
    action: Event
    before: Sight
    after: Sight


@once
def demanding(recording: Recording) -> tuple[Leaf, ...]:
    """Those that nobody got rid of on the same page, but by giving what was asked."""
    found = []
    for start in starts.cold_starts(recording):
        for action in (a for a in start.actions if a.data.get("type") in _ONWARD):
            before, after = sights.before(recording, action), sights.after(recording, action.seq)
            if before is None or after is None or before.page != after.page or not _stands(after) or _stands(before):
                continue
            # A guide before the first page has nothing to press: what stands behind it is the launch's (PHN-01).
            if any(c.node.surface == "app" for c in before.controls):
                found.append(Leaf(start, action, before, after))
    return tuple(leaf for leaf in found if not _put_away(recording, leaf))


def _stands(sight: Sight) -> bool:
    return any("phone" in surface.wants for surface in sight.blocking)


def _put_away(recording: Recording, leaf: Leaf) -> bool:
    given = [a.seq for a in consents.answers(recording) if a.about == "phone" and a.said == "agree"]
    end = min((seq for seq in given if leaf.start.holds(recording.by_seq[seq])), default=leaf.start.last + 1)
    opened = (a.seq for a in leaf.start.actions if a.seq > leaf.after.seq and a.data.get("type") == "open")
    end = min(end, next(opened, end))
    later = (s for s in leaf.start.sights if leaf.after.seq < s.seq < end and s.page == leaf.after.page)
    return any(not s.blank and not s.surfaces and not s.tree.exited for s in later)
