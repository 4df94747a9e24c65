"""The program jumps to another program, app or advertisement that nobody pressed for."""

from detectors import verdict
from detectors.facts import starts, triggers
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.triggers import Trigger
from detectors.verdict import CallSite, Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording

META = Check(
    id="MKT-04",
    help=Text(
        zh="只在用户点击写明去向的控件时跳转；不在启动、定时或摇一摇时跳转。",
        en="Jump only on a press of a control that says where to; never at launch, by a timer or on shaking.",
    ),
    needs=("events", "screens", "call"),
)
_JUMPS = frozenset(
    {"wx.navigateToMiniProgram", "wx.openEmbeddedMiniProgram", "wx.openChannelsLive", "wx.openChannelsActivity",
     "wx.openChannelsUserProfile", "wx.openChannelsEvent", "wx.openCustomerServiceChat", "button.launchApp"}
)  # fmt: skip
_SENSORS = frozenset(
    {"wx.onAccelerometerChange", "wx.startAccelerometer", "wx.onDeviceMotionChange", "wx.startDeviceMotionListening",
     "wx.onGyroscopeChange", "wx.startGyroscope"}
)  # fmt: skip


def judge(recording: Recording) -> Verdict:
    jumps = [(e, triggers.trigger(recording, e)) for e in recording.of("call") if _jumps(e)]
    if not jumps:
        return nothing_seen(META, recording, Text(zh="没有跳转到其他程序。", en="Nothing jumped to another program."))
    by_itself = [(e, t) for e, t in jumps if _unprompted(recording, e, t)]
    table: dict[tuple[str, str], list[tuple[Event, Trigger]]] = {}
    for event, led in by_itself:
        table.setdefault((_home(recording, event), str(event.data.get("api"))), []).append((event, led))
    findings = [_finding(recording, pairs) for pairs in table.values()]
    # What follows a press at once, or comes with each visit of a page, is no chance of one start.
    sure = [
        _starts(recording, pairs) > 1 or any(_puts_away(t) for _, t in pairs) or _visits(recording, pairs) > 1
        for pairs in table.values()
    ]
    twice = [f for f, known in zip(findings, sure, strict=True) if known]
    numbers = {"jumps": float(len(jumps)), "unprompted": float(len(by_itself))}
    if twice:
        return verdict.failed(META, twice[0].reason, twice, numbers)
    if by_itself:
        missing = Text(zh="第二次冷启动的一致结果", en="the same in a second cold start")
        return verdict.inconclusive(META, findings[0].reason, findings=findings, missing=[missing], numbers=numbers)
    unclear = [t for _, t in jumps if t.how == "opened" or not t.label.strip()]
    if unclear:
        reason = Text(
            zh="跳转由检查直接打开页面或点击无文字的区域引起，原因不清。",
            en="A jump came after the inspection opened a page itself, or after a press on something without words.",
        )
        return verdict.inconclusive(META, reason, numbers=numbers)
    labels = "、".join(dict.fromkeys(f"“{t.label[:12]}”" for _, t in jumps))
    reason = Text(zh=f"每次跳转都在点击 {labels} 之后。", en=f"Every jump followed a press: {labels}.")
    events = tuple(e.seq for e, _ in jumps[:4])
    return verdict.passed(META, reason, Evidence(run=jumps[0][0].run, events=events), numbers)


def _jumps(event: Event) -> bool:
    return event.data.get("phase") == "begin" and event.data.get("api") in _JUMPS


def _unprompted(recording: Recording, event: Event, led: Trigger) -> bool:
    """Nothing was pressed since the launch, or so long ago that the page acted by itself, or what was pressed is there
    to put something away; starts that the inspection sent to a certain page with parameters are left out."""
    start = starts.start_of(recording, event)
    if start is None or "?" in start.path:
        return False
    if _puts_away(led) or _of_another_page(recording, event, led):
        return True
    return led.how == "nothing" or (led.how == "late" and isinstance(event.data.get("since_input_ms"), int | float))


def _of_another_page(recording: Recording, event: Event, led: Trigger) -> bool:
    """The code of a page that the user had left already: what was pressed since, elsewhere, did not ask for it."""
    home = _home(recording, event)
    return led.how == "press" and led.action is not None and home not in (event.page, led.action.page)


def _home(recording: Recording, event: Event) -> str:
    """The page whose code it was, where that is known; else the one on the screen."""
    own = str(event.data.get("file", "")).strip("/").rpartition(".")[0]
    return own if own in recording.declared_pages else event.page


def _puts_away(led: Trigger) -> bool:
    """A press on a close mark or a refusal: it leads away, and never to another program."""
    if led.how != "press" or led.action is None:
        return False
    return (led.action.data.get("target") or {}).get("role") in ("close", "refuse")


def _starts(recording: Recording, pairs: list[tuple[Event, Trigger]]) -> int:
    return len({s.first for e, _ in pairs if (s := starts.start_of(recording, e)) is not None})


def _visits(recording: Recording, pairs: list[tuple[Event, Trigger]]) -> int:
    """After how many things done on other pages it jumped."""
    return len({t.action.seq for e, t in pairs if t.action is not None and _of_another_page(recording, e, t)})


def _finding(recording: Recording, pairs: list[tuple[Event, Trigger]]) -> Finding:
    first = pairs[0][0]
    api, page = str(first.data.get("api")), _home(recording, first)
    sensors = [e for e in recording.of("call", first.run) if e.data.get("api") in _SENSORS and e.seq < first.seq]
    by_zh, by_en = ("（此前监听了运动传感器）", " (motion sensors were listened to before)") if sensors else ("", "")
    away = next((t.label.strip()[:12] for _, t in pairs if _puts_away(t)), None)
    reason = Text(
        zh=f"页面 {page} 在没有用户点击的情况下调用 {api} 跳转{by_zh}。",
        en=f"The page {page} jumps by {api} without any press{by_en}.",
    )
    if away is not None:
        reason = Text(
            zh=f"在页面 {page} 点击关闭“{away}”后，调用 {api} 跳转。",
            en=f"Closing something in {page} (“{away}”) jumps by {api}.",
        )
    around = [recording.screen_before(e.seq, e.run) for e, _ in pairs[:2]]
    around += [recording.screen_after(e.seq, e.run) for e, _ in pairs[:2]]
    screens = tuple(dict.fromkeys(s.seq for s in around if s is not None and not s.data.get("blank")))
    launched = [s.first for e, _ in pairs[:2] if (s := starts.start_of(recording, e)) is not None]
    events = sorted({*launched, *(e.seq for e, _ in pairs[:4]), *(s.seq for s in sensors[:1])})
    data = first.data
    site = CallSite(seq=first.seq, api=api, file=str(data.get("file", "")), line=int(data.get("line") or 0))
    proof = Evidence(run=first.run, page=first.page, events=tuple(events), screens=screens, call=site)
    return Finding(check=META.id, subject=("jump", api), reason=reason, evidence=proof)
