"""What a target cannot see of a program, and which verdicts stand all the same.

Nothing seen is no proof of nothing done where calls are not told. But many checks look at what is shown: windows of the
platform, pages, the words of a policy; and some at what was collected: where every value that left is explained,
nothing was that was not seen. Source: the target columns of the catalogue, decisions 0015, 0021, 0046 and 0054.
"""

from detectors.facts import coverage, moments, notices, phrases, sights, starts
from detectors.facts.policy.documents import documents
from detectors.facts.unexplained import Unexplained, unexplained
from detectors.verdict import Check, Text, Verdict
from recording.recording import Recording

CALLS_UNSEEN = frozenset({"android"})
CALLS_BY_EARS = frozenset({"devtools"})
"""Targets that tell of calls by what we put into the program: what it did before that was not heard."""
_WORDS = frozenset(f"POL-{n:02}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 15))
"""What a policy of the program's own, or the platform's, says and how it is set: whoever read it knows."""
_READ = _WORDS | {"POL-16"}
"""They pass by a text that was read."""
SHOWN = _WORDS | {"CON-07", "CON-11", "RGT-05", "SEC-04", "INT-01"}
"""Checks on the words and the looks of policies, consent windows and pages, and on the recording itself: no call of the
very start changes them."""
_FOUND_WAYS = frozenset(f"RGT-{n:02}" for n in (1, 3, 4, 5, 7))
"""They pass by an entry that was seen or a clause that was read, never by what was not seen."""
_OF_THE_RECORDING = frozenset({"INT-01", "INT-02"})
"""What they say of the scan is so on every target: how far it went, that there is nothing to compare it with."""
_BY_WINDOWS = frozenset(f"PRM-{n:02}" for n in range(1, 9))
"""A permission is asked for in a window of the platform, which stands until it is answered."""
_BY_PAGES = _FOUND_WAYS | {"CON-13", "DEC-05", "MIN-02", "MKT-01", "POL-16"} | _BY_WINDOWS | _WORDS
"""On a phone too they rest on pages, windows and forms, with what was typed into these, once enough of the program was
seen."""
_BY_FORMS = frozenset({"CON-13", "DEC-05"})
"""They pass by what was typed into a form and was seen to leave."""
_BY_WHAT_LEFT = frozenset({"CON-01", "CON-07", "POL-11"})
"""They stand on what was collected: a phone shows what leaves, and in which windows something is asked for."""
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
    update: dict[str, object] = {"missing": (*verdict.missing, *_unknown(meta, recording, target), named)}
    if verdict.verdict != "inconclusive":
        reason = Text(zh=f"{before.zh}：{verdict.reason.zh}", en=f"{before.en}: {verdict.reason.en}")
        update |= {"verdict": "inconclusive", "reason": reason}
    return verdict.model_copy(update=update)


def _unknown(meta: Check, recording: Recording, target: str) -> list[Text]:
    """The first value that left and that nothing explains, where the check rests on such."""
    if target not in CALLS_UNSEEN or meta.id not in _BY_WHAT_LEFT:
        return []
    left = unexplained(recording)
    return [_said(one) for one in left[:1]]


def _said(one: Unexplained) -> Text:
    host = str(one.flow.data.get("host", ""))
    if not one.name:
        return Text(zh=f"发往 {host} 的请求的内容", en=f"what a request to {host} says")
    return Text(zh=f"发往 {host} 的“{one.name[:40]}”的含义", en=f"what “{one.name[:40]}” says in a request to {host}")


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
    if verdict.verdict == "pass" and (meta.id in _FOUND_WAYS or _read(meta.id, recording)):
        return True
    if meta.id in _OF_THE_RECORDING:
        return True
    return target in CALLS_UNSEEN and _by_what_a_phone_shows(verdict, meta.id, recording)


def _read(check: str, recording: Recording) -> bool:
    """Whether a pass rests on a text that was read: the program's own, or the guidelines that the profile holds."""
    found = documents(recording)
    return (check in _WORDS and found.any) or (check in _READ and bool(found.own))


def _by_what_a_phone_shows(verdict: Verdict, check: str, recording: Recording) -> bool:
    """An open verdict of a check on pages lacks what it says itself, and no calls."""
    if check in _BY_FORMS and verdict.verdict == "pass":
        return True
    if check in _BY_PAGES:
        return verdict.verdict == "inconclusive" or coverage.coverage(recording).narrow is None
    if check == "SEC-01":
        # Whatever is not encrypted can be read on its way; that nothing was sent takes a whole inspection.
        return verdict.verdict == "pass" or (
            verdict.verdict == "not-applicable" and coverage.coverage(recording).enough
        )
    if check in _BY_WHAT_LEFT and verdict.verdict != "inconclusive" and _told(recording):
        return True
    if check == "CON-07":
        # Where nothing on any page takes going on for a yes, nothing can be collected on that.
        said = bool(verdict.evidence.boxes)
        return verdict.verdict == "pass" and not said
    if check == "MKT-03":
        asked = any(e.data.get("type") == "subscribe" for e in recording.of("dialog"))
        return verdict.verdict == "not-applicable" and not asked and coverage.coverage(recording).narrow is None
    if check == "MKT-04":
        whole = coverage.coverage(recording).narrow is None
        return verdict.verdict == "not-applicable" and whole and not _asked_to_jump(recording)
    return check == "CON-01" and verdict.verdict == "pass" and _noticed_first(recording)


def _told(recording: Recording) -> bool:
    """Enough was seen, all that left could be read, and every value of it is explained."""
    return coverage.coverage(recording).enough and not unexplained(recording)


def _asked_to_jump(recording: Recording) -> bool:
    every = sights.all_sights(recording)
    return any(phrases.matching(n.text, "jump") for sight in every for n in sight.tree.nodes if n.text)


def _noticed_first(recording: Recording) -> bool:
    """A notice stood there in each cold start before the user did anything, or before anything unknown left."""
    every = starts.cold_starts(recording)
    if not every:
        return False
    if all(any(n < s.touched for n in notices.shown(s)) for s in every):
        return True
    reached = coverage.coverage(recording)
    if reached.capture != "full" or reached.damaged:
        return False
    left = [(moments.session_of(recording, u.flow), moments.sent_at(recording, u.flow)) for u in unexplained(recording)]
    first = {s.first: min(notices.shown(s), default=None) for s in every}
    return all(s is not None and (shown := first.get(s.first)) is not None and shown < sent for s, sent in left)
