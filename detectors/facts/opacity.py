"""Flows whose content nobody can read, by recipient."""

from dataclasses import dataclass

from detectors.facts import declarations, looked_for, recipients, transmissions
from detectors.facts.once import once
from detectors.facts.recipients import Recipient
from recording import opacity
from recording.event import Event
from recording.opacity import Opaque
from recording.recording import Recording

_LIMIT = 1 << 20


@dataclass(frozen=True)
class OpaqueFlow:
    """One request with a part that cannot be read."""

    flow: Event
    recipient: Recipient
    part: Opaque


@once
def opaque(recording: Recording) -> tuple[OpaqueFlow, ...]:
    """All of them in order. What the platform encrypted itself (encryptedData) is known and not counted."""
    known = {value.value for value in looked_for.by_id(recording).values() if len(value.value) >= 64}
    found = []
    for event in transmissions.sent(recording):
        flow = recording.flow(event)
        if flow.request_size < 64 and flow.type != "frame":
            continue
        try:
            body = recording.blob(flow.request_body, _LIMIT)
        except OSError:
            continue
        headers = {name.lower(): value for name, value in flow.request_headers}
        coding, kind = headers.get("content-encoding", ""), headers.get("content-type", "")
        part = opacity.opaque_part(body, kind, coding, known)
        if part is not None:
            found.append(OpaqueFlow(event, recipients.recipient(recording, flow.host), part))
    return tuple(found)


def untold(recording: Recording) -> list[OpaqueFlow]:
    """Those whose content may be anything: to the operator itself, unless a server gave the same before (a ticket), and
    to somebody else who is not named."""
    own = [o for o in opaque(recording) if o.recipient.owner in recipients.OF_THE_OPERATOR]
    sealed = [o for o in own if not (o.part.text and transmissions.came_down(recording, o.part.text, o.flow))]
    return sorted([*sealed, *to_undeclared(recording)], key=lambda o: o.flow.seq)


def to_undeclared(recording: Recording) -> list[OpaqueFlow]:
    """Those to somebody else who is not named: what they carry may be anything."""
    declared = declarations.declarations(recording)
    others = [o for o in opaque(recording) if o.recipient.owner in ("third", "unknown")]
    return [o for o in others if declared.recipient(o.recipient) is None]
