"""The platform records consent through a control that does not look like consent."""

from functools import partial

from detectors import verdict
from detectors.facts import arguments, phrases, refusals, sights, starts
from detectors.facts.buttons import OpenButton, fault_of_all, of_types
from detectors.facts.disguise import covered_controls
from detectors.facts.nothing_seen import ONE_START, nothing_seen
from detectors.facts.once import once
from detectors.facts.sights import Sight
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording
from recording.sight import geometry, words
from recording.sight.controls import AGREE_TYPE, PHONE_TYPES

META = Check(
    id="CON-11",
    help=Text(
        zh="agreePrivacyAuthorization 按钮写明“同意”，与隐私告知同屏显示，不透明、不覆盖其他功能。",
        en="Let the agreePrivacyAuthorization button say that it agrees, beside the notice; neither transparent nor "
        "over something else.",
    ),
    needs=("screens", "events"),
)
_FAINT = 0.1
_BUTTON = "button.agreePrivacyAuthorization"


def judge(recording: Recording) -> Verdict:
    every = _buttons(recording)
    if not every:
        reason = Text(
            zh="没有 agreePrivacyAuthorization 按钮。", en="No button with agreePrivacyAuthorization was seen."
        )
        return nothing_seen(META, recording, reason)
    groups: dict[tuple[str, str], list[OpenButton]] = {}
    for one in every:
        groups.setdefault(one.key, []).append(one)
    judged = [(g, fault_of_all(g, partial(_of_one, recording))) for g in groups.values()]
    faulty = [(g, f) for g, f in judged if f is not None]
    if not faulty:
        shown = tuple(g[0].sight.seq for g in groups.values())[:3]
        reason = Text(
            zh="同意按钮写明同意，且与隐私告知同屏可见。",
            en="The button says that it agrees and stands beside the notice.",
        )
        return verdict.passed(META, reason, Evidence(run=every[0].start.run, screens=shown, events=shown))
    unread = [g for g, f in faulty if f[0] == "unread"]
    sure = [(g, f, _fired(recording, g)) for g, f in faulty if f[0] != "unread"]
    proven = [(g, f, e) for g, f, e in sure if e and len({b.start.first for b in g}) >= 2]
    if proven:
        findings = [_finding(g, f[0], f[1], e) for g, f, e in proven]
        return verdict.failed(META, findings[0].reason, findings)
    if sure:
        group, fault, events = sure[0]
        missing = [ONE_START] if events else [Text(zh="经由该按钮记录的同意", en="a consent recorded through it")]
        finding = _finding(group, fault[0], fault[1], events)
        return verdict.inconclusive(META, fault[1], findings=[finding], missing=missing)
    reason = Text(zh="同意按钮的文字未能读出。", en="The words of the button could not be read.")
    proof = Evidence(run=unread[0][0].start.run, screens=(unread[0][0].sight.seq,), events=(unread[0][0].sight.seq,))
    return verdict.inconclusive(META, reason, evidence=proof)


@once
def _buttons(recording: Recording) -> tuple[OpenButton, ...]:
    return of_types(recording, {AGREE_TYPE})


def _of_one(recording: Recording, one: OpenButton) -> tuple[str, Text] | None:
    control, tree = one.control, one.sight.tree
    said = control.text.strip() or refusals.read_in(recording, one.sight, control) or ""
    if control.node.opacity < _FAINT:
        return "transparent", Text(zh="记录同意的按钮是透明的。", en="The button that records consent is transparent.")
    if not said.strip():
        return "unread", Text(
            zh="记录同意的按钮没有可读文字。", en="The button that records consent has no readable words."
        )
    if not phrases.consents(said):
        return "words", Text(
            zh=f"按钮“{said[:30]}”记录隐私同意，文案没有表示同意。",
            en=f"The button “{said[:30]}” records consent and does not say so.",
        )
    if control.open_types & PHONE_TYPES and not words.mentions(said, "phone", "login"):
        return "coupled", Text(
            zh=f"按钮“{said[:30]}”同时授权手机号，文案没有说明。",
            en=f"The button “{said[:30]}” also takes the phone number and does not say so.",
        )
    if not _notice_visible(one.sight):
        return "no-notice", Text(
            zh="按下同意按钮时画面上没有任何隐私告知。",
            en="No notice is on the screen where the button records consent.",
        )
    other = covered_controls(tree, control)
    if other:
        return "covers", Text(
            zh=f"记录同意的按钮盖在“{tree.text_of(other[0])[:30]}”上。",
            en=f"The button that records consent lies over “{tree.text_of(other[0])[:30]}”.",
        )
    return None


def _notice_visible(sight: Sight) -> bool:
    """The rules named on the screen, in any spelling that the words know, or a popup of the notice."""
    tree = sight.tree
    shown = " ".join(n.text for n in tree.nodes if n.text and n.surface == "app" and geometry.visible(n, tree))
    return words.mentions(shown, "notice") or "隐私" in shown or "privacy" in shown.casefold()


def _fired(recording: Recording, group: list[OpenButton]) -> list[tuple[Event, Event]]:
    """Presses on this button, each with the consent it recorded: the answer to what was pending, or, with nothing
    pending, the platform's answer to the button itself."""
    keys = {b.key for b in group}
    answers = [(recording.by_seq.get(e.data.get("action") or 0), e) for e in recording.of("consent") if _agreed(e)]
    calls = [c for c in recording.of("call") if c.data.get("api") == _BUTTON and c.data.get("phase") == "end"]
    answers += [(arguments.last_action(recording, c), c) for c in calls if c.data.get("ok")]
    return [(a, e) for a, e in answers if a is not None and _key(recording, a) in keys]


def _agreed(event: Event) -> bool:
    said = event.data.get("name") == "privacy.answer" and event.data.get("answer") == "agree"
    return said and event.data.get("surface") == "app"


def _key(recording: Recording, action: Event) -> tuple[str, str] | None:
    """The button that an action was aimed at."""
    before, start = sights.before(recording, action), starts.start_of(recording, action)
    control = sights.aimed_at(recording, action) if action.kind == "action" else None
    return OpenButton(before, control, start).key if before and control and start else None


def _finding(group: list[OpenButton], name: str, fault: Text, events: list[tuple[Event, Event]]) -> Finding:
    two = list({b.start.first: b for b in group}.values())[:2]
    label = Text(zh="agreePrivacyAuthorization", en="agreePrivacyAuthorization")
    screens = tuple(b.sight.seq for b in two if not b.sight.blank)
    pressed = [e.seq for pair in events[:2] for e in pair]
    proof = Evidence(
        run=two[0].start.run,
        page=two[0].sight.page,
        events=tuple(dict.fromkeys([*pressed, *screens])),
        screens=screens,
        boxes=tuple(Box(screen=b.sight.seq, rect=b.control.rect, label=label) for b in two),
    )
    return Finding(check=META.id, subject=(name, two[0].sight.page), reason=fault, evidence=proof)
