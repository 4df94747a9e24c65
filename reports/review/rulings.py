"""How each finding stands after all decisions on it."""

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from reports.review.decisions import Decision

Word = Literal["", "confirmed", "rejected"]
_WORDS: dict[str, Word] = {"confirm": "confirmed", "reject": "rejected"}


class Ruling(BaseModel):
    """``word`` is that of the last confirmation or rejection, empty when there are only comments; ``by`` and ``at``
    are of the line that decided, else of the last one. ``comment`` is the last that was given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: str
    mark: str
    word: Word
    by: str
    at: str
    comment: str = ""


def rulings(decisions: Sequence[Decision]) -> list[Ruling]:
    """One for each finding that somebody decided on, in the order of the first decision. Give sound lines only."""
    found: dict[tuple[str, str], Ruling] = {}
    for one in decisions:
        key = (one.finding, one.mark)
        earlier = found.get(key)
        word = _WORDS.get(one.act, earlier.word if earlier is not None else "")
        keeps = earlier is not None and earlier.word and one.act == "comment"
        found[key] = Ruling(
            number=one.finding,
            mark=one.mark,
            word=word,
            by=earlier.by if earlier is not None and keeps else one.by,
            at=earlier.at if earlier is not None and keeps else one.time,
            comment=one.comment or (earlier.comment if earlier is not None else ""),
        )
    return list(found.values())


def ruling_of(found: Sequence[Ruling], number: str, mark: str) -> Ruling | None:
    """That of a finding: by number and sealed fingerprint, else by the fingerprint alone when it is the only one."""
    exact = next((one for one in found if one.number == number and one.mark == mark), None)
    if exact is not None:
        return exact
    alike = [one for one in found if one.mark == mark and mark]
    return alike[0] if len(alike) == 1 else None
