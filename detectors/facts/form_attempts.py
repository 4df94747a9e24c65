"""What came of sending a form with one field left empty (the walk's action ``fill-empty``).

Told by the requests: a form that, filled in whole, sends what was typed and, with one field empty, does not, refuses to
go without it. No word on a screen is read for this.
"""

from dataclasses import dataclass
from typing import Literal

from detectors.facts import transmissions
from detectors.facts.once import once
from recording.event import Event
from recording.recording import Recording

Outcome = Literal["sent", "refused", "unknown"]
EMPTY, ANSWER = "fill-empty", "answer:"


@dataclass(frozen=True)
class Attempt:
    """``tap`` pressed the form's button while one field was empty: ``label`` is its name or words, ``kind`` what the
    walk took it for (may be empty). ``whole``: the same button pressed with everything filled in. ``unknown``: nothing
    is known of what the whole form sends, or the server said no."""

    tap: Event
    page: str
    kind: str
    label: str
    whole: Event | None
    outcome: Outcome
    flow: Event | None
    """The request that went out all the same; of a refusal the one that the whole form made."""


@once
def attempts(recording: Recording) -> tuple[Attempt, ...]:
    """In order."""
    actions = [e for e in recording.of("action") if e.data.get("type") == "tap"]
    tried = [a for a in actions if a.data.get("purpose") == EMPTY]
    wholes = [a for a in actions if a.data.get("purpose") != EMPTY] if tried else []
    return tuple(_attempt(recording, a, wholes) for a in tried)


def _attempt(recording: Recording, tap: Event, wholes: list[Event]) -> Attempt:
    kind, _, label = str(tap.data.get("value", "")).partition("|")
    page = _page(recording, tap)
    same = [w for w in wholes if w.run == tap.run and _page(recording, w) == page and _button(w) == _button(tap)]
    for whole in same:
        carrying = _carrying(recording, whole)
        if not carrying:
            continue
        ways = {_way(flow) for flow in carrying}
        typed = _carrying(recording, tap)
        went = next((f for f in _flows(recording, tap) if _way(f) in ways or f in typed), None)
        if went is None:
            return Attempt(tap, page, kind, label, whole, "refused", carrying[0])
        status = int(went.data.get("status") or 0)
        return Attempt(tap, page, kind, label, whole, "sent" if 200 <= status < 400 else "unknown", went)
    return Attempt(tap, page, kind, label, None, "unknown", None)


def _page(recording: Recording, action: Event) -> str:
    """Where it was pressed: the page of the picture it was aimed at."""
    before = recording.screen_before(action.seq, action.run)
    tree = recording.tree(before) if before is not None else None
    return tree.page if tree is not None and tree.page else action.page


def _button(action: Event) -> tuple[str, str]:
    target = action.data.get("target") or {}
    return str(target.get("text", "")), "" if target.get("text") else str(target.get("path") or target.get("node", ""))


def _flows(recording: Recording, action: Event) -> list[Event]:
    """What the program asked for from this action until the next of the inspector's own accord; a window of the
    platform may stand between. By the calls: a request is often recorded when the walk is on already."""
    end = recording.events[-1].seq + 1
    for later in recording.of("action", action.run):
        if later.seq > action.seq and not str(later.data.get("purpose", "")).startswith(ANSWER):
            end = later.seq
            break
    begun = {
        str(c.data.get("id"))
        for c in recording.of("call", action.run)
        if action.seq < c.seq < end and c.data.get("phase") == "begin"
    }
    return [f for f in transmissions.sent(recording) if f.run == action.run and str(f.data.get("call")) in begun]


def _carrying(recording: Recording, action: Event) -> list[Event]:
    """Of these, those with something that the inspection had typed."""
    typed = {t.flow.seq for t in transmissions.transmissions(recording) if t.value.interface == "typed"}
    return [f for f in _flows(recording, action) if f.seq in typed]


def _way(flow: Event) -> tuple[str, str]:
    url = str(flow.data.get("url", ""))
    return str(flow.data.get("host", "")), url.partition("://")[2].partition("/")[2].partition("?")[0]
