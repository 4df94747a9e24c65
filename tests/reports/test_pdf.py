"""The report on paper: its text, its bookmarks, its last page, and hostile texts in it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from detectors.verdict import Verdict
from recording.recording import Recording
from reports import fonts, inspection
from reports.derive import derive
from reports.pdf import breaking
from reports.pdf.drawing import Drawing

HOSTILE = "{nb} \u202egnp\x1b[31m\x00 (Tj) <script>\U0001f600 \ud800 " + "长" * 900 + "x" * 900


class Paper:
    """What a reader of the file sees: texts without spaces, titles of bookmarks, pictures of each page."""

    def __init__(self, data: bytes) -> None:
        document = pypdfium2.PdfDocument(data)
        self.pages = ["".join(page.get_textpage().get_text_range().split()) for page in document]
        self.titles = [mark.get_title() for mark in document.get_toc()]
        self.pictures = [
            sum(1 for _ in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,))) for page in document
        ]
        document.close()


Read = Callable[[Path, list[Verdict], str], Paper]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def build(original: Path, verdicts: list[Verdict], lang: str) -> Paper:
        recording = Recording(original)
        words = {verdict.check: verdict.verdict for verdict in verdicts}
        about = inspection.build(recording, "MI-1", inspection.Account(lang="zh"), words, "SHA256:x")
        derive(recording, tmp_path / "derived", about, verdicts=verdicts, lang=lang)
        return Paper((tmp_path / "derived" / "report.pdf").read_bytes())

    return build


@pytest.mark.skipif(fonts.find() is None, reason="no Chinese font")
def test_paper_has_bookmarks_numbers_chinese_text_and_a_page_to_sign(
    original: Path, verdicts: list[Verdict], read: Read
) -> None:
    paper = read(original, verdicts, "zh")
    assert paper.titles[:3] == ["检查对象与范围", "结论", "发现 (2)"]
    assert [title.split()[0] for title in paper.titles[3:5]] == ["F1", "F2"]
    assert paper.titles[-1] == "签名页"
    count = len(paper.pages)
    assert all(f"{number}/{count}" in text for number, text in enumerate(paper.pages, 1))
    assert "小碗面馆" in paper.pages[0]
    assert "未到达的页面" in "".join(paper.pages[:2])
    wall = next(at for at, text in enumerate(paper.pages) if "F1严重" in text)
    assert paper.pictures[wall] == 2
    leak = "".join(paper.pages[wall + 1 :])
    for part in ("planted-openid-77", "pages/index/index.js:12", "https://api.example.test/v1/collect?a=1", "明文"):
        assert part in leak
    for part in ("沪市监〔2026〕7号", "检查人员1甲", "检查人员2乙", "见证人", "SHA256:x", "示例检查机构"):
        assert part in paper.pages[-1]


@pytest.mark.skipif(fonts.find() is None, reason="no Chinese font")
def test_time_line_and_map_are_drawn_with_their_texts(original: Path, verdicts: list[Verdict], read: Read) -> None:
    paper = read(original, verdicts, "zh")
    line = next(text for text in paper.pages if text.startswith("时间线"))
    assert "全部拒绝Refuseall" in line
    assert "隐私接口Privacycalls" in line
    if shutil.which("dot") is not None:
        at = next(at for at, text in enumerate(paper.pages) if text.startswith("页面地图"))
        assert "pages/index/index" in paper.pages[at]
        assert "F1F2" in paper.pages[at]
        assert paper.pictures[at] == 1
    assert next(title for title in paper.titles if title in ("时间线", "页面地图")) == "时间线"


def test_without_graphviz_both_reports_say_that_there_is_no_map(
    original: Path, verdicts: list[Verdict], read: Read, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("reports.sitegraph.shutil.which", lambda _: None)
    paper = read(original, verdicts, "en")
    assert "ThesitemapisnotdrawnthismachinehasnoGraphviz" in "".join(paper.pages).replace(":", "")
    page = (tmp_path / "derived" / "report.html").read_text(encoding="utf-8")
    assert "页面地图未绘制" in page
    assert "sitemap.svg" not in page


def test_drawing_that_is_none_is_refused(tmp_path: Path) -> None:
    for number, text in enumerate(("", "<svg", "<svg/>", '<svg viewBox="0 0 0 0"/>')):
        path = tmp_path / f"{number}.svg"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ValueError, match=path.name):
            Drawing(path)


def test_hostile_texts_are_set_as_text_within_the_page(
    tmp_path: Path, make_recording: Callable[..., Path], make_verdicts: Callable[..., list[Verdict]], read: Read
) -> None:
    original = make_recording(tmp_path / "hostile" / "original", HOSTILE.replace("\ud800", ""))
    paper = read(original, make_verdicts(Recording(original), HOSTILE), "en")
    text = "".join(paper.pages)
    for part in ("{nb}", "U+202E", "U+001B", "(Tj)<script>", "U+1F600"):
        assert part in text
    assert "\u202e" not in text
    data = (tmp_path / "derived" / "report.pdf").read_bytes()
    for part in (b"/URI", b"/JavaScript", b"/JS", b"/EmbeddedFile", b"/Launch"):
        assert part not in data


def test_paper_without_a_chinese_font_is_english_and_says_codes(
    original: Path, verdicts: list[Verdict], read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "find", lambda: None)
    paper = read(original, verdicts, "zh")
    assert "Whatwasinspected" in paper.pages[0]
    assert "[U+5C0F]" in paper.pages[0]


def broken(text: str, room: float) -> list[str]:
    return [text[start:end] for start, end in breaking.spans(text, lambda c: 2.0 if ord(c) > 0x2E80 else 1.0, room)]


def test_lines_break_between_words_and_never_before_a_full_stop() -> None:
    assert broken("the quick brown fox", 10) == ["the quick ", "brown fox"]
    assert broken("一二三四五。六", 10) == ["一二三四", "五。六"]
    assert broken("看index.js", 7) == ["看", "index.", "js"]
    assert broken("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
    assert broken("a\n\nb", 10) == ["a", "", "b"]
    assert broken("", 10) == [""]
