"""What the checks of the basic function's conditions share (MIN-01, MIN-07): kinds in words, and how they end."""

from detectors import verdict
from detectors.facts import conditions, kinds
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

_LOGIN = Text(zh="登录", en="a login")


def no_category(meta: Check) -> Verdict:
    reason = Text(
        zh="配置未指明服务类别（不属于 39 类时留空）。",
        en="The profile names no service category (left empty for a service of none of the 39).",
    )
    return verdict.not_applicable(meta, reason)


def unclear(meta: Check, findings: list[Finding]) -> Verdict:
    reason = Text(
        zh="点击后被要求提供个人信息才能继续，但该功能是基本功能还是附加功能无法确定。",
        en="A press ends at a demand for personal data; whether for the basic function or an extra is uncertain.",
    )
    return verdict.inconclusive(meta, reason, findings=findings)


def free(recording: Recording, meta: Check, within: bool) -> Verdict:
    """No condition was found, or only what the row holds: a pass when the way in was really seen open or judged."""
    entry = conditions.way_in(recording)
    if entry.state in ("open", "internal") or within:
        reason = Text(
            zh="基本功能没有以类别之外的个人信息为条件。",
            en="Nothing outside of the category's row is a condition of the basic function.",
        )
        screens = tuple(s.shown.seq for s in entry.open[:2] if s.shown is not None)
        return verdict.passed(meta, reason, Evidence(screens=screens, events=screens))
    reason = Text(
        zh="无法确定基本功能以什么为条件（入口未能在两次冷启动中判定）。",
        en="What the basic function depends on is not known (the way in was not decided in two cold starts).",
    )
    return verdict.inconclusive(meta, reason)


def named(wants: frozenset[str]) -> Text:
    """Kinds of a condition in words."""
    texts = [_named(k) for k in sorted(wants)]
    return Text(zh="、".join(t.zh for t in texts), en=", ".join(t.en for t in texts))


def _named(kind: str) -> Text:
    if kind == "login":
        return _LOGIN
    return kinds.named("nickname_avatar" if kind == "profile" else kind)
