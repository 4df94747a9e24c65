"""What the program makes a condition of its basic function: blocked ways in, pages blocked by a refusal, and walls
met by a press on what the service is there for.
"""

from dataclasses import dataclass

from detectors.facts import blocks, browsed, functions, launch, presses, prompts, sights
from detectors.facts.launch import Launch
from detectors.facts.once import once
from detectors.facts.presses import Press
from detectors.facts.walls import Wall, walls
from detectors.verdict import Box, Evidence, Text
from recording.recording import Recording
from recording.sight.surfaces import WALL_KINDS

_ALL = frozenset(WALL_KINDS)
_STARTS = 2


@dataclass(frozen=True)
class Condition:
    """``wants``: kinds any of which the way in asks for (``login`` is an account of no kind of its own)."""

    wants: frozenset[str]
    page: str
    evidence: Evidence
    certain: bool = True
    """What is closed is the basic function; else it may be something extra, like a membership."""


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
    return (*found, *_met(recording))


def _met(recording: Recording) -> list[Condition]:
    """Walls that a press met in two cold starts and that no way out leads past; accounts and orders are extra."""
    found: dict[tuple[str, frozenset[str]], Condition] = {}
    by_action = {p.action.seq: p for p in presses.presses(recording)}
    for wall in walls(recording):
        press = by_action.get(wall.action)
        if wall.trigger != "browse" or press is None or press.goal not in ("browse", "unsure"):
            continue
        if _stands(wall) and not presses.shows_requested(press.after):
            label = press.control.text
            tab = press.control.role == "tab"
            certain = press.goal == "browse" and (not tab or browsed.surely(recording, press))
            certain = certain or functions.basic(label)
            condition = Condition(wall.wants, press.before.page, _proof(recording, wall, press), certain)
            found.setdefault((condition.page, condition.wants), condition)
    return list(found.values())


def _stands(wall: Wall) -> bool:
    led = {a.led for a in wall.attempts if not a.origin}
    confirmed = wall.agreed and len(wall.starts) >= _STARTS and bool(wall.attempts)
    return confirmed and bool(wall.wants) and not wall.past() and "unjudged" not in led


def _proof(recording: Recording, wall: Wall, press: Press) -> Evidence:
    last = [a.screens[-1] for a in wall.attempts[:3] if a.screens]
    shown = [
        s for s in (press.before.seq, press.after.seq, *last) if (one := sights.sight(recording, s)) and not one.blank
    ]
    pressed = Box(screen=press.before.seq, rect=press.control.rect, label=Text(zh="被点击", en="pressed"))
    asking = [(launch.asking_control(s), s) for s in press.after.blocking]
    boxes = [Box(screen=press.after.seq, rect=(c or s).rect, label=launch.label(wall.wants)) for c, s in asking]
    events = (press.action.seq, *(n for a in wall.attempts for n in a.actions))
    return Evidence(
        run=wall.run,
        page=press.before.page,
        events=tuple(dict.fromkeys(events)),
        screens=tuple(dict.fromkeys(shown)),
        boxes=(pressed, *boxes),
    )
