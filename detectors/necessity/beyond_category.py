"""Something outside of the category's necessary information is a condition of the basic function."""

from detectors import verdict
from detectors.facts import categories, conditions, kinds
from detectors.facts.categories import Category
from detectors.facts.conditions import Condition
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="MIN-01",
    help=Text(
        zh="基本功能只以必要个人信息为条件，其余信息由用户自愿提供。",
        en="Make only the necessary information a condition of the basic function; let users choose about the rest.",
    ),
    needs=("screens", "actions"),
)
_ROW: dict[str, tuple[str, ...]] = {
    "phone": ("phone",),
    "login": ("phone", "account"),
    "location": ("position", "track"),
    "microphone": (),
    "camera": (),
}
_LOGIN = Text(zh="登录", en="a login")


def judge(recording: Recording) -> Verdict:
    category = categories.category(recording)
    if category is None:
        return no_category(META)
    found = conditions.conditions(recording)
    outside = [(c, _outside(category, c)) for c in found]
    sure = [(c, o) for c, o in outside if o and o == c.wants]
    partly = [(c, o) for c, o in outside if o and o != c.wants]
    unclear_ones = [(c, o) for c, o in sure if not c.certain]
    sure = [(c, o) for c, o in sure if c.certain]
    if unclear_ones and not sure:
        return unclear(META, [_finding(category, c, o) for c, o in unclear_ones])
    if sure:
        findings = [_finding(category, c, o) for c, o in sure]
        return verdict.failed(META, findings[0].reason, findings)
    if partly:
        findings = [_finding(category, c, o) for c, o in partly]
        reason = Text(
            zh="入口同时索取必要与非必要信息，二者是否可择一无法确定。",
            en="The way in asks for necessary and other things; whether one of them is enough is uncertain.",
        )
        return verdict.inconclusive(META, reason, findings=findings)
    return free(recording, META, bool(found))


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


def _outside(category: Category, condition: Condition) -> frozenset[str]:
    return frozenset(k for k in condition.wants if not categories.needs(category, *_ROW.get(k, ())) or not _ROW.get(k))


def named(wants: frozenset[str]) -> Text:
    """Kinds of a condition in words."""
    texts = [_named(k) for k in sorted(wants)]
    return Text(zh="、".join(t.zh for t in texts), en=", ".join(t.en for t in texts))


def _named(kind: str) -> Text:
    if kind == "login":
        return _LOGIN
    return kinds.named("nickname_avatar" if kind == "profile" else kind)


def _finding(category: Category, condition: Condition, outside: frozenset[str]) -> Finding:
    what = named(outside)
    reason = Text(
        zh=f"“{category.zh}”类的基本功能以{what.zh}为条件，而该类别的必要个人信息不包含它。",
        en=f"The basic function is made to depend on {what.en}, which category {category.number} does not hold.",
    )
    return Finding(check=META.id, subject=tuple(sorted(outside)), reason=reason, evidence=condition.evidence)
