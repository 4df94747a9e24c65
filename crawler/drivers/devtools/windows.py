"""Windows of the platform over the program: seen in the picture, read, and pressed by the tool's own actions.

The protocol tells of no window. One is looked for (a reading costs a second) only where the picture shows a panel
before a dimmed page that the page itself does not draw, or while an interface that may ask has not answered.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from crawler.drivers.android.book import Window, plain
from crawler.drivers.android.frame import Frame
from crawler.drivers.android.shapes import Shapes, shapes
from crawler.drivers.android.windows import Button, Found, recognise
from crawler.drivers.devtools import choices
from crawler.drivers.devtools.book import book, contract, modal
from crawler.drivers.devtools.choices import CHOSEN, Asked
from crawler.drivers.devtools.protocol import Protocol
from crawler.eyes.reader import Reader
from recording.event import Event
from recording.observations import Rect
from recording.reading import Line
from recording.sight import geometry

_BAR = 100.0
"""CSS pixels from the top within which a page of the platform has its title."""


@dataclass(frozen=True)
class Sight:
    """What a picture shows of windows."""

    shapes: Shapes
    lines: tuple[Line, ...] = ()
    window: Found | None = None


@dataclass(frozen=True)
class Own:
    """What the page draws itself, in CSS pixels of the picture: its filled boxes, and its words where they stand."""

    boxes: tuple[Rect, ...] = ()
    words: tuple[tuple[str, Rect], ...] = ()

    def draws(self, panel: Rect) -> bool:
        return any(_alike(rect, panel) for rect in self.boxes)

    def says(self, window: Found) -> bool:
        """Whether title and buttons that were read are words of the page: a popup that looks like the platform's, whose
        ground is a picture or a run of colours and therefore no filled box."""
        title = plain(window.title)
        titled = bool(title) and any(title in plain(text) for text, _ in self.words)
        return titled and all(self._has(button) for button in window.buttons)

    def _has(self, button: Button) -> bool:
        x, y, width, height = button.rect
        middle = (x + width / 2, y + height / 2)
        return any(plain(button.text) in plain(text) and geometry.holds(rect, middle) for text, rect in self.words)


@dataclass
class Windows:
    """One run's eyes for windows; each different picture is read once."""

    reader: Reader | None
    modals: list[Window] = field(default_factory=list)
    """Told by the app service, the latest last."""
    unread: int = 0
    """Pictures with a panel that nobody could read."""
    planting: bool = False
    """A number that is asked for can be handed over as planted values."""
    _known: dict[tuple[str, str, bool, bool, bool, Asked | None], Sight] = field(default_factory=dict)

    def told(self, call: Event) -> None:
        """A call of the program; ``wx.showModal`` names the words of the window that it opens."""
        if call.data.get("api") != "wx.showModal" or call.data.get("phase") != "begin":
            return
        given = call.data.get("args")
        if isinstance(given, dict):
            cancel = "" if given.get("showCancel") is False else str(given.get("cancelText") or "取消")
            confirm = str(given.get("confirmText") or "确定")
            title, content = str(given.get("title") or ""), str(given.get("content") or "")
            self.modals = [*self.modals[-3:], modal(title, content, confirm, cancel, str(call.data.get("id") or ""))]

    async def look(
        self, frame: Frame, own: Own, *, asked: bool, guidelines: bool = False, choice: Asked | None = None
    ) -> Sight:
        """``own``: what the page draws itself; ``asked``: an interface may be asking; ``guidelines``: the platform's
        were opened and may cover the page; ``choice``: what the program lets a user choose at the moment."""
        # A picture of a window that came in the place of its like is the same.
        latest = self.modals[-1].call if self.modals else ""
        key = (frame.sha256, latest, asked, self.planting, guidelines, choice)
        if key not in self._known:
            sight = await self._look(frame, own, asked=asked, guidelines=guidelines)
            if choice is not None and sight.window is None:
                sight = replace(sight, window=_choosing(choice, sight, frame, own))
            self._known[key] = sight
        return self._known[key]

    async def _look(self, frame: Frame, own: Own, *, asked: bool, guidelines: bool) -> Sight:
        found = await asyncio.to_thread(shapes, frame)
        foreign = found.panel is not None and not own.draws(found.panel)
        if not foreign and not asked and not guidelines:
            return Sight(found)
        reading = None
        if self.reader is not None:
            reading = await self.reader.ahead(frame.png, frame.sha256, frame.density)
        if reading is None:
            self.unread += 1
            return Sight(found)
        if guidelines and (page := _guidelines(reading.lines, frame.viewport)) is not None:
            return Sight(found, reading.lines, page)
        windows = (*reversed(self.modals), *book().window)
        window = recognise(reading.lines, found.panel if foreign else None, "", windows)
        if window is not None and window.drawn == "unsure" and (not foreign or own.says(window)):
            # Words of a window without a panel of its own are the page's.
            window = None
        if window is not None and self.planting:
            window = offering(window)
        return Sight(found, reading.lines, window)


def _choosing(choice: Asked, sight: Sight, frame: Frame, own: Own) -> Found:
    panel = sight.shapes.panel
    told = panel is None or own.draws(panel) or not CHOSEN[choice.api]
    return choices.window(choice, frame.viewport, None if told else panel, sight.lines)


def _guidelines(lines: Sequence[Line], viewport: tuple[float, float]) -> Found | None:
    """The platform's page that covers the program, with the arrow in its bar."""
    whole = (0.0, 0.0, *viewport)
    window = recognise([x for x in lines if x.rect[1] < _BAR], whole, "", (contract(),))
    if window is None:
        return None
    title = next(x for x in lines if x.rect[1] < _BAR and plain(x.text) in plain(window.title))
    arrow = Button("返回", (8.0, title.rect[1] - 8, 40.0, title.rect[3] + 16), "close")
    return replace(window, rect=whole, lines=tuple(lines), buttons=(arrow,))


def offering(window: Found) -> Found:
    """A phone window whose yes may be pressed, because it hands over no number of anybody's."""
    if window.window.kind != "phone" or not window.having("refuse"):
        return window
    accept = {plain(text) for text in window.window.accept}
    buttons = (replace(b, role="agree") if plain(b.text) in accept else b for b in window.buttons)
    return replace(window, buttons=tuple(buttons))


def covered(window: Found | None) -> bool:
    """Whether a page of the platform lies over the program's."""
    return window is not None and window.window.kind == "contract"


def hands_over(window: Found, button: Button) -> bool:
    """Whether a press on this button gives a number away, which only planted values may stand for."""
    return window.window.kind == "phone" and button.role == "agree"


async def press(protocol: Protocol, window: Found, button: Button) -> str:
    """Press a button that was seen. Why it could not be, empty when it was. Raises Refused, Unanswered, Lost."""
    action = action_of(window, button)
    if not action:
        return f"the protocol has no action for '{button.text}' of a {window.window.kind} window"
    data: Mapping[str, Any] | None = None
    if action == "clickCoverView":
        data = {"data": {"nodetype": "text", "text": button.text}}
    return await protocol.native(action, data)


def action_of(window: Found, button: Button) -> str:
    """The tool's action for a button; none for what gives the tester's own number away."""
    if button.role == "never":
        return ""
    return book().press.get(window.window.kind, {}).get(button.role, "")


def _alike(one: Rect, other: Rect) -> bool:
    """Whether two rectangles are the same but for shadows and rounded corners."""
    shared = geometry.overlap(one, other)
    return shared > 0.85 * one[2] * one[3] and shared > 0.85 * other[2] * other[3]
