"""Kinds of data a policy says it takes, what for, and those it says it does not take."""

import re
from dataclasses import dataclass

from detectors.facts import kinds as known
from detectors.facts.policy import book, denial, tables
from detectors.facts.policy.clauses import Clause
from recording.sight import words

_ITEM = re.compile(r"^.{1,40}?(?:[：:]|\s[—–-]+\s|—{2,}|（|\()(.{2,})$", re.DOTALL)
_BARS = re.compile(r"[|｜│¦]")
_COLUMNS = 3


@dataclass(frozen=True)
class Said:
    """A kind in one clause. ``purpose`` is the words that say what for; empty when the clause gives none.

    ``taken``: the clause speaks of collecting (a verb, a list under such a sentence, a table), not only of the thing.
    """

    kind: str
    clause: Clause
    denied: bool
    taken: bool
    purpose: str = ""


def said(clauses: tuple[Clause, ...]) -> tuple[Said, ...]:
    """Every kind in every clause, in the order of the text."""
    rows = tables.rows(clauses)
    in_rows = {id(cell) for row in rows for cell in row.cells}
    found = [Said(k, row.kind, False, True, row.purpose) for row in rows for k in names(row.kind.text)]
    for clause in clauses:
        if id(clause) not in in_rows:
            found += _of(clause)
    return tuple(sorted(found, key=lambda s: s.clause.start))


def names(text: str, widely: bool = False) -> list[str]:
    """Kinds that a text names; the longest word wins, so a device number is no telephone number. ``widely``: by words
    too that are said of other things as well."""
    plain = words.normal(book.pattern("collecting", "elsewhere").sub(" ", text))
    spans: list[tuple[int, int, str]] = []
    for name, row in known.kinds().items():
        for word in (*row.words, *(row.also if widely else ())):
            spans += [(m.start(), m.end(), name) for m in _word(words.normal(word)).finditer(plain)]
    longest = [s for s in spans if not any(_inside(s, other) for other in spans)]
    return list(dict.fromkeys(name for _, _, name in sorted(longest)))


def _inside(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return other[0] <= one[0] and one[1] <= other[1] and other[1] - other[0] > one[1] - one[0]


def _word(plain: str) -> re.Pattern[str]:
    bounded = rf"(?<![a-z0-9]){re.escape(plain)}(?![a-z0-9])" if plain.isascii() else re.escape(plain)
    return re.compile(bounded)


def _of(clause: Clause) -> list[Said]:
    taken, parts = _taken(clause), [p for p in denial.parts(clause.text, clause.lead) if not p.open]
    affirms = taken and _affirms(clause, " ".join(part.text for part in parts if not part.denied))
    purpose = purpose_of(clause)
    found = [
        Said(kind, clause, part.denied, taken if part.denied else affirms, "" if part.denied else purpose)
        for part in parts
        for kind in names(part.text)
    ]
    if _but_for_a_use(clause.text):
        return [s for s in found if not s.denied]
    affirmed = {s.kind for s in found if not s.denied}
    return [s for s in found if not (s.denied and s.kind in affirmed)]


def _but_for_a_use(text: str) -> bool:
    """ "Except to find shops we do not use the position": what is excepted is a use, and the thing is used for it."""
    kept = [g for m in book.pattern("collecting", "excepted").finditer(text) for g in m.groups() if g]
    return bool(kept) and not any(names(words_) for words_ in kept)


def _affirms(clause: Clause, said: str) -> bool:
    """Whether the verb stands in what is affirmed, not only in "we do not read ..." behind it."""
    above = f"{clause.section if clause.item else ''} {clause.lead}"
    excepted = book.says("collecting", "excepted", clause.text)
    return excepted or book.says("collecting", "verbs", f"{above} {said}") or book.says("purposes", "marks", said)


def _taken(clause: Clause) -> bool:
    """By a verb in it, in the sentence it hangs on, or in the heading above for an item and for what says what for."""
    under = clause.item or book.says("purposes", "marks", clause.text)
    around = f"{clause.section if under else ''} {clause.lead} {clause.text}"
    return book.says("collecting", "verbs", around)


def purpose_of(clause: Clause) -> str:
    """The words that say what for: in the sentence, in the one it is an item of, or by the function it stands under."""
    own = _marked(clause.text) or _cell(clause.text)
    if own:
        return own
    item = _ITEM.match(clause.text) if clause.item else None
    if item is not None and concrete(item[1]):
        return item[1].strip()
    lead = _marked(clause.lead) if clause.lead else ""
    if lead:
        return lead
    return clause.section if book.says("purposes", "headings", clause.section) else ""


def _cell(text: str) -> str:
    """Of a row whose cells stand in one line with bars between: the first one behind the kinds that names none."""
    cells = [cell.strip() for cell in _BARS.split(text)]
    named = next((n for n, cell in enumerate(cells) if names(cell)), None)
    if len(cells) < _COLUMNS or named is None:
        return ""
    return next((cell for cell in cells[named + 1 :] if not names(cell) and concrete(cell)), "")


def _marked(text: str) -> str:
    match = book.pattern("purposes", "marks").search(text)
    scene = book.pattern("purposes", "scenes").search(text)
    if match is None:
        return scene[0] if scene is not None else ""
    words_ = text[match.start() :].strip()
    if scene is not None and not concrete(words_):
        return scene[0]
    return _until_collecting(re.split(r"[。；;]", words_)[0])


def _until_collecting(purpose: str) -> str:
    """ "To deliver your order, we collect the address" gives the part before the comma as what for."""
    parts = re.split(r"[，,](?!\d)", purpose)
    end = next((n for n, part in enumerate(parts) if n and book.says("collecting", "verbs", part)), len(parts))
    return "，".join(parts[:end]).strip()


def concrete(purpose: str) -> bool:
    """Whether anything is left of a purpose when the phrases that say nothing are taken out."""
    left = book.pattern("purposes", "vague").sub(" ", purpose)
    for name in names(left):
        for word in known.kinds()[name].words:
            left = re.sub(re.escape(word), " ", left, flags=re.IGNORECASE)
    left = book.pattern("purposes", "empty").sub(" ", left)
    return len("".join(left.split())) >= 2
