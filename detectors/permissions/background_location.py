"""The position is taken while the program is in the background."""

from detectors import verdict
from detectors.facts import called, categories, moments, phases, transmissions
from detectors.facts.clean_end import clean_end
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.once import once
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording

META = Check(
    id="PRM-09",
    help=Text(
        zh="不需要后台定位时，从 app.json 删除 requiredBackgroundModes 的 location 并停止后台定位调用。",
        en="Unless the service needs it, remove “location” from requiredBackgroundModes and the background calls.",
    ),
)
_CALL = "wx.startLocationUpdateBackground"
_NEEDS = frozenset({"nec-01", "nec-02", "nec-07", "nec-08", "nec-22", "nec-31"})
"""Navigation, ride booking, delivery, couriers, shared vehicles, sport: the oracle's matching categories."""
_LOCATES = frozenset({"wx.getLocation", "wx.getFuzzyLocation", "wx.startLocationUpdate", _CALL})


def judge(recording: Recording) -> Verdict:
    declared = _declared(recording)
    calls = [e for e in recording.of("call") if e.data.get("phase") == "begin" and e.data.get("api") == _CALL]
    hidden = _sent_while_hidden(recording)
    category = categories.category(recording)
    fits = category is not None and category.number in _NEEDS
    if hidden and not fits:
        finding = _sent(hidden)
        return verdict.failed(META, finding.reason, [finding])
    if declared or calls:
        return _used(recording, calls, declared, category)
    if not _locates(recording):
        reason = Text(zh="没有使用位置。", en="The position is not used.")
        return nothing_seen(META, recording, reason)
    reason = Text(zh="没有声明、调用或在后台发送位置。", en="No background position is declared, called for or sent.")
    return clean_end(META, recording, reason)


def _used(recording: Recording, calls: list[Event], declared: bool, category: categories.Category | None) -> Verdict:
    what = Text(zh=_CALL, en=_CALL) if calls else Text(zh="requiredBackgroundModes", en="requiredBackgroundModes")
    site = called.site(calls[0]) if calls else None
    start = recording.notes("run.begin")
    events = tuple(e.seq for e in (calls[:5] or start[:1]))
    screen = recording.screen_before(calls[0].seq, calls[0].run) if calls else None
    screens = (screen.seq,) if screen is not None and not screen.data.get("blank") else ()
    proof = Evidence(
        run=calls[0].run if calls else "",
        page=calls[0].page if calls else "",
        events=events,
        screens=screens,
        call=site,
    )
    name = category if category is not None else None
    reason = Text(
        zh=f"使用后台定位（{what.zh}），类别{f'“{name.zh}”' if name else '未知'}。",
        en=f"Background location ({what.en}) in {f'the category {name.number}' if name else 'an unknown category'}.",
    )
    finding = Finding(check=META.id, subject=("declared" if declared else "called",), reason=reason, evidence=proof)
    if category is not None and category.number not in _NEEDS and events:
        return verdict.failed(META, reason, [finding])
    missing = [Text(zh="配置中的 category", en="category in the profile")] if category is None else []
    return verdict.inconclusive(META, reason, findings=[finding], missing=missing)


def _declared(recording: Recording) -> bool:
    modes = recording.app.get("requiredBackgroundModes")
    return isinstance(modes, list) and "location" in modes


def _locates(recording: Recording) -> bool:
    return any(e.data.get("api") in _LOCATES for e in recording.of("call"))


def _sent_while_hidden(recording: Recording) -> list[Transmission]:
    """Fixes that were taken in the background; the last one of the foreground, flushed on hiding, is none."""
    found = []
    for sent in transmissions.transmissions(recording):
        call = moments.call_of(recording, sent.flow)
        if sent.kind != "location" or not sent.proof or sent.session is None or sent.typed or call is None:
            continue
        taken = _taken(recording, sent)
        if taken is None or phases.phase(sent.session, call) != "hidden":
            continue
        if phases.phase(sent.session, taken) == "hidden":
            found.append(sent)
    return found


def _taken(recording: Recording, sent: Transmission) -> Event | None:
    """The last answer before the request that handed this value out."""
    ends = _handed_out(recording).get((sent.flow.run, sent.value.id), [])
    return next((e for e in reversed(ends) if e.seq < sent.flow.seq), None)


@once
def _handed_out(recording: Recording) -> dict[tuple[str, str], list[Event]]:
    """Ends of calls by run and the planted value that they handed out."""
    table: dict[tuple[str, str], list[Event]] = {}
    for event in recording.of("call"):
        if event.data.get("phase") == "end":
            for value in event.data.get("planted") or ():
                table.setdefault((event.run, str(value)), []).append(event)
    return table


def _sent(hidden: list[Transmission]) -> Finding:
    said = transmissions.described(hidden)
    reason = Text(
        zh=f"小程序在后台时取得并发送位置：{said.zh}。", en=f"In the background a fix is taken and sent: {said.en}."
    )
    return Finding(check=META.id, subject=("sent", "location"), reason=reason, evidence=transmissions.evidence(hidden))
