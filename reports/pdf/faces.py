"""The fonts of the paper: the one Chinese font of the machine, embedded as far as it is used."""

from pathlib import Path

from fpdf import FPDF

from reports import fonts

_STAND_INS = {"⟨": "〈", "⟩": "〉", "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "-"}
"""For fonts that lack them; anything else is written as its code."""


class Faces:
    """A regular and a bold face. Without a Chinese font, the one that every PDF reader has: Latin letters only."""

    def __init__(self, paper: FPDF, names: tuple[str, str], chinese: bool) -> None:
        self.chinese = chinese
        self._paper, self._names = paper, names
        self._widths: dict[tuple[str, bool], float] = {}
        self._known = self._characters() if chinese else None

    def name(self, bold: bool) -> str:
        return self._names[bold]

    def width(self, char: str, bold: bool) -> float:
        """In parts of the font's size."""
        found = self._widths.get((char, bold))
        if found is None:
            paper = self._paper
            paper.set_font(self._names[bold], size=100)
            found = self._widths[char, bold] = paper.get_string_width(char) * paper.k / 100
        return found

    def drawable(self, text: str) -> str:
        """The text in characters that both faces have."""
        if text.isascii():
            return text
        return "".join(c if self._has(c) else self._instead(c) for c in text)

    def _has(self, char: str) -> bool:
        if char.isascii():
            return True
        return ord(char) in self._known if self._known is not None else False

    def _instead(self, char: str) -> str:
        other = _STAND_INS.get(char, "")
        return other if other and all(self._has(c) for c in other) else f"[U+{ord(char):04X}]"

    def _characters(self) -> set[int]:
        regular, bold = (set(self._paper.fonts[name].cmap) for name in self._names)  # type: ignore[union-attr]
        return regular & bold


def add_to(paper: FPDF) -> Faces:
    """Make the fonts known to the paper."""
    font = fonts.find()
    if font is None:
        return Faces(paper, ("helvetica", "helvetica"), chinese=False)
    heavy = Path(font.path.replace("-Regular.", "-Bold."))
    bold = str(heavy) if heavy.is_file() else font.path
    paper.add_font("text", fname=font.path, collection_font_number=font.index)
    paper.add_font("strong", fname=bold, collection_font_number=font.index)
    return Faces(paper, ("text", "strong"), chinese=True)
