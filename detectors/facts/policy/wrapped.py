"""Lines as they were read off a picture, joined into the paragraphs that they break: a word broken by the edge of the
screen is none that anybody searches for."""

import re
from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

from recording.observations import Rect

_LEAST = 14.0
"""Breadth, in Chinese letters, of the narrowest column that is taken for running text."""
_SLACK = 0.7
_NARROW = 0.7
"""Share of that breadth from which a measured line, beside others that reach as far, is running text."""
_TELLING, _OTHER_SIZE = 10, 0.07
"""Letters whose width tells the size of the type, and how far that errs: another size begins another paragraph."""
_FIGURE, _MARK = 0.56, 0.3
"""Widths of figures and of narrow marks, in Chinese letters."""
_BEGINS = re.compile(
    r"(?:[（(]?[一二三四五六七八九十百]{1,4}[、.．）)]|第[一二三四五六七八九十百\d]{1,4}[条章节部]|[（(]?\d{1,2}[、.．）)](?!\d)|[•·●◆■*-]\s*\S)"
)
"""What begins a paragraph: the marks of clauses and lists."""
_TOKEN = re.compile(r"[!-~]+")
_MARKED = re.compile(r".[，。、；：！？）》”’]+")
_GLUED = "-@./_:#?=&"


def unwrapped(text: str, places: Mapping[str, Rect] = MappingProxyType({})) -> str:
    """Paragraphs instead of lines. A line is carried on where the beginning of the next had no room on it.

    ``places``: where lines stood on a picture, in CSS pixels. A date in small letters may hold more of them than a line
    of the text does, so the room is measured where places are known.
    """
    lines = text.split("\n")
    known = [places[line] for line in lines if line in places]
    if 2 * len(known) > len(lines):
        edge = max(x + width for x, _, width, _ in known)
        ends = [_carried_on_there(line, following, places, edge) for line, following in pairwise(lines)]
    else:
        widest = max((_breadth(line) for line in lines), default=0.0)
        ends = [widest >= _LEAST and _breadth(line) + _first(n) > widest - _SLACK for line, n in pairwise(lines)]
    found = lines[:1]
    for (line, following), carried_on in zip(pairwise(lines), ends, strict=True):
        if following and line and carried_on and not _BEGINS.match(following):
            found[-1] += _between(line, following) + following
        else:
            found.append(following)
    return "\n".join(found)


def _carried_on_there(line: str, following: str, places: Mapping[str, Rect], edge: float) -> bool:
    if not line or line not in places or following not in places:
        return False
    x, _, width, _ = places[line]
    sizes = _size(line, width), _size(following, places[following][2])
    if all(sizes) and abs(sizes[0] / sizes[1] - 1) > _OTHER_SIZE:
        return False
    letter = width / _breadth(line)
    return width >= _LEAST * letter * _NARROW and x + width + _first(following) * letter > edge - _SLACK * letter


def _size(text: str, width: float) -> float:
    """Of the type, by Chinese letters and figures; 0 where there are too few, or Latin letters, of many widths."""
    figures = sum(c.isdigit() for c in text)
    chinese = sum(not c.isascii() for c in text)
    if chinese < _TELLING or any(c.isascii() and c.isalpha() for c in text):
        return 0.0
    return width / (chinese + _FIGURE * figures + _MARK * (len(text) - chinese - figures))


def _breadth(text: str) -> float:
    """Chinese letters are about twice as wide as Latin ones."""
    return sum(0.5 if c.isascii() else 1.0 for c in text)


def _first(text: str) -> float:
    """The breadth of what cannot be broken at the beginning of a line: a word, a letter with the mark behind it."""
    word = _TOKEN.match(text) or _MARKED.match(text)
    return _breadth(word[0]) if word is not None else 1.0


def _between(line: str, following: str) -> str:
    words = line[-1].isascii() and following[0].isascii() and not line[-1].isspace()
    return " " if words and line[-1] not in _GLUED else ""
