"""A full identity or bank card number stands on the screen though nobody asked to see it."""

import re
from dataclasses import dataclass

from detectors import verdict
from detectors.facts import arguments, kinds, looked_for, sights, starts
from detectors.facts.clean_end import clean_end
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.sights import Sight
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording import placeholders, recognisers
from recording.recording import Recording
from recording.tree import Node

META = Check(
    id="SEC-04",
    help=Text(
        zh="证件号、银行卡号默认脱敏显示，用户主动点击后再显示全部。",
        en="Mask identity and bank card numbers; show them in full only when the user asks.",
    ),
    needs=("screens",),
    requests=True,
)
_GRAVE = frozenset({"id_number", "bank_card"})
_SHOWN = _GRAVE | {"phone"}
_FIELDS = frozenset({"input", "textarea", "editor", "picker"})
_MASKED = re.compile(r"[*＊×•●xX]{3,}")
_STARTS = 2
"""Cold starts in which the same must be seen (A.1, "2 of 2")."""


@dataclass(frozen=True)
class _Shown:
    sight: Sight
    node: Node
    kind: str


def judge(recording: Recording) -> Verdict:
    found = [shown for sight in sights.all_sights(recording) if not sight.blank for shown in _on(recording, sight)]
    grave = [s for s in found if s.kind in _GRAVE and not _asked(recording, s)]
    groups: dict[tuple[str, str], list[_Shown]] = {}
    for shown in grave:
        groups.setdefault((shown.kind, shown.sight.page), []).append(shown)
    twice = [g for g in groups.values() if _starts(recording, g) >= _STARTS]
    if twice:
        findings = [_finding(group) for group in twice]
        return verdict.failed(META, findings[0].reason, findings)
    if grave:
        reason = Text(zh="只在一次冷启动中看到完整号码。", en="A full number was seen in one cold start only.")
        missing = [Text(zh="第二次冷启动的一致结果", en="the same in a second cold start")]
        return verdict.inconclusive(META, reason, findings=[_finding(g) for g in groups.values()], missing=missing)
    phones = [s for s in found if s.kind == "phone"]
    if phones:
        reason = Text(zh="页面上完整显示手机号（提示）。", en="A phone number is shown in full.")
        return verdict.inconclusive(META, reason, findings=[_finding(phones[:1])])
    if not any(_MASKED.search(node.text) for s in sights.all_sights(recording) for node in s.tree.nodes):
        reason = Text(zh="没有页面显示已存的证件号、卡号或手机号。", en="No page shows a stored number of a person.")
        return nothing_seen(META, recording, reason)
    return clean_end(META, recording, Text(zh="号码均脱敏显示。", en="Numbers are shown masked."))


def _on(recording: Recording, sight: Sight) -> list[_Shown]:
    found = []
    for node in sight.tree.nodes:
        if len(node.text) < 11 or node.surface != "app" or _in_a_field(sight, node):
            continue
        found += [_Shown(sight, node, kind) for kind in _kinds(recording, sight, node)]
    return found


def _kinds(recording: Recording, sight: Sight, node: Node) -> set[str]:
    """By planted values, and by shapes that chance hardly makes: a checked identity number, a labelled card."""
    if sum(c.isdecimal() for c in node.text) < 11 and placeholders.PREFIX not in node.text:
        return set()
    text = f"{_beside(sight, node)}：{node.text}"
    found = {s.kind for s in recognisers.in_text(text) if s.rule in ("R-RIC", "R-CARD")}
    found |= {s.kind for s in recognisers.in_text(text) if s.rule == "R-PHONE" and s.labelled}
    values = looked_for.by_id(recording)
    hits = looked_for.in_text(recording, node.text, "text")
    return found | {h.kind for h in hits if h.kind in _SHOWN and values[h.planted].field != "code" and not h.decoded}


def _beside(sight: Sight, node: Node) -> str:
    """The label of a row: the text before it in the same part."""
    siblings = [n for n in sight.tree.nodes if n.parent == node.parent and n.text and n.id < node.id]
    return siblings[-1].text[-8:] if siblings else ""


def _in_a_field(sight: Sight, node: Node) -> bool:
    """What is being typed is the user's to see."""
    at: Node | None = node
    while at is not None:
        if at.tag in _FIELDS:
            return True
        at = sight.tree.by_id.get(at.parent) if at.parent is not None else None
    return False


def _asked(recording: Recording, shown: _Shown) -> bool:
    """The picture before, of the same page, had it masked, and a tap brought it out."""
    action = arguments.last_action(recording, shown.sight.event)
    if action is None or action.data.get("type") != "tap":
        return False
    before = sights.before(recording, action)
    if before is None or before.page != shown.sight.page:
        return False
    return any(_MASKED.search(node.text) and any(c.isdecimal() for c in node.text) for node in before.tree.nodes)


def _starts(recording: Recording, group: list[_Shown]) -> int:
    found = {starts.start_of(recording, s.sight.event) for s in group}
    return len(found - {None})


def _finding(group: list[_Shown]) -> Finding:
    first = group[0]
    named = kinds.named(first.kind)
    reason = Text(
        zh=f"页面 {first.sight.page} 完整显示{named.zh}。", en=f"Page {first.sight.page} shows the {named.en} in full."
    )
    boxes = tuple(Box(screen=s.sight.seq, rect=s.node.rect, label=named) for s in group[:4])
    screens = tuple(dict.fromkeys(b.screen for b in boxes))
    proof = Evidence(run=first.sight.run, page=first.sight.page, events=screens, screens=screens, boxes=boxes)
    return Finding(check=META.id, subject=(first.kind, first.sight.page), reason=reason, evidence=proof)
