"""A registered firm that a policy makes its own subject, though the program is another's."""

from detectors.facts.policy import book, parties
from detectors.facts.policy.documents import Documents
from detectors.facts.policy.parties import Party


def acting(found: Documents) -> list[Party]:
    """Those whom the texts make the one who runs the program."""
    return [p for text in found.texts for p in text.parties if p.acting and not p.other]


def stranger(found: Documents, subject: str) -> Party | None:
    """The acting firm, where neither the registered subject nor a tie to it is named anywhere in the texts."""
    every = acting(found)
    firms = [p for p in every if book.says("parties", "strong", p.name)]
    if not subject or not firms or any(parties.same(p.name, subject) for p in every):
        return None
    if any(parties.names_subject(t.text, subject) or "关联" in t.text or "affiliate" in t.text for t in found.texts):
        return None
    return firms[0]
