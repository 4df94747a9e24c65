"""The control of a privacy popup that says yes, whatever its words."""

from detectors.facts import phrases, refusals, sights
from detectors.facts.notices import Popup
from recording.recording import Recording
from recording.sight import words
from recording.sight.controls import AGREE_TYPE, Control

_NO_YES = frozenset({"refuse", "close", "back", "link", "toggle", "input", "tab"})
_WHOLE = 0.8


def affirmative(recording: Recording, popup: Popup) -> Control | None:
    """By its type or words; by what the inspector pressed to agree; else the only other button there is."""
    own = [c for c in popup.surface.controls if c.role not in _NO_YES or AGREE_TYPE in c.open_types]
    typed = [c for c in own if AGREE_TYPE in c.open_types]
    said = [c for c in own if c.role in ("agree", "grant") or phrases.consents(c.text)]
    vague = [c for c in own if words.mentions(c.text, "vague")]
    pressed = [c for c in own if _pressed(recording, popup, c)]
    width = popup.sight.tree.viewport[0] * popup.sight.tree.viewport[1]
    rest = [c for c in own if c.rect[2] * c.rect[3] < _WHOLE * width and not words.mentions(c.text, "notice", "terms")]
    alone = rest if len(rest) == 1 else []
    return next(iter([*typed, *said, *vague, *pressed, *alone]), None)


def _pressed(recording: Recording, popup: Popup, control: Control) -> bool:
    for action in recording.of("action", popup.sight.run):
        target = action.data.get("target") or {}
        if action.data.get("purpose") != "answer:agree" or target.get("node") != control.node.id:
            continue
        before = sights.before(recording, action)
        if before is not None and before.seq == popup.sight.seq:
            return True
    return False


def words_of(recording: Recording, popup: Popup, control: Control) -> str:
    """Its text, or what was read on its picture; empty when neither is known."""
    return control.text.strip() or (refusals.read_in(recording, popup.sight, control) or "").strip()
