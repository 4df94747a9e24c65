"""The button that gives consent does not say so."""

from collections.abc import Iterable

from detectors import verdict
from detectors.facts import affirmations, consent_lines, notices, phrases
from detectors.facts.nothing_seen import ONE_START, nothing_seen
from detectors.facts.notices import Popup
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording
from recording.sight import words
from recording.sight.controls import Control

META = Check(
    id="CON-04",
    help=Text(
        zh="把按钮文字改为“同意”“同意并继续”等明确表示同意的词语。",
        en="Let the button say “agree” or “accept” in so many words.",
    ),
    needs=("screens",),
)


def judge(recording: Recording) -> Verdict:
    popups = _first_of_each_start(notices.windows(recording))
    if not popups:
        reason = Text(zh="未出现程序自绘的隐私弹窗。", en="No privacy popup of the program's own was seen.")
        return nothing_seen(META, recording, reason)
    found = [(p, c) for p in popups if (c := affirmations.affirmative(recording, p)) is not None]
    if not found:
        reason = Text(zh="弹窗上没有认出表示同意的按钮。", en="No control that says yes was made out on the popup.")
        return verdict.inconclusive(META, reason, evidence=_evidence([(popups[0], None)]))
    groups: dict[str, list[tuple[Popup, Control]]] = {}
    for popup, control in found:
        groups.setdefault(words.normal(affirmations.words_of(recording, popup, control)), []).append((popup, control))
    vague = {said: group for said, group in groups.items() if not phrases.consents(said)}
    if not vague:
        reason = Text(zh="按钮文字明确表示同意。", en="The button's words express consent.")
        return verdict.passed(META, reason, _evidence(next(iter(groups.values()))[:1]))
    return _vague(recording, vague)


def _first_of_each_start(popups: Iterable[Popup]) -> list[Popup]:
    """What comes after the first one was refused may ask something else: whether to look at it again."""
    found: dict[int, list[Popup]] = {}
    for popup in popups:
        if popup.start is not None:
            found.setdefault(popup.start.first, []).append(popup)
    return [p for group in found.values() for p in group if _same(p, group[0])]


def _same(popup: Popup, first: Popup) -> bool:
    return words.normal(popup.surface.text) == words.normal(first.surface.text)


def _vague(recording: Recording, vague: dict[str, list[tuple[Popup, Control]]]) -> Verdict:
    said, group = max(vague.items(), key=lambda item: bool(item[0]))
    popup = group[0][0]
    finding = _finding(said, group)
    if not said:
        reason = Text(zh="按钮由图片绘制，文字未能读出。", en="The button is a picture whose words could not be read.")
        return verdict.inconclusive(META, reason, evidence=_evidence(group[:1]))
    if phrases.matching(popup.surface.text, "press_is_consent") or _ticks(recording, popup):
        reason = Text(
            zh=f"按钮文字“{said}”含糊，但弹窗写明点击或勾选即表示同意。",
            en=f"The button says “{said}”, though the popup says that pressing or ticking means consent.",
        )
        return verdict.inconclusive(META, reason, findings=[finding])
    if len({p.start.first for p, _ in group if p.start is not None}) < 2:
        return verdict.inconclusive(META, finding.reason, findings=[finding], missing=[ONE_START])
    return verdict.failed(META, finding.reason, [finding])


def _ticks(recording: Recording, popup: Popup) -> bool:
    return any(line.sight.seq == popup.sight.seq for line in consent_lines.lines(recording))


def _evidence(found: list[tuple[Popup, Control]] | list[tuple[Popup, None]]) -> Evidence:
    boxes = []
    for popup, control in found:
        rect = control.rect if control is not None else popup.surface.rect
        boxes.append(Box(screen=popup.sight.seq, rect=rect, label=Text(zh="同意按钮", en="the yes")))
    screens = tuple(dict.fromkeys(p.sight.seq for p, _ in found if not p.sight.blank))
    first = found[0][0].sight
    return Evidence(run=first.run, page=first.page, events=screens, screens=screens, boxes=tuple(boxes))


def _finding(said: str, group: list[tuple[Popup, Control]]) -> Finding:
    by_start = list({p.start.first: (p, c) for p, c in group if p.start is not None}.values())[:2]
    reason = Text(
        zh=f"隐私弹窗的同意按钮写作“{said[:30]}”，没有表示同意。",
        en=f"The button of the privacy popup says “{said[:30]}”, which expresses no consent.",
    )
    return Finding(check=META.id, subject=("wording",), reason=reason, evidence=_evidence(by_start))
