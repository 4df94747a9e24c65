"""Refusing the notice ends the program or leaves nothing to see."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from detectors import verdict
from detectors.consent import no_refuse
from detectors.facts import categories, closings, consents, glimpses, launch, notices, sights, starts, visits
from detectors.facts.closings import Closing
from detectors.facts.consents import Answer
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.sights import Sight
from detectors.facts.starts import ColdStart
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording
from recording.sight import words

META = Check(
    id="CON-09",
    help=Text(
        zh="用户不同意时保留浏览等基本功能，只停用确需个人信息的功能。",
        en="When the notice is refused keep browsing and the basic functions; stop only what needs the data.",
    ),
    needs=("screens", "actions"),
)
_NO_REFUSAL = Text(zh="弹窗没有拒绝选项，由 CON-03 判定。", en="The popup has no refusal; CON-03 decides it.")
Result = Literal["content", "exit", "nothing", "unjudged"]


@dataclass(frozen=True)
class Refused:
    """One session in which the notice was refused, and what could be seen from then on."""

    answer: Answer
    start: ColdStart
    result: Result
    last: Sight | None
    exit: int
    closing: Closing | None
    """The program closed itself soon after."""
    watched_ms: float
    """How long it was watched after the refusal, by its own clock."""


def judge(recording: Recording) -> Verdict:
    refused = _with_closings(_refusals(recording))
    if not refused:
        return _unrefused(recording)
    seen = [r for r in refused if r.result == "content"]
    if seen:
        reason = Text(zh="拒绝后仍能看到内容。", en="Content is reachable after the refusal.")
        return verdict.passed(META, reason, _evidence(seen[:1]))
    if no_refuse.judge(recording).verdict == "fail":
        return verdict.not_applicable(META, _NO_REFUSAL)
    return _blocked(recording, refused)


def _unrefused(recording: Recording) -> Verdict:
    if no_refuse.judge(recording).verdict == "fail":
        return verdict.not_applicable(META, _NO_REFUSAL)
    if any(_met(recording, start) for start in starts.cold_starts(recording)):
        reason = Text(
            zh="入口处有隐私告知，但没有被拒绝过。", en="A notice stands on the way in, and none was refused."
        )
        return verdict.inconclusive(META, reason, missing=[reason])
    reason = Text(zh="入口处没有可拒绝的隐私告知。", en="No notice that could be refused stands on the way in.")
    return nothing_seen(META, recording, reason)


def _met(recording: Recording, start: ColdStart) -> bool:
    """Whether a notice stood there before any contents, as the start went by itself; one that comes with a question for
    data or with a function is part of that."""
    asked = [p.sight.seq for p in notices.windows(recording) if p.start == start]
    asked += [
        e.seq
        for e in start.events("consent")
        if e.data.get("name") == "privacy.official_shown" and e.data.get("style") != "coupled"
    ]
    past = [s.seq for s in start.sights if s.shows_content] + [a.seq for a in _opened(start)]
    return bool(asked) and min(asked) < min(past, default=start.last + 1)


def _blocked(recording: Recording, refused: list[Refused]) -> Verdict:
    if launch.internal(recording):
        reason = Text(zh="首屏声明仅面向内部人员。", en="The first screen says that it is for an internal audience.")
        return verdict.not_applicable(META, reason)
    certain = [r for r in refused if r.result in ("exit", "nothing")]
    shown = certain or refused
    gone = any(r.result == "exit" for r in certain)
    fault = Text(
        zh="拒绝隐私告知后程序退出。" if gone else "拒绝隐私告知后看不到任何内容。",
        en="Refusing the notice ends the program." if gone else "After refusing the notice no content can be reached.",
    )
    subject = ("exit" if gone else "nothing",)
    finding = Finding(check=META.id, subject=subject, reason=fault, evidence=_evidence(shown[:2]))
    numbers = {"sessions_refused": float(len(refused)), "sessions_blocked": float(len(certain))}
    category = categories.category(recording)
    browse = category.none or category.browse if category is not None else _browsable(recording)
    if len(certain) < 2 or len(certain) < len(refused):
        reason = Text(
            zh="拒绝后的结果只在一次冷启动中可判断，或页面因后端无响应而为空。",
            en="What follows the refusal was judged in fewer than two cold starts, or stayed empty without a server.",
        )
        return verdict.inconclusive(META, reason, findings=[finding], numbers=numbers)
    if not browse:
        known = category is not None
        reason = Text(
            zh=f"{fault.zh}但{'该类别没有可浏览的内容' if known else '类别未知'}，需人工确认。",
            en=f"{fault.en} But {'this category has nothing to browse' if known else 'the category is unknown'}.",
        )
        missing = [] if known else [Text(zh="配置中的 target.category", en="target.category in the profile")]
        return verdict.inconclusive(META, reason, findings=[finding], missing=missing, numbers=numbers)
    return verdict.failed(META, fault, [finding], numbers)


def _browsable(recording: Recording) -> bool:
    """Whatever its category, it has something to browse: contents were shown to somebody who had at most agreed to
    the notice, and given neither number nor permission, nor typed anything."""
    for start in starts.cold_starts(recording):
        gave = [a.seq for a in consents.in_start(recording, start) if a.said == "agree" and a.about != "notice"]
        gave += [a.seq for a in start.actions if a.data.get("type") in ("open", "input")]
        until = min([*gave, start.last + 1])
        if any(s.shows_content for s in start.sights if s.seq < until):
            return True
    return False


def _with_closings(refused: list[Refused]) -> list[Refused]:
    """Contents that stand for a moment before the program closes are no contents to browse; a start that ended before
    that moment came tells nothing of it."""
    meant = closings.by_refusal([r.closing for r in refused if r.closing is not None])
    if not meant:
        return refused
    soon = min(c.after_ms for c in meant)
    ended = [replace(r, result="exit") if r.closing in meant else r for r in refused]
    return [r for r in ended if r.result != "content" or r.watched_ms > soon]


def _refusals(recording: Recording) -> list[Refused]:
    found = []
    for start in starts.cold_starts(recording):
        own = [a for a in consents.in_start(recording, start) if a.about == "notice" and not _coupled(recording, a)]
        first = next((a for a in own if a.said == "refuse"), None)
        if first is None or any(a.said == "agree" and a.seq < first.seq for a in own):
            continue
        if any(a.seq < first.seq for a in _opened(start)):
            # On a page that no user could reach the question says nothing of the way in.
            continue
        agreed = next((a.seq for a in own if a.said == "agree"), start.last + 1)
        found.append(_followed(start, first, agreed))
    return found


def _opened(start: ColdStart) -> list[Event]:
    return [a for a in start.actions if a.data.get("type") == "open"]


def _coupled(recording: Recording, answer: Answer) -> bool:
    """Whether the same press answered a phone sheet or a permission: then that was the question, not the notice."""
    if recording.by_seq[answer.settled].data.get("style") == "coupled":
        return True
    return any(a.seq == answer.seq and a.about != "notice" for a in consents.answers(recording))


def _followed(start: ColdStart, answer: Answer, until: int) -> Refused:
    """What a user who refused could see on that visit; pages that only the inspector opened directly do not count."""
    visit = visits.visit_of(start.recording, start.recording.by_seq[answer.seq])
    until = min(until, visit.last + 1) if visit is not None else until
    until = min(until, _own_leaving(start, answer))
    opened = next((a.seq for a in _opened(start)), until)
    later = [s for s in start.sights if answer.seq < s.seq < min(until, opened + 1)]
    gone = start.exited if start.exited is not None and answer.seq < start.exited.seq < until else None
    last = later[-1] if later else None
    result: Result = "nothing"
    if glimpses.lasting(start, [s for s in later if s.shows_content]):
        result = "content"
    elif gone is not None or any(s.tree.exited for s in later):
        result = "exit"
    elif last is None or start.failures or _other_gate(last) or any(s.content.opaque or _no_less(s) for s in later):
        result = "unjudged"
    said = start.recording.by_seq[answer.seq]
    reached = [e for kind in ("action", "call", "screen") for e in start.events(kind) if e.seq < until]
    watched = max((float(e.data.get("virtual_ms") or 0) for e in reached), default=0.0) - answer.virtual_ms
    soon = closings.closing(start, said)
    if soon is not None and soon.exit.seq >= until:
        soon = None
    return Refused(answer, start, result, last, gone.seq if gone is not None else 0, soon, watched)


def _own_leaving(start: ColdStart, answer: Answer) -> int:
    """Where the walk itself went back out of the program, which is no doing of the refusal; the end of the start."""
    for action in (a for a in start.actions if a.seq > answer.seq and a.data.get("type") == "back"):
        after = sights.after(start.recording, action.seq)
        if action.data.get("purpose", "explore") == "explore" and after is not None and after.tree.exited:
            return action.seq
    return start.last + 1


def _other_gate(sight: Sight) -> bool:
    """Whether it asks to agree to something else, such as terms of use, which nobody did: what is behind is unknown."""
    asks = any(c.role == "agree" for c in sight.controls)
    return asks and not any(words.mentions(n.text, "notice") for n in sight.tree.nodes if n.text)


def _no_less(sight: Sight) -> bool:
    """Whether it is a page that nothing covers, with so few words that it counts as none, and who agreed got no more
    on it: then its few words, and not the refusal, are why nothing is to be seen."""
    if sight.content.reason != "empty" or sight.blocking:
        return False
    agreed = list(_after_agreeing(sight.recording, sight.page))
    return bool(agreed) and not any(s.shows_content for s in agreed)


def _after_agreeing(recording: Recording, page: str) -> Iterator[Sight]:
    """Pictures of a page as somebody came to it who had agreed; what the inspection opened directly is no way to it."""
    for start in starts.cold_starts(recording):
        said = (a.seq for a in consents.in_start(recording, start) if a.about == "notice" and a.said == "agree")
        first = next(said, None)
        if first is not None:
            opened = next((a.seq for a in _opened(start)), start.last + 1)
            yield from (s for s in start.sights if first < s.seq < opened and s.page == page)


def _evidence(refused: list[Refused]) -> Evidence:
    screens: list[int] = []
    events: list[int] = []
    for one in refused:
        asked = sights.before(one.start.recording, one.start.recording.by_seq[one.answer.seq])
        seen = next((s for s in one.start.sights if s.seq > one.answer.seq and s.shows_content), one.last)
        screens += [s.seq for s in (asked, seen) if s is not None and not s.blank]
        events += [one.answer.seq, *([one.exit] if one.exit else [])]
    page = refused[0].last.page if refused[0].last is not None else ""
    return Evidence(
        run=refused[0].start.run,
        page=page,
        events=tuple(dict.fromkeys(events)),
        screens=tuple(dict.fromkeys(screens)),
    )
