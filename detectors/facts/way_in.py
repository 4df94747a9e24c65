"""The verdict of the way in, shared by the checks that differ only in what is demanded (PHN-01, PHN-09)."""

from detectors import verdict
from detectors.facts import launch, starts
from detectors.facts.launch import Launch
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

_UNDECIDED: dict[str, Text] = {
    "not-shown": Text(
        zh="启动后既没有内容也没有索取界面，无法判断。",
        en="After launch neither content nor a demand was shown, so nothing can be said.",
    ),
    "other": Text(
        zh="入口被另一种索取阻断（见 PHN-01、PHN-09），其后是否还有本项索取未知。",
        en="Another demand blocks the way in (see PHN-01, PHN-09); what stands behind it is not known.",
    ),
    "once": Text(
        zh="只有一次冷启动给出结果，需要两次一致。",
        en="Only one cold start gave an answer; two must agree.",
    ),
    "disagree": Text(
        zh="多次冷启动的结果不一致。",
        en="The cold starts disagree.",
    ),
    "ways-missing": Text(
        zh="索取界面出现在内容之前，但并非所有退出方式都试过。",
        en="The demand stands before any content, but not every way out was tried.",
    ),
    "told": Text(
        zh="索取界面同时成段介绍了服务内容，是否已算展示内容须由人判断。",
        en="The page that demands also tells of the service at length; whether that is content a person decides.",
    ),
    "ways-unjudged": Text(
        zh="索取界面出现在内容之前，但某些退出方式之后的页面无法判断（例如后端没有响应）。",
        en="The demand stands before any content, but what some ways out led to cannot be judged (no server).",
    ),
}


def judged(recording: Recording, meta: Check, found: Launch, kinds: frozenset[str], blocked: Text) -> Verdict:
    """Turn the assessment into a verdict; ``blocked`` is the sentence of the fail."""
    numbers = {"cold_starts_blocked": float(len(found.walled)), "cold_starts_open": float(len(found.open))}
    if found.state == "open":
        screens = tuple(s.shown.seq for s in found.open[: launch.NEEDED] if s.shown is not None)
        reason = Text(
            zh="两次冷启动都在未授权的情况下看到了内容。",
            en="Content was reached in two cold starts without giving anything.",
        )
        proof = Evidence(run=found.open[0].run, screens=screens, events=screens)
        return verdict.passed(meta, reason, proof, numbers)
    if found.state == "internal" or (found.state == "not-shown" and launch.internal(recording)):
        reason = Text(
            zh="首屏声明仅面向内部人员并验证账号。",
            en="The first screen says that it is for an internal audience and asks for an account.",
        )
        return verdict.not_applicable(meta, reason)
    findings = []
    if found.walled:
        tried = launch.described(found.attempts)
        reason = Text(zh=f"{blocked.zh}已尝试：{tried.zh}。", en=f"{blocked.en} Tried: {tried.en}.")
        proof = launch.evidence(recording, found, kinds)
        demanded = sorted(frozenset[str]().union(*(s.wants for w in found.walled for s in w.demands)) & kinds)
        findings.append(Finding(check=meta.id, subject=("launch", *demanded), reason=reason, evidence=proof))
    if found.state == "blocked":
        return verdict.failed(meta, findings[0].reason, findings, numbers)
    undecided = _UNDECIDED["other" if found.state == "not-shown" and _demanded(recording) else found.state]
    missing = tuple(Text(zh=f"未尝试的退出方式：{m}", en=f"way out not tried: {m}") for m in found.missing)
    return verdict.inconclusive(meta, undecided, findings=findings, missing=missing, numbers=numbers)


def _demanded(recording: Recording) -> bool:
    return any(start.demands for start in starts.entries(recording))
