"""Lines as they were read off a picture, joined into the paragraphs that they break: a word broken by the edge of the
screen is none that anybody searches for."""

import re
from itertools import pairwise

_LEAST = 14.0
"""Breadth, in Chinese letters, of the narrowest column that is taken for running text."""
_SLACK = 0.7
_BEGINS = re.compile(
    r"(?:[（(]?[一二三四五六七八九十百]{1,4}[、.．）)]|第[一二三四五六七八九十百\d]{1,4}[条章节部]|[（(]?\d{1,2}[、.．）)](?!\d)|[•·●◆■*-]\s*\S)"
)
"""What begins a paragraph: the marks of clauses and lists."""
_TOKEN = re.compile(r"[!-~]+")
_GLUED = "-@./_:#?=&"


def unwrapped(text: str) -> str:
    """Paragraphs instead of lines. A line is carried on where the beginning of the next had no room on it."""
    lines = text.split("\n")
    widest = max((_breadth(line) for line in lines), default=0.0)
    if widest < _LEAST or len(lines) < 2:
        return text
    found = lines[:1]
    for line, following in pairwise(lines):
        if following and line and not _BEGINS.match(following) and _breadth(line) + _first(following) > widest - _SLACK:
            found[-1] += _between(line, following) + following
        else:
            found.append(following)
    return "\n".join(found)


def _breadth(text: str) -> float:
    """Chinese letters are about twice as wide as Latin ones."""
    return sum(0.5 if c.isascii() else 1.0 for c in text)


def _first(text: str) -> float:
    """The breadth of what cannot be broken at the beginning of a line."""
    word = _TOKEN.match(text)
    return _breadth(word[0]) if word is not None else 1.0


def _between(line: str, following: str) -> str:
    words = line[-1].isascii() and following[0].isascii() and not line[-1].isspace()
    return " " if words and line[-1] not in _GLUED else ""
