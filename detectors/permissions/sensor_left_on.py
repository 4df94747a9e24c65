"""Camera, microphone or sensors are on outside of the function that needs them."""

from detectors import verdict
from detectors.facts import called, functions, sensors, triggers
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.sensors import Use
from detectors.facts.sights import Sight
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="PRM-12",
    help=Text(
        zh="在页面 onHide/onUnload 中停止录音和传感器；不要预先加载隐藏的相机组件。",
        en="Stop recording and sensors in the page's onHide and onUnload; do not load a hidden camera in advance.",
    ),
    needs=("events", "screens", "call"),
)
LONGEST_MS = 5_000
_TINY = 40.0
"""CSS pixels: a viewfinder narrower or lower than that shows nobody anything."""
_NAMES = {
    "microphone": Text(zh="麦克风", en="microphone"),
    "camera": Text(zh="摄像头", en="camera"),
    "motion": Text(zh="运动传感器", en="motion sensor"),
}


def judge(recording: Recording) -> Verdict:
    used = list(sensors.uses(recording))
    if not used:
        reason = Text(zh="没有使用摄像头、麦克风或传感器。", en="Neither camera, microphone nor sensors were used.")
        return nothing_seen(META, recording, reason)
    left_on = [u for u in used if u.organ != "camera" and u.outlived_ms > LONGEST_MS]
    unseen = [u for u in used if _pages_told(recording) and _unseen(recording, u)]
    numbers = {"uses": float(len(used)), "left_on": float(len(left_on)), "unseen": float(len(unseen))}
    findings = [_finding(recording, u, "left-on") for u in _one_each(left_on)]
    twice = [u for u in _one_each(unseen) if _starts(u, unseen) >= 2]
    findings += [_finding(recording, u, "unseen") for u in twice]
    if findings:
        return verdict.failed(META, findings[0].reason, findings, numbers)
    if unseen:
        reason = Text(
            zh="在没有可见拍摄或录音界面时启用，只在一次冷启动中看到。",
            en="It was on with nothing to be seen of it, in one cold start only.",
        )
        found = [_finding(recording, u, "unseen") for u in _one_each(unseen)]
        return verdict.inconclusive(META, reason, findings=found, numbers=numbers)
    still_on = [u for u in used if u.organ != "camera" and u.still_on]
    if still_on:
        reason = Text(
            zh="离开页面后仍未停止，但观察时间不足以判定。",
            en="It was not switched off when its page was left, and not watched long enough after that to decide.",
        )
        return verdict.inconclusive(META, reason, evidence=_proof(recording, still_on[0]), numbers=numbers)
    unsure = [u for u in used if _unsure(recording, u)]
    if unsure:
        reason = Text(
            zh="启用时是否有可见的对应功能无法确定。",
            en="Whether its function was in sight when it was on is uncertain.",
        )
        return verdict.inconclusive(META, reason, evidence=_proof(recording, unsure[0]), numbers=numbers)
    reason = Text(zh="只在对应功能中启用，并随之停止。", en="On only with its function, and off with it.")
    return verdict.passed(META, reason, _proof(recording, used[0]), numbers)


def _shown(use: Use) -> list[Sight]:
    """Pictures of the page while it was on, up to leaving it."""
    end = use.left.seq if use.left is not None else use.start.last + 1
    later = [s for s in use.start.sights if use.call.seq < s.seq <= end]
    return [s for s in later if s.page == use.call.page and not s.blank][:6]


def _pages_told(recording: Recording) -> bool:
    """DevTools tells of a call, but not on which page or how long after the last press it was made: what was in sight
    at that moment is not known there."""
    return str(recording.environment.get("driver")) != "devtools"


def _unseen(recording: Recording, use: Use) -> bool:
    """A viewfinder of no size; a recording that nobody started, on a page that says nothing of one."""
    shown = _shown(use)
    if not shown:
        return False
    if use.organ == "camera":
        tag = str(use.call.data.get("api", "")).removeprefix("component.")
        nodes = [n for s in shown for n in s.tree.nodes if n.tag == tag]
        small = [n.rect[2] < _TINY or n.rect[3] < _TINY or n.opacity < 0.05 for n in nodes]
        return bool(nodes) and all(small)
    if use.organ == "motion":
        return False
    unprompted = triggers.trigger(recording, use.call).unprompted
    return unprompted and not any(_speaks(s) for s in shown)


def _speaks(sight: Sight) -> bool:
    return any(functions.serves("microphone", n.text) for n in sight.tree.nodes if n.text and n.surface == "app")


def _unsure(recording: Recording, use: Use) -> bool:
    if not _pages_told(recording):
        return True
    if use.organ == "camera":
        return not any(n.tag == use.call.data.get("api") for s in _shown(use) for n in s.tree.nodes)
    if use.organ == "motion":
        return not use.call.page
    cause = triggers.trigger(recording, use.call)
    return cause.how != "press" or not functions.serves("microphone", cause.label)


def _one_each(used: list[Use]) -> list[Use]:
    return list({(u.call.data.get("api"), u.call.page): u for u in reversed(used)}.values())


def _starts(use: Use, used: list[Use]) -> int:
    key = (use.call.data.get("api"), use.call.page)
    return len({(u.start.run, u.start.number) for u in used if (u.call.data.get("api"), u.call.page) == key})


def _finding(recording: Recording, use: Use, how: str) -> Finding:
    what, page = _NAMES[use.organ], use.call.page or "app"
    if how == "left-on":
        seconds = round(use.outlived_ms / 1000)
        reason = Text(
            zh=f"离开页面 {page} 后，{what.zh}至少还开启了 {seconds} 秒。",
            en=f"The {what.en} stays on for at least {seconds} s after {page} was left.",
        )
    else:
        reason = Text(
            zh=f"页面 {page} 启用{what.zh}时没有可见的拍摄或录音界面。",
            en=f"The {what.en} is on in {page} with no viewfinder or recording to be seen.",
        )
    subject = (how, use.organ, use.call.page)
    return Finding(check=META.id, subject=subject, reason=reason, evidence=_proof(recording, use))


def _proof(recording: Recording, use: Use) -> Evidence:
    left = use.left.seq if use.left is not None else None
    after = recording.screen_after(left, use.call.run) if left is not None else None
    during = [s.seq for s in _shown(use)[:2]]
    before = recording.screen_before(use.call.seq, use.call.run)
    around = [e.seq for e in (before, after) if e is not None and not e.data.get("blank") and use.start.holds(e)]
    screens = tuple(sorted({*during, *around}))
    events = tuple(n for n in (use.call.seq, left) if n is not None)
    site = called.site(use.call)
    return Evidence(run=use.call.run, page=use.call.page, events=events, screens=screens, call=site)
