"""The verdict in one line, and the three questions the product is for."""

from collections.abc import Mapping, Sequence

from detectors.verdict import Verdict
from reports import findings
from reports.findings import Numbered
from reports.html import words
from reports.html.view import Both, Question

_QUESTIONS: tuple[tuple[tuple[str, ...], Both, Both], ...] = (
    (
        ("PHN-01", "PHN-02", "PHN-09"),
        Both(
            "看到内容之前或浏览过程中，是否强制索取手机号、登录、头像昵称或位置？",
            "Is the phone number, login, profile or location forced before content or while browsing?",
        ),
        Both("是，存在强制索取", "Yes, it is forced"),
    ),
    (
        ("CON-01", "CON-03", "CON-09"),
        Both(
            "隐私提示是否缺失、过晚、不能拒绝，或拒绝后不能浏览？",
            "Is the privacy notice missing, late, impossible to refuse, or does refusing it block browsing?",
        ),
        Both("是，提示存在问题", "Yes, the notice is at fault"),
    ),
    (
        ("PRE-01", "PRE-02", "PRE-03", "FLW-01", "FLW-02"),
        Both(
            "是否有未声明、发给未告知对象、同意前或拒绝后外发的个人信息？",
            "Does personal data leave undeclared, to someone not named, before consent or after refusal?",
        ),
        Both("是，存在此类外发", "Yes, it does"),
    ),
)
HEADLINE: tuple[tuple[str, ...], ...] = tuple(checks for checks, _, _ in _QUESTIONS)
"""The checks behind each question, in their order."""
_NO = Both("未发现", "No")
_OPEN = Both("未能判定", "Undecided")
_NONE = Both("未检查", "Not judged")


def state(verdicts: Sequence[Verdict]) -> str:
    """``fail``, ``inconclusive`` (a headline check was not decided) or ``pass``."""
    if any(verdict.violated for verdict in verdicts):
        return "fail"
    return "pass" if all(q.state == "pass" for q in questions(verdicts)) else "inconclusive"


def questions(verdicts: Sequence[Verdict]) -> tuple[Question, ...]:
    """The answers: one violation makes a yes; a no needs every judged check of the question passed."""
    by_check = {verdict.check: verdict.verdict for verdict in verdicts}
    return tuple(_question(by_check, *one) for one in _QUESTIONS)


def _question(by_check: Mapping[str, str], checks: tuple[str, ...], text: Both, yes: Both) -> Question:
    said = {check: by_check.get(check, "not-judged") for check in checks}
    failed = tuple(check for check, word in said.items() if word == "fail")
    if failed:
        return Question(text, "fail", yes, failed)
    if set(said.values()) <= {"pass", "not-applicable"}:
        return Question(text, "pass", _NO, checks)
    if set(said.values()) == {"not-judged"}:
        return Question(text, "none", _NONE, checks)
    undecided = tuple(check for check, word in said.items() if word not in ("pass", "not-applicable"))
    return Question(text, "inconclusive", _OPEN, undecided)


def sentence(verdicts: Sequence[Verdict], proven: Sequence[Numbered]) -> Both:
    """One line; the number of violated checks and how grave they are."""
    undecided = sum(1 for verdict in verdicts if verdict.verdict in ("inconclusive", "error"))
    if not proven:
        return _nothing_found(verdicts, undecided)
    checks = {item.entry.id: item.entry.severity for item in proven}
    critical = sum(1 for severity in checks.values() if severity == "critical")
    grave, certain = _grave(critical, len(checks)), _certain(proven)
    zh = f"发现 {len(checks)} 项违规{grave.zh}{certain.zh}"
    en = f"{len(checks)} violation{'s' if len(checks) > 1 else ''} found{grave.en}{certain.en}"
    if undecided:
        zh += f"；另有 {undecided} 项未能判定"
        en += f"; {undecided} more check{'s' if undecided > 1 else ''} undecided"
    return Both(zh + "。", en + ".")


def _grave(critical: int, count: int) -> Both:
    if not critical:
        return Both("", "")
    if critical < count:
        return Both(f"，其中 {critical} 项严重", f", {critical} critical")
    return Both("，属严重", ", critical") if count == 1 else Both("，均属严重", ", all critical")


def _certain(found: Sequence[Numbered]) -> Both:
    """How many of the violations stand by themselves, as soon as one does not."""
    proven, confirm = findings.told_apart(found)
    if not confirm:
        return Both("", "")
    if not proven:
        needs = "it needs a person" if len(confirm) == 1 else "each needs a person"
        return Both(f"，{'均' if len(confirm) > 1 else ''}{words.CONFIRM.zh}", f", none proven: {needs}")
    return Both(
        f"；{len(proven)} 项{words.PROVEN.zh}，{len(confirm)} 项{words.CONFIRM.zh}",
        f"; {len(proven)} {words.PROVEN.en}, {len(confirm)} need{'s' if len(confirm) == 1 else ''} a person",
    )


def _nothing_found(verdicts: Sequence[Verdict], undecided: int) -> Both:
    if state(verdicts) == "pass":
        rest = Both(f"；{undecided} 项未能判定" if undecided else "", f"; {undecided} undecided" if undecided else "")
        return Both(
            f"未发现违规，三个主要问题均已得到检查{rest.zh}。",
            f"No violation; all three main questions were decided{rest.en}.",
        )
    return Both(
        f"未发现违规，但 {undecided} 项检查未能判定，不能视为合格。",
        f"No violation was found, but {undecided} checks stayed undecided: this is no clean bill.",
    )
