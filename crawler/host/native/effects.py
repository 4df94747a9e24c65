"""What goes into the consent machine and what it wants done; data only."""

from dataclasses import dataclass, field
from typing import Any, Literal

from recording.observations import Rect


@dataclass(frozen=True)
class Ask:
    """One call of a guarded interface."""

    id: str
    interface: str
    """``wx.getLocation``, ``button.getPhoneNumber``, ``camera``."""
    page: str = ""
    kinds: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    own_window: bool = False
    """It has an authorization window of its own that no scope stands for (the phone sheet)."""
    everything: bool = False
    """``requirePrivacyAuthorize``: stands for all declared kinds."""
    since_input_ms: float | None = None


@dataclass(frozen=True)
class Evidence:
    """How an answer was given. ``action`` is the inspector's own tap; None is a contradiction."""

    action: int | None = None
    button_id: str = ""
    button_text: str = ""
    button_rect: Rect | None = None
    opacity: float | None = None
    covered: bool | None = None
    dialog: str = ""
    ticked: bool = True

    def fields(self) -> dict[str, Any]:
        """As fields of ``ConsentData``."""
        return {
            "action": self.action,
            "button_id": self.button_id,
            "button_text": self.button_text,
            "button_rect": self.button_rect,
            "opacity": self.opacity,
            "covered": self.covered,
            "dialog": self.dialog,
        }


@dataclass(frozen=True)
class Fire:
    """Call the program's listener; the ask stays pending until its ``resolve`` is called."""

    ask: Ask
    referrer: str


@dataclass(frozen=True)
class Show:
    """Draw an official popup or a scope window and wait for ``Gate.answer(window, ...)``."""

    window: str
    what: Literal["privacy", "scope"]
    style: str
    ask: Ask
    scope: str = ""


@dataclass(frozen=True)
class Run:
    """The gate is passed. ``window_passed``: its own window was part of the consent popup."""

    ask: Ask
    window_passed: bool = False


@dataclass(frozen=True)
class Fail:
    """The call fails with ``<name>:fail <reason>``."""

    ask: Ask
    errno: int
    reason: str


@dataclass(frozen=True)
class Record:
    """A ``consent`` event; ``fields`` are those of ``ConsentData`` but for name and times."""

    name: str
    page: str = ""
    fields: dict[str, Any] = field(default_factory=dict)


Effect = Fire | Show | Run | Fail | Record
