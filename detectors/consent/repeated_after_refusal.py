"""The privacy popup comes up again and again after the user refused."""

from detectors import verdict
from detectors.consent import no_refuse
from detectors.facts import appearances, consents, notices, repeats
from detectors.facts.appearances import Appearance
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.once import once
from detectors.facts.repeats import RESTARTS, Repeats
from detectors.verdict import Check, Finding, Text, Verdict
from recording.recording import Recording
from recording.sight.surfaces import Surface, notice_popup

META = Check(
    id="CON-10",
    help=Text(
        zh="记住用户的拒绝；只在用户使用需要个人信息的功能时再次征求同意。",
        en="Remember the refusal; ask again only when the user starts a function that needs personal data.",
    ),
    needs=("screens", "actions"),
)


def judge(recording: Recording) -> Verdict:
    comings = _comings(recording)
    if not comings and not notices.any_consent_surface(recording):
        return nothing_seen(META, recording, Text(zh="没有出现隐私弹窗。", en="No privacy popup was seen."))
    answers = [a for a in consents.answers(recording) if a.about == "notice"]
    refused = [recording.by_seq[a.seq] for a in answers if a.said == "refuse"]
    if not refused:
        return _nobody_refused(recording)
    agreed = [recording.by_seq[a.seq] for a in answers if a.said == "agree"]
    found = repeats.repeats(recording, comings, refused, agreed)
    worst = max(found, key=lambda r: len(r.unasked))
    numbers = {"unasked_repeats": float(len(worst.unasked)), "restarts": float(max(r.restarts for r in found))}
    if len(worst.unasked) >= 2:
        finding = _finding(recording, worst)
        return verdict.failed(META, finding.reason, [finding], numbers)
    return _few(recording, worst, found, numbers)


@once
def _comings(recording: Recording) -> tuple[Appearance, ...]:
    return tuple(appearances.appearances(recording, _asks))


def _asks(surface: Surface) -> bool:
    """The notice itself, also in the platform's window; a permission window is another question."""
    return notice_popup(surface) and "permission" not in surface.kinds


def _nobody_refused(recording: Recording) -> Verdict:
    if no_refuse.judge(recording).verdict == "fail":
        reason = Text(zh="弹窗没有拒绝选项，由 CON-03 判定。", en="The popup has no refusal; CON-03 decides it.")
        return verdict.not_applicable(META, reason)
    reason = Text(zh="没有一次运行拒绝过隐私告知。", en="No run came to refuse the notice.")
    missing = [Text(zh="“拒绝”运行中的明确拒绝", en="an explicit refusal, as the run “refuse” gives")]
    return verdict.inconclusive(META, reason, missing=missing)


def _few(recording: Recording, worst: Repeats, found: list[Repeats], numbers: dict[str, float]) -> Verdict:
    if worst.unasked or any(len(r.unsure) > 1 for r in found):
        one = worst if worst.unasked else next(r for r in found if r.unsure)
        reason = Text(
            zh="拒绝后有一次非用户触发（或多次无法判断触发原因）的再次弹窗。",
            en="After the refusal it came up again once unasked, or on presses that nobody can class.",
        )
        return verdict.inconclusive(META, reason, findings=[_finding(recording, one)], numbers=numbers)
    watched = max(r.restarts for r in found)
    if watched < RESTARTS:
        reason = Text(
            zh="拒绝后未再弹窗，但没有观察 48 小时内的再次启动。",
            en="It did not come again, though the launches of the next 48 hours were not watched.",
        )
        missing = [Text(zh="运行 return（48 小时内再次打开）", en="the run “return”, which comes back within 48 hours")]
        return verdict.inconclusive(META, reason, missing=missing, numbers=numbers)
    reason = Text(
        zh=f"拒绝后 {watched} 次再次启动中，隐私弹窗没有自行再次出现。",
        en=f"In {watched} launches after the refusal the popup never came up unasked.",
    )
    return verdict.passed(META, reason, numbers=numbers)


def _finding(recording: Recording, found: Repeats) -> Finding:
    shown = found.unasked or found.unsure
    when = repeats.times(found, shown)
    reason = Text(
        zh=f"拒绝隐私告知后，未经触发又弹窗 {len(shown)} 次（拒绝后 {when.zh}）。",
        en=f"After the refusal the privacy popup came up {len(shown)} more times unasked ({when.en} later).",
    )
    label = Text(zh="再次弹窗", en="the popup again")
    proof = repeats.evidence(recording, found, shown, label)
    return Finding(check=META.id, subject=("repeated",), reason=reason, evidence=proof)
