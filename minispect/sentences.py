"""Sentences of the whole program in Chinese: errors, reasons in the history, steps of a verification.

They are written in English where they arise: in commands, in scan processes, in the verifier that stands alone, and
in histories that other machines wrote. So the English sentence is the message's id, as in gettext; ``sentences.tsv``
has the Chinese one beside it. ``{}`` stands for what a sentence names; in the Chinese one ``{0}`` is the first of
them as it is and ``{0*}`` the first of them put into Chinese.
"""

import functools
import itertools
import re
from dataclasses import dataclass
from pathlib import Path

_TABLE = Path(__file__).with_name("sentences.tsv")
_HOLE = re.compile(r"\{(\d)(\*?)\}")
_COLON = re.compile(": ")
_COLONS = 8
"""So many places of a sentence are looked at as the end of what it is told of; a path may hold colons."""
_LONGEST = 4000
_DEEPEST = 6
"""A sentence names places and causes, each with a sentence of its own; no more than so many."""


@dataclass(frozen=True)
class _Sentence:
    fixed: tuple[str, ...]
    """What stands before, between and after the holes."""
    chinese: str

    def holes(self, text: str) -> list[str] | None:
        """What fills the holes; None when it is another sentence. Linear: the shortest filling that fits is taken."""
        first, *inner, last = self.fixed if len(self.fixed) > 1 else (*self.fixed, "")
        if len(self.fixed) == 1:
            return [] if text == first else None
        if not (text.startswith(first) and text.endswith(last) and len(text) >= len(first) + len(last)):
            return None
        at, end, found = len(first), len(text) - len(last), []
        for part in inner:
            place = text.find(part, at, end)
            if place < 0:
                return None
            found.append(text[at:place])
            at = place + len(part)
        return [*found, text[at:end]]


def chinese(sentence: str) -> str:
    """The sentence in Chinese, with what it names; what nobody put into Chinese stays as it is."""
    return _chinese(sentence, _DEEPEST) if 0 < len(sentence) <= _LONGEST else sentence


def _chinese(text: str, deep: int) -> str:
    """``deep``: how many sentences within sentences are still looked at."""
    if not deep:
        return text
    # "<file>: <sentence>" and "<option>: <sentence>" are told of many things.
    for start in (0, *(mark.end() for mark in itertools.islice(_COLON.finditer(text), _COLONS))):
        for known in _known():
            holes = known.holes(text[start:])
            if holes is not None:
                of = text[: max(start - 2, 0)]
                return f"{_named().get(of, of)}：" * bool(start) + _filled(known.chinese, holes, deep)
    return text


def _filled(template: str, holes: list[str], deep: int) -> str:
    def one(found: re.Match[str]) -> str:
        text = holes[int(found[1])]
        return _chinese(text, deep - 1) if found[2] else text

    return _HOLE.sub(one, template)


@functools.cache
def _named() -> dict[str, str]:
    """Those that name nothing, such as fields of forms."""
    return {one.fixed[0]: one.chinese for one in _known() if len(one.fixed) == 1}


@functools.cache
def _known() -> tuple[_Sentence, ...]:
    """Those that say the most first, so that a sentence is not taken for one that ends or begins alike."""
    rows = [line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    made = [_Sentence(tuple(english.split("{}")), said) for english, said in rows]
    return tuple(sorted(made, key=lambda one: -sum(map(len, one.fixed))))
