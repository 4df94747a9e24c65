"""The HTML report: its order, its honesty, and what hostile texts can do to it (nothing)."""

import base64
import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import sync_playwright

from detectors import catalogue
from detectors.verdict import Box, CallSite, Evidence, Text, Verdict
from recording.event import Kind
from recording.log import Log
from recording.recording import Recording
from reports import findings, inspection, single
from reports.derive import derive
from reports.html import clauses, headline, leaks, limits, report, shots, tables

AXE = "axe-core@4.14.1"
HOSTILE = (
    "<img src=https://evil.example.test/a onerror=alert(1)><script>alert(2)</script></style></title>{{7*7}}"
    '\u202egnp.exe\u2066\x1b[31m\x00" onload="alert(4)\' <iframe src=https://evil.example.test></iframe>'
)


def rendered(original: Path, verdicts: list[Verdict], lang: str = "zh") -> str:
    recording = Recording(original)
    words = {verdict.check: verdict.verdict for verdict in verdicts}
    about = inspection.build(recording, "MI-1", inspection.Account(lang="zh"), words, "SHA256:x")
    return report.render(report.assemble(recording, about, verdicts, findings.numbered(verdicts)), lang=lang)


def test_completeness_then_verdict_then_findings_then_the_rest(original: Path, verdicts: list[Verdict]) -> None:
    page = rendered(original, verdicts)
    names = ["scope", "verdict", "findings", "open", "data", "runs", "recipients", "checks", "limits", "files"]
    order = [page.index(f'<section id="{name}"') for name in names]
    assert order == sorted(order)


def test_finding_shows_pictures_code_request_rule_mend_and_certainty(original: Path, verdicts: list[Verdict]) -> None:
    page = rendered(original, verdicts)
    assert page.count('class="leak"') == 1
    leak = page[page.index('id="F2"') : page.index('<section id="open"')]
    assert "<mark>planted-openid-77</mark>" in leak
    assert "pages/index/index.js:12" in leak
    assert "https://api.example.test/v1/collect?a=1" in leak
    assert "明文" in leak
    wall = page[page.index('id="F1"') : page.index('id="F2"')]
    assert wall.count('class="under"') == 2
    assert "screens/000004.annotated.png" in wall
    assert "../original/screens/000004.png" in wall
    assert "点击「授权手机号后点餐」之后" in wall
    assert "模拟宿主" in wall


def test_certainty_says_how_much_of_a_devices_traffic_was_read(original: Path, verdicts: list[Verdict]) -> None:
    blind = [v.model_copy(update={"target": "android", "capture": "hosts"}) for v in verdicts]
    page = rendered(original, blind)
    assert page.count("Of the device&#39;s traffic only host names could be read.") == 2
    assert "host names could be read" not in rendered(original, verdicts)


@pytest.mark.parametrize(
    ("basis", "zh", "en"),
    [
        ("PIPL 5, 6, 16", "第5条、第6条、第16条", "arts. 5, 6, 16"),
        ("PIPL 17(1)", "第17条(1)", "art. 17(1)"),
        ("GDPR 44-46", "第44-46条", "arts. 44-46"),
        ("GDPR recital 26", "recital 26", "recital 26"),
        ("RD 4.2", "4.2", "4.2"),
        ("guidelines storage", "“信息的存储”", "“storage of information”"),
        ("NEC", "", ""),
        ("no such rule 1", "", ""),
    ],
)
def test_clauses_are_named_as_their_documents_count(basis: str, zh: str, en: str) -> None:
    told = clauses.told(catalogue.citation(basis))
    assert (told.zh, told.en) == (zh, en)


def test_limits_say_simulated_host_and_unchecked_clock(original: Path, verdicts: list[Verdict]) -> None:
    limits = rendered(original, verdicts).split('<section id="limits"')[1]
    for sentence in ("simulated host", "clock was not checked", "not attested by a third party"):
        assert sentence in limits


def test_nothing_found_is_no_clean_bill_while_headline_checks_are_open() -> None:
    silent = [Verdict(check="PHN-01", verdict="pass", reason=Text(zh="", en=""))]
    assert headline.state(silent) == "inconclusive"
    assert [q.state for q in headline.questions(silent)] == ["inconclusive", "none", "none"]
    assert "no clean bill" in headline.sentence(silent, []).en
    every = [
        Verdict(check=check, verdict="pass", reason=Text(zh="", en="")) for q in headline._QUESTIONS for check in q[0]
    ]
    assert headline.state(every) == "pass"


def test_every_spelling_of_the_planted_value_is_marked() -> None:
    pieces = leaks.marked("a=13812345678&b=MTM4MTIzNDU2Nzg=&c=x", "13812345678")
    assert [piece.text for piece in pieces if piece.marked] == ["13812345678", "MTM4MTIzNDU2Nzg="]
    assert "".join(piece.text for piece in pieces) == "a=13812345678&b=MTM4MTIzNDU2Nzg=&c=x"
    assert [piece.marked for piece in leaks.marked("nothing of it", "13812345678")] == [False]


def test_page_loads_nothing_from_the_network_and_runs_no_script(original: Path, verdicts: list[Verdict]) -> None:
    page = rendered(original, verdicts)
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert not re.search(r"url\(|@import", page)


def test_limits_said_twice_are_printed_once(original: Path) -> None:
    about = inspection.Inspection(id="MI-1", limitations=(limits.UNSTAMPED.zh, "one page was slow"))
    sentences = [both.zh for both in limits.of(about)]
    assert sentences.count(limits.UNSTAMPED.zh) == 1
    assert sentences[-1] == "one page was slow"


def test_finding_without_pictures_is_shown_with_the_screens_around_it(original: Path) -> None:
    recording = Recording(original)
    call = recording.of("call")[0]
    site = CallSite(seq=call.seq, api="wx.login")
    large, small = shots.of(recording, Evidence(run="refuse", events=(call.seq,), call=site), "../original")
    assert [shot.seq for shot in large] == [event.seq for event in recording.of("screen")]
    assert small == ()


def test_boxed_picture_comes_first_and_the_next_look_beside_it(original: Path) -> None:
    recording = Recording(original)
    first, second = (event.seq for event in recording.of("screen"))
    box = Box(screen=second, rect=(0, 0, 1, 1), label=Text(zh="", en=""))
    large, _ = shots.of(recording, Evidence(screens=(first, second), boxes=(box,)), "../original")
    assert [shot.seq for shot in large] == [first, second]


def test_undecided_says_what_would_have_decided(original: Path) -> None:
    missing = (Text(zh="第二次冷启动", en="a second cold start"),)
    verdict = Verdict(check="PHN-01", verdict="inconclusive", reason=Text(zh="不定。", en="Open."), missing=missing)
    (row,) = tables.check_rows([verdict], [])
    assert row.reason.en == "Open. Missing: a second cold start"


def test_value_in_the_address_is_marked_there() -> None:
    pieces = leaks._url("https://a.test/?code=0U60SHqe11nqpF97VhybUmg&x=1", "0U60SHqe11nqpF97VhybUmg")
    assert [(p.text, p.marked) for p in pieces] == [
        ("https://a.test/?code=", False),
        ("0U60SHqe11nqpF97VhybUmg", True),
        ("&x=1", False),
    ]


def test_values_of_one_kind_in_one_exchange_are_one_entry(original: Path, verdicts: list[Verdict]) -> None:
    recording = Recording(original)
    leak = next(item for item in findings.numbered(verdicts) if item.entry.id == "PRE-02")
    hit = leak.finding.evidence.hits[0]
    again = hit.model_copy(update={"path": "body > json.again"})
    other = hit.model_copy(update={"spelling": "md5-hex"})
    evidence = leak.finding.evidence.model_copy(update={"hits": (hit, again, other)})
    item = replace(leak, finding=leak.finding.model_copy(update={"evidence": evidence}))
    found = leaks.of(recording, item)
    assert [(one.where, one.spelling.en) for one in found] == [
        ("body > json.device · body > json.again", "in clear"),
        ("body > json.device", "as MD5"),
    ]
    both = leaks._url("https://a.test/?at=116.9505835,40.4902667", "116.9505835", "40.4902667")
    assert [piece.text for piece in both if piece.marked] == ["116.9505835", "40.4902667"]


def test_pair_says_before_and_after_only_when_it_looks_different(original: Path, tmp_path: Path) -> None:
    recording = Recording(original)
    two = tuple(event.seq for event in recording.of("screen"))
    large, _ = shots.of(recording, Evidence(screens=two), "../original")
    assert [shot.side.en for shot in large if shot.side] == ["Before", "After"]
    assert large[0].caption.zh == "第 1 次冷启动之后"
    log = Log(tmp_path)
    same = [log.screen(b"1", None, {"pixels_sha256": "0", "width": 9, "height": 9}, page="p").seq for _ in range(2)]
    log.close()
    large, _ = shots.of(Recording(tmp_path), Evidence(screens=tuple(same)), "../original")
    assert [shot.side for shot in large] == [None, None]


def test_marks_written_by_the_target_do_not_mislead() -> None:
    pieces = leaks.marked("⟦harmless⟧ openid=⟦0U60SHqe11nqpF97VhybUmg⟧;", "0U60SHqe11nqpF97VhybUmg")
    assert [p.text for p in pieces if p.marked] == ["0U60SHqe11nqpF97VhybUmg"]


def test_answer_of_the_inspector_is_shown_with_the_picture_before_it(tmp_path: Path) -> None:
    log = Log(tmp_path)
    picture = {"pixels_sha256": "0", "width": 10, "height": 10}
    before = log.screen(b"1", None, picture, page="p").seq
    action = {"type": "tap", "purpose": "answer:refuse", "target": {"text": "拒绝"}, "screen": before}
    refused = log.add(Kind.ACTION, action, page="p").seq
    after = log.screen(b"2", None, {**picture, "pixels_sha256": "1"}, page="p").seq
    log.close()
    large, _ = shots.of(Recording(tmp_path), Evidence(events=(refused,), screens=(after,)), "../original")
    assert [shot.seq for shot in large] == [before, after]
    assert large[1].caption.zh == "点击「拒绝」之后"


def test_single_file_holds_its_pictures_and_leads_nowhere(original: Path, verdicts: list[Verdict]) -> None:
    recording = Recording(original)
    about = inspection.build(recording, "MI-1", inspection.Account(lang="zh"), {}, "")
    folder = original.parent / "derived"
    derive(recording, folder, about, verdicts=verdicts)
    page = report.assemble(recording, about, verdicts, findings.numbered(verdicts))
    text = report.render(single.inlined(page, folder), lang="zh")
    pictures = re.findall(r'<img src="data:image/webp;base64,([^"]+)"', text)
    assert len(pictures) == text.count("<img ") == 4
    with Image.open(io.BytesIO(base64.b64decode(pictures[0]))) as image:
        assert image.format == "WEBP"
        assert image.width == 600
    assert set(re.findall(r'href="(.)', text)) == {"#"}
    assert "未加标注的原图见证据包" in text


@pytest.fixture(scope="session")
def axe(npm_published: Callable[[str], Path]) -> str:
    """axe-core as it is published."""
    return (npm_published(AXE) / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.browser
def test_hostile_texts_stay_texts_in_a_real_browser(
    tmp_path: Path, make_recording: Callable[..., Path], make_verdicts: Callable[..., list[Verdict]], axe: str
) -> None:
    long = HOSTILE + "长" * 3000 + "x" * 3000
    original = make_recording(tmp_path / "data" / "original", long)
    recording = Recording(original)
    verdicts = make_verdicts(recording, long)
    about = inspection.build(
        recording,
        "MI-1",
        inspection.Account(limitations=(long,), lang="zh"),
        {v.check: v.verdict for v in verdicts},
        "",
    )
    derive(recording, tmp_path / "data" / "derived", about, verdicts=verdicts)
    seen: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for width, scheme in ((1280, "light"), (390, "dark")):
            page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
            page.on("request", lambda request: seen.append(request.url))
            page.on("dialog", lambda dialog: (seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
            page.on("console", lambda message: seen.append(f"console {message.text}"))
            page.goto((tmp_path / "data" / "derived" / "report.html").as_uri())
            page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
            for image in page.locator("img").all():
                image.scroll_into_view_if_needed()
            page.evaluate("Promise.all([...document.images].map(image => image.decode()))")
            assert page.locator("script, iframe, object, embed, [onerror], [onload]").count() == 0
            assert page.evaluate("document.documentElement.scrollWidth") <= width, "the layout is broken"
            english = page.locator("#verdict h2 .t[lang=en]")
            assert not english.is_visible()
            page.locator("label[for=lang-en]").click()
            assert english.is_visible()
            page.evaluate(axe)
            faults = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)")
            assert not faults, [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in faults]
            text = page.inner_text("body")
            assert "⟨U+202E⟩" in text
            assert "\u202e" not in text
            page.close()
        browser.close()
    assert all(url.startswith(tmp_path.as_uri()) for url in seen), [u for u in seen if not u.startswith("file:")]
