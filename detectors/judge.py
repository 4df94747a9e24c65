"""All checks over one recording. A check that breaks is an error, never a pass, and stops no other."""

from detectors import catalogue
from detectors.proof import settled
from detectors.registry import Judgeable, judgeable
from detectors.verdict import Check, Text, Verdict
from recording.recording import Recording

_SIMULATED = frozenset({"embedded", "devtools"})
_CALLS_UNSEEN = frozenset({"android"})
_CALLS_HEARD_LATE = frozenset({"devtools"})
"""Targets that tell of calls only once the program runs: what it did at its very start was not heard."""
_BY_WHAT_IS_SHOWN = frozenset(
    {f"POL-{n:02}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 15)}
    | {"CON-07", "CON-11", "RGT-05", "SEC-04", "INT-01"}
)
"""Checks on the words and the looks of policies, consent windows and pages, and on the recording itself: no call of the
very start changes them."""
_OF_THE_RECORDING = frozenset({"INT-01"})
"""What they say of the scan is so on every target. Whether code asks about its surroundings (INT-02) is not: a phone
hands no code out."""


def judge_all(recording: Recording) -> list[Verdict]:
    """One verdict for each check of the catalogue, in its order. Pure: equal recordings give equal verdicts."""
    target = str(recording.environment.get("driver") or "embedded")
    known = judgeable()
    verdicts = [
        _one(known[number], recording, target) if number in known else _not_judged(number)
        for number in catalogue.entries()
    ]
    simulated = target in _SIMULATED or bool(recording.environment.get("simulated"))
    capture = recording.environment.get("capture")
    level = str(capture.get("level", "")) if isinstance(capture, dict) else ""
    shared = {"target": target, "simulated": simulated, "capture": level}
    return [v.model_copy(update=shared) for v in verdicts]


def _one(check: Judgeable, recording: Recording, target: str) -> Verdict:
    if catalogue.entries()[check.meta.id].targets.get(target) == "none":
        reason = Text(zh="该检测对象看不到所需信号。", en="This target cannot see the signals that the check needs.")
        return Verdict(check=check.meta.id, verdict="not-judged", reason=reason)
    try:
        return _seen_only(settled(check.judge(recording), check.meta, recording), check.meta, target)
    except Exception as error:  # a broken check must not take the others with it
        message = f"{type(error).__name__}: {error}"
        reason = Text(zh=f"检测项自身出错：{message}", en=f"The check itself failed: {message}")
        return Verdict(check=check.meta.id, verdict="error", reason=reason)


def _seen_only(verdict: Verdict, meta: Check, target: str) -> Verdict:
    """On a target that tells no calls and holds no planted values, nothing seen is no proof of nothing done."""
    rests_on_sight = set(meta.needs) <= {"screens", "actions"}
    if target in _CALLS_HEARD_LATE:
        return _heard_only(verdict, meta, rests_on_sight=rests_on_sight)
    if target not in _CALLS_UNSEEN or verdict.verdict not in ("pass", "not-applicable"):
        return verdict
    if rests_on_sight or meta.id in _OF_THE_RECORDING:
        return verdict
    missing = Text(
        zh="接口调用和预置数据（真机不可得）", en="interface calls and planted values, which a phone does not give"
    )
    reason = Text(
        zh=f"真机上看不到接口调用：{verdict.reason.zh}", en=f"Calls cannot be seen on a phone: {verdict.reason.en}"
    )
    return verdict.model_copy(
        update={"verdict": "inconclusive", "reason": reason, "missing": (*verdict.missing, missing)}
    )


def _heard_only(verdict: Verdict, meta: Check, *, rests_on_sight: bool) -> Verdict:
    """Calls before the ears were in place were not heard, and their values not planted: no pass may rest on that."""
    if verdict.verdict not in ("pass", "not-applicable") or rests_on_sight or meta.id in _BY_WHAT_IS_SHOWN:
        return verdict
    missing = Text(
        zh="启动之初的接口调用（开发者工具不可得）", en="calls at the very start, which DevTools does not give"
    )
    reason = Text(
        zh=f"启动之初的调用未能监听：{verdict.reason.zh}",
        en=f"Calls at the very start were not heard: {verdict.reason.en}",
    )
    return verdict.model_copy(
        update={"verdict": "inconclusive", "reason": reason, "missing": (*verdict.missing, missing)}
    )


def _not_judged(number: str) -> Verdict:
    reason = Text(zh="本版本未实现该检测项。", en="This version does not judge it.")
    return Verdict(check=number, verdict="not-judged", reason=reason)
