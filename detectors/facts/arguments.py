"""What calls of the program are given: their arguments as one text, and the planted values in them."""

import bisect
import json

from detectors.facts import looked_for
from detectors.facts.once import once
from recording.event import Event
from recording.hit import Hit
from recording.recording import Recording


def first(call: Event) -> dict[str, object]:
    """The call's first argument, when it is an object."""
    args = call.data.get("args")
    if isinstance(args, list):
        args = args[0] if args else None
    return args if isinstance(args, dict) else {}


def hits(recording: Recording, value: object, path: str) -> list[Hit]:
    """Planted, learned and stored values in an argument."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return looked_for.in_text(recording, text, path) if text else []


@once
def _actions(recording: Recording) -> dict[str, tuple[list[int], list[Event]]]:
    table: dict[str, tuple[list[int], list[Event]]] = {}
    for event in recording.of("action"):
        numbers, events = table.setdefault(event.run, ([], []))
        numbers.append(event.seq)
        events.append(event)
    return table


def last_action(recording: Recording, event: Event) -> Event | None:
    """What the inspector did last before an event of the same run."""
    numbers, events = _actions(recording).get(event.run, ([], []))
    at = bisect.bisect_left(numbers, event.seq)
    return events[at - 1] if at else None
