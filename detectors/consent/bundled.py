"""One consent covers the rules and, with them, marketing, sharing with others or transfer abroad."""

import re
from dataclasses import dataclass

from detectors import verdict
from detectors.facts import consent_lines, kinds, notices, phrases
from detectors.facts.nothing_seen import ONE_START, nothing_seen
from detectors.facts.notices import Popup
from detectors.facts.once import once
from detectors.facts.sights import Sight
from detectors.facts.starts import ColdStart
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording.observations import Rect
from recording.recording import Recording
from recording.sight import words

META = Check(
    id="CON-06",
    help=Text(
        zh="营销、向他人共享、出境等可选目的使用单独的、默认不勾选的选项。",
        en="Give marketing, sharing with others and transfer abroad boxes of their own, empty at first.",
    ),
    needs=("screens",),
)
_LISTS = re.compile(r"《[^》]*(清单|目录|列表|名录)》")
"""A list of third parties is a part of the rules, and being told of it no yes to sharing."""
PURPOSES = ("marketing", "sharing", "abroad")
_NAMES = {
    "marketing": Text(zh="营销信息", en="marketing messages"),
    "sharing": Text(zh="向第三方共享", en="sharing with others"),
    "abroad": Text(zh="向境外提供", en="transfer abroad"),
}


@dataclass(frozen=True)
class _Consent:
    """One control of consent with the words it stands for."""

    sight: Sight
    start: ColdStart
    said: str
    rect: Rect
    box: bool
    ticked: bool

    @property
    def about_rules(self) -> bool:
        return words.mentions(self.said, "notice", "terms")

    def purposes(self) -> tuple[str, ...]:
        """Optional purposes that the consent itself covers: in the sentence that says yes, and not denied there."""
        saying = [s for s in phrases.sentences(_LISTS.sub(" ", self.said)) if self.box or phrases.consents(s)]
        whole = " ".join(s for s in saying if not _denied(s))
        return tuple(name for name in PURPOSES if phrases.names(whole, name))

    def told(self) -> tuple[str, ...]:
        """Optional purposes that only the text around it speaks of."""
        whole = " ".join(s for s in phrases.sentences(_LISTS.sub(" ", self.said)) if not _denied(s))
        return tuple(name for name in PURPOSES if phrases.names(whole, name))


def judge(recording: Recording) -> Verdict:
    every = _every(recording)
    if not every:
        return nothing_seen(META, recording, Text(zh="没有出现征求同意的界面。", en="No surface of consent was seen."))
    bundled = [(c, p) for c in every if c.about_rules and (p := _together(c, every))]
    if bundled:
        return _bundled(bundled)
    told = [c for c in every if c.about_rules and c.told() and not _own_box(c, every)]
    if told:
        finding = _finding([(told[0], told[0].told())])
        reason = Text(
            zh="征求同意的文字提到营销、共享或出境，是否一并同意需人工确认。",
            en="The surface speaks of marketing, sharing or transfer abroad; a person judges if the yes covers it.",
        )
        return verdict.inconclusive(META, reason, findings=[finding])
    both = [c for c in every if words.mentions(c.said, "notice") and words.mentions(c.said, "terms")]
    shown = tuple(dict.fromkeys(c.sight.seq for c in both or every))[:2]
    proof = Evidence(run=every[0].start.run, screens=shown, events=shown)
    if both:
        reason = Text(
            zh="同一次同意同时涵盖用户协议和隐私政策（常见做法），没有其他可选目的，需人工确认。",
            en="One yes covers terms and privacy policy (common), no optional purpose; a person confirms.",
        )
        return verdict.inconclusive(META, reason, evidence=proof)
    reason = Text(zh="可选目的没有与隐私政策捆绑同意。", en="No optional purpose is bundled with the rules.")
    return verdict.passed(META, reason, proof)


def _denied(sentence: str) -> bool:
    plain = words.normal(sentence)
    return any(words.normal(phrase) in plain for phrase in kinds.negations())


@once
def _every(recording: Recording) -> list[_Consent]:
    lines = consent_lines.lines(recording)
    found = [_Consent(x.sight, x.start, x.said, x.rect, True, x.state == "ticked") for x in lines]
    boxed = {x.sight.seq: x.said for x in lines}
    for popup in notices.popups(recording):
        if popup.start is None:
            continue
        said = _told(popup).replace(boxed.get(popup.sight.seq, "\0"), " ")
        found.append(_Consent(popup.sight, popup.start, said, popup.surface.rect, False, False))
    return found


def _told(popup: Popup) -> str:
    """The words of a popup without those of its buttons."""
    buttons = [c for c in popup.surface.controls if c.role != "link"]
    inside = {n.id for c in buttons for n in popup.sight.tree.subtree(c.node)}
    return " ".join(n.text for n in popup.surface.nodes if n.text and n.id not in inside)


def _own_box(one: _Consent, every: list[_Consent]) -> bool:
    """Whether an optional purpose has a box of its own on the same picture, empty at first."""
    others = [c for c in every if c.sight.seq == one.sight.seq and c.box and c is not one and not c.ticked]
    return any(set(one.told()) & set(c.told()) for c in others) or _free_boxes(one)


def _free_boxes(one: _Consent) -> bool:
    """A box beside words of marketing that name no rules, which is no tick line by itself."""
    tree = one.sight.tree
    for node in tree.nodes:
        if node.tag not in ("checkbox", "switch", "radio") or consent_lines.state(tree, node) == "ticked":
            continue
        said = next((t for a in (node, *tree.ancestors(node)[:3]) if (t := tree.text_of(a)) and len(t) < 80), "")
        if phrases.names(said, *PURPOSES) and not words.mentions(said, "notice"):
            return True
    return False


def _together(one: _Consent, every: list[_Consent]) -> tuple[str, ...]:
    return () if _own_box(one, every) else one.purposes()


def _bundled(bundled: list[tuple[_Consent, tuple[str, ...]]]) -> Verdict:
    finding = _finding(bundled)
    if len({c.start.first for c, _ in bundled}) < 2:
        return verdict.inconclusive(META, finding.reason, findings=[finding], missing=[ONE_START])
    return verdict.failed(META, finding.reason, [finding])


def _finding(bundled: list[tuple[_Consent, tuple[str, ...]]]) -> Finding:
    two = list({c.start.first: (c, p) for c, p in bundled}.values())[:2]
    names = [_NAMES[p] for p in two[0][1]]
    reason = Text(
        zh=f"一次同意同时涵盖隐私政策和{'、'.join(n.zh for n in names)}，不能只同意前者。",
        en=f"One yes covers the rules and {', '.join(n.en for n in names)}; the first cannot be accepted alone.",
    )
    label = Text(zh="一并同意", en="one yes for all")
    screens = tuple(c.sight.seq for c, _ in two if not c.sight.blank)
    proof = Evidence(
        run=two[0][0].start.run,
        page=two[0][0].sight.page,
        events=screens,
        screens=screens,
        boxes=tuple(Box(screen=c.sight.seq, rect=c.rect, label=label) for c, _ in two),
    )
    return Finding(check=META.id, subject=("bundled", *two[0][1]), reason=reason, evidence=proof)
