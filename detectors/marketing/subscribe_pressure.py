"""Leave to send messages is asked for again and again, or made a condition."""

from dataclasses import dataclass

from detectors import verdict
from detectors.facts import entries, sights, starts, triggers
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.triggers import Trigger
from detectors.verdict import CallSite, Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording
from recording.sight import words

META = Check(
    id="MKT-03",
    help=Text(
        zh="只在用户完成相关操作（下单、预约）时请求订阅，拒绝后照常提供功能，不反复请求。",
        en="Ask with a fitting action (an order, a booking); go on when refused, and do not ask again and again.",
    ),
    needs=("events", "screens", "call"),
    requests=False,
)
_API = "wx.requestSubscribeMessage"
_UNRELATED = 3


@dataclass(frozen=True)
class _Asked:
    """One request with what led to it."""

    call: Event
    trigger: Trigger
    fits: bool


def judge(recording: Recording) -> Verdict:
    asked = [_asked(recording, e) for e in recording.of("call") if _asks(e)]
    if not asked:
        return nothing_seen(META, recording, Text(zh="没有请求订阅消息。", en="No message subscription was asked for."))
    findings = [f for run in recording.runs if (f := _everywhere(recording, run, asked)) is not None]
    findings += _conditions(recording, asked)
    if findings:
        return verdict.failed(META, findings[0].reason, findings[:3], {"requests": float(len(asked))})
    if not _refusals(recording):
        reason = Text(zh="订阅请求没有被拒绝过，后果未知。", en="No request was refused, so what follows is not known.")
        return verdict.inconclusive(META, reason, numbers={"requests": float(len(asked))})
    loose = [a for a in asked if not a.fits and a.trigger.how == "press"]
    if len({a.trigger.label for a in loose}) >= _UNRELATED - 1:
        reason = Text(zh="在两个不相关的点击后请求订阅。", en="Asked after two unrelated presses.")
        return verdict.inconclusive(META, reason)
    reason = Text(
        zh=f"{len(asked)} 次请求都与操作相符或很少，拒绝后功能照常。",
        en=f"{len(asked)} requests, with fitting actions or few; refusing had no consequence.",
    )
    events = tuple(a.call.seq for a in asked[:4])
    return verdict.passed(META, reason, Evidence(run=asked[0].call.run, events=events), {"requests": float(len(asked))})


def _asks(event: Event) -> bool:
    return event.data.get("phase") == "begin" and event.data.get("api") == _API


def _asked(recording: Recording, call: Event) -> _Asked:
    led = triggers.trigger(recording, call)
    fits = words.says(led.label, "transact") or entries.sign("subscription", led.label)
    return _Asked(call, led, fits)


def _everywhere(recording: Recording, run: str, asked: list[_Asked]) -> Finding | None:
    """Three or more different controls that have nothing to do with messages."""
    table: dict[tuple[str, str], _Asked] = {}
    for one in asked:
        if one.call.run == run and not one.fits and one.trigger.how == "press" and one.trigger.action is not None:
            table.setdefault((one.call.page, words.normal(one.trigger.label)), one)
    if len(table) < _UNRELATED:
        return None
    labels = "、".join(f"“{one.trigger.label[:12]}”" for one in table.values())
    reason = Text(
        zh=f"点击 {labels} 等无关操作时都请求订阅消息。", en=f"Presses of {labels} all ask to subscribe to messages."
    )
    return _finding(recording, list(table.values()), reason, ("everywhere",))


@dataclass(frozen=True)
class _Refused:
    """A refusal of the platform's window for subscriptions, and its call."""

    action: Event
    call: str


def _refusals(recording: Recording) -> list[_Refused]:
    found = []
    for event in recording.of("dialog"):
        action = recording.by_seq.get(event.data.get("action") or 0)
        answered = event.data.get("type") == "subscribe" and event.data.get("phase") == "answered"
        if answered and action is not None and event.data.get("answer") in ("refuse", "cancel", "reject"):
            found.append(_Refused(action, str(event.data.get("call", ""))))
    return found


def _conditions(recording: Recording, asked: list[_Asked]) -> list[Finding]:
    """After a refusal the program asks again at once, or says that subscribing is required: in two cold starts."""
    found: dict[int, tuple[_Asked, Event, str]] = {}
    for refused in _refusals(recording):
        start = starts.start_of(recording, refused.action)
        one = next(
            (a for a in asked if a.call.run == refused.action.run and a.call.data.get("id") == refused.call), None
        )
        said = _demanded(recording, refused.action)
        again = _at_once(recording, refused.action, asked)
        if one is not None and start is not None and (said or again):
            found.setdefault(start.first, (one, refused.action, said))
    if len(found) < 2:
        return []
    one, action, said = next(iter(found.values()))
    reason = Text(
        zh=f"拒绝订阅后{f'提示“{said}”' if said else '立即再次请求'}，功能无法继续。",
        en=f"After a refusal {f'it says “{said}”' if said else 'it asks again at once'}; the function stops.",
    )
    return [_finding(recording, [one], reason, ("condition",), (action,))]


def _demanded(recording: Recording, action: Event) -> str:
    """Words on the next picture that make subscribing a condition, new since the window stood there."""
    after, before = sights.after(recording, action.seq), sights.before(recording, action)
    if after is None:
        return ""
    old = {n.text for n in before.tree.nodes} if before is not None else set()
    fresh = (n.text for n in after.tree.nodes if n.text and n.text not in old)
    return next((text[:40] for text in fresh if entries.sign("demand", text)), "")


def _at_once(recording: Recording, action: Event, asked: list[_Asked]) -> bool:
    following = next((a.seq for a in recording.of("action", action.run) if a.seq > action.seq), None)
    end = following or recording.events[-1].seq + 1
    return any(action.seq < a.call.seq < end and a.call.run == action.run for a in asked)


def _finding(
    recording: Recording, asked: list[_Asked], reason: Text, subject: tuple[str, ...], more: tuple[Event, ...] = ()
) -> Finding:
    first = asked[0].call
    led = [a.trigger.action for a in asked if a.trigger.action is not None]
    events = sorted({*(a.call.seq for a in asked), *(e.seq for e in led), *(e.seq for e in more)})
    around = [recording.screen_before(e.seq, e.run) for e in led] + [recording.screen_after(e.seq, e.run) for e in more]
    screens = tuple(dict.fromkeys(s.seq for s in around if s is not None and not s.data.get("blank")))
    data = first.data
    site = CallSite(seq=first.seq, api=_API, file=str(data.get("file", "")), line=int(data.get("line") or 0))
    proof = Evidence(run=first.run, page=first.page, events=tuple(events), screens=screens[:6], call=site)
    return Finding(check=META.id, subject=subject, reason=reason, evidence=proof)
