"""The items as DOCX: what goes to the platform, or into a regulator's notice."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from reports import plain
from reports.export.items import Item
from reports.html.view import Both, Page

FORMS = ("platform", "regulator")
_TITLE = {
    "platform": Both("小程序个人信息保护问题申诉材料", "Privacy issues of a mini program, for the platform"),
    "regulator": Both(
        "小程序个人信息保护问题清单（通知书附件）", "Privacy issues of a mini program, annex to a notice"
    ),
}
_CLOSING = {
    "platform": Both(
        "以上每一项均有证据包中的原始截图、事件与流量为证，可据编号核对。",
        "Every item is proven by untouched pictures, events and traffic in the evidence pack, under its number.",
    ),
    "regulator": Both(
        "请于　　年　　月　　日前完成整改并提交书面说明。\n\n检查人员（签名）：　　　　　　　　　　　　　日期：\n\n"
        "检查人员（签名）：　　　　　　　　　　　　　日期：",
        "To be mended, with a written statement, by (date): ____________\n\nOperator (signature): ________________  "
        "Date: ____________\n\nOperator (signature): ________________  Date: ____________",
    ),
}
_SONG, _LATIN = "宋体", "Times New Roman"
_PICTURE = Mm(62)
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def build(page: Page, items: Sequence[Item], folder: Path, form: str, lang: str) -> bytes:
    """One heading, one reason, one picture per item; what a person rejected is only named. Pictures are read from
    ``folder``. The same input gives the same bytes."""
    document = docx.Document()
    _fonts(document)
    _properties(document, page)
    document.add_heading(_say(_TITLE[form], lang), 0)
    _facts(document, page, lang)
    standing = [item for item in items if not item.rejected]
    if not standing:
        document.add_paragraph(_say(Both("未发现违规。", "No violation was found."), lang))
    for item in standing:
        _item(document, item, folder, lang)
    for item in (one for one in items if one.rejected):
        left_out = _say(Both("未列入：{0} {1}（{2}）", "Left out: {0} {1} ({2})"), lang)
        document.add_paragraph(left_out.format(item.number, item.title, item.review))
    for line in _say(_CLOSING[form], lang).split("\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def _say(both: Both, lang: str) -> str:
    return both.zh if lang == "zh" else both.en


def _fonts(document: Document) -> None:
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name = _LATIN
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _SONG)
        style.font.color.rgb = RGBColor(0, 0, 0)
    document.styles["Normal"].font.size = Pt(11)


def _properties(document: Document, page: Page) -> None:
    moment = _moment(page.inspection.time.ended)
    properties = document.core_properties
    properties.author = plain.line(page.inspection.inspector.organisation, 120)
    properties.last_modified_by = ""
    properties.title = page.inspection.id
    properties.comments = ""
    properties.created = properties.modified = moment


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return datetime(*_ZIP_EPOCH)


def _facts(document: Document, page: Page, lang: str) -> None:
    about = page.inspection
    facts = [
        (Both("小程序", "Mini program"), f"{about.target.name} {about.target.appid}"),
        (Both("运营者", "Operator"), about.target.operator),
        (Both("检查机构", "Authority"), about.inspector.organisation),
        (Both("案号", "Case number"), about.case_ref),
        (Both("检查依据", "Mandate"), about.inspector.authority),
        (Both("检查编号", "Inspection"), about.id),
        (Both("检查时间", "Time"), f"{about.time.started[:19]} - {about.time.ended[:19]} UTC"),
        (Both("检查方式", "Target kind"), _say(page.driver, lang)),
        (Both("结论", "Verdict"), _say(page.headline, lang)),
    ]
    _table(document, [(_say(name, lang), value) for name, value in facts if value.strip()])


def _item(document: Document, item: Item, folder: Path, lang: str) -> None:
    document.add_heading(f"{item.number}  {item.title}", 1)
    rows = [
        (Both("理由", "Reason"), item.reason),
        (Both("严重程度", "Severity"), f"{item.severity} ({item.check})"),
        (Both("位置", "Place"), item.place),
        (Both("依据", "Rule"), item.rule),
        (Both("整改建议", "What mends it"), item.mend),
        (Both("人工复核", "Decision of a person"), item.review),
    ]
    _table(document, [(_say(name, lang), value) for name, value in rows if value])
    picture = folder / item.picture if item.picture else None
    if picture is not None and picture.is_file():
        document.add_picture(str(picture), width=_PICTURE)
        document.add_paragraph(f"{item.caption}\nSHA-256 {item.picture_sha256}").runs[0].font.size = Pt(8)


def _table(document: Document, rows: Sequence[tuple[str, str]]) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for name, value in rows:
        left, right = table.add_row().cells
        left.width, right.width = Mm(30), Mm(125)
        left.text, right.text = name, plain.line(value, 1500)
    document.add_paragraph()


def _timeless(data: bytes) -> bytes:
    """The same archive without the moment of its making."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in sorted(made.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            kept.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), made.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
