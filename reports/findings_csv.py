"""``findings.csv``: one line per finding and per verdict without one, for spreadsheets."""

import csv
import io
from collections.abc import Sequence

from detectors import catalogue
from detectors.verdict import Evidence, Text, Verdict
from reports import plain
from reports.findings import Numbered

COLUMNS = (
    "number", "check", "verdict", "severity", "title_zh", "title_en", "reason_zh", "reason_en",
    "page", "run", "events", "screens", "flows", "api", "file", "line", "hosts", "basis", "fingerprint", "needs_person",
)  # fmt: skip


def build(verdicts: Sequence[Verdict], numbered: Sequence[Numbered]) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets show Chinese; LF line ends."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in numbered:
        finding = item.finding
        writer.writerow(_row(item.number, item.verdict, finding.reason, finding.evidence, finding.fingerprint))
    told = {item.entry.id for item in numbered}
    for verdict in verdicts:
        if verdict.check not in told and verdict.verdict != "not-judged" and verdict.check in catalogue.entries():
            writer.writerow(_row("", verdict, verdict.reason, verdict.evidence, ""))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _row(number: str, verdict: Verdict, reason: Text, evidence: Evidence, fingerprint: str) -> list[str]:
    entry, call = catalogue.entries()[verdict.check], evidence.call
    cells: list[object] = [
        number, verdict.check, verdict.verdict, entry.severity, entry.title.zh, entry.title.en, reason.zh, reason.en,
        evidence.page, evidence.run, _numbers(evidence.events), _numbers(evidence.screens), _numbers(evidence.flows),
        call.api if call else "", call.file if call else "", call.line if call and call.line else "",
        " ".join(dict.fromkeys(hit.host for hit in evidence.hits)), "; ".join(entry.basis), fingerprint,
        "yes" if verdict.violated and entry.verdict_by != "machine" else "",
    ]  # fmt: skip
    return [safe(str(cell)) for cell in cells]


def _numbers(numbers: Sequence[int]) -> str:
    return " ".join(str(number) for number in numbers)


def safe(text: str) -> str:
    """One line; a text of the target must not become a formula in the reader's spreadsheet."""
    shown = " ".join(plain.visible(text).split())
    return f"'{shown}" if shown[:1] in ("=", "+", "-", "@") else shown
