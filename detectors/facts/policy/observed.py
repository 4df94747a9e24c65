"""Kinds of data that were seen being collected, each with its first proof: sent, or handed out by an interface.

On a phone no interface tells what it hands out, and a number is never given away: what the platform's window asks for
there is collected from whoever says yes.
"""

from dataclasses import dataclass

from detectors.facts import interfaces, kinds, moments, transmissions
from detectors.facts.once import once
from detectors.verdict import CallSite, Evidence
from recording.event import Event
from recording.recording import Recording

_NOT_LISTED = frozenset({"openid", "install_id"})
"""Login codes have no row in the guidelines; ids the program made itself are PRE-04's."""


@dataclass(frozen=True)
class Observed:
    """A kind with the evidence of its first handling."""

    kind: str
    evidence: Evidence
    asked: bool = False
    """The platform's window asked for it, and that is all that was seen."""


_WINDOWS = frozenset({"phone.sheet_shown", "scope.shown"})


@once
def observed(recording: Recording) -> tuple[Observed, ...]:
    """In the order of the table of kinds' first appearance; weak kinds are left out."""
    found: dict[str, Evidence] = {}
    for one in transmissions.transmissions(recording):
        if kinds.telling(one.kind) and one.kind not in _NOT_LISTED and one.proof:
            found.setdefault(one.kind, transmissions.evidence([one]))
    for event in recording.of("call"):
        gate = interfaces.gated(str(event.data.get("api", "")))
        if (
            gate is None
            or event.data.get("phase") != "end"
            or not event.data.get("ok")
            or not event.data.get("planted")
        ):
            continue
        if kinds.telling(gate[0]):
            found.setdefault(gate[0], _of_call(recording, event))
    asked = _asked(recording) if recording.environment.get("driver") == "android" else {}
    windows = (Observed(kind, proof, asked=True) for kind, proof in asked.items() if kind not in found)
    return (*(Observed(kind, proof) for kind, proof in found.items()), *windows)


def _asked(recording: Recording) -> dict[str, Evidence]:
    found: dict[str, Evidence] = {}
    for event in recording.of("consent"):
        kind = str(event.data.get("data_kind", ""))
        shown = recording.screen_after(event.seq, event.run)
        if event.data.get("name") in _WINDOWS and kinds.telling(kind) and shown is not None:
            seen = () if shown.data.get("blank") else (shown.seq,)
            found.setdefault(kind, Evidence(run=event.run, page=event.page, events=(event.seq,), screens=seen))
    return found


def _of_call(recording: Recording, end: Event) -> Evidence:
    begun = [c for c in moments.calls_named(recording, end.run, str(end.data.get("id", ""))) if c.seq < end.seq]
    call = begun[-1] if begun else end
    around = (recording.screen_before(call.seq, call.run), recording.screen_after(call.seq, call.run))
    site = CallSite(
        seq=call.seq,
        api=str(call.data.get("api", "")),
        file=str(call.data.get("file", "")),
        line=int(call.data.get("line") or 0),
    )
    screens = tuple(e.seq for e in around if e is not None and not e.data.get("blank"))
    return Evidence(run=call.run, page=call.page, events=(call.seq, end.seq), screens=screens, call=site)
