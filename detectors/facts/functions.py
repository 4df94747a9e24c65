"""Functions of a service by the words on screens, and whether a purpose text says anything.

The words are dated data: ``config/functions.toml``.
"""

import difflib
import re
import tomllib
from functools import cache
from typing import Literal

from detectors.facts import kinds
from recording.data import config_path, config_rows
from recording.sight import words

Purpose = Literal["none", "kind-only", "vague", "unclear", "concrete"]
SIMILAR = 0.6
"""Similarity to a vague phrase from which a text counts as one (catalogue, PRM-03)."""
_SHORTEST = 4
"""Characters of a concrete purpose at least (catalogue, PRM-03)."""
_LEFT = 2
"""Characters beyond the asking itself that make a purpose concrete."""


@cache
def _tables() -> tuple[dict[str, tuple[str, ...]], tuple[str, ...], tuple[str, ...]]:
    data = tomllib.loads(config_path("functions.toml").read_text(encoding="utf-8"))
    functions = {kind: tuple(words.normal(w) for w in own) for kind, own in data["functions"].items()}
    empty = tuple(sorted((words.normal(w) for w in data["purposes"]["empty"]), key=len, reverse=True))
    return functions, tuple(words.normal(w) for w in data["purposes"]["vague"]), empty


def known(kind: str) -> bool:
    """Whether there is a list of functions for a kind at all."""
    return kind in _tables()[0]


def serves(kind: str, text: str) -> bool:
    """Whether a text names a function that the kind is for."""
    plain = words.normal(text)
    return any(stands(word, plain) for word in _tables()[0].get(kind, ()))


def stands(word: str, plain: str) -> bool:
    """Whether a word stands in a text, both folded; Latin letters as a word of their own."""
    if word.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", plain) is not None
    return word in plain


def basic(text: str) -> bool:
    """Whether a label speaks of what a service is there for: to work something out, to look, read, listen, play."""
    plain = words.normal(text)
    return any(stands(word, plain) for word in _basic())


@cache
def _basic() -> tuple[str, ...]:
    data = tomllib.loads(config_path("functions.toml").read_text(encoding="utf-8"))
    return tuple(words.normal(w) for w in data["basic"]["words"])


def purpose(kind: str, text: str) -> Purpose:
    """What a purpose text says: nothing, only the kind over again, only a vague phrase, or something to hold on to."""
    plain = words.normal(text)
    if not plain:
        return "none"
    left = _beyond(kind, plain)
    if not left:
        return "vague" if _similarity(plain) >= SIMILAR or not _names_kind(kind, plain) else "kind-only"
    if len(plain) < _SHORTEST or len(left) < _LEFT or _similarity(plain) >= SIMILAR:
        return "unclear"
    return "concrete"


def agreement(kind: str, one: str, other: str) -> float:
    """How far two purposes agree, 0 to 1: by the functions both name, and by the wording beyond the asking itself."""
    first, second = words.normal(one), words.normal(other)
    functions = _tables()[0].get(kind, ())
    both = [w for w in functions if stands(w, first) and stands(w, second)]
    alike = difflib.SequenceMatcher(None, _beyond(kind, first), _beyond(kind, second), autojunk=False).ratio()
    return 1.0 if both else alike


def _similarity(plain: str) -> float:
    vague = _tables()[1]
    return max(difflib.SequenceMatcher(None, plain, phrase, autojunk=False).ratio() for phrase in vague)


def names(kind: str, text: str) -> bool:
    """Whether a text names a kind of data, by the words of policies and of the platform's windows."""
    return _names_kind(kind, words.normal(text))


def _names_kind(kind: str, plain: str) -> bool:
    return any(stands(word, plain) for word in _kind_words(kind))


@cache
def _kind_words(kind: str) -> tuple[str, ...]:
    row = kinds.kinds().get(kind)
    own = [row.zh, row.en, *row.words] if row is not None else []
    titles = [text for r in config_rows("scopes.tsv") if _kind_of(r["key"]) == kind for text in (r["zh"], r["en"])]
    return tuple(sorted({words.normal(w) for w in (*own, *titles)}, key=len, reverse=True))


@cache
def _kind_of(key: str) -> str:
    return next((name for name, row in kinds.kinds().items() if key in row.keys), "")


def _beyond(kind: str, plain: str) -> str:
    """What a text says beyond naming the kind and asking for it."""
    left = plain
    for word in (*_kind_words(kind), *_tables()[2]):
        if word.isascii():
            left = re.sub(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", " ", left)
        else:
            left = left.replace(word, " ")
    return "".join(left.split())
