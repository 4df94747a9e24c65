"""The phone number is forced in a scene that does not need it: dining in, pickup, parking, queueing, sharing."""

from dataclasses import dataclass

from detectors import verdict
from detectors.facts import (
    launch,
    phone_asks,
    phrases,
    presses,
    scenes,
    sights,
    starts,
    tabs,
    taken_orders,
    transact_steps,
)
from detectors.facts.appearances import Appearance
from detectors.facts.nothing_seen import ONE_START, nothing_seen
from detectors.facts.scenes import Scene
from detectors.facts.sights import Sight
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording
from recording.sight import words
from recording.sight.controls import Control

META = Check(
    id="PHN-04",
    help=Text(
        zh="到店点餐、自取、停车缴费、排队、分享等场景不要求手机号即可走到支付或确认。",
        en="Let dining in, pickup, parking, queueing and sharing go through to payment without a phone number.",
    ),
    needs=("screens", "actions"),
)


_AFTERWARDS = ("receipt", "sharing_scene")
"""Functions that stand beside any order and are no way of ordering."""


@dataclass(frozen=True)
class _Block:
    """A press of the flow that ended at a demand for the number. ``ways``: dismissals and the pictures after them."""

    scene: Scene
    before: Sight
    coming: Appearance
    ways: tuple[tuple[Event, Sight], ...]

    @property
    def passed(self) -> bool:
        """A dismissal that led on in the flow: to a page that had not stood before the demand."""
        pages = {s.page for s in self.coming.start.sights if s.seq <= self.coming.seq}
        return any(s.shows_content and s.page not in pages for _, s in self.ways)


def judge(recording: Recording) -> Verdict:
    met = [(s, found) for s in sights.all_sights(recording) if (found := scenes.scene(s)) is not None]
    if not met:
        return nothing_seen(
            META, recording, Text(zh="没有遇到无需手机号的场景。", en="None of the named scenes was met.")
        )
    blocks, through = list[_Block](), list[_Block]()
    for block in _blocks(recording):
        (through if _offered_after(recording, block) else blocks).append(block)
    pages = {b.before.page for b in blocks}
    done = [s for s in _payments(recording, frozenset(pages)) if s is not None] or [b.coming.sight for b in through]
    if blocks and not done:
        return _blocked(blocks, pages)
    if done:
        reason = Text(
            zh="未提供手机号即到达支付或确认步骤。", en="The payment or confirmation step was reached without a number."
        )
        shown = tuple(dict.fromkeys(s.seq for s in done))[:2]
        return verdict.passed(META, reason, Evidence(run=done[0].run, screens=shown, events=shown))
    reason = Text(
        zh=f"遇到“{met[0][1].zh}”场景，但未能走到支付或确认步骤。",
        en=f"The scene “{met[0][1].en}” was met, but the flow could not be driven to its payment step.",
    )
    missing = [Text(zh="该场景的桌号、车牌、门店等", en="what the flow needs: a table, a plate, a shop")]
    proof = Evidence(run=met[0][0].run, screens=(met[0][0].seq,), events=(met[0][0].seq,))
    return verdict.inconclusive(META, reason, missing=missing, evidence=proof)


def _blocks(recording: Recording) -> list[_Block]:
    found = []
    for coming in phone_asks.comings(recording):
        action = coming.action
        if action is None or action.data.get("type") != "tap" or coming.trigger == "answer":
            continue
        before = sights.before(recording, action)
        scene = scenes.scene(before, _leading_elsewhere(recording, before, coming)) if before is not None else None
        if before is None or scene is None or not (transact_steps.transacts(recording, action) or _goes_on(action)):
            continue
        if not transact_steps.granted_before(recording, coming.start, coming.seq) and coming.surface.blocks:
            found.append(_Block(scene, before, coming, _ways(recording, coming)))
    return found


def _offered_after(recording: Recording, block: _Block) -> bool:
    """Whether the order had gone through: what it is called for by stands there, beside the button that was pressed."""
    coming, action = block.coming, block.coming.action
    if action is None or coming.surface.form == "overlay" or coming.sight.page != block.before.page:
        return False
    pressed = words.normal(str((action.data.get("target") or {}).get("text", "")))
    stays = any(words.normal(c.text) == pressed for c in coming.sight.controls)
    return stays and bool(taken_orders.number_shown(recording, action, block.before, coming.sight))


def _leading_elsewhere(recording: Recording, before: Sight, coming: Appearance) -> frozenset[int]:
    """Nodes of what stands beside the pressed control and leads to another page, or to another person: a link to
    invoices on a first page makes an order from there no matter of an invoice. What keeps the page (dining in, taking
    away), and a row of a page further in (its table, its shop), tells of the order."""
    action = coming.action
    pressed = (action.data.get("target") or {}).get("node") if action is not None else None
    here = {before.page, coming.sight.page}
    led = {p.key[1:] for p in presses.presses(recording) if p.before.page == before.page and p.after.page not in here}
    others = [c for c in before.controls if c.node.id != pressed and _elsewhere(c, here, led)]
    if not _entrance(recording, before.page):
        others = [c for c in others if phrases.names(c.text, *_AFTERWARDS)]
    return frozenset(n.id for c in others for n in before.tree.subtree(c.node))


def _entrance(recording: Recording, page: str) -> bool:
    """The page of a launch or a tab, where entries of all kinds stand side by side."""
    return page in tabs.tabs(recording) or page == starts.first_page(recording)


def _elsewhere(control: Control, here: set[str], led: set[tuple[str, str]]) -> bool:
    url = str(control.node.attrs.get("url") or "").split("?")[0].lstrip("./")
    linked = bool(url) and not any(page.endswith(url) for page in here)
    return linked or "share" in control.open_types or (control.tag, words.normal(control.text)[:40]) in led


def _goes_on(action: Event) -> bool:
    return words.says(str((action.data.get("target") or {}).get("text", "")), "transact", "vague")


def _ways(recording: Recording, coming: Appearance) -> tuple[tuple[Event, Sight], ...]:
    """Dismissals tried while the demand stood, with what followed."""
    found = []
    for action in coming.start.actions:
        if action.seq < coming.seq or not _leaves(action):
            continue
        asked, after = sights.before(recording, action), sights.after(recording, action.seq)
        if after is not None and _stood(asked, coming):
            found.append((action, after))
    return tuple(found)


def _leaves(action: Event) -> bool:
    """A refusal, a dismissal, or going back, whatever the walk went back for."""
    purpose = str(action.data.get("purpose", ""))
    return action.data.get("type") == "back" or purpose.startswith(("dismiss:", "answer:refuse"))


def _stood(asked: Sight | None, coming: Appearance) -> bool:
    """Whether the demand was on the screen, or under the platform's sheet that its button had opened."""
    if asked is None or asked.page != coming.sight.page or asked.seq < coming.seq:
        return False
    return any(phone_asks.stands(s) or s.owner == "platform" for s in asked.surfaces)


def _payments(recording: Recording, blocked: frozenset[str]) -> list[Sight | None]:
    """Pictures at which a payment was called, or a page of payment stood, for a user who had given no number.

    ``blocked``: pages whose press was answered by a demand. They are no payment step, whatever their button says.
    """
    found: list[Sight | None] = []
    for start in starts.cold_starts(recording):
        for call in start.events("call"):
            if call.data.get("phase") == "begin" and call.data.get("api") == "wx.requestPayment":
                event = recording.screen_before(call.seq, call.run)
                if event is not None and not transact_steps.granted_before(recording, start, call.seq):
                    found.append(sights.sight(recording, event.seq))
        shown = (s for s in start.sights if s.page not in blocked and _is_payment(s))
        found += [s for s in shown if not transact_steps.granted_before(recording, start, s.seq)]
    return found


def _is_payment(sight: Sight) -> bool:
    """A page of an order that goes on to pay, and asks for no number."""
    if not sight.shows_content or sight.wants or words.path_class(sight.page) != "transact":
        return False
    # A cart is no payment step: what a press there leads to is not known.
    return any(c.role == "transact" and words.says(c.text, "transact") for c in sight.controls) and not _cart(sight)


def _cart(sight: Sight) -> bool:
    return "cart" in sight.page.casefold()


def _blocked(blocks: list[_Block], pages: set[str]) -> Verdict:
    if any(b.passed for b in blocks):
        reason = Text(zh="手机号索取可以关闭并继续。", en="The demand can be dismissed and the flow goes on.")
        shown = tuple(s.seq for b in blocks for _, s in b.ways if s.shows_content)[:2]
        return verdict.passed(META, reason, Evidence(run=blocks[0].before.run, screens=shown, events=shown))
    finding = _finding(blocks)
    starts_ = {b.coming.start.first for b in blocks}
    doubt, missing = None, list[Text]()
    if not all(b.scene.sure for b in blocks):
        doubt = Text(
            zh="画面同时出现需要手机号的场景（配送等），场景无法确定。",
            en="Words of a scene that does need a number (delivery …) stand beside it; the scene is uncertain.",
        )
    elif not any(b.ways for b in blocks):
        doubt = Text(zh="该索取界面的退出方式没有试过。", en="No way out of the demand was tried.")
        missing = [Text(zh="退出方式的结果", en="what the ways out lead to")]
    elif len(starts_) < 2:
        doubt, missing = Text(zh="只在一次冷启动中出现。", en="It was seen in one cold start only."), [ONE_START]
    numbers = {"cold_starts_blocked": float(len(starts_)), "scene_pages": float(len(pages))}
    if doubt is not None:
        return verdict.inconclusive(META, doubt, findings=[finding], missing=missing, numbers=numbers)
    return verdict.failed(META, finding.reason, [finding], numbers)


def _finding(blocks: list[_Block]) -> Finding:
    two = list({b.coming.start.first: b for b in blocks}.values())[:2]
    scene = two[0].scene
    screens, events, boxes = list[int](), list[int](), list[Box]()
    for block in two:
        said = Text(zh=f"场景：{block.scene.words}", en=f"scene: {block.scene.words}")
        boxes.append(Box(screen=block.before.seq, rect=block.scene.rect, label=said))
        boxes.append(
            Box(screen=block.coming.seq, rect=block.coming.surface.rect, label=launch.label(frozenset({"phone"})))
        )
        screens += [block.before.seq, block.coming.seq, *(s.seq for _, s in block.ways[:2] if not s.blank)]
        events += [a.seq for a in (block.coming.action, *(a for a, _ in block.ways)) if a is not None]
    reason = Text(
        zh=f"“{scene.zh}”场景（画面文字“{scene.words}”）不提供手机号就无法继续。",
        en=f"In a scene that needs no number ({scene.en}; the screen says “{scene.words}”) nothing goes on without it.",
    )
    shown = [n for n in dict.fromkeys(screens) if not two[0].before.recording.by_seq[n].data.get("blank")]
    proof = Evidence(
        run=two[0].coming.start.run,
        page=two[0].before.page,
        events=tuple(dict.fromkeys(events)),
        screens=tuple(shown),
        boxes=tuple(boxes),
    )
    return Finding(check=META.id, subject=(scene.name, two[0].before.page), reason=reason, evidence=proof)
