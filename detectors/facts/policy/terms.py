"""How long data is kept, and of when the text is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from detectors.facts.policy import book, tables
from detectors.facts.policy.clauses import Clause

_LENGTH = re.compile(
    r"(?:\d{1,4}|[一二两三四五六七八九十百半]{1,4}|one|two|three|five|six|seven|ten|twelve|thirty|ninety)"
    r"\s*[（(]?\d{0,4}[)）]?\s*个?\s*"
    r"(?:学年|学期|季度|年|月|日|天|小时|周|星期|years?|months?|days?|hours?|weeks?)",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)\w*\.?"
_DATE = re.compile(
    r"(?:19|20)\d{2}\s*[-/.年]\s*(?:\d{1,2}|元|正)\s*(?:[-/.月]\s*\d{1,2}\s*日?|月)"
    r"|二[〇零○][〇零○一二三四五六七八九]{2}年[一二三四五六七八九十]+月(?:[一二三四五六七八九十]+日)?"
    rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d{{2}}|\b\d{{1,2}} {_MONTH} (?:19|20)\d{{2}}",
    re.IGNORECASE,
)
_ALONE = 30
_BARS = re.compile(r"[|｜│¦]")


@dataclass(frozen=True)
class Period:
    """``fixed``: a length, or that nothing is kept; ``criterion``: until what; ``law``: only that the law says so."""

    form: Literal["fixed", "criterion", "law"]
    words: str
    clause: Clause


def periods(clauses: tuple[Clause, ...]) -> tuple[Period, ...]:
    cells = [(row.period, row.period.text) for row in tables.rows(clauses) if row.period is not None]
    found = [p for clause, cell in (*cells, *_between_bars(clauses)) if (p := _in_cell(clause, cell)) is not None]
    for clause in clauses:
        period = _period(clause)
        if period is not None:
            found.append(period)
    return tuple(found)


def _between_bars(clauses: tuple[Clause, ...]) -> Iterator[tuple[Clause, str]]:
    """Cells for how long, of tables whose rows are lines with bars between the cells."""
    heads: list[str] = []
    at = -1
    for clause in clauses:
        cells = [cell.strip() for cell in _BARS.split(clause.text)]
        asks = book.pattern("purposes", "period_heads")
        named = next((n for n, cell in enumerate(cells) if asks.fullmatch(cell)), -1)
        if named >= 0 and len(cells) > 1:
            heads, at = cells, named
        elif at >= 0 and len(cells) == len(heads):
            yield clause, cells[at]
        else:
            at = -1


def _in_cell(clause: Clause, cell: str) -> Period | None:
    """Below a heading that asks how long, a length says it alone."""
    if length := _LENGTH.search(cell):
        return Period("fixed", length[0], clause)
    gone = book.pattern("periods", "at_once").search(cell)
    return Period("fixed", gone[0], clause) if gone is not None else None


def _period(clause: Clause) -> Period | None:
    around = f"{clause.section} {clause.lead} {clause.text}"
    used_up = book.pattern("periods", "used_up").search(clause.text)
    if used_up is not None:
        return Period("fixed", used_up[0], clause)
    if not book.says("periods", "storing", around):
        return None
    if book.says("periods", "storing", clause.text) or clause.item or not clause.heading:
        for match in _LENGTH.finditer(_DATE.sub(" ", clause.text)):
            if not _something_else(clause.text, match[0]):
                return Period("fixed", match[0], clause)
    if criterion := book.pattern("periods", "criteria").search(clause.text):
        return Period("criterion", criterion[0], clause)
    gone = book.pattern("periods", "at_once").search(clause.text)
    if gone is not None and book.says("periods", "asked", around):
        return Period("fixed", gone[0], clause)
    law = book.pattern("periods", "law_only").search(clause.text)
    return Period("law", law[0], clause) if law is not None else None


def _something_else(text: str, length: str) -> bool:
    """A length beside words on ages and answering times is no storage period."""
    at = text.find(length)
    near = text[max(0, at - 12) : at + len(length) + 12]
    return book.says("periods", "not_storing", near) or not book.says(
        "periods", "storing", text[max(0, at - 40) : at + 40]
    )


def dated(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Clauses with any date; dates of laws that the text quotes are left out."""
    found = ((clause, _DATE.search(clause.text)) for clause in clauses)
    return tuple(c for c, d in found if d is not None and not book.says("dates", "law", c.text[: d.end() + 4]))


def dates(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Clauses that give the text's own date or version."""
    found, any_date = [], set(dated(clauses))
    for number, clause in enumerate(clauses):
        if book.says("dates", "version", clause.text):
            found.append(clause)
            continue
        if clause not in any_date:
            continue
        before = clauses[number - 1].text if number else ""
        alone = len(clause.text) <= _ALONE
        if book.says("dates", "near", clause.text) or alone or book.says("dates", "near", before[-12:]):
            found.append(clause)
    return tuple(found)
