"""Tables of a policy, found by their row of headings: one line a cell, as many cells a row as headings."""

import re
from dataclasses import dataclass

from detectors.facts.policy import book
from detectors.facts.policy.clauses import Clause

_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十\d]+[条章节]|[（(][一二三四五六七八九十]+[）)]|#"
)
"""A numbered heading ends a table; a number alone may be that of a row."""
_CELL = 120
_MOST = 8
"""Columns."""


@dataclass(frozen=True)
class Row:
    """One row below the headings."""

    cells: tuple[Clause, ...]
    kind: Clause
    purpose: str
    period: Clause | None = None
    """The cell below a heading such as "kept for"."""


def rows(clauses: tuple[Clause, ...]) -> list[Row]:
    """Rows of all tables that have a column for kinds and one for purposes."""
    found: list[Row] = []
    at = 0
    while at < len(clauses):
        heads = _heads(clauses, at)
        if not heads:
            at += 1
            continue
        kind, purpose = heads.index("kind"), heads.index("purpose")
        period = heads.index("period") if "period" in heads else None
        at += len(heads)
        while at + len(heads) <= len(clauses):
            cells = clauses[at : at + len(heads)]
            if not all(_cell(c) for c in cells) or len({c.line for c in cells}) < len(cells):
                break
            kept = cells[period] if period is not None else None
            found.append(Row(cells, cells[kind], cells[purpose].text, kept))
            at += len(heads)
    return found


def _heads(clauses: tuple[Clause, ...], at: int) -> list[str]:
    """Names of the columns that begin here; empty when it is no table of kinds."""
    found: list[str] = []
    for clause in clauses[at : at + _MOST]:
        name = _head(clause.text.strip())
        if name == "purpose" and name in found:
            # Where a scene and a purpose have a column each, the scene is no purpose.
            found[found.index(name)] = "more"
        if not name or (name != "more" and name in found):
            break
        found.append(name)
    return found if "kind" in found and "purpose" in found else []


def _head(text: str) -> str:
    for name in ("purpose", "kind", "period", "more"):
        if book.pattern("purposes", f"{name}_heads").fullmatch(text):
            return name
    return ""


def _cell(clause: Clause) -> bool:
    if clause.heading and _NUMBERED.match(clause.text):
        return False
    return len(clause.text) <= _CELL and not clause.text.rstrip().endswith(("：", ":"))
