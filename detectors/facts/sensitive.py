"""Sensitive personal information (PIPL art. 28) as forms and interfaces take it."""

from dataclasses import dataclass

from detectors.facts import moments, starts, transmissions
from detectors.facts.once import once
from detectors.facts.starts import ColdStart
from detectors.facts.transmissions import Transmission
from recording.event import Event
from recording.recording import Recording

KINDS = {"id_number": "sensitive_id_number", "bank_card": "sensitive_bank_card"}
"""Kind of a planted value -> the words that name it."""
_INTERFACES = {
    "wx.startFacialRecognitionVerify": "face",
    "wx.startFacialRecognitionVerifyAndUploadVideo": "face",
}
"""What the device compares by itself (fingerprint authentication, finding a face in a frame) submits nothing."""


@dataclass(frozen=True)
class Taken:
    """One taking. ``seq``: the event before which its consent has to stand; ``words``: the group that names it."""

    kind: str
    words: str
    seq: int
    start: ColdStart
    sent: Transmission | None = None
    call: Event | None = None


@once
def taken(recording: Recording) -> tuple[Taken, ...]:
    """All of them in the order of the events."""
    found = []
    for one in transmissions.transmissions(recording):
        if one.kind not in KINDS or not one.proof or one.session is None:
            continue
        seq = moments.sent_at(recording, one.flow)
        found.append(Taken(one.kind, KINDS[one.kind], seq, one.session, sent=one))
    for event in recording.of("call"):
        kind = _INTERFACES.get(str(event.data.get("api", "")))
        start = starts.start_of(recording, event) if kind and event.data.get("phase") == "begin" else None
        if kind and start is not None:
            found.append(Taken(kind, f"sensitive_{kind}", event.seq, start, call=event))
    return tuple(sorted(found, key=lambda t: t.seq))
