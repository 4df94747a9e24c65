"""Going on is taken for consent, and data is collected on it."""

from dataclasses import dataclass

from detectors import verdict
from detectors.facts import (
    collection,
    consent_lines,
    consents,
    declarations,
    kinds,
    moments,
    notices,
    phrases,
    starts,
    transmissions,
)
from detectors.facts.collection import Collected
from detectors.facts.consents import Answer
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.sights import Sight
from detectors.facts.starts import ColdStart
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording
from recording.sight import geometry

META = Check(
    id="CON-07",
    help=Text(
        zh="删除“使用即视为同意”等表述，用未勾选的勾选框或“同意”按钮取得同意后再收集。",
        en="Drop “using it means you agree”; collect after an empty box was ticked or “agree” was pressed.",
    ),
    needs=("screens", "events"),
)


@dataclass(frozen=True)
class _Said:
    """The phrase on a picture."""

    sight: Sight
    sentence: str
    box: Box


def judge(recording: Recording) -> Verdict:
    sessions = [(s, collection.collected(recording, s)) for s in starts.cold_starts(recording)]
    if not any(taken for _, taken in sessions):
        return nothing_seen(META, recording, Text(zh="没有观察到收集。", en="No collection was seen."))
    said = {s.first: found for s, _ in sessions if (found := _shown(s))}
    asks = _asks(recording)
    # A popup of another session asked another user; this one found only the words.
    unasked = [(s, t) for s, t in sessions if not any(s.first <= n <= s.last for n in asks)]
    faults = [
        (s, said[s.first], c) for s, taken in unasked if s.first in said and (c := _unagreed(recording, s, taken))
    ]
    faults.sort(key=lambda fault: fault[2].sent is None)
    if faults:
        findings = [_finding(*faults[0])]
        if faults[0][2].sent is not None or len(faults) >= 2:
            return verdict.failed(META, findings[0].reason, findings)
        missing = Text(zh="第二次冷启动的一致结果", en="the same in a second cold start")
        return verdict.inconclusive(META, findings[0].reason, findings=findings, missing=[missing])
    in_policy = _in_policy(recording)
    if said or in_policy:
        return _superfluous(said, in_policy, asks)
    if asks:
        reason = Text(zh="收集以明确的同意动作为前提。", en="Consent is asked for by an act of its own.")
        return verdict.passed(META, reason, Evidence(events=asks[:2]))
    reason = Text(
        zh="没有“使用即视为同意”的表述，也没有征求同意的动作（见 CON-01、PRE-01）。",
        en="No words take going on for a yes, and nothing asks for one either (see CON-01, PRE-01).",
    )
    return nothing_seen(META, recording, reason)


def _superfluous(said: dict[int, list[_Said]], in_policy: str, asks: tuple[int, ...]) -> Verdict:
    first = next(iter(said.values()))[0] if said else None
    sentence = first.sentence if first is not None else in_policy
    shown = (first.sight.seq,) if first is not None else ()
    proof = Evidence(screens=shown, events=(*shown, *asks[:1]), boxes=(first.box,) if first is not None else ())
    if first is not None and asks:
        reason = Text(
            zh=f"“{sentence[:40]}”旁另有必需的同意动作，该表述多余但不影响判定。",
            en=f"Beside “{sentence[:40]}” an act of consent is required; the words are superfluous.",
        )
        return verdict.passed(META, reason, proof)
    reason = Text(
        zh=f"“{sentence[:40]}”的表述存在，但没有观察到凭此收集。",
        en=f"The words “{sentence[:40]}” are there, and no collection on them alone was seen.",
    )
    return verdict.inconclusive(META, reason, evidence=proof)


def _shown(start: ColdStart) -> list[_Said]:
    """Pictures of a session that carry the phrase, joined over neighbouring pieces of text."""
    label = Text(zh="以使用视为同意", en="going on taken for consent")
    found = []
    for sight in start.sights:
        tree = sight.tree
        for node in tree.nodes:
            if node.surface != "app" or not geometry.visible(node, tree) or node.rect[3] > 160:
                continue
            whole = tree.text_of(node)
            if 6 <= len(whole) <= 300 and (sentence := phrases.matching(whole, "implied")):
                found.append(_Said(sight, sentence, Box(screen=sight.seq, rect=node.rect, label=label)))
                break
    return found


def _asks(recording: Recording) -> tuple[int, ...]:
    """Pictures and windows that ask for a yes: an empty box, a popup with words of consent, the official window."""
    boxes = [x.sight.seq for x in consent_lines.lines(recording) if x.state == "empty"]
    popups = [
        p.sight.seq for p in notices.popups(recording) if any(phrases.consents(c.text) for c in p.surface.controls)
    ]
    shown = [e.seq for e in recording.of("consent") if _official(e)]
    return tuple(sorted({*boxes, *popups, *shown}))


def _official(event: Event) -> bool:
    """The platform asks for consent: in a window of its own, or by the box in one that asks for data."""
    name = event.data.get("name")
    coupled = name in ("scope.shown", "phone.sheet_shown") and event.data.get("style") == "coupled"
    return name == "privacy.official_shown" or coupled


def _unagreed(recording: Recording, start: ColdStart, taken: list[Collected]) -> Collected | None:
    """A collection that no act of consent came before: one seen leaving, else the first that was handed out."""
    agreed = consents.consent_of(recording, start)
    early = [m for m in taken if agreed is None or _before(recording, m, agreed)]
    return next((m for m in early if m.sent is not None), early[0] if early else None)


def _before(recording: Recording, moment: Collected, agreed: Answer) -> bool:
    if moment.sent is not None:
        return moments.order(recording, moment.sent.flow, agreed) == "before"
    return moment.seq < agreed.seq


def _in_policy(recording: Recording) -> str:
    texts = declarations.declarations(recording).texts
    return next((s for _, text in texts if (s := phrases.matching(text, "implied"))), "")


def _finding(start: ColdStart, said: list[_Said], moment: Collected) -> Finding:
    kind = kinds.named(moment.kind)
    reason = Text(
        zh=f"画面写着“{said[0].sentence[:40]}”，没有任何同意动作即收集了{kind.zh}。",
        en=f"The screen says “{said[0].sentence[:60]}”, and {kind.en} was collected without any act of consent.",
    )
    shown = tuple(s.sight.seq for s in said[:2] if not s.sight.blank)
    if moment.sent is not None:
        proof = transmissions.evidence([moment.sent], before=(start.first, *shown[:1]), boxes=(said[0].box,))
        proof = proof.model_copy(update={"screens": tuple(dict.fromkeys((*shown, *proof.screens)))})
    else:
        proof = Evidence(run=start.run, events=(start.first, *shown, moment.seq), screens=shown, boxes=(said[0].box,))
    return Finding(check=META.id, subject=("continued-use", moment.kind), reason=reason, evidence=proof)
