"""The items as CSV, for the forms of platforms and for lists of cases."""

import csv
import io
from collections.abc import Sequence

from reports import findings_csv
from reports.export.items import Item
from reports.html.view import Both

_COLUMNS = (
    Both("编号", "Number"), Both("检查项", "Check"), Both("严重程度", "Severity"), Both("问题", "Item"),
    Both("理由", "Reason"), Both("位置", "Place"), Both("依据", "Rule"), Both("整改建议", "What mends it"),
    Both("图片", "Picture"), Both("图片说明", "Caption"), Both("原图 SHA-256", "SHA-256 of the untouched picture"),
    Both("人工复核", "Decision of a person"),
)  # fmt: skip


def build(items: Sequence[Item], pictures: dict[str, str], lang: str) -> bytes:
    """UTF-8 with a byte order mark. ``pictures``: number of the finding -> file name beside the sheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([both.zh if lang == "zh" else both.en for both in _COLUMNS])
    for item in items:
        cells = (
            item.number, item.check, item.severity, item.title, item.reason, item.place, item.rule, item.mend,
            pictures.get(item.number, ""), item.caption, item.picture_sha256,
            item.review,
        )  # fmt: skip
        writer.writerow([findings_csv.safe(cell) for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")
