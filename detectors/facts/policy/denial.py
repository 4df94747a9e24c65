"""Which part of a sentence denies what it names: "we collect A, but not B", "nothing except C"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detectors.facts.policy import book

_PARTS = re.compile(
    r"[，,；;](?=\s*(?:但|仅|只|并|且|也|同时|而|我们|本|您|如|若|不|未|无|绝"
    r"|but|and we|however|we\b|which|if|only|nor))"
    r"|\bbut\b|[。！!]"
)
_BUT_NOT = re.compile(r"^\s*(?:but|and|or)?\s*not\s+(?!only)", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A piece of a sentence and whether what it names is said not to be collected."""

    text: str
    denied: bool
    open: bool = False
    """Only a way, a time or a measure of it is denied ("not in the background"): it says neither yes nor no."""


def parts(sentence: str, lead: str = "") -> list[Part]:
    """A sentence cut where the speaker changes course. ``lead`` is the sentence a list item hangs on."""
    inherited = bool(lead) and denies(lead)
    found: list[Part] = []
    conditional = book.says("collecting", "only_if", sentence)
    for text in _cut(sentence):
        if _negative(text) and book.says("collecting", "limits", text):
            inherited = False
            found.append(Part(text, False, open=True))
            continue
        if _collects(text) or _negative(text):
            inherited = _negative(text) and not conditional and not _limited(text)
        found += _with_exceptions(text, inherited)
    return found


def denies(sentence: str) -> bool:
    """Whether a sentence as a whole says that something is not collected."""
    conditional = book.says("collecting", "only_if", sentence)
    return not conditional and _negative(sentence) and not _limited(sentence)


def shares_not(sentence: str) -> bool:
    """Whether a sentence says that nothing is given to others."""
    return book.says("collecting", "sharing_denials", sentence) and not book.says("collecting", "only_if", sentence)


def _cut(sentence: str) -> Iterator[str]:
    begin = 0
    for match in _PARTS.finditer(sentence):
        end = match.start() if match[0].casefold() == "but" else match.end()
        if sentence[begin:end].strip():
            yield sentence[begin:end]
        begin = end
    if sentence[begin:].strip():
        yield sentence[begin:]


def _negative(text: str) -> bool:
    return book.says("collecting", "denials", text) or _BUT_NOT.search(text) is not None


def _limited(text: str) -> bool:
    """ "not used for other purposes" limits a use and denies none, "not in the background" a way of it."""
    return book.says("collecting", "other_purpose", text) or book.says("collecting", "limits", text)


def _collects(text: str) -> bool:
    return book.says("collecting", "verbs", text)


def _with_exceptions(text: str, denied: bool) -> Iterator[Part]:
    """In "nothing but the number is collected" the number is what is collected."""
    for match in book.pattern("collecting", "excepted").finditer(text) if denied else ():
        kept = next((g for g in match.groups() if g), "")
        text = text.replace(match[0], " ")
        yield Part(kept, False)
    yield Part(text, denied)
