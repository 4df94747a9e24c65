"""Rights a policy names, whether it gives a way to use them, and other subjects that a policy has to speak of."""

from dataclasses import dataclass

from detectors.facts.policy import book
from detectors.facts.policy.clauses import Clause

RIGHTS = ("access", "copy", "correct", "delete", "withdraw", "cancel")


@dataclass(frozen=True)
class Right:
    """A right in one clause. ``way``: how to use it is said there or beside it."""

    name: str
    clause: Clause
    way: bool
    platform_only: bool
    """The way is only to remove the mini program or to use the platform's own settings."""
    service_only: bool
    """The way is only to write or call."""


def rights(clauses: tuple[Clause, ...]) -> tuple[Right, ...]:
    found = []
    for number, clause in enumerate(clauses):
        if not _of_the_user(clause):
            continue
        beside = " ".join(c.text for c in clauses[number : number + 4] if c.section == clause.section)
        nearby = f"{clause.section} {clause.lead} {beside}"
        for name in RIGHTS:
            match = book.pattern("rights", name).search(clause.text)
            if match is not None and not book.says("rights", "refused", clause.text[: match.start()]):
                found.append(_right(name, clause, nearby))
    return tuple(found)


def _right(name: str, clause: Clause, nearby: str) -> Right:
    inside = book.pattern("rights", "platform_only").sub(" ", nearby)
    platform = book.says("rights", "platform_only", nearby)
    way = book.says("rights", "ways", nearby)
    own = book.says("rights", "ways", _without_service(inside))
    service = book.says("rights", "service", inside)
    return Right(name, clause, way or platform or service, platform and not own and not service, service and not own)


def _without_service(text: str) -> str:
    return (
        book.pattern("rights", "service").sub(" ", text).replace("通过", " ").replace("发送", " ").replace("申请", " ")
    )


def _of_the_user(clause: Clause) -> bool:
    """In a part on the user's rights, or a sentence on what the user may do."""
    if book.says("rights", "sections", f"{clause.section} {clause.lead}"):
        return True
    said = f"{clause.lead} {clause.text}".strip()
    return book.says("rights", "whose", said) and book.says("rights", "can", said)


def about(clauses: tuple[Clause, ...], topic: str) -> tuple[Clause, ...]:
    """Clauses on a subject of ``[topics]``."""
    return tuple(c for c in clauses if book.says("topics", topic, c.text))
