"""A kind of data is sent although its permission was taken back in the platform's settings."""

from detectors import verdict
from detectors.facts import causes, consents, moments, prompts, scopes, transmissions, triggers
from detectors.facts.consents import Answer
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording
from recording.sight import words

META = Check(
    id="PRM-11",
    help=Text(
        zh="每次使用前用 wx.getSetting 检查授权，撤回后清除缓存的数据并停止上传。",
        en="Look at wx.getSetting before each use; after a withdrawal drop what was cached and stop sending it.",
    ),
    needs=("flows", "hits", "actions"),
)


def judge(recording: Recording) -> Verdict:
    withdrawn = [w for w in consents.withdrawals(recording) if w.about == "scope"]
    if not withdrawn:
        return _never(recording)
    late = [(w, t) for w in withdrawn for t in _after(recording, w)]
    submitted = [(w, t) for w, t in late if _submitted(recording, t)]
    sure = [(w, t) for w, t in late if (w, t) not in submitted]
    numbers = {"withdrawn": float(len(withdrawn)), "sent_after": float(len(late))}
    if sure:
        findings = [_finding(recording, kind, [p for p in sure if p[1].kind == kind]) for kind in _kinds(sure)]
        return verdict.failed(META, findings[0].reason, findings, numbers)
    if submitted:
        findings = [
            _finding(recording, kind, [p for p in submitted if p[1].kind == kind]) for kind in _kinds(submitted)
        ]
        reason = Text(
            zh="撤回后只在用户提交表单或订单时发送了先前的数据。",
            en="After the withdrawal earlier data was sent only with a form or an order that the user submitted.",
        )
        return verdict.inconclusive(META, reason, findings=findings, numbers=numbers)
    if not _went_on(withdrawn):
        reason = Text(
            zh="撤回后没有继续使用小程序，无法判断。",
            en="Nothing was used after the withdrawal, so nothing can be said.",
        )
        return verdict.inconclusive(META, reason, numbers=numbers)
    if any(_unsure(recording, w) for w in withdrawn) or transmissions.opaque(recording):
        reason = Text(
            zh="撤回前后有请求的先后无法确定或内容不可读。",
            en="Some requests around the withdrawal cannot be placed before or after it, or not be read.",
        )
        return verdict.inconclusive(META, reason, numbers=numbers)
    reason = Text(zh="撤回授权后没有再发送该类信息。", en="After the withdrawal nothing of the kind was sent.")
    proof = Evidence(run=withdrawn[0].run, events=tuple(n for w in withdrawn[:4] for n in (w.seq, w.settled)))
    return verdict.passed(META, reason, proof, numbers)


def _never(recording: Recording) -> Verdict:
    """Nothing withdrawn: because nothing was granted, or because the run that does it is missing."""
    granted = [p for p in prompts.prompts(recording) if p.said == "agree"]
    reason = Text(zh="没有授予过任何权限。", en="No permission was ever granted.")
    if granted:
        reason = Text(zh="授予的权限没有被撤回。", en="What was granted was not withdrawn.")
        missing = [Text(zh="“withdraw”运行", en="the run “withdraw”")]
        return verdict.inconclusive(META, reason, missing=missing)
    return nothing_seen(META, recording, reason)


def _after(recording: Recording, withdrawal: Answer) -> list[Transmission]:
    """Proven values of the kind, handed out by an interface, that left after the withdrawal and before a new grant."""
    kinds = withdrawal.kind.split(",")
    again = (a.seq for a in consents.in_start(recording, withdrawal.start) if a.about == "scope" and a.said == "agree")
    end = next((n for n in again if n > withdrawal.seq), None)
    return [
        t
        for t in transmissions.transmissions(recording)
        if t.kind in kinds
        and t.proof
        and not t.typed
        and t.session == withdrawal.start
        and moments.order(recording, t.flow, withdrawal) == "after"
        and (end is None or t.flow.seq < end)
    ]


def _submitted(recording: Recording, sent: Transmission) -> bool:
    cause = causes.cause(recording, sent.flow)
    return cause.how == "press" and words.mentions(cause.label, "transact")


def _unsure(recording: Recording, withdrawal: Answer) -> bool:
    own = [t for t in transmissions.transmissions(recording) if t.session == withdrawal.start]
    return any(
        moments.order(recording, t.flow, withdrawal) == "unknown" for t in own if t.kind in withdrawal.kind.split(",")
    )


def _went_on(withdrawn: list[Answer]) -> bool:
    """Something of the program's own was done after the last withdrawal."""
    last = max(withdrawn, key=lambda w: w.seq)
    actions = last.start.actions if last.start is not None else []
    return any(a.seq > last.seq and not triggers.answers(a) for a in actions)


def _kinds(pairs: list[tuple[Answer, Transmission]]) -> list[str]:
    return list(dict.fromkeys(t.kind for _, t in pairs))


def _finding(recording: Recording, kind: str, pairs: list[tuple[Answer, Transmission]]) -> Finding:
    sent = [t for _, t in pairs]
    said = transmissions.described(sent)
    names = scopes.of_kind(kind)
    what = scopes.named(names[0]) if names else Text(zh=kind, en=kind)
    reason = Text(
        zh=f"在设置中撤回“{what.zh}”之后仍发送：{said.zh}。",
        en=f"After leave to “{what.en}” was withdrawn in the settings: {said.en}.",
    )
    before = tuple(n for n in (pairs[0][0].seq, pairs[0][0].settled) if n in recording.by_seq)
    return Finding(check=META.id, subject=(kind,), reason=reason, evidence=transmissions.evidence(sent[:5], before))
