"""Calls of the program: those of an interface, where in its source one was made, and the pictures around it."""

from detectors.verdict import CallSite
from recording.event import Event
from recording.recording import Recording


def begun(recording: Recording, *apis: str) -> list[Event]:
    """Beginnings of the calls of these interfaces, in order."""
    return [e for e in recording.of("call") if e.data.get("phase") == "begin" and e.data.get("api") in apis]


def site(call: Event) -> CallSite:
    """File and line as the call tells them; empty and 0 where it does not."""
    data = call.data
    return CallSite(
        seq=call.seq, api=str(data.get("api", "")), file=str(data.get("file", "")), line=int(data.get("line", 0) or 0)
    )


def screens(recording: Recording, event: Event) -> tuple[int, ...]:
    """The pictures before and after a call, or what it caused."""
    around = (recording.screen_before(event.seq, event.run), recording.screen_after(event.seq, event.run))
    return tuple(e.seq for e in around if e is not None and not e.data.get("blank"))
