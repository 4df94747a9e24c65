"""What a target cannot see of a program, and which verdicts stand all the same.

Nothing seen is no proof of nothing done where calls are not told. But many checks look at what is shown: windows of the
platform, pages, the words of a policy. Source: the target columns of the catalogue, decisions 0015, 0021 and 0046.
"""

from detectors.facts import coverage, notices, starts
from detectors.facts.policy.documents import documents
from detectors.verdict import Check, Text, Verdict
from recording.recording import Recording

CALLS_UNSEEN = frozenset({"android"})
CALLS_BY_EARS = frozenset({"devtools"})
"""Targets that tell of calls by what we put into the program: what it did before that was not heard."""
_WORDS = frozenset(f"POL-{n:02}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 15))
"""What a policy of the program's own, or the platform's, says and how it is set: whoever read it knows."""
_READ = _WORDS | {"POL-16"}
"""They pass by a text of the program's own that was read."""
SHOWN = _WORDS | {"CON-07", "CON-11", "RGT-05", "SEC-04", "INT-01"}
"""Checks on the words and the looks of policies, consent windows and pages, and on the recording itself: no call of the
very start changes them."""
_FOUND_WAYS = frozenset(f"RGT-{n:02}" for n in (1, 3, 4, 5, 7))
"""They pass by an entry that was seen or a clause that was read, never by what was not seen."""
_OF_THE_RECORDING = frozenset({"INT-01"})
"""What they say of the scan is so on every target. Whether code asks about its surroundings (INT-02) is not: a phone
hands no code out."""
_BY_WINDOWS = frozenset(f"PRM-{n:02}" for n in range(1, 9))
"""A permission is asked for in a window of the platform, which stands until it is answered."""
_BY_PAGES = _FOUND_WAYS | {"CON-13", "DEC-05", "MIN-02", "MKT-01", "POL-16"} | _BY_WINDOWS | _WORDS
"""On a phone too they rest on pages, windows and forms, with what was typed into these, once enough of the program was
seen."""
_BY_FORMS = frozenset({"CON-13", "DEC-05"})
"""They pass by what was typed into a form and was seen to leave."""
_FAILS_BY_ABSENCE = frozenset({"DEC-03"})
"""They find a fault in what was not called."""

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


def heard_from_the_start(recording: Recording) -> bool:
    """Whether what we put into the program ran before its first own line, at every launch."""
    put_in = recording.notes("injected")
    return bool(put_in) and all(note.data.get("first_line") is True for note in put_in)


def lacking(recording: Recording, target: str) -> tuple[Text, Text] | None:
    """What of the program's calls this recording cannot hold."""
    if target in CALLS_UNSEEN:
        return _UNSEEN
    if target not in CALLS_BY_EARS:
        return None
    if not heard_from_the_start(recording):
        return _HEARD_LATE
    sent = (str(call.data.get("api")) for call in recording.of("call"))
    return _BY_CLOUD if any(api.startswith("wx.cloud.") and api != "wx.cloud.init" for api in sent) else None


def seen_only(
    verdict: Verdict, meta: Check, recording: Recording, target: str, missing: tuple[Text, Text] | None
) -> Verdict:
    """The verdict itself, or an inconclusive that names what the target cannot see."""
    if missing is None or _stands(verdict, meta, recording, target):
        return verdict
    named, before = missing
    update: dict[str, object] = {"missing": (*verdict.missing, named)}
    if verdict.verdict != "inconclusive":
        reason = Text(zh=f"{before.zh}：{verdict.reason.zh}", en=f"{before.en}: {verdict.reason.en}")
        update |= {"verdict": "inconclusive", "reason": reason}
    return verdict.model_copy(update=update)


def _stands(verdict: Verdict, meta: Check, recording: Recording, target: str) -> bool:
    """Whether a verdict rests on nothing that the target cannot see."""
    if verdict.verdict == "fail":
        return target not in CALLS_UNSEEN or meta.id not in _FAILS_BY_ABSENCE
    if verdict.verdict not in ("pass", "not-applicable", "inconclusive"):
        return True
    if set(meta.needs) <= {"screens", "actions"}:
        return True
    if target in CALLS_BY_EARS and meta.id in SHOWN:
        return True
    if verdict.verdict == "pass" and (meta.id in _FOUND_WAYS or (meta.id in _READ and documents(recording).own)):
        return True
    if meta.id in _OF_THE_RECORDING:
        return True
    return target in CALLS_UNSEEN and _by_what_a_phone_shows(verdict, meta.id, recording)


def _by_what_a_phone_shows(verdict: Verdict, check: str, recording: Recording) -> bool:
    """An open verdict of a check on pages lacks what it says itself, and no calls."""
    if check in _BY_FORMS and verdict.verdict == "pass":
        return True
    if check in _BY_PAGES:
        return verdict.verdict == "inconclusive" or coverage.coverage(recording).narrow is None
    if check == "SEC-01":
        # Whatever is not encrypted can be read on its way; that nothing was sent at all is no such proof.
        return verdict.verdict == "pass"
    if check == "CON-07":
        # Where nothing on any page takes going on for a yes, nothing can be collected on that.
        said = bool(verdict.evidence.boxes)
        return verdict.verdict == "pass" and not said
    if check == "MKT-03":
        asked = any(e.data.get("type") == "subscribe" for e in recording.of("dialog"))
        return verdict.verdict == "not-applicable" and not asked and coverage.coverage(recording).narrow is None
    return check == "CON-01" and verdict.verdict == "pass" and _noticed_first(recording)


def _noticed_first(recording: Recording) -> bool:
    """A notice stood there in each cold start before the user did anything."""
    every = starts.cold_starts(recording)
    return bool(every) and all(any(n < s.touched for n in notices.shown(s)) for s in every)
