"""The catalogue of checks and the rules they cite, as ``config/`` holds them."""

import datetime
import json
import re
import tomllib
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from detectors.verdict import Text
from recording.data import config_path

Severity = Literal["critical", "major", "minor", "notice"]
Law = Literal["cn", "platform", "gdpr", "other"]
"""Whose rule it is: China's laws, standards and notices of authorities; the platform; European Union; or nobody's:
lists and practice that help to test and bind no one."""
_RANGE = re.compile(r"(\d+)-(\d+)")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(_Part):
    """One check of the catalogue, implemented here or not."""

    id: str
    slug: str
    title: Text
    """The failing state, as a report prints it."""
    severity: Severity
    verdict_by: Literal["machine", "machine+review", "review"]
    targets: dict[str, Literal["full", "part", "none"]]
    basis: tuple[str, ...]
    """Document key and clause, e.g. ``PIPL 16``; see ``citation``."""
    oracle: dict[str, str]
    """``observe``, ``fail``, ``pass``, ``inconclusive``, ``not_applicable``, ``evidence``, ``traps`` …"""

    @property
    def family(self) -> str:
        return self.id.split("-")[0]


class Document(_Part):
    """A law, standard or platform rule. ``verified``: how far its text was read when it was entered."""

    key: str
    law: Law
    zh: str
    en: str
    valid_from: datetime.date
    valid_to: str = ""
    verified: Literal["read", "part", "memory"]
    read: tuple[str, ...] = ()
    """Clauses whose text was read. In a document that lists any, a clause it does not list was not read."""
    note: str = ""
    """Where and when the text was read, and what else has to be known of it."""
    unit: Literal["", "article"] = ""
    """What the numbers after its key count; empty when it numbers in its own way."""
    passages: dict[str, Text] = {}
    """Parts without a number that were read, by the name the catalogue gives them."""

    def in_force(self, day: datetime.date) -> bool:
        return self.valid_from <= day and (not self.valid_to or day.isoformat() <= self.valid_to)


class Citation(_Part):
    """A clause of a document; ``confirmed`` is False for a clause whose text was not read."""

    basis: str
    document: Document | None
    item: str
    confirmed: bool

    @property
    def law(self) -> Law:
        return self.document.law if self.document is not None else "other"

    def citable(self, day: datetime.date) -> bool:
        """Whether a notice to an operator may cite it: a clause that was read, of a rule in force on that day."""
        return self.confirmed and self.law != "other" and self.document is not None and self.document.in_force(day)

    def clause(self, lang: str) -> str:
        """The clause as a reader of that language is told it; empty when the whole document is cited."""
        if self.document is None:
            return ""
        passage = self.document.passages.get(self.item)
        return getattr(passage, lang) if passage is not None else self.item

    def text(self, lang: str) -> str:
        name = self.basis if self.document is None else getattr(self.document, lang)
        clause = f" {told}" if (told := self.clause(lang)) else ""
        doubt = "" if self.confirmed else {"zh": "（条款待确认）"}.get(lang, " (clause to be confirmed)")
        return f"{name}{clause}{doubt}"


@cache
def entries() -> dict[str, Entry]:
    """All checks by id, in the order of the catalogue."""
    data = json.loads(config_path("catalogue.json").read_text(encoding="utf-8"))
    return {item["id"]: Entry.model_validate(item) for item in data["checks"]}


@cache
def documents() -> dict[str, Document]:
    data = tomllib.loads(config_path("legal_bases.toml").read_text(encoding="utf-8"))
    return {item["key"]: Document.model_validate(item) for item in data["documents"]}


def citation(basis: str) -> Citation:
    """Take a basis apart: the longest document key it begins with, and the clause."""
    known = documents()
    key = max((k for k in known if basis == k or basis.startswith((f"{k} ", f"{k}("))), key=len, default="")
    if not key:
        return Citation(basis=basis, document=None, item="", confirmed=False)
    document, item = known[key], basis[len(key) :].strip()
    return Citation(basis=basis, document=document, item=item, confirmed=_was_read(document, item))


def cited(entry: Entry, day: datetime.date | None) -> tuple[Citation, ...]:
    """The bases of a check that were in force on that day; all of them when the day is not known."""
    found = (citation(basis) for basis in entry.basis)
    return tuple(c for c in found if day is None or c.document is None or c.document.in_force(day))


def clauses(document: Document, item: str) -> tuple[str, ...]:
    """The numbers a citation names, without what stands in brackets; a range of articles one by one."""
    found: list[str] = []
    for part in re.sub(r"\([^)]*\)", "", item).split(","):
        ends = _RANGE.fullmatch(part.strip()) if document.unit == "article" else None
        found += map(str, range(int(ends[1]), int(ends[2]) + 1)) if ends is not None else [part.strip()]
    return tuple(clause for clause in found if clause)


def _was_read(document: Document, item: str) -> bool:
    if item in document.passages:
        return True
    named = clauses(document, item)
    if not named or not document.read:
        return document.verified == "read"
    return all(clause in document.read for clause in named)
