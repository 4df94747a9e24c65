"""A registered firm that a policy makes its own subject, though the program is another's."""

import re

from detectors.facts.policy import book, parties
from detectors.facts.policy.documents import Documents
from detectors.facts.policy.parties import Party

_HAN = re.compile(r"[\u4e00-\u9fff]")


def acting(found: Documents) -> list[Party]:
    """Those whom the texts make the one who runs the program."""
    return [p for text in found.texts for p in text.parties if p.acting and not p.other]


def stranger(found: Documents, subject: str) -> Party | None:
    """The acting firm, where neither the registered subject nor a tie to it is named anywhere in the texts.

    A name in other letters than the subject's ("Qinghe Tea Co., Ltd.") may be its translation and tells nothing."""
    every = acting(found)
    firms = [p for p in every if book.says("parties", "strong", p.name) and _same_letters(p.name, subject)]
    if not subject or not firms or any(parties.same(p.name, subject) for p in every):
        return None
    if any(parties.names_subject(t.text, subject) or "关联" in t.text or "affiliate" in t.text for t in found.texts):
        return None
    return firms[0]


def _same_letters(one: str, other: str) -> bool:
    return bool(_HAN.search(one)) == bool(_HAN.search(other))
