"""A phone surface of the program's own shows no way to refuse."""

from detectors import verdict
from detectors.facts import alternatives, launch, phone_asks, presses, refusals, sights, starts
from detectors.facts.nothing_seen import ONE_START, nothing_seen
from detectors.facts.phone_asks import Asked
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording
from recording.sight import geometry
from recording.sight.covers import MASK_SHARE

META = Check(
    id="PHN-05",
    help=Text(
        zh="在索取手机号的弹窗或页面上放一个看得清、点得到（不小于 24×24）的“暂不”或关闭按钮。",
        en="Put a readable “not now” or close mark of at least 24 by 24 px on every surface that asks for the number.",
    ),
    needs=("screens", "actions"),
)


def judge(recording: Recording) -> Verdict:
    every = _standing(recording)
    if not every:
        reason = Text(
            zh="没有出现程序自绘的手机号索取界面（平台弹窗自带“不允许”）。",
            en="No phone surface of the program's own was seen (the platform's sheet can always be refused).",
        )
        return nothing_seen(META, recording, reason)
    groups: dict[tuple[str, str], list[Asked]] = {}
    for one in every:
        groups.setdefault((one.sight.page, one.surface.form), []).append(one)
    bad = {key: group for key, group in groups.items() if _offer(recording, group) != "clear"}
    if not bad:
        shown = tuple(dict.fromkeys(g[0].sight.seq for g in groups.values()))[:4]
        reason = Text(
            zh="每个索取手机号的界面都有看得清、点得到的退出选项。",
            en="Every surface that asks for the phone number has a way to refuse that can be seen and pressed.",
        )
        return verdict.passed(META, reason, Evidence(run=every[0].start.run, screens=shown, events=shown))
    judged = [(group, _doubt(recording, group)) for group in bad.values()]
    proven = [_finding(recording, group) for group, doubt in judged if doubt is None]
    if proven:
        return verdict.failed(META, proven[0].reason, proven)
    doubt, missing = next((d for _, d in judged if d is not None), (META.help, []))
    return verdict.inconclusive(META, doubt, findings=[_finding(recording, g) for g, _ in judged], missing=missing)


def _standing(recording: Recording) -> list[Asked]:
    """Popups and pages that ask; not a page further in that shows what was asked for over a phone button."""
    first = starts.first_page(recording)
    return [
        one
        for one in phone_asks.asked(recording)
        if one.surface.form != "page" or one.sight.page == first or not presses.shows_requested(one.sight)
    ]


def _offer(recording: Recording, group: list[Asked]) -> refusals.Offer:
    """The best offer of any picture: a button may fade in later. The platform's house is none where it was pressed and
    led to the same surface each time."""
    standing = [one.sight.seq for one in group]
    homes = refusals.tries(recording, standing, "home")
    idle = bool(homes) and not any(refusals.left(recording, action, standing) for action in homes)
    rid = refusals.got_rid(recording, frozenset(standing))
    offers = [refusals.refusals(recording, one.sight, one.surface, rid) for one in group[:12]]
    return refusals.best([r for found in offers for r in found if not (idle and r.control.node.part == "home")])


def _doubt(recording: Recording, group: list[Asked]) -> tuple[Text, list[Text]] | None:
    """What keeps a surface without a clear refusal from counting."""
    offer = _offer(recording, group)
    standing = [one.sight.seq for one in group]
    if offer == "small":
        return (
            Text(
                zh="拒绝选项可读，但小于 24×24。", en="There is a readable refusal, but it is smaller than 24 by 24 px."
            ),
            [],
        )
    if offer == "unread":
        return (
            Text(
                zh="界面上有无法读出文字的按钮，可能是拒绝选项。",
                en="A control that could not be read may be a refusal.",
            ),
            [],
        )
    if any(one.surface.form == "page" and one.sight.offers for one in group):
        return Text(
            zh="索取之外，该页的其他内容可以点开使用；索取是否挡住用户由人工判断。",
            en="What else the page offers can be opened; whether what it asks for stands in the way is for a person.",
        ), []
    if _unknown(recording, group):
        missing = [Text(zh="按下界面上另一个按钮的结果", en="what the other button on it does")]
        return Text(
            zh="界面上另有一个用途不明、没有按过的按钮，可能是拒绝选项。",
            en="Another button on it, not pressed and in words nobody knows, may be a refusal.",
        ), missing
    if offer == "hidden" and len({one.start.first for one in group}) > 1:
        # What can hardly be seen or hit was found and pressed; whether the system's back would do is no matter then.
        return None
    backs = refusals.tries(recording, standing, "back")
    outside = refusals.tries(recording, standing, "outside")
    if any(refusals.left(recording, a, standing) for a in (*backs, *outside)) or _tabs(recording, group, standing):
        reason = Text(
            zh="只能用系统返回、切换标签或点击空白处离开，界面上没有拒绝选项。",
            en="Only the system's back, a tab or a touch beside it leaves the surface; it shows no refusal.",
        )
        return reason, []
    beside = group[0].surface.form == "overlay" and not group[0].surface.dialog
    if not backs or (beside and not outside and not all(_deaf(one) for one in group)):
        missing = [Text(zh="返回和点击空白处的结果", en="what going back and touching beside it do")]
        return Text(
            zh="没有拒绝选项，但并非所有退出方式都试过。", en="It shows no refusal, but not every way was tried."
        ), missing
    if len({one.start.first for one in group}) < 2:
        return Text(zh="只在一次冷启动中出现。", en="It was seen in one cold start only."), [ONE_START]
    return None


def _unknown(recording: Recording, group: list[Asked]) -> bool:
    """A short control that speaks of nothing the surface asks for, never pressed while it stood."""
    standing = {one.sight.seq for one in group}
    return any(alternatives.left(recording, standing, one.surface.controls) for one in group)


def _deaf(one: Asked) -> bool:
    """A touch beside its controls does nothing: it lies over the whole view, and nothing of it or around it listens."""
    tree = one.sight.tree
    small = [c for c in one.surface.controls if geometry.share(c.rect, tree.viewport) <= MASK_SHARE]
    own = {n.id for c in small for n in tree.subtree(c.node)}
    touched = {n.id: n for part in one.surface.nodes for n in (part, *tree.ancestors(part)) if n.id not in own}
    listens = any(e.casefold() != "touchmove" for n in touched.values() for e in n.events)
    return tree.source == "dom" and one.surface.full_screen and not listens


def _tabs(recording: Recording, group: list[Asked], standing: list[int]) -> bool:
    """Tabs that a finger reaches beside the surface; none where those pressed led back to it."""
    pressed = refusals.tries(recording, standing, "tab")
    if pressed and not any(refusals.left(recording, action, standing) for action in pressed):
        return False
    return any(c.role == "tab" for one in group for c in one.sight.controls)


def _finding(recording: Recording, group: list[Asked]) -> Finding:
    by_start = list({one.start.first: one for one in group}.values())[:2]
    standing = [one.sight.seq for one in group]
    tried = [a for kind in ("back", "outside", "home", "refuse") for a in refusals.tries(recording, standing, kind)[:2]]
    afters = [s for a in tried if (s := sights.after(recording, a.seq)) is not None and not s.blank]
    boxes = []
    for one in by_start:
        asking = launch.asking_control(one.surface)
        rect = asking.rect if asking is not None else one.surface.rect
        boxes.append(Box(screen=one.sight.seq, rect=rect, label=launch.label(frozenset({"phone"}))))
        faint = [r for r in refusals.refusals(recording, one.sight, one.surface) if r.offer in ("hidden", "small")]
        label = Text(zh="难以看清的拒绝选项", en="refusal hard to see or press")
        boxes += [Box(screen=one.sight.seq, rect=r.control.rect, label=label) for r in faint[:2]]
    page = by_start[0].sight.page
    reason = Text(
        zh=f"页面 {page} 索取手机号的界面没有可见可用的拒绝、取消或关闭选项。",
        en=f"The surface on {page} that asks for the phone number shows no usable refusal, cancel or close.",
    )
    screens = dict.fromkeys([*(o.sight.seq for o in by_start if not o.sight.blank), *(s.seq for s in afters[:3])])
    proof = Evidence(
        run=by_start[0].start.run,
        page=page,
        events=tuple(dict.fromkeys([*(o.start.first for o in by_start), *(a.seq for a in tried)])),
        screens=tuple(screens),
        boxes=tuple(boxes),
    )
    return Finding(check=META.id, subject=("no-exit", page), reason=reason, evidence=proof)
