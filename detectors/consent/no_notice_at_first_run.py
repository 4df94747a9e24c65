"""Data is collected in a session in which no privacy notice was ever visible before."""

from detectors import verdict
from detectors.facts import coverage, declarations, kinds, notices, starts, transmissions
from detectors.facts.collection import Collected, collected
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.starts import ColdStart
from detectors.verdict import CallSite, Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="CON-01",
    help=Text(
        zh="在第一次收集之前，以弹窗等明显方式展示隐私政策或平台隐私保护指引，并给出可打开的链接。",
        en="Show the privacy policy or the platform's guidelines prominently, with a working link, before the first "
        "collection.",
    ),
    needs=("events", "screens"),
)


def judge(recording: Recording) -> Verdict:
    sessions = [(s, collected(recording, s)) for s in starts.cold_starts(recording)]
    unannounced = [(s, c) for s, moments in sessions for c in moments if not _noticed(s, c)]
    if unannounced:
        return _judged(recording, unannounced)
    taken = [(s, moments[0]) for s, moments in sessions if moments]
    if taken:
        start, first = taken[0]
        reason = Text(
            zh="每次收集之前都展示过隐私告知。",
            en="A notice was visible before the first collection in every session.",
        )
        return verdict.passed(META, reason, Evidence(run=start.run, events=(*notices.shown(start)[:1], first.seq)))
    return _nothing_collected(recording)


def _noticed(session: ColdStart, moment: Collected) -> bool:
    """Before the collection, or with the first screen: what left a moment earlier is a matter of order (PRE-01)."""
    shown = notices.shown(session)
    return any(n < max(moment.seq, session.touched) for n in shown)


def _judged(recording: Recording, unannounced: list[tuple[ColdStart, Collected]]) -> Verdict:
    """A planted value in a request is proof at once; an interface that answered must do so in two cold starts."""
    proven = [(s, c) for s, c in unannounced if c.sent is not None]
    findings = [_finding(recording, s, c) for s, c in (proven or unannounced)[:1]]
    reason = findings[0].reason
    if proven or len({s.first for s, _ in unannounced}) > 1:
        return verdict.failed(META, reason, findings)
    missing = Text(zh="第二次冷启动的一致结果", en="the same in a second cold start")
    return verdict.inconclusive(META, reason, findings=findings, missing=[missing])


def _finding(recording: Recording, session: ColdStart, moment: Collected) -> Finding:
    kind = kinds.named(moment.kind)
    reason = Text(
        zh=f"收集{kind.zh}之前，本次启动从未展示隐私政策或隐私保护指引。",
        en=f"{kinds.headed(kind)} was collected and no privacy notice had been visible in that session.",
    )
    screens = tuple(s.seq for s in session.sights if s.seq < moment.seq and not s.blank)
    before = (session.first, *screens[:1])
    if moment.sent is not None:
        proof = transmissions.evidence([moment.sent], before=before)
        shown = tuple(dict.fromkeys((*screens[:1], *screens[-1:], *proof.screens)))
        proof = proof.model_copy(update={"screens": shown})
    else:
        call = moment.call
        data = call.data if call is not None else {}
        site = CallSite(
            seq=moment.seq,
            api=str(data.get("api", "")),
            file=str(data.get("file", "")),
            line=int(data.get("line") or 0),
        )
        after = recording.screen_after(moment.seq, session.run)
        shown = (*screens[:1], *screens[-1:], *((after.seq,) if after is not None else ()))
        proof = Evidence(
            run=session.run,
            page=call.page if call is not None else "",
            events=(session.first, moment.seq),
            screens=tuple(dict.fromkeys(shown)),
            call=site,
        )
    return Finding(check=META.id, subject=("no-notice", moment.kind), reason=reason, evidence=proof)


def _nothing_collected(recording: Recording) -> Verdict:
    declared = declarations.declarations(recording)
    reached = coverage.coverage(recording)
    if notices.any_consent_surface(recording):
        reason = Text(
            zh="展示过隐私告知，且在此之前没有观察到收集。",
            en="A notice was shown, and no collection was seen before it.",
        )
        return verdict.passed(META, reason, numbers=reached.numbers)
    if declared.keys is not None and not declared.keys and declared.policy == "none":
        reason = Text(
            zh="程序声明不处理个人信息，检查中也未观察到收集。",
            en="The program declares no processing of personal data, and none was seen.",
        )
        return nothing_seen(META, recording, reason)
    reason = Text(
        zh=f"未触发收集，也未看到隐私告知（页面 {reached.visited}/{reached.declared}）。",
        en=f"Not triggered: no collection and no notice was seen ({reached.visited} of {reached.declared} pages).",
    )
    return verdict.inconclusive(META, reason, missing=reached.missing, numbers=reached.numbers)
