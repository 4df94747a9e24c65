"""Windows of WeChat and Android, recognised by what can be read and by where it stands.

A window counts only with its title and whole buttons; 允许 inside 不允许 is never taken for a button.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from crawler.drivers.android.book import Window, book, plain
from recording.observations import Rect
from recording.reading import Line
from recording.sight import geometry

Drawn = Literal["native", "page", "unsure"]
_MASKED = re.compile(r"1\d{2}\W{0,2}[*x×•·.＊]{2,}\W{0,2}\d{2,4}|1\d{2}\D{3,6}\d{4}")
"""A number with its middle hidden, as OCR reads it."""


@dataclass(frozen=True)
class Button:
    """A whole button text. ``role``: ``refuse``, ``agree`` or ``never``."""

    text: str
    rect: Rect
    role: str


@dataclass(frozen=True)
class Found:
    """A window on the screen. ``rows`` are the areas of which a tap gives something away."""

    window: Window
    title: str
    rect: Rect
    lines: tuple[Line, ...]
    buttons: tuple[Button, ...]
    rows: tuple[Rect, ...]
    drawn: Drawn = "unsure"
    """Whether it is the platform's own, or drawn by the program to look like it; by its window or the tree."""

    def told(self, button: Button) -> str:
        """Its role as the recording names it: the words of a modal are the program's own, and say yes or no to nothing
        by themselves; ``never`` is a number."""
        if self.window.kind == "modal":
            return "item"
        return "number" if button.role == "never" else button.role

    def having(self, role: str) -> list[Button]:
        return [button for button in self.buttons if button.role == role]

    @property
    def forbidden(self) -> tuple[Rect, ...]:
        """Where no run may ever tap."""
        own = [b.rect for b in self.buttons if b.role == "never"]
        return (*self.rows, *own)


def recognise(
    lines: Sequence[Line], panel: Rect | None, focus: str, windows: Sequence[Window] | None = None
) -> Found | None:
    """The window in front, or None. ``focus`` is package/activity of the focused window; ``windows`` are those that may
    stand there where it is not a phone's."""
    own = _within(lines, panel)
    for window in book().window if windows is None else windows:
        by_focus = bool(window.focus)
        if by_focus and not any(re.search(pattern, focus) for pattern in window.focus):
            continue
        found = _match(window, own, panel)
        if found is not None:
            return Found(**{**found.__dict__, "drawn": "native"}) if by_focus else found
    return None


def _within(lines: Sequence[Line], panel: Rect | None) -> list[Line]:
    inside = [x for x in lines if panel is None or geometry.inside(x.rect, panel, 0.5)]
    return sorted(inside, key=lambda x: (x.rect[1], x.rect[0]))


def _match(window: Window, lines: list[Line], panel: Rect | None) -> Found | None:
    title = _title(window, lines)
    if title is None:
        return None
    start, text = title
    top = start.rect[1]
    below = [part for line in lines if line.rect[1] >= top - 4 for part in _parts(window, line)]
    buttons = [b for part in below for b in _button(window, part)]
    marks = {plain(mark) for mark in window.marks}
    marked = any(mark in plain(x.text) for x in lines for mark in marks)
    roles = {b.role for b in buttons}
    have = {"refuse": "refuse" in roles, "accept": "agree" in roles, "marks": marked}
    if not all(have[need] for need in window.needs):
        return None
    if window.kind == "phone":
        # Every yes of a phone sheet hands the tester's own number over.
        buttons = [b if b.role == "refuse" else Button(b.text, b.rect, "never") for b in buttons]
    own = tuple(line for line in lines if panel is not None or line.rect[1] >= top - 60)
    rect = panel or geometry.bounds(line.rect for line in own)
    return Found(window, text, rect, own, tuple(buttons), tuple(_rows(window, own, rect)))


def _title(window: Window, lines: list[Line]) -> tuple[Line, str] | None:
    """The line a title begins on; a large font breaks it in two."""
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        texts = [line.text] + ([line.text + following.text] if following is not None and _near(line, following) else [])
        for text in texts:
            if any(re.search(pattern, plain(text)) for pattern in window.titles) and len(plain(text)) <= 40:
                return line, text
    return None


def _near(line: Line, following: Line) -> bool:
    return abs(following.rect[0] - line.rect[0]) < 24 and following.rect[1] - line.rect[1] < 2.2 * line.rect[3]


def _parts(window: Window, line: Line) -> list[Line]:
    """Two buttons side by side are sometimes read as one line; cut it where a gap or the texts say so."""
    known = {plain(t): t for t in (*window.refuse, *window.accept)}
    read = plain(line.text)
    if read in known:
        return [line]
    for first in known:
        rest = read.removeprefix(first)
        if read.startswith(first) and rest in known:
            x, y, width, height = line.rect
            # The gap lies between them: each takes its own letters at its own end.
            letter = height * 0.95
            left = (x, y, min(len(first) * letter, width / 2), height)
            right_width = min(len(rest) * letter, width / 2)
            right = (x + width - right_width, y, right_width, height)
            return [line.model_copy(update={"text": known[first], "rect": left}),
                    line.model_copy(update={"text": known[rest], "rect": right})]  # fmt: skip
    return [line]


def _button(window: Window, line: Line) -> list[Button]:
    read = plain(line.text)
    for role, texts in (("never", window.never), ("refuse", window.refuse), ("agree", window.accept)):
        if read in {plain(text) for text in texts}:
            return [Button(line.text, line.rect, role)]
    return []


def _rows(window: Window, lines: Sequence[Line], rect: Rect) -> list[Rect]:
    """Number rows over the whole width: masked digits, known labels, and everything between the two."""
    if window.kind != "phone":
        return []
    labels = {plain(text) for text in window.rows}
    found = []
    for line in lines:
        digits = sum(c.isdigit() for c in line.text)
        if _MASKED.search(line.text) or plain(line.text) in labels or digits >= 6:
            found.append((rect[0], line.rect[1] - 14, rect[2], line.rect[3] + 28))
    return found
