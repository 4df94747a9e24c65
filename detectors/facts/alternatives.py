"""Short controls of a surface that speak of nothing it asks for: a way past it may be among them, in words that nobody
knows."""

from collections.abc import Iterable, Set

from detectors.facts import sights
from recording.recording import Recording
from recording.sight import words
from recording.sight.controls import Control

_LABEL = 24
"""Characters of a button's words; an entry of a list is longer, and so is a sentence."""

_ENTRIES = 3
"""Controls alike that make a list; two may be a yes and a no."""


def left(recording: Recording, standing: Set[int], controls: Iterable[Control]) -> list[Control]:
    """Those of ``controls`` that nobody pressed while the surface stood. ``standing``: the pictures that show it."""
    actions = [a for a in recording.of("action") if a.data.get("screen") in standing]
    pressed = {str((a.data.get("target") or {}).get("text", "")) for a in actions}
    plain = list({c.text: c for c in controls if _plain(c)}.values())
    listed = [c for c in plain if c.repeated]
    return [c for c in plain if c.text not in pressed and not (c.repeated and len(listed) >= _ENTRIES)]


def _plain(control: Control) -> bool:
    if control.role not in ("other", "browse", "transact") or not 0 < words.length(control.text) <= _LABEL:
        return False
    if control.open_types or control.node.attrs.get("url") or not any(c.isalpha() for c in control.text):
        return False  # a mark without words, as for a call or the top of the page, promises nothing
    return sights.of_the_service(control.text)
