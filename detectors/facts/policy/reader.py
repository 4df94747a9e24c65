"""One policy text, read: what it says on each subject, with the clauses that say it."""

from dataclasses import dataclass
from functools import cached_property

from detectors.facts.policy import book, clauses, contacts, kinds, parties, rights, terms
from detectors.facts.policy.clauses import Clause
from detectors.facts.policy.contacts import Contact
from detectors.facts.policy.kinds import Said
from detectors.facts.policy.parties import Party
from detectors.facts.policy.rights import Right
from detectors.facts.policy.terms import Period
from recording import han

CHARACTERS = 300
TERMS = 5


@dataclass(frozen=True)
class PolicyText:
    """A text by its path under ``original/``. Everything of it is worked out when first asked for."""

    source: str
    text: str

    @cached_property
    def _folded(self) -> str:
        return han.folded(self.text)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return clauses.clauses(self.source, self._folded)

    @cached_property
    def terms(self) -> int:
        """How many of the subjects of a policy the text speaks of."""
        return sum(one.search(self._folded) is not None for one in book.each("terms", "each"))

    @property
    def characters(self) -> int:
        return len("".join(self.text.split()))

    @property
    def qualifies(self) -> bool:
        """Whether it is a policy at all (the catalogue's POL-01): long enough and of personal information."""
        personal = book.each("terms", "each")[0].search(self.text) is not None or bool(self.kinds)
        return self.characters >= CHARACTERS and self.terms >= TERMS and personal

    @cached_property
    def kinds(self) -> tuple[Said, ...]:
        return kinds.said(self.clauses)

    @cached_property
    def taken(self) -> dict[str, Said]:
        """Kinds that it says are collected: the first clause for each."""
        found: dict[str, Said] = {}
        for one in self.kinds:
            if one.taken and not one.denied:
                found.setdefault(one.kind, one)
        return found

    @cached_property
    def denied(self) -> dict[str, Said]:
        """Kinds that it says are not collected, and nowhere else that they are."""
        return {s.kind: s for s in self.kinds if s.denied and s.kind not in self.taken}

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        return parties.parties(self.clauses)

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        return contacts.contacts(self.clauses)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        return terms.periods(self.clauses)

    @cached_property
    def dates(self) -> tuple[Clause, ...]:
        return terms.dates(self.clauses)

    @cached_property
    def dated(self) -> tuple[Clause, ...]:
        """Clauses with any date, of whatever it may be."""
        return terms.dated(self.clauses)

    @cached_property
    def rights(self) -> tuple[Right, ...]:
        return rights.rights(self.clauses)

    def about(self, topic: str) -> tuple[Clause, ...]:
        """Clauses on ``minors``, ``cross_border``, ``complaints``, ``personalised`` …"""
        return rights.about(self.clauses, topic)
