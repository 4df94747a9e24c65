"""All checks over one recording. A check that breaks is an error, never a pass, and stops no other."""

from detectors import catalogue
from detectors.facts.policy.documents import documents
from detectors.proof import settled
from detectors.registry import Judgeable, judgeable
from detectors.verdict import Check, Text, Verdict
from recording.recording import Recording

_SIMULATED = frozenset({"embedded", "devtools"})
_CALLS_UNSEEN = frozenset({"android"})
_CALLS_BY_EARS = frozenset({"devtools"})
"""Targets that tell of calls by what we put into the program: what it did before that was not heard."""
_BY_WHAT_IS_SHOWN = frozenset(
    {f"POL-{n:02}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 15)}
    | {"CON-07", "CON-11", "RGT-05", "SEC-04", "INT-01"}
)
"""Checks on the words and the looks of policies, consent windows and pages, and on the recording itself: no call of the
very start changes them."""
_BY_WORDS_OF_THE_POLICY = frozenset(f"POL-{n:02}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 15))
"""What a policy of the program's own says and how it is set: found in what was read, it is there on every target."""
_BY_A_WAY_THAT_WAS_FOUND = frozenset(f"RGT-{n:02}" for n in (1, 3, 4, 5, 7))
"""They pass by an entry that was seen or a clause that was read, never by what was not seen."""
_OF_THE_RECORDING = frozenset({"INT-01"})
"""What they say of the scan is so on every target. Whether code asks about its surroundings (INT-02) is not: a phone
hands no code out."""

_UNSEEN = (
    Text(zh="接口调用和预置数据（真机不可得）", en="interface calls and planted values, which a phone does not give"),
    Text(zh="真机上看不到接口调用", en="Calls cannot be seen on a phone"),
)
_HEARD_LATE = (
    Text(zh="启动之初的接口调用（开发者工具不可得）", en="calls at the very start, which DevTools does not give"),
    Text(zh="启动之初的调用未能监听", en="Calls at the very start were not heard"),
)
_BY_CLOUD = (
    Text(zh="云调用的内容（不经过代理）", en="what went by cloud functions, past every proxy"),
    Text(zh="云调用的内容不可见", en="What went by cloud functions was not seen"),
)
"""What is missing, and the sentence that goes before a reason that is no proof for that."""


def judge_all(recording: Recording) -> list[Verdict]:
    """One verdict for each check of the catalogue, in its order. Pure: equal recordings give equal verdicts."""
    target = str(recording.environment.get("driver") or "embedded")
    known, lacking = judgeable(), _lacking(recording, target)
    verdicts = [
        _one(known[number], recording, target, lacking) if number in known else _not_judged(number)
        for number in catalogue.entries()
    ]
    simulated = target in _SIMULATED or bool(recording.environment.get("simulated"))
    capture = recording.environment.get("capture")
    level = str(capture.get("level", "")) if isinstance(capture, dict) else ""
    shared = {"target": target, "simulated": simulated, "capture": level}
    return [v.model_copy(update=shared) for v in verdicts]


def _one(check: Judgeable, recording: Recording, target: str, lacking: tuple[Text, Text] | None) -> Verdict:
    if catalogue.entries()[check.meta.id].targets.get(target) == "none":
        reason = Text(zh="该检查对象看不到所需信号。", en="This target cannot see the signals that the check needs.")
        return Verdict(check=check.meta.id, verdict="not-judged", reason=reason)
    try:
        verdict = settled(check.judge(recording), check.meta, recording)
        if verdict.verdict == "pass" and _stands_anywhere(check.meta.id, recording):
            return verdict
        return _seen_only(verdict, check.meta, target, lacking)
    except Exception as error:  # a broken check must not take the others with it
        message = f"{type(error).__name__}: {error}"
        reason = Text(zh=f"检查项自身出错：{message}", en=f"The check itself failed: {message}")
        return Verdict(check=check.meta.id, verdict="error", reason=reason)


def _stands_anywhere(check: str, recording: Recording) -> bool:
    """Whether a pass rests on what was found and read, which no target's blindness can change."""
    return check in _BY_A_WAY_THAT_WAS_FOUND or (check in _BY_WORDS_OF_THE_POLICY and bool(documents(recording).own))


def _lacking(recording: Recording, target: str) -> tuple[Text, Text] | None:
    """What of the program's calls this recording cannot hold."""
    if target in _CALLS_UNSEEN:
        return _UNSEEN
    if target not in _CALLS_BY_EARS:
        return None
    put_in = recording.notes("injected")
    if not put_in or not all(note.data.get("first_line") is True for note in put_in):
        return _HEARD_LATE
    sent = (str(call.data.get("api")) for call in recording.of("call"))
    return _BY_CLOUD if any(api.startswith("wx.cloud.") and api != "wx.cloud.init" for api in sent) else None


def _seen_only(verdict: Verdict, meta: Check, target: str, lacking: tuple[Text, Text] | None) -> Verdict:
    """On a target that tells no calls and holds no planted values, or tells of calls late, nothing seen is no proof of
    nothing done: no pass may rest on that, and what is open names it."""
    if lacking is None or verdict.verdict not in ("pass", "not-applicable", "inconclusive"):
        return verdict
    rests_on_sight = set(meta.needs) <= {"screens", "actions"}
    on_its_own = _BY_WHAT_IS_SHOWN if target in _CALLS_BY_EARS else _OF_THE_RECORDING
    if rests_on_sight or meta.id in on_its_own:
        return verdict
    missing, before = lacking
    update: dict[str, object] = {"missing": (*verdict.missing, missing)}
    if verdict.verdict != "inconclusive":
        reason = Text(zh=f"{before.zh}：{verdict.reason.zh}", en=f"{before.en}: {verdict.reason.en}")
        update |= {"verdict": "inconclusive", "reason": reason}
    return verdict.model_copy(update=update)


def _not_judged(number: str) -> Verdict:
    reason = Text(zh="本版本未实现该检查项。", en="This version does not judge it.")
    return Verdict(check=number, verdict="not-judged", reason=reason)
