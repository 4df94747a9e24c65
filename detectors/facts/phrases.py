"""What surfaces say about purposes, benefits, scenes and consent, read from ``config/consent_words.toml``."""

import re
import tomllib
from functools import cache
from typing import Any

from recording.data import config_path
from recording.sight.words import normal

_SENTENCE = re.compile(r"[^。！？!?；;\n]+")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(config_path("consent_words.toml").read_text(encoding="utf-8"))


@cache
def _group(name: str) -> re.Pattern[str]:
    found = sorted({normal(p) for p in _data()["groups"][name]}, key=lambda p: (-len(p), p))
    return re.compile("|".join(rf"(?<![a-z]){re.escape(p)}" if p.isascii() else re.escape(p) for p in found))


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in _data()["patterns"][name])


def names(text: str, *groups: str) -> bool:
    """Whether a text holds a phrase of one of the groups. Two spellings of a sign count as one."""
    plain = normal(text)
    return any(_group(group).search(plain) for group in groups)


def first(text: str, group: str) -> str:
    """The first phrase of a group in a text, in its normal form; empty when there is none."""
    match = _group(group).search(normal(text))
    return match[0] if match is not None else ""


def without(text: str, *groups: str) -> str:
    """The normal form of a text with the phrases of these groups taken out."""
    plain = normal(text)
    for group in groups:
        plain = _group(group).sub(" ", plain)
    return plain


def count(text: str, group: str) -> int:
    """How many different phrases of a group a text holds."""
    return len(set(_group(group).findall(normal(text))))


def consents(text: str) -> bool:
    """Whether the words of a control express a yes; a no that holds the same letters does not."""
    return bool(_group("consent").search(without(text, "not_consent")))


def sentences(text: str) -> list[str]:
    return [s.strip() for s in _SENTENCE.findall(text) if s.strip()]


def matching(text: str, pattern: str) -> str:
    """The first sentence of a text that a named pattern is found in; empty when there is none."""
    for sentence in sentences(text):
        if any(p.search(sentence) for p in _patterns(pattern)):
            return sentence
    return ""
