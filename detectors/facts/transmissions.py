"""Planted values that left: which, how spelled, to whom, and when."""

from collections import Counter
from dataclasses import dataclass, replace

from detectors import verdict
from detectors.facts import called, kinds, looked_for, moments, recipients, senders
from detectors.facts.login_codes import BY_SHAPE
from detectors.facts.once import once
from detectors.facts.recipients import Recipient
from detectors.facts.starts import ColdStart
from detectors.verdict import Box, Evidence, Text
from recording.event import Event
from recording.hit import Hit
from recording.identity import Planted
from recording.learned import learned_at
from recording.recording import Recording

_BY_THE_PLATFORM = frozenset({"user-agent", "referer"})
"""Headers that the platform writes; the program has no part in what they say."""
READ = "device, read"
"""``Planted.interface`` of what a phone held already: no value of our own making, so that a server may know it too (a
shop whose network the phone is in)."""
_LARGEST = 1 << 20


@dataclass(frozen=True)
class Transmission:
    """One planted value in one flow."""

    recording: Recording
    hit: Hit
    value: Planted
    flow: Event
    recipient: Recipient
    session: ColdStart | None
    repeated: bool = False
    """The same kind was found in another flow with no less certainty."""

    @property
    def kind(self) -> str:
        return self.value.kind

    @property
    def typed(self) -> bool:
        """Typed into a field by the inspector, not handed out by an interface."""
        return self.value.interface == "typed"

    @property
    def login_code(self) -> bool:
        """The platform's login code, which a session with the operator's own server needs (see PRE-05)."""
        return self.kind == "openid" and self.value.field == "code"

    @property
    def identifies(self) -> bool:
        """An identifier of person or device that lasts, or the code that yields one."""
        return self.kind in ("openid", "device_id", "install_id")

    @property
    def proof(self) -> bool:
        """Exact, or strong twice (B.4): a position of few decimals may be chance once."""
        return self.hit.strength == "proof" or (self.hit.strength == "strong" and self.repeated)

    @property
    def clear(self) -> bool:
        """Sent without encryption."""
        return str(self.flow.data.get("scheme", "")).casefold() in ("http", "ws")


@once
def transmissions(recording: Recording) -> tuple[Transmission, ...]:
    """All of them in the order of the flows."""
    values = looked_for.by_id(recording)
    found = []
    for flow in senders.of_the_program(recording):
        hits = [h for h in looked_for.in_flow(recording, flow) if h.planted in values and not _platform_header(h)]
        if not hits:
            continue
        host = recipients.recipient(recording, str(flow.data.get("host", "")))
        hits = [h for h in hits if not _sent_back(recording, values[h.planted], flow, host)]
        session = moments.session_of(recording, flow) if hits else None
        found += [Transmission(recording, h, values[h.planted], flow, host, session) for h in hits]
    strong = {(t.kind, t.flow.seq) for t in found if t.hit.strength != "medium"}
    often = {kind for kind, number in Counter(kind for kind, _ in strong).items() if number > 1}
    return tuple(replace(t, repeated=True) if t.kind in often else t for t in found)


def _sent_back(recording: Recording, value: Planted, flow: Event, to: Recipient) -> bool:
    """Whether a value goes to whom the program has it from, or went out before the program could have it."""
    if value.interface == READ:
        return came_down(recording, value.value, flow)
    if value.interface != "learned":
        return False
    taught = learned_at(value)
    if flow.seq <= taught:
        return True
    teacher = recipients.recipient(recording, str(recording.by_seq[taught].data.get("host", "")))
    return teacher.domain == to.domain or (teacher.owner == "operator" == to.owner)


def came_down(recording: Recording, text: str, before: Event) -> bool:
    """Whether an answer held a text before a request did."""
    looked_for = text.encode("utf-8")
    earlier = (e for e in recording.of("flow", before.run) if e.seq < before.seq and e.data.get("response_body"))
    return any(looked_for in _answer(recording, event) for event in earlier)


def _answer(recording: Recording, flow: Event) -> bytes:
    try:
        return recording.blob(str(flow.data["response_body"]), _LARGEST)
    except OSError:
        return b""


def _platform_header(hit: Hit) -> bool:
    return hit.place == "header" and any(hit.path.casefold().endswith(name) for name in _BY_THE_PLATFORM)


def opaque(recording: Recording) -> bool:
    """Whether a flow could not be searched in full: broken off, too large, too deep, or its body lost."""
    transmissions(recording)
    return bool(looked_for.searcher(recording).unread) or any(
        e.data.get("truncated") for e in senders.of_the_program(recording)
    )


def evidence(found: list[Transmission], before: tuple[int, ...] = (), boxes: tuple[Box, ...] = ()) -> Evidence:
    """Flows with the value marked, the handing-out, the call's source line, and the picture of the moment."""
    first = found[0]
    recording = first.recording
    call = moments.call_of(recording, first.flow)
    handed = [_handed(recording, t) for t in found]
    events = {*before, *(n for n in handed if n), *(t.flow.seq for t in found)}
    if call is not None:
        events.add(call.seq)
    screens = called.screens(recording, call if call is not None else first.flow)
    return Evidence(
        run=first.flow.run,
        page=call.page if call is not None else first.flow.page,
        events=tuple(sorted(events)),
        flows=tuple(dict.fromkeys(t.flow.seq for t in found)),
        screens=screens,
        boxes=boxes,
        hits=tuple(_as_hit(t) for t in found),
        call=called.site(call) if call is not None else None,
    )


def _handed(recording: Recording, found: Transmission) -> int:
    """The event that handed the value out, or the answer that named it."""
    if found.value.interface == "learned":
        return learned_at(found.value)
    if found.value.interface == "storage":
        return int(found.value.id.removeprefix("stored."))
    return next((e.seq for e in recording.notes("planted") if e.data.get("id") == found.value.id), 0)


def _as_hit(found: Transmission) -> verdict.Hit:
    hit = found.hit
    return verdict.Hit(
        flow=found.flow.seq,
        planted=hit.planted,
        kind=found.kind,
        field=found.value.field,
        spelling=hit.spelling,
        place=hit.place,
        path=hit.path,
        offset=hit.offset,
        excerpt=hit.excerpt,
        host=found.recipient.host,
    )


def grouped(found: list[Transmission]) -> dict[tuple[str, str], list[Transmission]]:
    """By kind and receiving domain: one finding each, however many requests."""
    table: dict[tuple[str, str], list[Transmission]] = {}
    for one in found:
        table.setdefault((one.kind, one.recipient.domain), []).append(one)
    return table


def described(found: list[Transmission]) -> Text:
    """``phone number (sha256-hex) to track.example`` in words."""
    first = found[0]
    kind = kinds.named(first.kind)
    spelling = "" if first.hit.spelling == "plain" else f"（{first.hit.spelling}）"
    written = "" if first.hit.spelling == "plain" else f" ({first.hit.spelling})"
    if first.value.interface == BY_SHAPE:
        spelling, written = "（按形态及每次不同识别）", " (known by its shape and by being another each time)"
    who = first.recipient.organisation
    to_zh = f"{first.recipient.host}（{who}）" if who else first.recipient.host
    to_en = f"{first.recipient.host} ({who})" if who else first.recipient.host
    return Text(zh=f"{kind.zh}{spelling}发往 {to_zh}", en=f"{kind.en}{written} to {to_en}")


def sent(recording: Recording) -> list[Event]:
    """Flows of the program that sent something to a server at all."""
    own = senders.of_the_program(recording)
    return [e for e in own if e.data.get("type") != "frame" or e.data.get("from_client", True)]


def to(recording: Recording, flow: Event) -> Recipient:
    """Who a flow goes to."""
    return recipients.recipient(recording, str(flow.data.get("host", "")))
