"""What the user did that made a request happen: by its call, or, where calls are not told, by when it was sent."""

from detectors.facts import moments, starts, triggers
from detectors.facts.triggers import Trigger
from recording.event import Event
from recording.recording import Recording


def cause(recording: Recording, flow: Event) -> Trigger:
    """What led to a request. Without calls ``press`` says that this was pressed last, no more."""
    call = moments.call_of(recording, flow)
    if call is not None:
        return triggers.trigger(recording, call)
    after = recording.by_seq[moments.sent_at(recording, flow)]
    if starts.start_of(recording, after) != moments.session_of(recording, flow):
        # The next thing that happened was another launch.
        return Trigger("late", None)
    return triggers.trigger(recording, after)


def pressed_before(recording: Recording, flow: Event) -> list[Event]:
    """The presses of the same session that came before a request was sent, in order."""
    session = moments.session_of(recording, flow)
    sent = moments.sent_at(recording, flow)
    return [a for a in (session.actions if session is not None else []) if a.seq < sent and a.data.get("type") == "tap"]
