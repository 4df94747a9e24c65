"""What the user did that made something happen: pressed a control, opened a page, or nothing at all.

Answers to questions, waiting and scrolling start no function. What an answer set free was started by the press
before the question.
"""

from dataclasses import dataclass
from typing import Literal

from detectors.facts import starts
from recording.event import Event
from recording.recording import Recording

How = Literal["press", "nothing", "opened", "late"]
SOON_MS = 3_000
"""A press longer ago did not start what happens now (catalogue, PRM-01)."""
_WAITING = frozenset({"advance", "away", "hide", "show", "scroll", "swipe", "close"})
_ASIDE = ("answer:", "dismiss:", "policy", "idle", "hidden", "settle", "withdraw", "own-ways")


@dataclass(frozen=True)
class Trigger:
    """``press``: a tap just before; ``late``: a tap, but too long ago; ``opened``: the inspection itself went straight
    to the page, so what would have led a user there is not known; ``nothing``: nobody did anything since the launch."""

    how: How
    action: Event | None
    label: str = ""

    @property
    def unprompted(self) -> bool:
        return self.how == "nothing"


def answers(action: Event) -> bool:
    """Whether an action answered or put away something that stood in the way."""
    purpose = str(action.data.get("purpose", ""))
    return bool(action.data.get("dialog")) or purpose.startswith(_ASIDE)


def trigger(recording: Recording, event: Event) -> Trigger:
    """What led to a call or a window. ``since_input_ms`` of the page's own clock decides where it is known."""
    start = starts.start_of(recording, event)
    before = [a for a in (start.actions if start is not None else []) if a.seq < event.seq]
    freed: Event = event
    for action in reversed(before):
        kind = action.data.get("type")
        if kind == "launch":
            return Trigger("nothing", action)
        if kind in _WAITING:
            continue
        if answers(action):
            freed = action
            continue
        if kind == "open":
            return Trigger("opened", action, str(action.data.get("value", "")))
        how: How = "press" if _soon(action, event, freed) else "late"
        return Trigger(how, action, label_of(action))
    return Trigger("nothing", None)


def label_of(action: Event) -> str:
    """The words of what was pressed."""
    return str((action.data.get("target") or {}).get("text") or "")


def _soon(action: Event, event: Event, freed: Event) -> bool:
    since = event.data.get("since_input_ms")
    if isinstance(since, int | float):
        return since <= SOON_MS
    now = event.data.get("virtual_ms") or freed.data.get("virtual_ms")
    then = (freed if freed is not event else action).data.get("virtual_ms")
    if isinstance(now, int | float) and isinstance(then, int | float) and now and then:
        return now - then <= SOON_MS
    return True
