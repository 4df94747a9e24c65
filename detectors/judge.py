"""All checks over one recording. A check that breaks is an error, never a pass, and stops no other."""

from detectors import catalogue
from detectors.blindness import lacking, seen_only
from detectors.proof import settled
from detectors.registry import Judgeable, judgeable
from detectors.verdict import Text, Verdict
from recording.recording import Recording

_SIMULATED = frozenset({"embedded", "devtools"})


def judge_all(recording: Recording) -> list[Verdict]:
    """One verdict for each check of the catalogue, in its order. Pure: equal recordings give equal verdicts."""
    target = str(recording.environment.get("driver") or "embedded")
    known, missing = judgeable(), lacking(recording, target)
    verdicts = [
        _one(known[number], recording, target, missing) if number in known else _not_judged(number)
        for number in catalogue.entries()
    ]
    simulated = target in _SIMULATED or bool(recording.environment.get("simulated"))
    capture = recording.environment.get("capture")
    level = str(capture.get("level", "")) if isinstance(capture, dict) else ""
    shared = {"target": target, "simulated": simulated, "capture": level}
    return [v.model_copy(update=shared) for v in verdicts]


def _one(check: Judgeable, recording: Recording, target: str, missing: tuple[Text, Text] | None) -> Verdict:
    if catalogue.entries()[check.meta.id].targets.get(target) == "none":
        reason = Text(zh="该检查对象看不到所需信号。", en="This target cannot see the signals that the check needs.")
        return Verdict(check=check.meta.id, verdict="not-judged", reason=reason)
    try:
        verdict = settled(check.judge(recording), check.meta, recording)
        return seen_only(verdict, check.meta, recording, target, missing)
    except Exception as error:  # a broken check must not take the others with it
        message = f"{type(error).__name__}: {error}"
        reason = Text(zh=f"检查项自身出错：{message}", en=f"The check itself failed: {message}")
        return Verdict(check=check.meta.id, verdict="error", reason=reason)


def _not_judged(number: str) -> Verdict:
    reason = Text(zh="本版本未实现该检查项。", en="This version does not judge it.")
    return Verdict(check=number, verdict="not-judged", reason=reason)
