"""What came of sending a form with one field left empty (the walk's action ``fill-empty``).

Told by the requests: a form that, filled in whole, sends what was typed and, with one field empty, does not, refuses to
go without it. No word on a screen is read for this. But the program has to answer the press somehow (a toast, a line),
or another field of the form has to be free: the page was opened anew for it, and one that broke or stays mute may lack
more than a field.
"""

from dataclasses import dataclass, replace
from typing import Literal

from detectors.facts import moments, transmissions
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
    found = tuple(_attempt(recording, a, wholes) for a in tried)
    free = {(a.page, _button(a.tap)) for a in found if a.outcome == "sent"}
    return tuple(a if (a.page, _button(a.tap)) in free else _if_answered(recording, a) for a in found)


def _if_answered(recording: Recording, attempt: Attempt) -> Attempt:
    """A refusal on a page where nothing went out at all: only where the program said something and did not break."""
    if attempt.outcome != "refused":
        return attempt
    tap, end = attempt.tap, _end(recording, attempt.tap)
    between = [e for kind in ("dialog", "error") for e in recording.of(kind, tap.run) if tap.seq < e.seq < end]
    broke = any(e.kind == "error" for e in between)
    spoke = any(e.data.get("phase", "shown") == "shown" for e in between if e.kind == "dialog")
    return attempt if not broke and (spoke or _new_words(recording, tap)) else replace(attempt, outcome="unknown")


def _new_words(recording: Recording, tap: Event) -> bool:
    before, after = recording.screen_before(tap.seq, tap.run), recording.screen_after(tap.seq, tap.run)
    trees = [recording.tree(s) for s in (before, after) if s is not None]
    if len(trees) < 2 or trees[0] is None or trees[1] is None:
        return False
    return bool({n.text for n in trees[1].nodes if n.text} - {n.text for n in trees[0].nodes})


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
    end = _end(recording, action)
    own = [f for f in transmissions.sent(recording) if f.run == action.run]
    calls = [(f, moments.call_of(recording, f)) for f in own]
    return [f for f, call in calls if call is not None and action.seq < call.seq < end]


def _end(recording: Recording, action: Event) -> int:
    for later in recording.of("action", action.run):
        if later.seq > action.seq and not str(later.data.get("purpose", "")).startswith(ANSWER):
            return later.seq
    return recording.events[-1].seq + 1


def _carrying(recording: Recording, action: Event) -> list[Event]:
    """Of these, those with something that the inspection had typed."""
    typed = {t.flow.seq for t in transmissions.transmissions(recording) if t.value.interface == "typed"}
    return [f for f in _flows(recording, action) if f.seq in typed]


def _way(flow: Event) -> tuple[str, str]:
    url = str(flow.data.get("url", ""))
    return str(flow.data.get("host", "")), url.partition("://")[2].partition("/")[2].partition("?")[0]
