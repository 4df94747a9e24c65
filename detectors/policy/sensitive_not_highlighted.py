"""Sensitive kinds stand in the policy's text like everything else."""

import re

from detectors import verdict
from detectors.facts import sights
from detectors.facts.policy import book, denial, judging
from detectors.facts.policy.clauses import Clause
from detectors.facts.policy.documents import Documents, documents
from detectors.facts.sights import Sight
from detectors.verdict import Box, Check, Finding, Text, Verdict
from recording.recording import Recording
from recording.tree import Node

META = Check(
    id="POL-17",
    help=Text(
        zh="将身份证号、人脸、健康、精确位置等敏感个人信息加粗、变色或加下划线显示。",
        en="Set sensitive kinds (identity number, face, health, precise location) in bold, colour or underlined.",
    ),
    needs=("events", "screens"),
)
_BODY = 15
_PURPOSE = re.compile(r"(?:用于|用来|用以|用作|以便|为了|便于)[^，。；;、]*")
_GUARDIAN = re.compile(r"监护人|父母|家长|guardian|parent", re.IGNORECASE)
_WE = re.compile(r"我们|本(?:公司|店|平台|小程序)|\b(?:we|our)\b", re.IGNORECASE)
_PIECE = 40
"""Characters: a longer piece of text in one style marks nothing in particular."""


def judge(recording: Recording) -> Verdict:
    found = documents(recording)
    nothing = judging.without(META, found)
    if nothing is not None:
        return nothing
    if not found.own:
        reason = Text(
            zh="只有平台指引，样式由平台决定。", en="There are only the guidelines, whose style is the platform's."
        )
        return judging.unsure(META, found, reason)
    if not any(_declared(clause) for text in found.texts for clause in text.clauses):
        return verdict.not_applicable(META, Text(zh="没有声明敏感信息。", en="No sensitive kind is declared."))
    every = [(s, n) for s in _pictures(recording, found) for n in s.tree.nodes if n.surface == "app" and n.text]
    body = [n for _, n in every if len(n.text) >= _BODY]
    spoken = [(s, n) for s, n in every if _word(n.text) is not None]
    if not body or not spoken or not any(n.weight for n in body):
        reason = Text(zh="没有记录文字样式（粗细）。", en="The style of the text (its weight) was not recorded.")
        return judging.unsure(META, found, reason, reason)
    usual = max({_style(n) for n in body}, key=lambda style: sum(len(n.text) for n in body if _style(n) == style))
    marked = [(s, n) for s, n in spoken if _style(n) != usual and len(n.text) <= _PIECE]
    if marked:
        shown = marked[0][1].text[:40]
        return verdict.passed(
            META, Text(zh=f"有突出显示：“{shown}”。", en=f"Highlighted: “{shown}”."), found.evidence()
        )
    return _plain(found, spoken)


def _declared(clause: Clause) -> bool:
    """Said to be collected, not said to be left alone.

    What guardians do for a child is no collection of the operator's; that sentence stands in every policy.
    """
    if book.says("topics", "minors", clause.text) and _GUARDIAN.search(clause.text) and not _WE.search(clause.text):
        return False
    around = f"{clause.section if clause.item else ''} {clause.lead} {clause.text}"
    sensitive = _word(clause.text) is not None and book.says("collecting", "verbs", around)
    return sensitive and not any(p.denied or p.open for p in denial.parts(clause.text, clause.lead))


def _word(text: str) -> str | None:
    """A sensitive kind; not the trade in a firm's name (a clinic) nor what another kind is for."""
    named = book.pattern("parties", "strong").sub(" ", text)
    found = book.pattern("sensitive", "words").search(_PURPOSE.sub(" ", named))
    return found[0] if found is not None else None


def _pictures(recording: Recording, found: Documents) -> list[Sight]:
    numbers = [n for d in found.own for n in d.pictures]
    return [s for n in numbers if (s := sights.sight(recording, n)) is not None and not s.blank]


def _style(node: Node) -> tuple[bool, str, float]:
    return node.weight >= 600, node.color, node.font_px


def _plain(found: Documents, spoken: list[tuple[Sight, Node]]) -> Verdict:
    sight, node = spoken[0]
    word = _word(node.text)
    reason = Text(
        zh=f"敏感信息“{word}”与其他文字样式相同，没有加粗、变色等显著标识。",
        en=f"The sensitive kind “{word}” is set like all other text: no bold, no colour.",
    )
    box = Box(screen=sight.seq, rect=node.rect, label=reason)
    proof = found.evidence()
    screens = tuple(dict.fromkeys((*proof.screens, sight.seq)))
    proof = proof.model_copy(update={"boxes": (box,), "screens": screens})
    finding = Finding(check=META.id, subject=("plain",), reason=reason, evidence=proof)
    if found.partial is not None:
        return verdict.inconclusive(META, found.partial, findings=[finding], missing=[found.partial])
    return verdict.failed(META, reason, [finding])
