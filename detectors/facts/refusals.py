"""The ways to say no that a surface shows, and whether they can be seen and pressed."""

from collections.abc import Collection, Set
from dataclasses import dataclass
from typing import Literal

from detectors.facts import sights, starts, styles
from detectors.facts.sights import Sight
from detectors.facts.styles import Look
from recording.event import Event
from recording.recording import Recording
from recording.sight import geometry, words
from recording.sight.controls import Control
from recording.sight.surfaces import Surface

Offer = Literal["clear", "small", "hidden", "unread", "none"]
"""``clear``: readable and large enough; ``small``: readable, smaller than a finger; ``hidden``: hardly readable;
``unread``: a picture whose words are not known."""
Rid = frozenset[tuple[str, str]]
"""Tag and words of controls."""
SIDE = 24.0
"""CSS pixels that a control to press needs (WCAG 2.2, 2.5.8, and the catalogue)."""
TINY = 14.0
"""Below this height or width nothing is meant to be pressed."""
SURE = 0.6
"""OCR score below which a reading says nothing."""
_MARK = 72.0


@dataclass(frozen=True)
class Refusal:
    """A control that says no, with its measures."""

    control: Control
    look: Look
    offer: Offer


def read_in(recording: Recording, sight: Sight, control: Control) -> str | None:
    """What was read on the picture inside a control; None when the picture was not read."""
    reading = recording.reading(sight.event)
    if reading is None:
        return None
    lines = [x for x in reading.lines if x.score >= SURE and geometry.overlap(x.rect, control.rect) > 0]
    return " ".join(x.text for x in lines)


def refusals(recording: Recording, sight: Sight, surface: Surface, rid: Rid = frozenset()) -> list[Refusal]:
    """In the surface, what floats over a page that asks, and the back arrow of a navigation bar over it.
    ``rid``: what got rid of the surface, which is a refusal, whatever its words."""
    own = [c for c in surface.controls if c.role in ("refuse", "close", "back") or (c.tag, c.text) in rid]
    if surface.form == "page":
        apart = {c.node.id for c in surface.controls}
        floating = [c for c in sight.controls if c.node.surface == "app" and c.node.id not in apart]
        own += [c for c in floating if c.role in ("refuse", "close")]
    bar = [c for c in sight.controls if c.role == "back" and c not in own and c.rect[1] < 120]
    found = [_refusal(recording, sight, c) for c in (*own, *bar)]
    silent = [c for c in surface.controls if wordless(c)]
    return [*found, *(_read(recording, sight, c) for c in silent)]


def got_rid(recording: Recording, standing: Set[int]) -> Rid:
    """What was pressed and left the same page's content without the surface, handing nothing over. ``standing``:
    pictures that show it. A window that the press opened over it (a chat, a number to call) has only covered it."""
    found = set[tuple[str, str]]()
    for action in recording.of("action"):
        before = sights.before(recording, action) if action.data.get("type") == "tap" else None
        if before is None or before.seq not in standing:
            continue
        control, after = sights.aimed_at(recording, action), sights.after(recording, action.seq)
        if control is None or control.asks or after is None or after.page != before.page:
            continue
        if not after.shows_content or after.surfaces:
            continue
        if left(recording, action, standing):
            found.add((control.tag, control.text))
    return frozenset(found)


def best(found: list[Refusal]) -> Offer:
    """The best that a surface offers."""
    order: tuple[Offer, ...] = ("clear", "small", "unread", "hidden")
    return next((o for o in order if any(r.offer == o for r in found)), "none")


def wordless(control: Control) -> bool:
    """A control drawn as a picture: no words of its own, and small enough to be a button."""
    small = control.rect[3] < 120 and control.rect[2] * control.rect[3] < 60_000
    return control.role == "other" and not control.text.strip() and small


def _refusal(recording: Recording, sight: Sight, control: Control) -> Refusal:
    seen = styles.look(sight.tree, control)
    mark = not control.text.strip()
    if control.node.surface == "platform" or (mark and min(seen.width, seen.height) >= SIDE):
        return Refusal(control, seen, "clear")
    if control.node.opacity <= 0.1 or _too_faint(recording, sight, control, seen):
        return Refusal(control, seen, "hidden")
    side = min(seen.width, seen.height)
    if mark:
        # The mark of an icon font is as small as its letter; its own area may be larger than its box.
        return Refusal(control, seen, "small" if side >= TINY else "hidden")
    return Refusal(control, seen, "clear" if side >= SIDE else "small" if side >= TINY else "hidden")


def _too_faint(recording: Recording, sight: Sight, control: Control, seen: Look) -> bool:
    if seen.contrast is None or seen.contrast >= styles.READABLE:
        return False
    if seen.contrast >= 1.3:
        return True
    # As good as the ground itself: invisible, or on a background that the tree does not tell (a gradient).
    return words.normal(control.text) not in words.normal(read_in(recording, sight, control) or "")


def _read(recording: Recording, sight: Sight, control: Control) -> Refusal:
    seen = styles.look(sight.tree, control)
    said = read_in(recording, sight, control)
    if said and words.says(said, "refuse", "guest", "exit"):
        return Refusal(control, seen, "clear")
    other = bool(said) and max(control.rect[2], control.rect[3]) > _MARK
    return Refusal(control, seen, "none" if other else "unread")


def tries(recording: Recording, sight_wanted: list[int], kind: str) -> list[Event]:
    """Times somebody went back (``back``), touched outside (``outside``) or pressed the platform's house (``home``)
    while one of these pictures stood."""
    found = []
    for action in recording.of("action"):
        purpose = str(action.data.get("purpose", ""))
        goes = action.data.get("type") == "back" or purpose.startswith("dismiss:back")
        wanted = goes if kind == "back" else purpose.startswith(f"dismiss:{kind}")
        before = sights.before(recording, action) if wanted else None
        if before is not None and before.seq in sight_wanted:
            found.append(action)
    return found


def left(recording: Recording, action: Event, standing: Collection[int]) -> bool:
    """Whether an action got rid of a surface and the program went on. ``standing``: pictures that show it."""
    after = sights.after(recording, action.seq)
    if after is None or after.tree.exited:
        return False
    start = starts.start_of(recording, action)
    gone = start is not None and start.exited is not None and start.exited.seq > action.seq
    return not gone and after.seq not in standing
