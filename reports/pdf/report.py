"""``report.pdf``: the same page as the HTML report, in its order, and what is signed by hand at the end."""

from pathlib import Path

from reports import plain
from reports.html import words
from reports.html.view import Both, CheckRow, Page
from reports.pdf import finding, grid, plates, signature
from reports.pdf.paper import INK, LEFT, RIGHT, RULE, SOFT, WASH, WIDTH, Colour, Paper

CRITICAL: Colour = (168, 24, 43)
PASS: Colour = (44, 110, 73)
_STATE = {"fail": CRITICAL, "pass": PASS}
_SERIES = Both("小程序个人信息保护检查报告", "Mini program privacy inspection report")
_STAND_IN = Both("模拟对象 · 不能作为证据", "SIMULATED TARGET · NO EVIDENCE")


def build(page: Page, folder: Path, *, lang: str) -> bytes:
    """The file. Pictures are read from ``folder``, where the annotated copies already are."""
    about = page.inspection
    name = plain.line(about.target.name or about.target.appid or about.id, 80)
    paper = Paper(lang, f"{about.id} · {name}", about.time.ended)
    paper.set_title(f"{paper.clean(name)} - {paper.say(_SERIES)}")
    paper.set_author(paper.clean(plain.line(about.inspector.organisation, 80)))
    _scope(paper, page, name)
    _verdict(paper, page)
    if page.findings:
        paper.need(400)
        paper.section(f"{paper.say(Both('发现', 'Findings'))} ({len(page.findings)})")
        for number, one in enumerate(page.findings):
            finding.write(paper, one, folder, first=number == 0)
    _tables(paper, page, folder)
    _limits(paper, page)
    signature.write(paper, page)
    return bytes(paper.output())


def _scope(paper: Paper, page: Page, name: str) -> None:
    about = page.inspection
    paper.need(100)
    if page.stand_in:
        paper.block(paper.say(_STAND_IN), size=12, bold=True, colour=CRITICAL)
    paper.block(paper.say(_SERIES), size=10, colour=SOFT)
    paper.block(name, size=22, bold=True)
    paper.block(f"{about.id}  {plain.line(about.case_ref, 80)}", size=9, colour=SOFT)
    paper.section(paper.say(Both("检查对象与范围", "What was inspected, and how far")))
    if about.scope.interrupted:
        paper.block(paper.say(Both("检查被中断，以下仅反映中断前的记录。",
                                   "The inspection was interrupted; this shows what was recorded until then.")),
                    bold=True)  # fmt: skip
    grid.table(paper, ("", ""), [row for row in _record(page) if row[1] not in ("", Both("", ""))], (1, 4))
    for reach in page.reach:
        _bar(paper, paper.say(reach.name), reach.walked / reach.total, reach.direct / reach.total,
             f"{reach.walked + reach.direct} / {reach.walked + reach.direct + reach.missed}")  # fmt: skip
    paper.block(paper.say(Both("深色：像用户一样走到；浅色：直接打开；空白：未到达。单位：页。",
                               "Dark: reached as a user would; light: opened directly; empty: not reached. Pages.")),
                size=8, colour=SOFT)  # fmt: skip
    counts = about.counts
    figures = Both(
        f"{len(page.runs)} 轮，{counts.screens} 张截图，{counts.calls} 次接口调用，{counts.flows} 次网络交换，"
        f"{counts.failed_captures} 次采集失败。",
        f"{len(page.runs)} runs, {counts.screens} pictures, {counts.calls} interface calls, {counts.flows} exchanges, "
        f"{counts.failed_captures} failed captures.",
    )
    paper.block(paper.say(figures))
    if about.scope.unvisited:
        paper.gap(2)
        missed = [(plain.line(one.path, 160), plain.line(one.reason, 200)) for one in about.scope.unvisited[:200]]
        head = (Both("未到达的页面", "Pages not reached"), Both("原因", "Why"))
        grid.table(paper, head, missed, (2, 3))


def _record(page: Page) -> list[tuple[Both, str | Both]]:
    about = page.inspection
    target, inspector, time = about.target, about.inspector, about.time
    clock = Both("时钟已由 NTP 校准", "clock kept by NTP") if time.clock.get("state") == "ntp" else Both(
        "系统时钟未经核对", "system clock not checked")  # fmt: skip
    span = f"{time.started[:19].replace('T', ' ')} - {time.ended[:19].replace('T', ' ')} UTC"
    return [
        (Both("小程序", "Mini program"), plain.line(target.name, 120)),
        (Both("运营者", "Operator"), plain.line(target.operator, 120)),
        (Both("AppID", "AppID"), plain.line(target.appid, 60)),
        (Both("版本", "Version"), plain.line(target.version, 60)),
        (Both("基础库", "Base library"), plain.line(target.base_library, 60)),
        (Both("检查方式", "Target kind"), page.driver),
        (Both("后端", "Back end"), page.backend),
        (Both("检查机构", "Inspected by"), plain.line(inspector.organisation, 120)),
        (Both("检查人员", "Inspectors"), plain.line("、".join(inspector.operators), 160)),
        (Both("检查依据", "Mandate"), plain.line(inspector.authority, 200)),
        (Both("时间", "Time"), Both(f"{span}，{clock.zh}", f"{span}, {clock.en}")),
        (Both("时间证明", "Attested time"), page.time_note),
        (Both("工具", "Tool"), f"minispect {about.tool.version}, rules {about.tool.rules_sha256[:16]}"),
    ]


def _bar(paper: Paper, name: str, walked: float, direct: float, told: str) -> None:
    paper.need(6)
    paper.line_of(paper.clean(name), LEFT, 8.5)
    x, wide, y = LEFT + 40, WIDTH - 40 - 24, paper.get_y() + 0.8
    for start, share, colour in ((0.0, 1.0, WASH), (0.0, walked, INK), (walked, direct, RULE)):
        if share > 0:
            paper.set_fill_color(*colour)
            paper.rect(x + wide * start, y, wide * share, 3, "F")
    paper.line_of(told, RIGHT - 20, 8.5)
    paper.gap(5.5)


def _verdict(paper: Paper, page: Page) -> None:
    paper.section(paper.say(Both("结论", "Verdict")))
    paper.block(paper.say(page.headline), size=13, bold=True, colour=_STATE.get(page.state, INK))
    paper.gap(2)
    rows = [(question.text, question.answer, " ".join(question.checks)) for question in page.questions]
    grid.table(paper, (Both("问题", "Question"), Both("回答", "Answer"), Both("检查项", "Checks")), rows, (5, 2, 2))


def _tables(paper: Paper, page: Page, folder: Path) -> None:
    if page.open_points:
        paper.section(f"{paper.say(Both('未能判定', 'Left undecided'))} ({len(page.open_points)})")
        undecided = [(row.id, row.title, row.reason) for row in page.open_points]
        grid.table(paper, ("", Both("检查项", "Check"), Both("原因", "Why")), undecided, (1, 3, 5))
    paper.section(paper.say(Both("声明、调用与外发", "Declared, called, sent")))
    kinds = [(one.kind, one.declared, _list(one.called), _list(one.sent)) for one in page.kinds]
    head = (Both("个人信息", "Kind of data"), Both("是否声明", "Declared"), Both("调用的接口", "Interfaces called"),
            Both("发往", "Sent to"))  # fmt: skip
    grid.table(paper, head, kinds, (2, 2, 3, 3))
    if page.runs:
        paper.section(paper.say(Both("各轮对照", "Runs side by side")))
        figures: list[list[grid.Cell]] = [
            [name, *(run.figures[at] for run in page.runs)] for at, name in enumerate(page.run_figures)
        ]
        grid.table(paper, ["", *(run.name for run in page.runs)], figures, [3, *(1.4 for _ in page.runs)])
        plates.write(paper, page, folder)
    paper.section(paper.say(Both("接收方", "Recipients")))
    hosts = [
        (plain.line(one.host, 120), one.owner, str(one.exchanges),
         Both("、".join(kind.zh for kind in one.kinds) or "-", ", ".join(kind.en for kind in one.kinds) or "-"))
        for one in page.recipients
    ]  # fmt: skip
    names = (Both("主机", "Host"), Both("归属", "Owner"), Both("交换次数", "Exchanges"),
             Both("收到的测试数据", "Planted data received"))  # fmt: skip
    grid.table(paper, names, hosts, (4, 3, 1.2, 3))
    paper.section(paper.say(Both("全部检查项", "All checks")))
    checks = [(row.id, row.title, _outcome(row), row.reason) for row in page.checks]
    titles = (Both("编号", "Id"), Both("检查项", "Check"), Both("结果", "Verdict"), Both("说明", "Why"))
    grid.table(paper, titles, checks, (1, 3, 1.1, 4.4))
    if page.not_judged:
        rest = ", ".join(row.id for row in page.not_judged)
        said = Both("目录中本版本尚未检查的项目：", "In the catalogue, not judged by this version: ")
        paper.block(f"{paper.say(said)}{rest}", size=8.2, colour=SOFT)


def _outcome(row: CheckRow) -> Both:
    said = words.of(words.VERDICT, row.verdict)
    return Both(f"{said.zh}\n{words.CONFIRM.zh}", f"{said.en}\n{words.CONFIRM.en}") if row.confirm else said


def _list(texts: tuple[str, ...]) -> str:
    return "\n".join(plain.line(text, 80) for text in texts) or "-"


def _limits(paper: Paper, page: Page) -> None:
    paper.section(paper.say(Both("局限", "Limits")))
    for limit in page.limits:
        paper.block(f"· {plain.line(paper.say(limit), 600)}", size=9)
        paper.gap(1)
