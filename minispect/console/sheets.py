"""The sheet of check by program as a file for spreadsheets; texts of targets never become formulas."""

import csv
import io

from detectors import catalogue
from minispect.console import words
from minispect.console.history import Sheet
from minispect.console.inside import NotThere
from reports import findings_csv

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def made(sheet: Sheet, kind: str, lang: str) -> tuple[bytes, str]:
    """The file and its media type, for ``csv`` or ``xlsx``. Raises NotThere for another kind."""
    if kind not in ("csv", "xlsx"):
        raise NotThere(kind)
    rows = _rows(sheet, lang)
    if kind == "csv":
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerows(rows)
        return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace"), "text/csv; charset=utf-8"
    from openpyxl import Workbook  # a fifth of a second that only this sheet needs
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    page = book.create_sheet("minispect")
    page.freeze_panes = "C2"
    page.column_dimensions["B"].width = 46
    for column in range(3, len(sheet.targets) + 3):
        page.column_dimensions[get_column_letter(column)].width = 18
    for row in rows:
        page.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue(), _XLSX


def _rows(sheet: Sheet, lang: str) -> list[list[str]]:
    def say(zh: str, en: str) -> str:
        return zh if lang == "zh" else en

    names = [findings_csv.safe(target.name) for target in sheet.targets]
    dates = [f"{sheet.last[target.id].started_at:%Y-%m-%d %H:%M} UTC" for target in sheet.targets]
    rows = [
        [say("编号", "Check"), say("检查项", "What is checked"), *names],
        ["", say("检查时间", "Inspected"), *dates],
    ]
    entries = catalogue.entries()
    for check, by_target in sheet.words.items():
        entry = entries.get(check)
        title = say(entry.title.zh, entry.title.en) if entry else check
        cells = [words.of("verdict", by_target[t.id]) if t.id in by_target else None for t in sheet.targets]
        rows.append(
            [findings_csv.safe(check), findings_csv.safe(title), *(say(c.zh, c.en) if c else "" for c in cells)]
        )
    return rows
