"""Something outside of the category's necessary information is a condition of the basic function."""

from detectors import verdict
from detectors.facts import categories, conditions
from detectors.facts.categories import Category
from detectors.facts.conditions import Condition
from detectors.necessity.conditional import free, named, no_category, unclear
from detectors.verdict import Check, Finding, Text, Verdict
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


def _outside(category: Category, condition: Condition) -> frozenset[str]:
    return frozenset(k for k in condition.wants if not categories.needs(category, *_ROW.get(k, ())) or not _ROW.get(k))


def _finding(category: Category, condition: Condition, outside: frozenset[str]) -> Finding:
    what = named(outside)
    reason = Text(
        zh=f"“{category.zh}”类的基本功能以{what.zh}为条件，而该类别的必要个人信息不包含它。",
        en=f"The basic function is made to depend on {what.en}, which category {category.number} does not hold.",
    )
    return Finding(check=META.id, subject=tuple(sorted(outside)), reason=reason, evidence=condition.evidence)
