"""The clipboard is read without the user asking for it, or what it holds is sent away."""

import re

from detectors import verdict
from detectors.facts import arguments, called, causes, looked_for, moments, sights, transmissions
from detectors.facts.clean_end import clean_end
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.once import once
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording
from recording.sight import words

META = Check(
    id="FLW-06",
    help=Text(
        zh="只在用户点击“粘贴”一类控件后读取剪切板，且不要上传其内容。",
        en="Read the clipboard only after a tap on a control that says paste, and do not send its content.",
    ),
    needs=("events",),
)
_API = "wx.getClipboardData"
_TAKES_IN = re.compile(r"(?<!拍照)(?<!扫码)(?<!图片)(?<!语音)(?<!人脸)识别|口令|剪[贴切]板|clipboard", re.IGNORECASE)
"""The catalogue's own example of a lawful press: 识别 takes in what was copied, a word of command most of all."""
_AT_ONCE_MS = 5000
"""Milliseconds between a touch and the reading it can be meant for."""


def judge(recording: Recording) -> Verdict:
    reads = _reads(recording)
    sent = [t for t in transmissions.transmissions(recording) if t.kind == "clipboard" and t.proof and not t.typed]
    if not reads and not sent:
        return nothing_seen(META, recording, Text(zh="没有读取剪切板。", en="The clipboard was not read."))
    unasked = [r for r in reads if _asked(recording, r) == "no"]
    findings = [_read_finding(recording, group) for group in _by_place(unasked).values()]
    away = [t for t in sent if not _submitted(recording, t)]
    findings += [_sent_finding(group) for group in transmissions.grouped(away).values()]
    if findings:
        return verdict.failed(META, findings[0].reason, findings, numbers={"reads": float(len(reads))})
    if sent:
        reason = Text(
            zh="点击后读取的剪切板内容随用户提交发送。",
            en="What was read after a tap goes out with what the user submits.",
        )
        return verdict.inconclusive(
            META, reason, findings=[_sent_finding(g) for g in transmissions.grouped(sent).values()]
        )
    unsure = [r for r in reads if _asked(recording, r) == "unsure"]
    if unsure:
        reason = Text(
            zh="点击控件后读取并显示在页面上，但控件文字没有说明会粘贴。",
            en="Read after a tap and shown on the page, but the control's words do not say so.",
        )
        seqs = tuple(r.seq for r in unsure)
        return verdict.inconclusive(META, reason, evidence=Evidence(events=seqs))
    reason = Text(
        zh="只在点击粘贴类控件后读取，内容未外发。", en="Read only after a tap that asked for it, and not sent."
    )
    return clean_end(META, recording, reason)


@once
def _reads(recording: Recording) -> list[Event]:
    """Beginnings of the calls that got the content."""
    ended = {(e.run, e.data.get("id")) for e in recording.of("call") if _got_it(e)}
    begun = called.begun(recording, _API)
    return [e for e in begun if (e.run, e.data.get("id")) in ended and not _own_content(recording, e)]


def _own_content(recording: Recording, read: Event) -> bool:
    """Whether the program itself had put there what it reads; the user cannot have copied anything since."""
    wrote = [c for c in called.begun(recording, "wx.setClipboardData") if c.run == read.run and c.seq < read.seq]
    if not wrote:
        return False
    since = (a for a in recording.of("action", read.run) if wrote[-1].seq < a.seq < read.seq)
    return not any(a.data.get("type") in ("hide", "show", "away", "launch") for a in since)


def _got_it(event: Event) -> bool:
    return event.data.get("phase") == "end" and event.data.get("api") == _API and event.data.get("ok") is True


def _asked(recording: Recording, read: Event) -> str:
    """``yes``: the touch before it was on a control that says so; ``unsure``: on another one, and the content was
    then shown on the page; ``no``: nobody touched anything for it."""
    action = arguments.last_action(recording, read)
    if action is None or action.data.get("type") != "tap" or _late(read):
        return "no"
    label = _label(recording, action)
    if _takes_in(label):
        return "yes"
    return "unsure" if _shown(recording, read) else "no"


def _takes_in(label: str) -> bool:
    return words.mentions(label, "paste") or bool(_TAKES_IN.search(label))


def _late(read: Event) -> bool:
    since = read.data.get("since_input_ms")
    return isinstance(since, int | float) and since > _AT_ONCE_MS


def _label(recording: Recording, action: Event) -> str:
    target = action.data.get("target") or {}
    seen = sights.before(recording, action)
    control = seen.control(target["node"]) if seen is not None and isinstance(target.get("node"), int) else None
    return f"{target.get('text', '')} {control.text if control is not None else ''}"


def _shown(recording: Recording, read: Event) -> bool:
    """Whether the next picture shows a piece of what the clipboard held."""
    after = sights.after(recording, read.seq)
    held = [v.value for v in looked_for.by_id(recording).values() if v.kind == "clipboard" and v.interface == _API]
    if after is None:
        return False
    shown = [f"{node.text} {node.attrs.get('value', '')}" for node in after.tree.nodes]
    return any(value[:8] in text for value in held for text in shown)


def _submitted(recording: Recording, found: Transmission) -> bool:
    """Sent by a tap of its own, or read and sent by a tap that asked for the reading, to the operator itself. Where no
    calls are told, some press before asked for the reading."""
    call = moments.call_of(recording, found.flow)
    if call is None and found.recipient.owner != "third" and not recording.of("call"):
        return any(_takes_in(_label(recording, press)) for press in causes.pressed_before(recording, found.flow))
    action = arguments.last_action(recording, call) if call is not None else None
    if found.recipient.owner == "third" or action is None or action.data.get("type") != "tap":
        return False
    reads = [r for r in _reads(recording) if r.run == found.flow.run and call is not None and r.seq < call.seq]
    if not reads or _asked(recording, reads[-1]) == "no":
        return False
    return action.seq > reads[-1].seq or _asked(recording, reads[-1]) == "yes"


def _by_place(reads: list[Event]) -> dict[tuple[str, str], list[Event]]:
    table: dict[tuple[str, str], list[Event]] = {}
    for read in reads:
        table.setdefault((read.page, str(read.data.get("file", ""))), []).append(read)
    return table


def _read_finding(recording: Recording, group: list[Event]) -> Finding:
    first = group[0]
    action = arguments.last_action(recording, first)
    what = str(action.data.get("type", "")) if action is not None else ""
    after_zh, after_en = {
        "tap": ("点击与粘贴无关的控件后", "after a tap that had nothing to do with it"),
        "show": ("回到前台时", "on coming back to the foreground"),
        "launch": ("启动时", "at launch"),
    }.get(what, ("用户没有操作时", "without any touch"))
    reason = Text(
        zh=f"{after_zh}读取了剪切板（共 {len(group)} 次）。",
        en=f"The clipboard was read {after_en} ({len(group)} times).",
    )
    screens = called.screens(recording, first)
    events = tuple(sorted({r.seq for r in group} | ({action.seq} if action is not None else set())))
    proof = Evidence(run=first.run, page=first.page, events=events, screens=screens, call=called.site(first))
    return Finding(check=META.id, subject=("read", first.page), reason=reason, evidence=proof)


def _sent_finding(group: list[Transmission]) -> Finding:
    said, first = transmissions.described(group), group[0]
    reason = Text(zh=f"剪切板内容被发送：{said.zh}。", en=f"The clipboard's content is sent: {said.en}.")
    proof = transmissions.evidence(group)
    return Finding(check=META.id, subject=("sent", first.recipient.domain), reason=reason, evidence=proof)
