"""Collection: the moments at which personal data is really taken, by interface or by request."""

from dataclasses import dataclass

from detectors.facts import kinds, moments, transmissions
from detectors.facts.starts import ColdStart
from detectors.facts.transmissions import Transmission
from recording.event import Event
from recording.recording import Recording


@dataclass(frozen=True)
class Collected:
    """One moment. ``sent`` when it is a request with planted data, else ``call`` is a privacy interface that gave."""

    seq: int
    kind: str
    sent: Transmission | None = None
    call: Event | None = None


def personal(found: Transmission) -> bool:
    """Data of the person: no weak kind, and no login code, which is judged by who gets it (PRE-02, PRE-05)."""
    return found.proof and kinds.telling(found.kind) and not found.login_code


def taken(found: Transmission) -> bool:
    """Data of the person, or what tells one person from another in the hands of somebody who follows them about: a
    lasting identifier or the login code with a statistics, advertising or attribution service."""
    if found.recipient.tracks and found.identifies:
        return found.proof
    return personal(found)


def collected(recording: Recording, start: ColdStart) -> list[Collected]:
    """All moments of collection in a session, in order."""
    found = [
        Collected(moments.sent_at(recording, t.flow), t.kind, sent=t)
        for t in transmissions.transmissions(recording)
        if t.session == start and taken(t)
    ]
    for end in start.events("call"):
        kind = _given(recording, end)
        if kind:
            found.append(Collected(end.seq, kind, call=end))
    return sorted(found, key=lambda c: c.seq)


def _given(recording: Recording, end: Event) -> str:
    """The kind that a successful call handed out, if it is personal."""
    if end.data.get("phase") != "end" or not end.data.get("ok") or not end.data.get("planted"):
        return ""
    table = {str(n.data.get("id")): n.data for n in recording.notes("planted", end.run)}
    for name in end.data.get("planted", ()):
        row = table.get(str(name), {})
        kind = str(row.get("kind", ""))
        if kind and not kinds.weak(kind) and not (kind == "openid" and row.get("field") == "code"):
            return kind
    return ""
