"""What the native side needs of the page and of the inspection around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from recording.observations import Rect


class Control(Protocol):
    """The private control object of the page, called from outside."""

    async def answer(self, question: str, result: Mapping[str, Any]) -> None:
        """Answer a ``native`` message: ``{"ok": true, "result": {}}`` or ``{"ok": false, "errMsg", "errno"}``."""

    async def event(self, name: str, payload: Mapping[str, Any]) -> None:
        """Emit an event to the program's listeners."""

    async def show_dialog(self, spec: Mapping[str, Any]) -> None:
        """Draw a platform surface (or draw it anew)."""

    async def close_dialog(self, dialog: str) -> None:
        """Take a platform surface away."""


@dataclass(frozen=True)
class Press:
    """A button with an ``open-type`` that the inspector's tap really hit, itself or by its label."""

    action: int
    button_id: str
    text: str
    rect: Rect | None
    opacity: float


class Hand(Protocol):
    """The inspector's own last touch. ``seq`` is that of its action."""

    def tap(self, rect: Rect | None = None, surface: str = "") -> int | None:
        """``seq`` of the last action when it was a tap: within ``rect``, on the platform's ``surface`` if named."""

    def press(self, open_type: str) -> Press | None:
        """The button of this open-type that the last tap hit."""


@dataclass(frozen=True)
class Question:
    """A ``native`` message: what the page wants answered."""

    question: str
    call: str
    interface: str
    args: Mapping[str, Any]
    page: str
    ms: float
    since_input_ms: float | None = None
    component: bool = False
    """It came from a component, so that nobody else records it as a call."""

    @property
    def button(self) -> bool:
        return self.component and self.interface.startswith("button.")


def dotted(api: str) -> str:
    """``getLocation`` -> ``wx.getLocation``; names with a dot and component names stay."""
    return api if "." in api or api in {"camera", "live-pusher", "live-player", "voip-room"} else f"wx.{api}"


def rect_of(value: object) -> Rect | None:
    """A rectangle from a message of the page, or None when it is none."""
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != 4:
        return None
    if not all(isinstance(number, int | float) for number in value):
        return None
    x, y, width, height = (float(number) for number in value)
    return x, y, width, height
