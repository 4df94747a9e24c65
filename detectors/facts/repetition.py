"""The judgement of what must not come again after a refusal: one course, the words are the check's."""

from dataclasses import dataclass

from detectors import verdict
from detectors.facts import repeats
from detectors.facts.repeats import RESTARTS, Repeats
from detectors.verdict import Check, Finding, Text, Verdict
from recording.recording import Recording

_UNWATCHED = Text(
    zh="拒绝后未再出现，但没有观察 48 小时内的再次启动。",
    en="It did not come again, though the launches of the next 48 hours were not watched.",
)
_RETURN = Text(zh="运行 return（48 小时内再次打开）", en="the run “return”, which comes back within 48 hours")
_REFUSE = Text(zh="“拒绝”运行中的明确拒绝", en="an explicit refusal, as the run “refuse” gives")


@dataclass(frozen=True)
class Words:
    """What comes again, in the check's words; ``again`` holds ``{times}`` and ``{when}``."""

    subject: str
    label: Text
    again: Text
    unrefused: Text
    decided_elsewhere: Text


def judge(check: Check, recording: Recording, found: list[Repeats], words: Words, *, doubts: int) -> Verdict:
    """Fails at two unasked repeats. ``doubts``: repeats of unknown trigger that leave it open."""
    worst = max(found, key=lambda r: len(r.unasked))
    watched = max(r.restarts for r in found)
    numbers = {"unasked_repeats": float(len(worst.unasked)), "restarts": float(watched)}
    if len(worst.unasked) >= 2:
        finding = _finding(check, recording, worst, words)
        return verdict.failed(check, finding.reason, [finding], numbers)
    if worst.unasked or any(len(r.unsure) >= doubts for r in found):
        one = worst if worst.unasked else next(r for r in found if r.unsure)
        reason = Text(
            zh="拒绝后有一次非用户触发（或无法判断触发原因）的再次出现。",
            en="After the refusal it came up again once unasked, or on presses that nobody can class.",
        )
        open_ = _finding(check, recording, one, words)
        return verdict.inconclusive(check, reason, findings=[open_], numbers=numbers)
    if watched < RESTARTS:
        return verdict.inconclusive(check, _UNWATCHED, missing=[_RETURN], numbers=numbers)
    reason = Text(
        zh=f"拒绝后 {watched} 次再次启动中，没有未经用户触发的再次出现。",
        en=f"In {watched} launches after the refusal it never came up unasked.",
    )
    return verdict.passed(check, reason, numbers=numbers)


def nobody_refused(check: Check, words: Words, *, cannot_refuse: bool) -> Verdict:
    """Without a refusal nothing can come after it; where none is offered, another check decides."""
    if cannot_refuse:
        return verdict.not_applicable(check, words.decided_elsewhere)
    return verdict.inconclusive(check, words.unrefused, missing=[_REFUSE])


def _finding(check: Check, recording: Recording, found: Repeats, words: Words) -> Finding:
    shown = found.unasked or found.unsure
    when = repeats.times(found, shown)
    reason = Text(
        zh=words.again.zh.format(times=len(shown), when=when.zh),
        en=words.again.en.format(times=len(shown), when=when.en),
    )
    proof = repeats.evidence(recording, found, shown, words.label)
    return Finding(check=check.id, subject=(words.subject,), reason=reason, evidence=proof)
