"""What requests carry by its shape alone, worked out once for each."""

from detectors.facts.once import once
from recording import recognisers
from recording.event import Event
from recording.recognisers import Recognised
from recording.recording import Recording


@once
def _known(recording: Recording) -> dict[int, tuple[Recognised, ...]]:
    """Filled as it is asked for: number of the flow -> what was recognised."""
    return {flow.seq: () for flow in recording.of("flow") if flow.data.get("from_client") is False}


def in_flow(recording: Recording, event: Event) -> tuple[Recognised, ...]:
    """Shapes in a request; see ``recording.recognisers``."""
    known = _known(recording)
    if event.seq not in known:
        known[event.seq] = tuple(recognisers.in_flow(recording, event))
    return known[event.seq]
