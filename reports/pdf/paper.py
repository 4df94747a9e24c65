"""A4 pages with flowing text: what can be set, where it breaks, what stands at the foot."""

from collections.abc import Sequence
from datetime import UTC, datetime

from fpdf import FPDF

from reports import plain
from reports.html.view import Both, Piece
from reports.pdf import breaking, faces

LEFT, RIGHT, TOP, BOTTOM = 18.0, 192.0, 20.0, 276.0
"""The area that text fills, in millimetres."""
WIDTH = RIGHT - LEFT
INK, SOFT, RULE, WASH, MARK = (28, 30, 34), (92, 98, 108), (205, 202, 195), (243, 241, 236), (255, 224, 138)
HAIR = 0.2
"""How thick lines are, millimetres."""
Colour = tuple[int, int, int]
_POINT = 25.4 / 72
_LEADING = 1.5
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class Paper(FPDF):
    """The cursor is ``get_y()``; every method that writes goes to the next page by itself when one is full."""

    def __init__(self, lang: str, foot: str, made: str) -> None:
        """``made``: RFC 3339; the time of the inspection, never of the printing."""
        super().__init__(format="A4")
        self.set_auto_page_break(False)
        self.set_margins(LEFT, TOP)
        self._faces = faces.add_to(self)
        self.tongue = lang if self._faces.chinese else "en"
        self._foot = self.clean(plain.line(foot, 90))
        self.set_creation_date(_moment(made))
        self.set_lang("zh-CN" if self.tongue == "zh" else "en")
        self.set_producer("minispect")
        self.set_creator("minispect")

    def say(self, both: Both) -> str:
        """The text in the language of the paper."""
        return both.zh if self.tongue == "zh" else both.en

    def clean(self, text: str) -> str:
        """Nothing that steers; what the font cannot show is written as its code."""
        return self._faces.drawable(plain.visible(text).replace("\t", "    "))

    def footer(self) -> None:
        """Which inspection, which page of how many."""
        self.set_draw_color(*RULE)
        right, top = self.w - LEFT, self.h - 14
        self.line(LEFT, top, right, top)
        self._pen(7.5, False, SOFT)
        self.text(LEFT, top + 5, self._foot)
        self.set_xy(right - 40, top + 2)
        self.cell(40, 4, f"{self.page_no()} / {self.str_alias_nb_pages}", align="R")

    def need(self, height: float) -> None:
        """A new page when less than this is left."""
        if self.page_no() == 0 or self.w_pt != self.dw_pt or self.get_y() + height > BOTTOM:
            self.add_page()
            self.set_y(TOP)

    def plate(self, width: float, height: float) -> None:
        """A page of that size of its own, for a drawing; what is written next goes to an ordinary one."""
        self.add_page(format=(width, height))
        self.set_y(TOP)

    def gap(self, height: float) -> None:
        self.set_y(self.get_y() + height)

    def section(self, text: str) -> None:
        """A heading that the bookmarks lead to."""
        self.need(40)
        self.gap(5 if self.get_y() > TOP else 0)
        self.start_section(self.clean(text))
        self.set_draw_color(*INK)
        self.line(LEFT, self.get_y(), RIGHT, self.get_y())
        self.gap(3)
        self.block(text, size=15, bold=True)
        self.gap(2)

    def block(self, text: str, *, x: float = LEFT, width: float = 0, size: float = 9.5, bold: bool = False,
              colour: Colour = INK) -> None:  # fmt: skip
        """A paragraph."""
        self.pieces((Piece(text),), x=x, width=width, size=size, bold=bold, colour=colour)

    def pieces(self, pieces: Sequence[Piece], *, x: float = LEFT, width: float = 0, size: float = 9.5,
               bold: bool = False, colour: Colour = INK, wash: bool = False) -> None:  # fmt: skip
        """A paragraph with marked parts; ``wash`` puts a tint behind it."""
        parts = [(self.clean(piece.text), piece.marked) for piece in pieces]
        text = "".join(part for part, _ in parts)
        flags = [marked for part, marked in parts for _ in part]
        room, leading = width or RIGHT - x, size * _POINT * _LEADING
        for start, end in self.lines(text, room, size, bold):
            self.need(leading)
            y = self.get_y()
            if wash:
                self.set_fill_color(*WASH)
                self.rect(x - 1, y, room + 2, leading + 0.1, "F")
            self._marks(text, flags, (start, end), (x, y), size)
            self.line_of(text[start:end], x, size, bold, colour)
            self.gap(leading)

    def lines(self, text: str, room: float, size: float, bold: bool = False) -> list[tuple[int, int]]:
        """Start and end of each line of an already clean text."""
        scale = size * _POINT
        return list(breaking.spans(text, lambda char: self._faces.width(char, bold) * scale, room))

    def line_of(self, text: str, x: float, size: float, bold: bool = False, colour: Colour = INK) -> None:
        """One clean line at the cursor, which stays."""
        self._pen(size, bold, colour)
        if text:
            self.text(x, self.get_y() + size * _POINT * 1.12, text)

    def word(self, text: str, x: float, y: float, size: float, bold: bool = False, colour: Colour = INK) -> None:
        """One clean line on that baseline; the cursor stays."""
        self._pen(size, bold, colour)
        if text:
            self.text(x, y, text)

    def width_of(self, text: str, size: float, bold: bool = False) -> float:
        """Millimetres of a clean line."""
        return sum(self._faces.width(char, bold) for char in text) * size * _POINT

    def leading(self, size: float) -> float:
        return size * _POINT * _LEADING

    def _pen(self, size: float, bold: bool, colour: Colour) -> None:
        self.set_font(self._faces.name(bold), size=size)
        self.set_text_color(*colour)

    def _marks(self, text: str, flags: Sequence[bool], span: tuple[int, int], corner: tuple[float, float],
               size: float) -> None:  # fmt: skip
        scale, (x, y) = size * _POINT, corner
        self.set_fill_color(*MARK)
        for at in range(*span):
            wide = self._faces.width(text[at], False) * scale
            if flags[at]:
                self.rect(x, y + 0.3, wide, self.leading(size) - 0.6, "F")
            x += wide


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _EPOCH
    return moment.astimezone(UTC) if moment.tzinfo is not None and moment.year >= 1900 else _EPOCH
