"""The box of consent is ticked before the user touched it."""

from detectors import verdict
from detectors.facts import consent_lines, sights
from detectors.facts.consent_lines import Line
from detectors.facts.nothing_seen import ONE_START, nothing_seen
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording
from recording.sight import words
from recording.sight.controls import Control

META = Check(
    id="CON-02",
    help=Text(
        zh="勾选框初始为空，由用户主动勾选；未勾选时提示“请先阅读并同意”。",
        en="Leave the box empty at first and let the user tick it; ask for it when the user goes on without.",
    ),
    needs=("screens",),
)
_SENDS = frozenset({"wx.request", "wx.uploadFile"})


def judge(recording: Recording) -> Verdict:
    first = _first_lines(recording)
    if not first:
        return nothing_seen(META, recording, Text(zh="没有出现协议勾选框。", en="No tick box for the rules was seen."))
    ticked = [line for line in first if line.state == "ticked"]
    unknown = [line for line in first if line.state == "unknown"]
    numbers = {"boxes": float(len(first)), "ticked": float(len(ticked))}
    if ticked:
        return _ticked(recording, ticked, first, numbers)
    if unknown:
        reason = Text(
            zh="勾选框由图片绘制，无法读出是否已勾选。",
            en="The box is drawn by hand, and whether it is ticked could not be read.",
        )
        shown = _evidence(recording, unknown, [])
        return verdict.inconclusive(META, reason, evidence=shown, numbers=numbers)
    reason = Text(zh="勾选框初始均未勾选。", en="Every box was empty at first.")
    return verdict.passed(META, reason, _evidence(recording, first, []), numbers)


def _first_lines(recording: Recording) -> list[Line]:
    """Each line as each cold start showed it first, before the user touched the page it is on."""
    found: dict[tuple[int, str, str], Line] = {}
    for line in consent_lines.lines(recording):
        key = (line.start.first, line.sight.page, words.normal(line.said)[:60])
        found.setdefault(key, line)
    return [line for line in found.values() if not _touched(line)]


def _touched(line: Line) -> bool:
    """Whether the box may have been ticked before, on an earlier visit to its page; a box in a window of the platform
    or on another page is another box."""
    earlier = [a for a in line.start.actions if a.seq < line.sight.seq and a.data.get("type") in ("tap", "toggle")]
    taps = [a for a in earlier if not a.data.get("dialog") and a.page in ("", line.sight.page)]
    return any((a.data.get("target") or {}).get("role") == "toggle" or a.data.get("type") == "toggle" for a in taps)


def _ticked(recording: Recording, ticked: list[Line], first: list[Line], numbers: dict[str, float]) -> Verdict:
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in ticked:
        groups.setdefault((line.sight.page, words.normal(line.said)[:60]), []).append(line)
    judged = [(group, _gone_on(recording, group)) for group in groups.values()]
    agreed = [(g, on) for g, on in judged if len({x.start.first for x in g}) >= 2 and not _elsewhere_empty(g, first)]
    proven = [_finding(recording, g, on) for g, on in agreed if on]
    if proven:
        return verdict.failed(META, proven[0].reason, proven, numbers)
    group, on = judged[0]
    if agreed:
        reason = Text(
            zh="勾选框默认勾选，但没有一次运行在未触碰它的情况下继续。",
            en="The box is ticked at first, though no run went on without touching it.",
        )
        missing = [Text(zh="不触碰勾选框直接继续的结果", en="what going on without touching it leads to")]
    else:
        reason = Text(zh="只在一次冷启动中看到默认勾选。", en="It was seen ticked at first in one cold start only.")
        missing = [ONE_START]
    return verdict.inconclusive(
        META, reason, findings=[_finding(recording, group, on)], missing=missing, numbers=numbers
    )


def _elsewhere_empty(group: list[Line], first: list[Line]) -> bool:
    key = (group[0].sight.page, words.normal(group[0].said)[:60])
    return any((x.sight.page, words.normal(x.said)[:60]) == key and x.state == "empty" for x in first)


def _gone_on(recording: Recording, group: list[Line]) -> list[Event]:
    """Presses of the button the box belongs to, without a touch of the box, that led on."""
    found = []
    for line in group:
        for action in line.start.actions:
            if action.seq < line.sight.seq or action.data.get("type") != "tap":
                continue
            if (action.data.get("target") or {}).get("role") == "toggle":
                break
            before, after = sights.before(recording, action), sights.after(recording, action.seq)
            if before is None or after is None or before.page != line.sight.page:
                continue
            control = sights.aimed_at(recording, action)
            goes_on = control is not None and (_goes_on(control) or (_plain(control) and _hands_in(line, action)))
            if goes_on and not _asks_first(after):
                found.append(action)
                break
    return found


def _plain(control: Control) -> bool:
    return control.role not in ("refuse", "close", "back", "link", "toggle", "tab", "input")


def _hands_in(line: Line, action: Event) -> bool:
    """Whether the press sent something off from the page, which says more than the words of its button."""
    following = next((a.seq for a in line.start.actions if a.seq > action.seq), line.start.last + 1)
    calls = [c for c in line.start.events("call") if action.seq < c.seq < following and c.page == line.sight.page]
    sent = [c.data.get("args") for c in calls if c.data.get("api") in _SENDS]
    return any(isinstance(a, dict) and str(a.get("method", "")).upper() in ("POST", "PUT") for a in sent)


def _goes_on(control: Control) -> bool:
    if not _plain(control):
        return False
    return consent_lines.agrees(control) or words.mentions(control.text, "login", "agree", "grant", "vague", "transact")


def _asks_first(sight: sights.Sight) -> bool:
    """A message that the rules have to be agreed to first."""
    said = [n.text for n in sight.tree.nodes if n.surface == "platform" and n.text]
    return any("请先" in t or "请阅读" in t or "please agree" in t.casefold() for t in said)


def _evidence(recording: Recording, lines: list[Line], on: list[Event]) -> Evidence:
    two = list({line.start.first: line for line in lines}.values())[:2]
    after = [s.seq for a in on[:1] if (s := sights.after(recording, a.seq)) is not None and not s.blank]
    label = Text(zh="勾选框", en="tick box")
    screens = tuple(dict.fromkeys([*(x.sight.seq for x in two if not x.sight.blank), *after]))
    return Evidence(
        run=two[0].start.run,
        page=two[0].sight.page,
        events=tuple(dict.fromkeys([*(x.start.first for x in two), *(a.seq for a in on[:2])])),
        screens=screens,
        boxes=tuple(Box(screen=x.sight.seq, rect=x.box.rect, label=label) for x in two),
    )


def _finding(recording: Recording, group: list[Line], on: list[Event]) -> Finding:
    said = group[0].said[:40]
    reason = Text(
        zh=f"“{said}”前的勾选框在用户操作之前已勾选。",
        en=f"The box of “{said}” is ticked before the user did anything.",
    )
    proof = _evidence(recording, group, on)
    return Finding(check=META.id, subject=("ticked", group[0].sight.page), reason=reason, evidence=proof)
