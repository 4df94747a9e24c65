"""The words of controls and surfaces, read from ``config/words.toml``; longest phrase first, so 不同意 is not 同意."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from recording import han
from recording.data import config_path

_CJK = r"[\u2e80-\u9fff\uf900-\ufaff]"
_GLYPHS = "×✕✖╳⨯✗❌‹〈←"
_NEGATED = {"any": frozenset({"agree", "grant", "login"}), "yes": frozenset({"agree"})}
"""Which groups a negation of ``config/words.toml`` turns into a no."""
_LATIN = 3
"""Latin letters that take the room of one Chinese character in a label."""


@dataclass(frozen=True)
class Phrase:
    """A phrase found in a text: the groups it belongs to and where it stood in the normal form."""

    text: str
    groups: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True)
class _Book:
    groups: dict[str, frozenset[str]]
    pattern: re.Pattern[str]
    paths: dict[str, frozenset[str]]
    marks: dict[str, tuple[str, ...]]
    besides: dict[str, tuple[str, ...]]
    negations: dict[str, re.Pattern[str]]


@cache
def _book() -> _Book:
    data = tomllib.loads(config_path("words.toml").read_text(encoding="utf-8"))
    groups: dict[str, set[str]] = {}
    for name, phrases in data["groups"].items():
        for phrase in phrases:
            groups.setdefault(normal(phrase), set()).add(name)
    # A single character such as 否 or × says something only as a whole text.
    parts = [_bounded(phrase) for phrase in sorted(groups, key=lambda p: (-len(p), p)) if len(phrase) > 1]
    return _Book(
        groups={phrase: frozenset(names) for phrase, names in groups.items()},
        pattern=re.compile("|".join(parts)),
        paths={name: frozenset(values) for name, values in data["paths"].items()},
        marks={name: tuple(values) for name, values in data["marks"].items()},
        besides={name: tuple(normal(value) for value in values) for name, values in data["besides"].items()},
        negations={name: _ending(values) for name, values in data["negations"].items()},
    )


def _ending(values: list[str]) -> re.Pattern[str]:
    """One of these right at the end, before the next word."""
    longest = sorted((normal(value) for value in values), key=lambda v: (-len(v), v))
    return re.compile(rf"(?:{'|'.join(_bounded(value) for value in longest)}) ?$")


def _bounded(phrase: str) -> str:
    if re.fullmatch(r"[\x00-\x7f]+", phrase):
        return rf"(?<![a-z0-9]){re.escape(phrase)}(?![a-z0-9])"
    return re.escape(phrase)


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Full width to half width, lower case, simplified, no punctuation, no spaces beside Chinese characters."""
    folded = han.folded(unicodedata.normalize("NFKC", text)).casefold()
    kept = "".join(c if c in _GLYPHS or unicodedata.category(c)[0] in "LNMS" else " " for c in folded)
    joined = re.sub(r"\s+", " ", kept).strip()
    return re.sub(rf"(?<={_CJK}) | (?={_CJK})", "", joined)


def length(text: str) -> float:
    """In Chinese characters: a label may say a thing twice ("不同意，仅浏览 Decline and browse")."""
    plain = normal(text)
    latin = sum(1 for c in plain if c.isascii())
    return len(plain) - latin + latin / _LATIN


@lru_cache(maxsize=8192)
def phrases(text: str) -> tuple[Phrase, ...]:
    """Every phrase of the book in a text, left to right, none inside another."""
    book, plain = _book(), normal(text)
    if plain in book.groups:
        return (Phrase(plain, book.groups[plain], 0, len(plain)),)
    return tuple(_meant(plain, m) for m in book.pattern.finditer(plain))


def _meant(plain: str, found: re.Match[str]) -> Phrase:
    """A yes, a grant or a login right behind a negation is a no."""
    book, named = _book(), _book().groups[found[0]]
    for name, groups in _NEGATED.items():
        before = book.negations[name].search(plain, 0, found.start()) if named & groups else None
        if before is not None:
            return Phrase(plain[before.start() : found.end()], frozenset({"refuse"}), before.start(), found.end())
    return Phrase(found[0], named, found.start(), found.end())


def groups(text: str) -> frozenset[str]:
    """The groups of all phrases in a text."""
    found: set[str] = set()
    for phrase in phrases(text):
        found |= phrase.groups
    return frozenset(found)


def says(text: str, *names: str) -> bool:
    """Whether a text holds a phrase of any of these groups."""
    return not groups(text).isdisjoint(names)


@cache
def _of_group(name: str) -> re.Pattern[str]:
    found = [phrase for phrase, names in _book().groups.items() if name in names and len(phrase) > 1]
    return re.compile("|".join(_bounded(phrase) for phrase in sorted(found, key=lambda p: (-len(p), p))))


def mentions(text: str, *names: str) -> bool:
    """Whether any phrase of these groups stands anywhere in a text, also inside a longer phrase of another group.

    For things that are named (a phone number, a policy); not for yes and no, where 同意 stands inside 不同意.
    """
    plain = normal(text)
    return any(_of_group(name).search(_without(name, plain)) for name in names)


def _without(name: str, plain: str) -> str:
    for phrase in _book().besides.get(name, ()):
        plain = plain.replace(phrase, " ")
    return plain


def whole(text: str) -> frozenset[str]:
    """The groups of a text that is a phrase of the book and nothing else; empty otherwise."""
    return _book().groups.get(normal(text), frozenset())


@lru_cache(maxsize=4096)
def path_class(path: str) -> str:
    """``account``, ``transact`` or ``browse`` by the parts of a page path; ``""`` when it says nothing."""
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", path.split("?")[0])
    parts = {part for part in re.split(r"[^a-z0-9]+", plain.casefold()) if part} - {"pages", "page"}
    for name, known in _book().paths.items():
        if parts & known:
            return name
    return ""


def marked(name: str, *texts: str) -> bool:
    """Whether a class or picture name carries one of the marks of this name (``close``, ``tabbar`` …)."""
    joined = " ".join(texts).casefold()
    return any(mark in joined for mark in _book().marks[name])
