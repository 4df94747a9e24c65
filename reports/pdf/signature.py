"""The last page: the data of the case, and where those who took part sign."""

from reports import plain
from reports.html.view import Both, Page
from reports.pdf import grid
from reports.pdf.paper import INK, LEFT, RIGHT, SOFT, Paper

_LEAST_OPERATORS = 2
"""Chinese procedure expects two."""


def write(paper: Paper, page: Page) -> None:
    """On a page of its own, with a line for every person whose signature procedure asks for."""
    about = page.inspection
    person = about.inspector
    paper.need(400)
    paper.section(paper.say(Both("签名页", "Signatures")))
    grid.table(
        paper,
        ("", ""),
        [
            (Both("检查机构", "Authority"), plain.line(person.organisation, 120) or "-"),
            (Both("案号", "Case number"), plain.line(about.case_ref, 120) or "-"),
            (Both("检查依据", "Mandate"), plain.line(person.authority, 300) or "-"),
            (Both("检查对象", "Inspected"), plain.line(f"{about.target.name} {about.target.appid}", 160)),
            (Both("运营者", "Operator"), plain.line(about.target.operator, 120) or "-"),
            (Both("检查编号", "Inspection"), about.id),
            (Both("检查时间", "Time"), f"{about.time.started} - {about.time.ended}"),
            (Both("签名密钥指纹", "Signing key"), person.signing_key or "-"),
        ],
        (1, 4),
    )
    statement = Both(
        "本报告由证据包内的原始记录生成。签名人已核对上列案件信息及其所见的检查过程。证据包封存后，其完整性以下列校验值为准。",
        "This report was computed from the original records in the evidence pack. Those who sign have checked the case "
        "data above and the inspection as they saw it. Once sealed, the pack's integrity rests on the value below.",
    )
    paper.block(paper.say(statement), size=10)
    paper.gap(3)
    _field(paper, paper.say(Both("tagmanifest-sha256.txt 的 SHA-256（封存后填写）",
                                 "SHA-256 of tagmanifest-sha256.txt (to be filled in once sealed)")))  # fmt: skip
    names = [*person.operators, *("" for _ in range(_LEAST_OPERATORS - len(person.operators)))]
    for number, name in enumerate(names, 1):
        _person(paper, Both(f"检查人员 {number}", f"Operator {number}"), name)
    _person(paper, Both("见证人", "Witness"), person.witness)
    _person(paper, Both("当事人 / 电子数据持有人", "Party concerned / holder of the data"), "")


def _person(paper: Paper, role: Both, name: str) -> None:
    paper.need(19)
    paper.gap(9)
    told = paper.clean(f"{paper.say(role)}  {plain.line(name, 40)}".rstrip())
    start, end = paper.lines(told, 66, 10)[0]
    paper.line_of(told[start:end], LEFT, 10)
    for x, wide, label in ((LEFT + 68, 58, Both("签名", "Signature")), (LEFT + 130, 44, Both("日期", "Date"))):
        _rule(paper, x, x + wide, paper.say(label))
    paper.gap(10)


def _field(paper: Paper, label: str) -> None:
    paper.need(16)
    paper.gap(8)
    _rule(paper, LEFT, RIGHT, label)
    paper.gap(8)


def _rule(paper: Paper, left: float, right: float, label: str) -> None:
    y = paper.get_y()
    paper.set_draw_color(*INK)
    paper.line(left, y + 5, right, y + 5)
    paper.set_y(y + 5)
    paper.line_of(paper.clean(label), left, 7, colour=SOFT)
    paper.set_y(y)
