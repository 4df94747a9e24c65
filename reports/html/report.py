"""``report.html``: assembled from a recording and its verdicts, rendered without a clock or a network."""

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from detectors.verdict import Verdict
from recording.recording import Recording
from reports import plain
from reports.findings import Numbered, day, mend
from reports.html import clauses, headline, leaks, limits, shots, tables, telling, templates, words
from reports.html.view import Both, Call, Clause, FindingView, Page
from reports.inspection import Inspection

_FOLDER = Path(__file__).parent
_DRIVER = {
    "embedded": Both("嵌入式模拟宿主", "embedded, simulated host"),
    "devtools": Both("微信开发者工具", "WeChat DevTools"),
    "android": Both("安卓微信", "WeChat on Android"),
    "devtools-simulated": Both(
        "模拟的开发者工具（minispect 自有宿主），并非微信开发者工具",
        "a SIMULATED DevTools (minispect's own host), not WeChat's",
    ),
    "android-simulated": Both("模拟设备（测试替身），并非手机", "a SIMULATED device (test stand-in), no phone"),
}
_STAND_INS = {"android": "android-simulated", "devtools": "devtools-simulated"}
"""What only plays a device or a tool is another thing than it, wherever it is named."""
_BACKEND = {
    "live": Both("真实服务器", "the real servers"),
    "stub": Both("替身服务（桩数据），无真实网络", "a stub; nothing reached the real network"),
    "replay": Both("重放既往记录", "replay of an earlier recording"),
}


def render(page: Page, *, lang: str) -> str:
    """The whole file, opening in that language."""
    css = (_FOLDER / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return templates.environment(_FOLDER).get_template("report.html.j2").render(
        page=page,
        lang=lang,
        css=Markup(css),  # noqa: S704  (our own file)
        css_hash=f"sha256-{digest}",
        alt=lambda both: plain.line(both.zh if lang == "zh" else both.en, 120),
        needs_person=words.CONFIRM,
        legend=words.MAP_LEGEND,
        unmapped=words.UNMAPPED,
        word=lambda table, code: words.of({"severity": words.SEVERITY, "verdict": words.VERDICT}[table], code),
    )  # fmt: skip


def _driver(recording: Recording, driver: str) -> str:
    return _STAND_INS.get(driver, driver) if recording.environment.get("simulated") else driver


def assemble(recording: Recording, inspection: Inspection, verdicts: Sequence[Verdict], numbered: Sequence[Numbered],
             *, base: str = "../original", filmstrip: bool = True, drawings: Sequence[str] = ()) -> Page:  # fmt: skip
    """Everything on the report as plain data. ``base`` is the way from the report to ``original/``; ``drawings`` are
    the names of those that were made."""
    proven = [item for item in numbered if item.violated]
    rows = tables.check_rows(verdicts, numbered)
    driver = _driver(recording, inspection.target.driver)
    return Page(
        inspection=inspection,
        state=headline.state(verdicts),
        headline=headline.sentence(verdicts, proven),
        questions=headline.questions(verdicts),
        reach=tables.reach(recording),
        findings=tuple(_finding(recording, item, base) for item in proven),
        open_points=tuple(row for row in rows if row.verdict in ("inconclusive", "error")),
        kinds=tables.kinds(recording),
        run_figures=tables.RUN_FIGURES,
        runs=tables.run_columns(recording),
        recipients=tables.recipients(recording),
        checks=tuple(row for row in rows if row.verdict != "not-judged"),
        not_judged=tuple(row for row in rows if row.verdict == "not-judged"),
        limits=limits.of(inspection),
        driver=words.of(_DRIVER, driver),
        stand_in=driver in _STAND_INS.values(),
        backend=words.of(_BACKEND, inspection.access.backend.split(":")[0]),
        time_note=limits.time_note(inspection),
        filmstrip="filmstrip.png" if filmstrip else "",
        timeline="timeline.svg" if "timeline.svg" in drawings else "",
        sitemap="sitemap.svg" if "sitemap.svg" in drawings else "",
        unmapped="sitemap.dot" in drawings and "sitemap.svg" not in drawings and bool(recording.of("screen")),
        files=_files(base),
    )


def _finding(recording: Recording, item: Numbered, base: str) -> FindingView:
    evidence = item.finding.evidence
    large, small = shots.of(recording, evidence, base)
    call = evidence.call
    strong = {hit.flow for hit in evidence.hits} | ({call.seq} if call is not None else set())
    numbers = sorted({*evidence.events, *evidence.flows, *evidence.screens, *strong})[:40]
    return FindingView(
        number=item.number,
        check=item.entry.id,
        severity=item.entry.severity,
        title=Both(item.entry.title.zh, item.entry.title.en),
        reason=Both(item.finding.reason.zh, item.finding.reason.en),
        page=evidence.page,
        confirm=item.confirm,
        shots=large,
        more_shots=small,
        leaks=leaks.of(recording, item),
        calls=(Call(call.api, call.file, call.line),) if call is not None else (),
        moments=tuple(telling.moment(recording.by_seq[n], n in strong) for n in numbers if n in recording.by_seq),
        clauses=tuple(
            Clause(
                Both(c.document.zh, c.document.en) if c.document else Both(c.basis, c.basis),
                clauses.told(c),
                c.confirmed,
            )
            for c in item.citations(day(recording))
        ),
        mend=Both(mend(item.entry.id).zh, mend(item.entry.id).en),
        certainty=_certainty(recording, item.verdict),
    )


def _certainty(recording: Recording, verdict: Verdict) -> Both:
    """What the target's kind lets one say, and how much of its traffic could be read."""
    said = words.of(words.CERTAINTY, _driver(recording, verdict.target))
    less = words.CAPTURE.get(verdict.capture)
    return Both(f"{said.zh}{less.zh}", f"{said.en} {less.en}") if less is not None else said


def _files(base: str) -> tuple[tuple[str, str, Both], ...]:
    return (
        ("report.pdf", "report.pdf", Both("本报告的打印版，末页签名", "this report on paper, with a page to sign")),
        ("findings.sarif", "findings.sarif", Both("全部结论，SARIF 2.1.0", "all verdicts, SARIF 2.1.0")),
        ("findings.csv", "findings.csv", Both("发现列表", "the findings as a table")),
        ("traffic.har", "traffic.har", Both("网络流量，供浏览器工具阅读", "the traffic, for browsers' tools")),
        (f"{base}/../inspection.json", "inspection.json", Both("检查信息", "who, what, when, with what")),
        (f"{base}/events.jsonl", "original/events.jsonl", Both("全部事件，原始记录", "every event, as recorded")),
    )
