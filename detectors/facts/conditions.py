"""What the program makes a condition of its basic function: blocked ways in, and pages blocked by a refusal."""

from dataclasses import dataclass

from detectors.facts import blocks, launch, prompts
from detectors.facts.launch import Launch
from detectors.facts.once import once
from detectors.verdict import Evidence
from recording.recording import Recording
from recording.sight.surfaces import WALL_KINDS

_ALL = frozenset(WALL_KINDS)


@dataclass(frozen=True)
class Condition:
    """``wants``: kinds any of which the way in asks for (``login`` is an account of no kind of its own)."""

    wants: frozenset[str]
    page: str
    evidence: Evidence


@once
def way_in(recording: Recording) -> Launch:
    """The way in, for demands of whatever kind."""
    return launch.launch(recording, _ALL)


@once
def conditions(recording: Recording) -> tuple[Condition, ...]:
    """All that were confirmed in two cold starts."""
    found = []
    entry = way_in(recording)
    if entry.state == "blocked":
        wants = frozenset[str]().union(*(s.wants for start in entry.walled for s in start.demands))
        proof = launch.evidence(recording, entry, _ALL)
        found.append(Condition(wants, proof.page, proof))
    groups: dict[tuple[str, str], list[blocks.Block]] = {}
    for block in blocks.blocks(recording):
        if block.page_class == "basic" and block.granted is not None and not block.unanswered:
            groups.setdefault((block.refusal.scope.kind, block.refusal.page), []).append(block)
    for (kind, page), group in groups.items():
        refusals = [b.refusal for b in group]
        if prompts.in_two_starts(refusals):
            screens = tuple(b.shown.seq for b in group[:2] if not b.shown.blank)
            found.append(Condition(frozenset({kind}), page, prompts.evidence(refusals[:2], screens=screens)))
    return tuple(found)
