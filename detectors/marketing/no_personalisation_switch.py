"""Content is personalised, and nothing lets users turn that off."""

from dataclasses import dataclass

from detectors import verdict
from detectors.facts import entries, phrases, sights
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.policy import book, pages
from detectors.facts.policy.documents import documents
from detectors.facts.sights import Sight
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording
from recording.tree import Node

META = Check(
    id="MKT-01",
    help=Text(
        zh="在设置中提供“个性化推荐”开关，或提供不针对个人特征的选项。",
        en="Give a switch for personalised content in the settings, or a choice that does not rest on the person.",
    ),
    needs=("events", "screens"),
    requests=False,
)
_HEADING, _LINE = 20, 80
"""Characters of the longest heading and of the longest line."""
_ENTRIES = 2
"""Things to press below a heading that make it the heading of a list."""


@dataclass(frozen=True)
class _Sign:
    """What says that content is personalised."""

    text: Text
    events: tuple[int, ...]
    screens: tuple[int, ...]
    boxes: tuple[Box, ...]
    sure: bool


def judge(recording: Recording) -> Verdict:
    signs = [*_stated(recording), *_shown(recording), *_adverts(recording)]
    if not signs:
        reason = Text(zh="没有个性化推送的迹象。", en="Nothing points to personalised content.")
        return nothing_seen(META, recording, reason)
    switch = entries.of(recording, "personalisation_switch")
    if switch:
        first = switch[0]
        reason = Text(zh=f"页面 {first.page} 有“{first.text}”。", en=f"The page {first.page} has “{first.text}”.")
        proof = Evidence(run=first.run, page=first.page, screens=(first.screen,))
        return verdict.passed(META, reason, proof)
    if refusable := _refusable(recording):
        reason = Text(zh=f"政策给出了关闭方式：“{refusable}”", en=f"The policy says how to refuse it: “{refusable}”")
        return verdict.inconclusive(META, reason)
    findings = [_finding(recording, sign) for sign in signs if sign.sure]
    if not findings:
        reason = Text(
            zh=f"{signs[0].text.zh}，不足以认定为个性化。", en=f"{signs[0].text.en}; that alone does not show it."
        )
        return verdict.inconclusive(META, reason)
    if missing := pages.crawl_missing(recording):
        return verdict.inconclusive(META, findings[0].reason, findings=findings, missing=missing)
    return verdict.failed(META, findings[0].reason, findings)


def _stated(recording: Recording) -> list[_Sign]:
    """The policy says so; a sentence that denies it says nothing."""
    found = documents(recording)
    clauses = [c for text in found.texts for c in text.about("personalised")]
    clauses = [c for c in clauses if not book.says("topics", "not_personalised", c.text)]
    if not clauses:
        return []
    quote = " ".join(clauses[0].text.split())[:80]
    said = Text(zh=f"政策写明：“{quote}”", en=f"The policy says: “{quote}”")
    proof = found.evidence()
    return [_Sign(said, proof.events, proof.screens, (), True)]


def _shown(recording: Recording) -> list[_Sign]:
    """A heading of a list that says that it was chosen for this user, or a line that says by what; a sure one first."""
    found = None
    for sight in sights.all_sights(recording):
        for node in sight.tree.nodes if not sight.blank else ():
            sure = _says_by_what(node)
            heads = len(node.text) <= _HEADING and entries.sign("personalised", node.text)
            if node.surface != "app" or not (sure or heads):
                continue
            said = Text(zh=f"页面显示“{node.text}”", en=f"The page shows “{node.text}”")
            box = Box(screen=sight.seq, rect=node.rect, label=said)
            sign = _Sign(said, (sight.seq,), (sight.seq,), (box,), sure or _heads_a_list(sight, node))
            if sign.sure:
                return [sign]
            found = found or sign
    return [found] if found is not None else []


def _says_by_what(node: Node) -> bool:
    return len(node.text) <= _LINE and bool(phrases.matching(node.text, "chosen_by_use"))


def _heads_a_list(sight: Sight, heading: Node) -> bool:
    bottom = heading.rect[1] + heading.rect[3] / 2
    below = [c for c in sight.controls if c.node.surface == "app" and c.rect[1] >= bottom and c.node.id != heading.id]
    return sum(c.repeated or c.role in ("browse", "other") for c in below) >= _ENTRIES


def _adverts(recording: Recording) -> list[_Sign]:
    """The platform's advertising component: whether its choice is personal is the platform's to say."""
    for sight in sights.all_sights(recording):
        ads = [n for n in sight.tree.nodes if n.tag in ("ad", "ad-custom")]
        if ads:
            said = Text(zh="页面有平台广告组件", en="The page holds the platform's advertising component")
            box = Box(screen=sight.seq, rect=ads[0].rect, label=said)
            return [_Sign(said, (sight.seq,), (sight.seq,), (box,), False)]
    return []


def _refusable(recording: Recording) -> str:
    """A clause that says how to turn it off; nothing of that name was found in the program."""
    for text in documents(recording).texts:
        for clause in text.about("personalised"):
            if any(
                word in clause.text.casefold()
                for word in ("关闭", "拒绝", "退出", "取消", "turn off", "opt out", "disable")
            ):
                return " ".join(clause.text.split())[:80]
    return ""


def _finding(recording: Recording, sign: _Sign) -> Finding:
    searched = [s.page for s in pages.seen(recording)]
    reason = Text(
        zh=f"{sign.text.zh}，但没有关闭个性化的选项（查看了 {len(searched)} 个页面）。",
        en=f"{sign.text.en}, and nothing turns it off ({len(searched)} pages were searched).",
    )
    settings = [s.seq for s in pages.seen(recording) if s.seq not in sign.screens][:3]
    run = recording.by_seq[sign.events[0]].run if sign.events else ""
    proof = Evidence(run=run, events=sign.events, screens=(*sign.screens, *settings), boxes=sign.boxes)
    return Finding(check=META.id, subject=("no-switch",), reason=reason, evidence=proof)
