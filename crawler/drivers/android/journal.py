"""Windows of the platform in the recording: shown, answered by which tap of ours, gone.

An answer is written only once the next picture shows that the window is gone: a phone reports no result of a tap.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from crawler.drivers.android.windows import Button, Found
from recording.event import Kind
from recording.log import Log
from recording.observations import Button as ButtonData
from recording.observations import ConsentData, DialogData, Point
from recording.sight import words

_NAMES = {"privacy": ("privacy.official_shown", "privacy.answer"), "scope": ("scope.shown", "scope.answer"),
          "phone": ("phone.sheet_shown", "phone.answer")}  # fmt: skip


@dataclass
class _Open:
    """A window on the screen. ``pressed``: our action and the button it hit."""

    id: str
    found: Found
    page: str
    pressed: tuple[int, Button] | None = None


class Journal:
    """One program's windows. ``see`` gets every look, ``did`` every tap before it is carried out."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._open: _Open | None = None
        self._count = 0

    @property
    def window(self) -> Found | None:
        """What stood on the screen at the last look."""
        return self._open.found if self._open is not None else None

    def did(self, seq: int, point: Point | None) -> None:
        """A tap is about to be carried out."""
        if self._open is None or point is None:
            return
        hit = next((b for b in self._open.found.buttons if _near(point, b)), None)
        self._open.pressed = (seq, hit) if hit is not None and hit.role != "never" else None

    def see(self, found: Found | None, page: str) -> None:
        """Take in a look; ``found`` is None or drawn by the program when no window of the platform stands there."""
        own = found if found is not None and found.drawn != "page" else None
        if self._open is not None and (own is None or _differs(own, self._open.found)):
            self._gone(self._open)
            self._open = None
        if own is not None and self._open is None:
            self._shown(own, page)

    def forget(self) -> None:
        """The program was closed from outside; nothing was answered by that."""
        self._open = None

    def _shown(self, found: Found, page: str) -> None:
        self._count += 1
        opened = self._open = _Open(f"{found.window.id}.{self._count}", found, page)
        self._log.add(Kind.DIALOG, self._dialog("shown", opened), page=page)
        self._log.note("window", page=page, id=opened.id, book=found.window.id, drawn=found.drawn)
        if found.window.kind in _NAMES:
            self._consent(_NAMES[found.window.kind][0], opened, "")

    def _gone(self, opened: _Open) -> None:
        if opened.pressed is not None:
            action, button = opened.pressed
            answered = self._dialog("answered", opened)
            answered = answered.model_copy(
                update={"answer": opened.found.told(button), "button": button.text, "action": action}
            )
            self._log.add(Kind.DIALOG, answered, page=opened.page)
            if opened.found.window.kind in _NAMES:
                self._consent(_NAMES[opened.found.window.kind][1], opened, button.role)
        self._log.add(Kind.DIALOG, self._dialog("closed", opened), page=opened.page)

    def _dialog(self, phase: str, opened: _Open) -> DialogData:
        found = opened.found
        buttons = tuple(ButtonData(text=b.text, rect=b.rect, role=found.told(b)) for b in found.buttons)
        return DialogData.model_validate(
            {
                "phase": phase,
                "id": opened.id,
                "type": found.window.kind,
                "style": _style(found),
                "title": found.title,
                "text": "\n".join(line.text for line in found.lines),
                "buttons": buttons,
                "rect": found.rect,
                "call": found.window.call,
            }
        )

    def _consent(self, name: str, opened: _Open, answer: str) -> None:
        window = opened.found.window
        data: dict[str, Any] = {
            "name": name,
            "scope": window.scope,
            "data_kind": window.data_kind or ("phone" if window.kind == "phone" else ""),
            "surface": "platform",
            "style": _style(opened.found),
            "dialog": opened.id,
        }
        if opened.pressed is not None and answer:
            action, button = opened.pressed
            data |= {"answer": answer, "action": action, "button_text": button.text, "button_rect": button.rect}
        self._log.add(Kind.CONSENT, ConsentData.model_validate(data), page=opened.page)


def _style(found: Found) -> str:
    """``coupled`` when the window also asks to agree to the notice."""
    if found.window.kind == "privacy":
        return "direct"
    # A long name of the notice breaks the sentence beside the tick in two; the tick itself may be read as a letter
    # between the halves.
    read = [line.text for line in found.lines if len(line.text.strip()) > 1]
    ticks = any(words.mentions(a, "read") and words.mentions(a + b, "notice") for a, b in pairwise([*read, ""]))
    return "coupled" if ticks else ""


def _near(point: Point, button: Button) -> bool:
    x, y, width, height = button.rect
    return x - 6 <= point[0] <= x + width + 6 and y - 6 <= point[1] <= y + height + 6


def _differs(one: Found, other: Found) -> bool:
    return (one.window.id, one.window.call) != (other.window.id, other.window.call)
