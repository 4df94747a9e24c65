"""The findings for other people's procedures: one item, one reason, one picture."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from detectors.verdict import Verdict
from recording import canonical
from recording.recording import Recording
from reports import fresh, inspection
from reports.export import export, items
from reports.pack import PackError
from reports.review.rulings import Ruling

HOSTILE = '=HYPERLINK("https://evil.example.test")\x00\x0b\u202e]]></w:t>'


@pytest.fixture
def make_pack(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make_recording: Callable[..., Path],
    make_verdicts: Callable[..., list[Verdict]],
) -> Callable[[str], Path]:
    """What a pack needs to be read again; the checks say what the small recording is made to show."""

    def make(words: str) -> Path:
        root = tmp_path / "MI-1"
        original = make_recording(root / "data" / "original", words)
        recording = Recording(original)
        verdicts = make_verdicts(recording, words)
        monkeypatch.setattr("reports.fresh.judge_all", lambda _: verdicts)
        about = inspection.build(recording, "MI-1", inspection.Account(lang="zh"), {}, "SHA256:x")
        canonical.write(root / "data" / "inspection.json", about.model_dump(mode="json"))
        return root

    return make


def test_one_item_one_reason_one_picture(make_pack: Callable[[str], Path]) -> None:
    root = make_pack("先要手机号")
    paths = export.export(root, "regulator")
    folder = root.with_name("MI-1.export")
    assert [path.relative_to(folder).as_posix() for path in paths] == ["items.csv", "items.docx", "F1.png", "F2.png"]
    rows = list(csv.DictReader(io.StringIO((folder / "items.csv").read_text(encoding="utf-8-sig"))))
    assert [(row["编号"], row["图片"]) for row in rows] == [("F1", "F1.png"), ("F2", "F2.png")]
    assert all(row["理由"] and row["依据"] and len(row["原图 SHA-256"]) == 64 for row in rows)
    letter = docx.Document(str(folder / "items.docx"))
    headings = [one.text for one in letter.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert [heading.split()[0] for heading in headings] == ["F1", "F2"]
    assert len(letter.inline_shapes) == 2
    text = "\n".join(cell.text for table in letter.tables for row in table.rows for cell in row.cells)
    for part in ("未展示内容即索取：先要手机号", "沪市监〔2026〕7号", "pages/index/index.js:12", "示例餐饮有限公司"):
        assert part in text
    assert "年　　月" in "".join(one.text for one in letter.paragraphs)


def test_item_that_needs_a_person_says_so_until_one_decided(make_pack: Callable[[str], Path]) -> None:
    with fresh.fresh(make_pack("x")) as found:
        page = replace(found.page, findings=tuple(replace(one, confirm=True) for one in found.page.findings[:1]))
    assert items.of(page, "zh")[0].severity == "严重, 须人工确认"
    assert items.of(page, "en")[0].severity == "Critical, needs a person"
    ruling = Ruling(number="F1", mark="m", word="confirmed", by="lab", at="2026-11-22T00:00:00.000Z")
    assert items.of(page, "en", {"F1": ruling})[0].severity == "Critical"
    undecided = ruling.model_copy(update={"word": ""})
    assert "person" in items.of(page, "en", {"F1": undecided})[0].severity


def test_exported_again_is_the_same_bytes(make_pack: Callable[[str], Path]) -> None:
    root = make_pack("x")
    first = {path.name: path.read_bytes() for path in export.export(root, "platform")}
    assert {path.name: path.read_bytes() for path in export.export(root, "platform")} == first


def test_hostile_texts_are_no_formula_and_no_markup(make_pack: Callable[[str], Path]) -> None:
    root = make_pack(HOSTILE)
    paths = export.export(root, "platform", "en")
    rows = list(csv.reader(io.StringIO(paths[0].read_text(encoding="utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell]
    with zipfile.ZipFile(paths[1]) as archive:
        names = archive.namelist()
        links = archive.read("word/_rels/document.xml.rels")
    assert b'TargetMode="External"' not in links
    assert not [name for name in names if "vba" in name or "embed" in name]
    text = "\n".join(
        cell.text for table in docx.Document(str(paths[1])).tables for row in table.rows for cell in row.cells
    )
    assert "]]></w:t>" in text
    assert "⟨U+202E⟩" in text


def test_what_is_no_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="not an evidence pack"):
        export.export(tmp_path, "platform")
