"""A service of a kind that needs no personal data demands some."""

from detectors import verdict
from detectors.facts import categories, conditions
from detectors.necessity.conditional import free, named, no_category, unclear
from detectors.verdict import Check, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="MIN-07",
    help=Text(
        zh="该类服务无须个人信息即可使用基本功能：取消登录、手机号等前置条件。",
        en="This kind of service needs no personal data for its basic function: drop login, phone number and the like.",
    ),
    needs=("screens", "actions"),
)


def judge(recording: Recording) -> Verdict:
    category = categories.category(recording)
    if category is None:
        return no_category(META)
    if not category.none:
        reason = Text(
            zh=f"“{category.zh}”不属于无须个人信息的 13 类。",
            en=f"Category {category.number} is not one of the 13 that need no personal data.",
        )
        return verdict.not_applicable(META, reason)
    found = sorted(conditions.conditions(recording), key=lambda c: not c.certain)
    if not found:
        return free(recording, META, within=False)
    findings = []
    for condition in found:
        what = named(condition.wants)
        reason = Text(
            zh=f"“{category.zh}”类无须个人信息，却以{what.zh}为使用基本功能的条件。",
            en=f"Category {category.number} needs no personal data, yet its basic function depends on {what.en}.",
        )
        subject = tuple(sorted(condition.wants))
        findings.append(Finding(check=META.id, subject=subject, reason=reason, evidence=condition.evidence))
    if not any(condition.certain for condition in found):
        return unclear(META, findings)
    return verdict.failed(META, findings[0].reason, findings)
