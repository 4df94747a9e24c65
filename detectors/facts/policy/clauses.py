"""A policy text as clauses: sentences, list items and table cells under their headings, each with its place.

The walk keeps one line for each drawn piece of text, so a sentence with a bold word in it comes as three lines and
a table as one line a cell. Pieces are joined where punctuation shows that the sentence goes on; cells stay apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_GOES_ON = re.compile(
    r"[，、：:,（(《“‘\-—/]\s*$|(?:(?<!目)的|和|或|与|及|以及|为|于|在|向|并|将|对|由|至|your|the|and|or|of|to|for|our|with|by|a)\s*$"
)
_CONTINUES = re.compile(r"^\s*[，。、；;：:,.）)》”’？?！!]")
_END = re.compile(r"[。！？!?；;]|(?<!Ltd)(?<!Inc)(?<!Co)(?<!No)\.(?=\s+[A-Z“\"]|\s*$)")
_MARK = (
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十\d]+[条章节部]|[（(](?:[一二三四五六七八九十\d]{1,3}|[A-Za-z])[）)]"
    r"|\d{1,2}(?:\.\d{1,2})*[、.．)）]\s?|\d{1,2}(?:\.\d{1,2})+\s|[•·●▪◆■○\-–*]\s|#{1,4}\s|[a-z][)）]\s|[①-⑳])"
)
_ENUMERATED = re.compile(rf"^\s*{_MARK}")
_INLINE = re.compile(rf"(?<=\s)(?={_MARK})|(?<=[：:】])(?={_MARK}(?!\d))")
_QUESTION = re.compile(r"[？?]\s*$")
_CHAPTER = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}(?=[、.．])|(第)(?=[一二三四五六七八九十\d]+[条章节部])|([（(])(?=[一二三四五六七八九十]{1,3}[）)]))"
)
"""The number of a chapter: what bears one as well stands beside it, not under it."""
_HEADING = 40
_SENTENCE = 500
"""Characters: a longer sentence is cut, so that a text without punctuation is read in time too."""
_LINE = 2_000
_TAIL = 24
_BARE_HEADING = 20
_LONG = 24
_BRIEF = 8
"""A heading as short as this stands over a sentence that is not long; a cell of a table ends in no full stop."""
_RUN_IN = re.compile(
    rf"^\s*{_MARK}\s*[^，,；;。：:]{{2,{_BARE_HEADING}}}(?:。\s*$|：(?=.{{2}}))"
    r"|^\s*(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．])\s*[^，,；;。：:\s]{2,12}\s(?=[^\s.>]{6})"
)
"""A heading that stands in the line of its text: "4. Your rights." before a sentence, with a colon inside it, or, in a
text whose lines were run together, before a space."""
_BRACKETED = re.compile(r"^\s*【[^】]{2,20}】")
"""The same between brackets."""


@dataclass(frozen=True)
class Clause:
    """A sentence or item. ``start`` and ``end`` are characters of the text as it was kept."""

    source: str
    start: int
    end: int
    text: str
    section: str
    """The heading above it."""
    lead: str
    """The sentence with a colon that it is an item of; empty when it is none."""
    item: bool
    heading: bool
    line: int
    """Number of the line it begins on."""


@dataclass(frozen=True)
class _Piece:
    start: int
    end: int
    text: str
    line: int
    item: bool
    heading: bool
    under: str
    """The heading in the same line that it stands under; empty when there is none."""


def clauses(source: str, text: str) -> tuple[Clause, ...]:
    """All of them in the order of the text."""
    return tuple(_placed(source, list(_pieces(text))))


def _placed(source: str, pieces: list[_Piece]) -> Iterator[Clause]:
    section = lead = ""
    for piece in pieces:
        if piece.heading:
            section, lead = piece.text, ""
        elif piece.item and _beside(piece.text, section):
            section = lead = ""
        elif not piece.item and lead and _END.search(piece.text[-1:]) and len(piece.text) > _LONG:
            lead = ""
        yield Clause(
            source,
            piece.start,
            piece.end,
            piece.text,
            f"{section} {piece.under}".strip(),
            lead,
            piece.item or bool(lead),
            piece.heading,
            piece.line,
        )
        if piece.text.rstrip().endswith(("：", ":")):
            lead = piece.text


def _beside(text: str, section: str) -> bool:
    """A sentence numbered as the heading above it is: a chapter of its own without a heading."""
    above, own = _CHAPTER.match(section), _CHAPTER.match(text)
    return above is not None and own is not None and above.lastindex == own.lastindex


def _pieces(text: str) -> Iterator[_Piece]:
    lines = list(_lines(text))
    for number, (start, line) in enumerate(lines):
        following = lines[number + 1][1] if number + 1 < len(lines) else ""
        heading = _is_heading(line, following)
        under = ""
        for begin, end in _sentences(line):
            part = line[begin:end].strip()
            if part and begin and _run_together(part, line[end:]):
                shift = begin + len(line[begin:end]) - len(line[begin:end].lstrip())
                under = ""
                yield _Piece(start + shift, start + shift + len(part), part, number, False, True, "")
            elif part:
                shift = begin + len(line[begin:end]) - len(line[begin:end].lstrip())
                item = begin == 0 and _ENUMERATED.match(line) is not None
                marked = _ENUMERATED.match(part) is not None
                bracketed = _BRACKETED.match(part)
                if bracketed is not None:
                    under = bracketed[0].strip()
                elif marked:
                    begun = _RUN_IN.match(part)
                    above = under if _BRACKETED.match(under) else ""
                    under = begun[0].strip() if begun is not None and not heading else above
                item = (item or marked) and not heading
                yield _Piece(start + shift, start + shift + len(part), part, number, item, heading, under)


def _run_together(part: str, rest: str) -> bool:
    """A heading with items behind it, in a text whose lines were run together."""
    ended = part[-1] in "。；;！!？?，,、：:."
    return not ended and len(part) <= _HEADING and bool(_ENUMERATED.match(part)) and bool(_ENUMERATED.match(rest))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with the pieces of a broken sentence put together; a joint counts as the one character it was."""
    begun, held = 0, ""
    at = 0
    for line in text.split("\n"):
        if (
            held
            and len(held) < _LINE
            and (_CONTINUES.match(line) or (_GOES_ON.search(held[-_TAIL:]) and not held.rstrip().endswith(("：", ":"))))
        ):
            held = f"{held} {line}"
        else:
            if held.strip():
                yield begun, held
            begun, held = at, line
        at += len(line) + 1
    if held.strip():
        yield begun, held


def _sentences(line: str) -> Iterator[tuple[int, int]]:
    cuts = {m.end() for m in _END.finditer(line)} | {m.start() for m in _INLINE.finditer(line)} | {len(line)}
    begin = 0
    for cut in sorted(cuts):
        while cut - begin > _SENTENCE:
            yield begin, begin + _SENTENCE
            begin += _SENTENCE
        if cut > begin:
            yield begin, cut
            begin = cut


def _is_heading(line: str, following: str) -> bool:
    plain = line.strip()
    if _QUESTION.search(plain) and len(plain) <= _HEADING:
        return bool(following.strip()) and not _QUESTION.search(following)
    if not plain or plain[-1] in "。；;！!？?，,、：:." or "：" in plain or ": " in plain:
        return False
    if _ENUMERATED.match(plain):
        return len(plain) <= _HEADING and (len(following) > len(plain) or _ENUMERATED.match(following) is not None)
    below = following.strip()
    if len(plain) <= _BRIEF and below[-1:] in ("。", "；") and len(below) >= len(plain) + _BRIEF:
        return True
    return len(plain) <= _BARE_HEADING and len(below) > _LONG
