"""The position was refused, and what tells it anyway (Wi-Fi, Bluetooth) is taken and sent."""

from detectors import verdict
from detectors.facts import consents, functions, moments, prompts, transmissions, triggers
from detectors.facts.consents import Answer
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording

META = Check(
    id="MIN-06",
    help=Text(
        zh="用户拒绝位置后，不要读取并上传 Wi-Fi、蓝牙信标等可推断位置的信息。",
        en="After the position is refused, do not read and send Wi-Fi or Bluetooth data that tells it.",
    ),
    needs=("flows", "hits", "actions"),
)
_KINDS = frozenset({"wifi", "bluetooth", "beacon"})
_TELLS = frozenset({"BSSID", "deviceId", "uuid", "major", "minor"})
"""Fields that name an access point or a beacon; the name of a network alone is weaker."""


def judge(recording: Recording) -> Verdict:
    refusals = _refusals(recording)
    if not refusals:
        return nothing_seen(META, recording, Text(zh="位置没有被拒绝过。", en="The position was never refused."))
    after = [(a, t) for a in refusals for t in _after(recording, a)]
    own = [(a, t) for a, t in after if not _on_request(recording, t)]
    sure = [(a, t) for a, t in own if t.value.field in _TELLS]
    numbers = {"refusals": float(len(refusals)), "sent_after": float(len(after))}
    if sure:
        findings = [_finding(recording, kind, [p for p in sure if p[1].kind == kind]) for kind in _kinds(sure)]
        return verdict.failed(META, findings[0].reason, findings, numbers)
    if own:
        findings = [_finding(recording, kind, [p for p in own if p[1].kind == kind]) for kind in _kinds(own)]
        reason = Text(
            zh="拒绝位置后发送了网络或设备名称，能否推断位置不确定。",
            en="After the refusal the name of a network or device was sent; whether it tells the place is uncertain.",
        )
        return verdict.inconclusive(META, reason, findings=findings, numbers=numbers)
    if not _went_on(refusals) or transmissions.opaque(recording):
        reason = Text(
            zh="拒绝位置后没有继续使用，或有请求无法完整读取。",
            en="Nothing was used after the refusal, or a request could not be read in full.",
        )
        return verdict.inconclusive(META, reason, numbers=numbers)
    reason = Text(
        zh="拒绝位置后没有发送可推断位置的信息。", en="After the position was refused nothing that tells it was sent."
    )
    return verdict.passed(META, reason, numbers=numbers)


def _refusals(recording: Recording) -> list[Answer]:
    """The answers by which a window for the position was refused, the coupled one too."""
    actions = {
        p.answer.data.get("action")
        for p in prompts.refused(recording)
        if p.scope.kind == "location" and p.answer is not None
    }
    return [a for a in consents.answers(recording) if a.seq in actions and a.said == "refuse"]


def _after(recording: Recording, refusal: Answer) -> list[Transmission]:
    return [
        t
        for t in transmissions.transmissions(recording)
        if t.kind in _KINDS
        and t.proof
        and t.session == refusal.start
        and moments.order(recording, t.flow, refusal) == "after"
    ]


def _on_request(recording: Recording, sent: Transmission) -> bool:
    """The user pressed something that is for connecting, and that call took it."""
    taken = _taken(recording, sent)
    if taken is None:
        return False
    cause = triggers.trigger(recording, taken)
    return cause.how == "press" and functions.serves(sent.kind, cause.label)


def _taken(recording: Recording, sent: Transmission) -> Event | None:
    """The beginning of the call that handed the value out."""
    calls = [e for e in recording.of("call", sent.flow.run) if e.seq < sent.flow.seq]
    end = next((e for e in reversed(calls) if sent.value.id in (e.data.get("planted") or ())), None)
    if end is None:
        return None
    return next((e for e in calls if e.data.get("phase") == "begin" and e.data.get("id") == end.data.get("id")), None)


def _went_on(refusals: list[Answer]) -> bool:
    later = (a for r in refusals if r.start is not None for a in r.start.actions if a.seq > r.seq)
    return any(True for _ in later)


def _kinds(pairs: list[tuple[Answer, Transmission]]) -> list[str]:
    return list(dict.fromkeys(t.kind for _, t in pairs))


def _finding(recording: Recording, kind: str, pairs: list[tuple[Answer, Transmission]]) -> Finding:
    sent = [t for _, t in pairs]
    said = transmissions.described(sent)
    reason = Text(
        zh=f"用户拒绝位置之后，{said.zh}，可据此推断位置。",
        en=f"After the position was refused: {said.en}, from which it can be told.",
    )
    before = tuple(n for n in (pairs[0][0].seq, pairs[0][0].settled) if n in recording.by_seq)
    return Finding(check=META.id, subject=(kind,), reason=reason, evidence=transmissions.evidence(sent[:5], before))
