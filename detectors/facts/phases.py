"""What the user was doing at a moment: nothing for a while (``idle``), away (``hidden``), or using the program."""

from typing import Literal

from detectors.facts.starts import ColdStart
from recording.event import Event

Phase = Literal["idle", "hidden", "active"]


def phase(start: ColdStart, event: Event) -> Phase:
    """By the inspector's actions: after hiding until coming back; while time was let pass with nothing done."""
    hidden, last = False, None
    for action in start.actions:
        if action.seq > event.seq:
            break
        kind = action.data.get("type")
        if kind in ("hide", "away", "close"):
            hidden = True
        elif kind in ("show", "launch"):
            hidden = False
        last = action
    if hidden:
        return "hidden"
    waits = last is not None and last.data.get("type") == "advance" and last.data.get("purpose") == "idle"
    return "idle" if waits else "active"
