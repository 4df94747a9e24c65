"""A button takes the phone number and does not say so, cannot be seen, or lies over something else."""

from functools import partial

from detectors import verdict
from detectors.facts import phone_asks, phrases, refusals
from detectors.facts.buttons import OpenButton, fault_of_all, out_of_sight
from detectors.facts.disguise import covered_controls, covered_words
from detectors.facts.nothing_seen import ONE_START, nothing_seen
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording
from recording.sight import geometry
from recording.sight.controls import PHONE_TYPES

META = Check(
    id="PHN-08",
    help=Text(
        zh="按钮文案写明“手机号”“登录”等；不要用透明或全屏按钮覆盖其他功能。",
        en="Let the button say that it takes the phone number or logs in; lay no transparent or full-screen button "
        "over something else.",
    ),
    needs=("screens",),
)
_FAINT, _SHARE = 0.1, 0.6
_Fault = tuple[str, Text]


def judge(recording: Recording) -> Verdict:
    every = phone_asks.buttons(recording)
    hidden = out_of_sight(recording, PHONE_TYPES, every)
    if not every and not hidden:
        reason = Text(zh="没有出现获取手机号的按钮。", en="No button that takes the phone number was seen.")
        return nothing_seen(META, recording, reason)
    groups: dict[tuple[str, str], list[OpenButton]] = {}
    for one in every:
        groups.setdefault(one.key, []).append(one)
    judged = [(g, fault_of_all(g, partial(_of_one, recording))) for g in groups.values()]
    faulty = [(g, f) for g, f in judged if f is not None]
    sure = [(g, f) for g, f in faulty if f[0] not in ("unread", "worded-beneath")]
    proven = [(g, f) for g, f in sure if len({b.start.first for b in g}) >= 2]
    if proven:
        findings = [_finding(g, f) for g, f in proven]
        return verdict.failed(META, findings[0].reason, findings)
    if faulty:
        group, fault = (sure or faulty)[0]
        missing = [ONE_START] if sure else []
        return verdict.inconclusive(META, fault[1], findings=[_finding(group, fault)], missing=missing)
    if hidden:
        return _unseen(hidden[0])
    seen = tuple(dict.fromkeys(g[0].sight.seq for g in groups.values()))[:4]
    reason = Text(
        zh="每个获取手机号的按钮都写明了手机号或登录，且清晰可见。",
        en="Every button that takes the phone number names the number or a login, and can be seen.",
    )
    return verdict.passed(META, reason, Evidence(run=every[0].start.run, screens=seen, events=seen))


def _unseen(page: str) -> Verdict:
    reason = Text(
        zh=f"页面 {page} 下方还有获取手机号的按钮，没有任何截图显示它。",
        en=f"Further down on {page} stands a button that takes the phone number; no picture shows it.",
    )
    missing = [Text(zh=f"页面 {page} 的其余部分", en=f"the rest of {page}")]
    return verdict.inconclusive(META, reason, missing=missing)


def _of_one(recording: Recording, one: OpenButton) -> _Fault | None:
    control, tree = one.control, one.sight.tree
    name = control.text.strip()[:30]
    if control.node.opacity < _FAINT:
        if phrases.names(covered_words(tree, control), "phone_button"):
            return "worded-beneath", Text(
                zh="获取手机号的按钮透明，其下方可见的文字写明了手机号或登录，需人工确认。",
                en="The phone button is transparent; the words seen beneath it name the number or a login.",
            )
        return "transparent", Text(
            zh="获取手机号的按钮是透明的。", en="A button that takes the phone number is transparent."
        )
    if geometry.share(control.rect, tree.viewport) > _SHARE:
        return "large", Text(
            zh="获取手机号的按钮盖住了大部分画面。", en="A button that takes the phone number covers most of the view."
        )
    other = covered_controls(tree, control)
    if other:
        return "covers", Text(
            zh=f"获取手机号的按钮盖在“{tree.text_of(other[0])[:30]}”上。",
            en=f"A button that takes the phone number lies over “{tree.text_of(other[0])[:30]}”.",
        )
    return _of_words(recording, one, name)


def _of_words(recording: Recording, one: OpenButton, name: str) -> _Fault | None:
    said = " ".join((name, str(one.control.node.attrs.get("aria-label", ""))))
    if phrases.names(said, "phone_button"):
        return None
    read = refusals.read_in(recording, one.sight, one.control)
    if read and phrases.names(read, "phone_button"):
        return None
    if not name and not read:
        return "unread", Text(
            zh="获取手机号的按钮没有文字，图片中的文字未能读出。",
            en="A button that takes the phone number has no words, and none could be read on its picture.",
        )
    shown = name or (read or "")[:30]
    return "words", Text(
        zh=f"按钮“{shown}”实际获取手机号，文案没有说明。",
        en=f"The button “{shown}” takes the phone number and does not say so.",
    )


def _finding(group: list[OpenButton], fault: _Fault) -> Finding:
    by_start = list({b.start.first: b for b in group}.values())[:2]
    label = Text(zh="open-type=getPhoneNumber", en="open-type=getPhoneNumber")
    boxes = tuple(Box(screen=b.sight.seq, rect=b.control.rect, label=label) for b in by_start)
    screens = tuple(b.sight.seq for b in by_start if not b.sight.blank)
    proof = Evidence(
        run=by_start[0].start.run, page=by_start[0].sight.page, events=screens, screens=screens, boxes=boxes
    )
    return Finding(check=META.id, subject=(fault[0], by_start[0].sight.page), reason=fault[1], evidence=proof)
