"""The program's privacy popup offers only agreement."""

from typing import Literal

from detectors import verdict
from detectors.facts import affirmations, alternatives, notices, refusals, sights
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.notices import Popup
from detectors.facts.once import once
from detectors.facts.starts import declines
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording
from recording.sight import words
from recording.sight.controls import Control

META = Check(
    id="CON-03",
    help=Text(
        zh="在隐私弹窗中提供与“同意”同样明显、可点击的“不同意”。",
        en="Give the privacy popup a refusal as clear and tappable as the agreement.",
    ),
    needs=("screens", "actions"),
)
Offer = Literal["refuse", "close", "unread", "unknown", "none"]
"""``unknown``: a button in words that nobody knows, which nobody pressed."""


def judge(recording: Recording) -> Verdict:
    popups = notices.windows(recording)
    if not popups:
        reason = Text(
            zh="未出现程序自绘的隐私弹窗（平台弹窗自带“拒绝”）。",
            en="No privacy popup of the program's own was seen (the platform's always has a refusal).",
        )
        return nothing_seen(META, recording, reason)
    offers = {_offer(recording, popup) for popup in popups}
    if "refuse" in offers:
        found = next(p for p in popups if _offer(recording, p) == "refuse")
        reason = Text(zh="隐私弹窗提供了可点击的拒绝选项。", en="The privacy popup has a refusal that can be tapped.")
        return verdict.passed(META, reason, _shown([found], _refusals(recording, found)))
    return _without(recording, popups, offers)


def _without(recording: Recording, popups: tuple[Popup, ...], offers: set[Offer]) -> Verdict:
    by_start = {p.start.first: p for p in popups if p.start is not None}
    backs = [b for p in by_start.values() for b in _backs(recording, p)]
    reason, missing = None, list[Text]()
    if "close" in offers:
        reason = Text(zh="只有关闭图标，没有拒绝文字。", en="There is only a close mark, no words of refusal.")
    elif "unread" in offers:
        reason = Text(
            zh="弹窗中有无法读出文字的按钮，不能断定没有拒绝选项。",
            en="The popup has a control whose words could not be read, so it may be a refusal.",
        )
    elif "unknown" in offers:
        reason = Text(
            zh="弹窗上另有一个用途不明、没有按过的按钮，可能是拒绝选项。",
            en="Another button on it, not pressed and in words nobody knows, may be a refusal.",
        )
        missing.append(Text(zh="按下另一个按钮的结果", en="what the other button does"))
    elif any(refusals.left(recording, action, _standing(recording)) for action in backs):
        reason = Text(zh="只有系统返回可以退出弹窗。", en="Only the system's back leaves the popup.")
    elif not backs:
        reason = Text(zh="没有拒绝选项，但未试过返回。", en="There is no refusal, but going back was not tried.")
        missing.append(Text(zh="返回操作的结果", en="what going back does"))
    elif len(by_start) < 2:
        reason = Text(zh="只有一次冷启动出现该弹窗。", en="The popup was seen in one cold start only.")
        missing.append(Text(zh="第二次冷启动", en="a second cold start"))
    proof = _evidence(recording, list(by_start.values())[:2], backs)
    fault = Text(
        zh="隐私弹窗只有同意选项，没有拒绝、退出或仅浏览选项，返回也不能关闭。",
        en="The privacy popup offers only agreement: no refusal, no exit, no way to browse only, and back does not "
        "close it.",
    )
    finding = Finding(check=META.id, subject=("no-refuse",), reason=fault, evidence=proof)
    if reason is not None:
        return verdict.inconclusive(META, reason, findings=[finding], missing=missing)
    return verdict.failed(META, fault, [finding])


def _offer(recording: Recording, popup: Popup) -> Offer:
    if _refusals(recording, popup):
        return "refuse"
    if popup.surface.having("close"):
        return "close"
    silent = [c for c in popup.surface.controls if refusals.wordless(c)]
    said = [refusals.read_in(recording, popup.sight, control) or "" for control in silent]
    if any(words.says(text, "refuse", "guest", "exit") for text in said if text):
        return "refuse"
    if any(text == "" for text in said):
        return "unread"
    return "unknown" if alternatives.left(recording, _standing(recording), _others(recording, popup)) else "none"


def _refusals(recording: Recording, popup: Popup) -> list[Control]:
    """By their words, or because the popup went away and the contents stood there when they were pressed."""
    pressed = [c for c in _others(recording, popup) if (c.tag, c.text) in _rid(recording)]
    return [c for c in (*popup.surface.having("refuse"), *pressed) if c.text.strip()]


@once
def _standing(recording: Recording) -> frozenset[int]:
    """Pictures on which such a popup stands."""
    return frozenset(p.sight.seq for p in notices.windows(recording))


@once
def _rid(recording: Recording) -> refusals.Rid:
    return refusals.got_rid(recording, _standing(recording))


def _others(recording: Recording, popup: Popup) -> list[Control]:
    """What neither agrees nor opens the rules."""
    yes = affirmations.affirmative(recording, popup)
    rest = (c for c in popup.surface.controls if c != yes and not c.asks)
    return [c for c in rest if not words.mentions(c.text, "notice", "terms")]


def _backs(recording: Recording, popup: Popup) -> list[Event]:
    """Times somebody went back while the popup stood."""
    start = popup.start
    if start is None:
        return []
    return [a for a in start.actions if a.data.get("type") == "back" and declines(a) and _stood(recording, a)]


def _stood(recording: Recording, action: Event) -> bool:
    sight = sights.before(recording, action)
    return sight is not None and any(p.sight.seq == sight.seq for p in notices.windows(recording))


def _evidence(recording: Recording, popups: list[Popup], backs: list[Event]) -> Evidence:
    proof = _shown(popups, [])
    afters = [s.seq for a in backs if (s := sights.after(recording, a.seq)) is not None and not s.blank]
    screens = tuple(dict.fromkeys((*proof.screens, *afters[:2])))
    events = tuple(dict.fromkeys((*proof.events, *(a.seq for a in backs[:4]))))
    return proof.model_copy(update={"screens": screens, "events": events})


def _shown(popups: list[Popup], refusals: list[Control]) -> Evidence:
    boxes = []
    for popup in popups:
        label = Text(zh="隐私弹窗", en="privacy popup")
        boxes.append(Box(screen=popup.sight.seq, rect=popup.surface.rect, label=label))
    for control in refusals:
        label = Text(zh="拒绝选项", en="refusal")
        boxes.append(Box(screen=popups[0].sight.seq, rect=control.rect, label=label))
    screens = tuple(p.sight.seq for p in popups)
    return Evidence(
        run=popups[0].sight.run, page=popups[0].sight.page, screens=screens, events=screens, boxes=tuple(boxes)
    )
