"""The cross-program sheet of a batch: check by program, as CSV and XLSX. No text of a target becomes a formula."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from detectors import catalogue
from minispect.store.tables import Due, Inspection, Judged, Target
from reports import plain
from reports.findings_csv import safe

HEAD = ("target", "state", "violations", "pack", "seal", "reason")
"""Rows above the verdicts."""
_COLOURS = {"fail": "F4C7C3", "inconclusive": "FCE8B2", "error": "FCE8B2", "pass": "CFE8D5"}


@dataclass(frozen=True)
class Program:
    """A column: one target of the batch and its counting inspection."""

    name: str
    location: str
    due_state: str
    last: Inspection | None
    words: dict[str, str]
    reason: str


def programs(session: Session, batch_id: int) -> list[Program]:
    """In the order of the list. The inspection that counts is the finished one, else the newest."""
    query = select(Due, Target).join(Target).where(Due.batch_id == batch_id).order_by(Due.id)
    rows = session.execute(query).all()
    last: dict[int, Inspection] = {}
    begun = select(Inspection).join(Due, Inspection.due_id == Due.id).where(Due.batch_id == batch_id)
    for inspection in session.scalars(begun.order_by(Inspection.started_at)):
        known = last.get(inspection.due_id or 0)
        if known is None or known.state != "done":
            last[inspection.due_id or 0] = inspection
    words: dict[str, dict[str, str]] = {}
    judged = select(Judged).where(Judged.inspection_id.in_([one.id for one in last.values()]))
    for one in session.scalars(judged):
        words.setdefault(one.inspection_id, {})[one.check_id] = one.verdict
    found = []
    for due, target in rows:
        counts = last.get(due.id)
        said = words.get(counts.id, {}) if counts else {}
        found.append(Program(target.name, target.location, due.state, counts, said, due.reason))
    return found


def table(found: Sequence[Program]) -> list[list[str]]:
    """Rows of cells: names, what is known of each inspection, then one row a check with its counts."""
    entries = catalogue.entries()
    checks = [check for check in entries if any(check in p.words for p in found)]
    rows = [["check", "title_zh", "title_en", "fail", "inconclusive", "pass", *(p.name for p in found)]]
    rows += [[name, "", "", "", "", "", *(_head(p, name) for p in found)] for name in HEAD]
    for check in checks:
        words = [p.words.get(check, "") for p in found]
        counts = Counter(words)
        title = entries[check].title
        numbers = [str(counts[word]) for word in ("fail", "inconclusive", "pass")]
        rows.append([check, title.zh, title.en, *numbers, *words])
    return rows


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """UTF-8 with a byte order mark, for spreadsheets."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([[safe(cell) for cell in row] for row in rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def write_xlsx(rows: Sequence[Sequence[str]], path: Path) -> None:
    """The same as a workbook, verdicts coloured, the first row and column standing still."""
    from openpyxl import Workbook  # half a second and thirty megabytes that only the end of a batch needs
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "minispect"
    fills = {word: PatternFill("solid", start_color=colour) for word, colour in _COLOURS.items()}
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column)
            if _counted(number, column):
                cell.value = int(text)
                continue
            cell.value = plain.line(text, 30_000)
            cell.data_type, cell.quotePrefix = "s", True  # a text, also after somebody edits it
            if text in fills and number > len(HEAD) + 1:
                cell.fill = fills[text]
    for cell in sheet[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for column, width in enumerate((10, 36, 44, 7, 12, 7), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for column in range(7, len(rows[0]) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 18
    sheet.freeze_panes = "G2"
    book.save(path)


def _counted(row: int, column: int) -> bool:
    return row > len(HEAD) + 1 and 4 <= column <= 6


def _head(program: Program, name: str) -> str:
    last = program.last
    values = {
        "target": program.location,
        "state": program.due_state,
        "violations": str(last.violations) if last and last.pack else "",
        "pack": last.pack if last else "",
        "seal": last.seal if last and last.pack else "",
        "reason": program.reason,
    }
    return values[name]
