"""The change of the platform's guidelines that the run ``update`` puts into force for a user who had agreed."""

from dataclasses import dataclass

from detectors.facts.once import once
from recording.event import Event
from recording.recording import Recording


@dataclass(frozen=True)
class Update:
    """``kind`` was declared from event ``seq`` on."""

    run: str
    kind: str
    key: str
    seq: int


@once
def updates(recording: Recording) -> tuple[Update, ...]:
    """Each run's change, if it came to one."""
    found = []
    for note in recording.notes("guidelines"):
        if note.data.get("version") == 2:
            kind, key = str(note.data.get("added", "")), str(note.data.get("key", ""))
            found.append(Update(note.run, kind, key, note.seq))
    return tuple(found)


@once
def _first_versions(recording: Recording) -> dict[str, tuple[str, int, bool]]:
    """Run -> the kind left out, since when, and whether the operator really declares it."""
    notes = [n for n in recording.notes("guidelines") if n.data.get("version") == 1]
    return {n.run: (str(n.data.get("added", "")), n.seq, n.data.get("how") == "held-back") for n in notes}


def withheld(recording: Recording, event: Event, kind: str) -> bool:
    """Whether the inspection itself kept a kind undeclared at this moment: what the platform then refuses says
    nothing of the operator. So also when the run broke off before the change."""
    found = _first_versions(recording).get(event.run)
    if found is None or found[0] != kind or not found[2]:
        return False
    until = next((u.seq for u in updates(recording) if u.run == event.run), recording.events[-1].seq + 1)
    return found[1] < event.seq < until
