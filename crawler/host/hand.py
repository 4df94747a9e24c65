"""The inspector's hand on the program's page: its last action, and what the browser says it hit.

What was hit is told by a world of its own in the page, which the program can neither see nor speak for.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from crawler.host.native.page import Press, rect_of
from recording.observations import ActionData, Rect

_SCRIPT = (Path(__file__).parent / "browser" / "hand.js").read_text(encoding="utf-8")
WATCH = _SCRIPT[_SCRIPT.index("(function") + 1 :].rstrip().removesuffix(")")
_TAP_SLACK = 1.0
_TAPS = ("tap", "toggle")
Stranger = Callable[[Mapping[str, Any]], tuple[int, ActionData]]
"""Writes a touch that was not ours into the log, and gives its ``seq``."""


class Hand:
    """Knows the last action only; ``did`` is called before it is carried out."""

    def __init__(self) -> None:
        self._seq = 0
        self._action: ActionData | None = None
        self._hit: Mapping[str, Any] = {}
        self.stranger: Stranger | None = None
        """Set while a person has the program in hand: every touch is theirs then."""

    def did(self, seq: int, action: ActionData) -> None:
        self._seq, self._action, self._hit = seq, action, {}

    def hit(self, payload: str) -> None:
        """What the page's other world tells of the touch under way."""
        hit = json.loads(payload)
        if self.stranger is not None:
            self._seq, self._action = self.stranger(hit)
        self._hit = hit

    def tap(self, rect: Rect | None = None, surface: str = "") -> int | None:
        """``seq`` of the last action when it was a tap: within ``rect``, on the platform's ``surface`` if named."""
        action = self._action
        if action is None or action.type not in _TAPS or action.point is None:
            return None
        if rect is not None and not _within(action.point, rect):
            return None
        if surface and (self._hit.get("surface") != surface or self._hit.get("covered")):
            return None
        return self._seq

    def press(self, open_type: str) -> Press | None:
        """The button of this open-type (or its label) that the last tap hit."""
        seq = self.tap()
        found = next((p for p in self._hit.get("presses", ()) if open_type in p["types"]), None)
        if seq is None or found is None:
            return None
        return Press(seq, str(found["id"]), str(found["text"]), rect_of(found["rect"]), float(found["opacity"]))


def _within(point: tuple[float, float], rect: Rect) -> bool:
    (x, y), (left, top, width, height) = point, rect
    across = left - _TAP_SLACK <= x <= left + width + _TAP_SLACK
    return across and top - _TAP_SLACK <= y <= top + height + _TAP_SLACK
