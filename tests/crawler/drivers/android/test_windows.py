"""Windows of the platform are found on drawn screens of many looks, look-alikes are told apart, and nothing that gives
something away is ever offered for a tap."""

import asyncio
import importlib.util
import io
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crawler.drivers.android import uitree
from crawler.drivers.android.frame import frame
from crawler.drivers.android.scene import Scene
from crawler.drivers.android.seen import tree_of
from crawler.drivers.android.shapes import shapes
from crawler.drivers.android.trees import Trees
from crawler.drivers.android.windows import recognise
from crawler.eyes import ocr
from recording.reading import Line
from recording.sight.controls import controls

STANDIN = Path(__file__).parents[3] / "standin"
IN_FRONT = "com.tencent.mm/com.tencent.mm.plugin.appbrand.ui.AppBrandUI00"


def _line(text: str, x: float, y: float, width: float = 0, height: float = 20) -> Line:
    return Line(text=text, rect=(x, y, width or 16 * len(text), height), score=0.99)


SHEET = (_line("好吃点餐 申请", 50, 460), _line("申请获取并验证你的手机号", 24, 500), _line("用于注册会员", 24, 535),
         _line("138****8000", 24, 575), _line("微信绑定号码", 24, 602), _line("不允许", 152, 685),
         _line("使用其它号码", 136, 740))  # fmt: skip


def test_a_phone_sheet_offers_its_refusal_and_nothing_else() -> None:
    found = recognise(SHEET, (0, 440, 360, 360), IN_FRONT)
    assert found is not None
    assert (found.window.id, found.title) == ("phone", "申请获取并验证你的手机号")
    assert [(b.text, b.role) for b in found.buttons] == [("不允许", "refuse"), ("使用其它号码", "never")]
    for y in (585, 612, 750):
        assert any(r[1] <= y <= r[1] + r[3] for r in found.forbidden), y


def test_allow_inside_do_not_allow_is_no_button() -> None:
    """The sheet has no 允许 of its own: the word inside 不允许 must not become one."""
    window = recognise(SHEET, (0, 440, 360, 360), IN_FRONT)
    assert window is not None
    assert not window.having("agree")
    scope = (_line("获取你的位置信息", 24, 500), _line("不允许", 60, 700), _line("允许", 240, 700))
    both = recognise(scope, (0, 440, 360, 360), IN_FRONT)
    assert both is not None
    assert {(b.text, b.role, b.rect[0]) for b in both.buttons} == {("不允许", "refuse", 60), ("允许", "agree", 240)}


def test_two_buttons_read_as_one_line_are_cut_apart() -> None:
    lines = (_line("用户隐私保护提示", 24, 500), _line("拒绝同意", 60, 700, 240))
    found = recognise(lines, (0, 440, 360, 360), IN_FRONT)
    assert found is not None
    (refuse,), (agree,) = found.having("refuse"), found.having("agree")
    assert refuse.rect[0] + refuse.rect[2] <= agree.rect[0]
    assert refuse.rect[0] < 120 < 240 < agree.rect[0] + agree.rect[2]


def test_a_policy_text_is_no_window() -> None:
    """Words of a window in running text, without its buttons."""
    lines = (
        _line("我们会获取您的手机号用于登录", 24, 200),
        _line("如您拒绝，将无法使用", 24, 240),
        _line("返回", 24, 300),
    )
    assert recognise(lines, None, IN_FRONT) is None


def test_androids_question_counts_only_in_its_own_window() -> None:
    lines = (_line("要允许“微信”获取此设备的位置信息吗？", 40, 330), _line("仅在使用该应用时允许", 60, 400),
             _line("不允许", 60, 520))  # fmt: skip
    assert recognise(lines, (30, 300, 300, 300), IN_FRONT) is None
    package = "com.google.android.permissioncontroller"
    controller = f"{package}/com.android.permissioncontroller.permission.ui.GrantPermissionsActivity"
    found = recognise(lines, (30, 300, 300, 300), controller)
    assert found is not None
    assert (found.drawn, [b.text for b in found.having("refuse")]) == ("native", ["不允许"])


# --- the tree and whether it lies


def _dump(*nodes: str) -> str:
    return f'<hierarchy rotation="0">{"".join(nodes)}</hierarchy>'


def _node(text: str, box: str, kind: str = "android.widget.TextView", inside: str = "") -> str:
    return f'<node text="{text}" class="{kind}" content-desc="" clickable="false" bounds="{box}">{inside}</node>'


LINES = (_line("今日推荐", 20, 100, 64), _line("手机号快捷登录", 120, 400, 112))
TRUE = _node("今日推荐", "[60,300][252,360]") + _node("手机号快捷登录", "[360,1200][696,1260]")


def _parsed(xml: str) -> uitree.UiTree:
    found = uitree.parse(xml, 3.0)
    assert found is not None
    return found


def test_a_tree_is_believed_only_after_the_test() -> None:
    web = "android.webkit.WebView"
    honest = _parsed(_dump(_node("wx00aa00aa00aa00aa:pages/a/b.html:VISIBLE", "[0,0][1080,2400]", web, TRUE)))
    assert uitree.trust(honest, honest, LINES) == "honest"
    assert (honest.page, honest.appid) == ("pages/a/b", "wx00aa00aa00aa00aa")
    assert uitree.trust(_parsed(_dump()), None, LINES) == "empty"
    assert uitree.trust(_parsed(_dump(_node("", "[0,0][1080,2400]", web))), None, LINES) == "opaque"
    scrambled = _parsed(_dump(_node("俥呭", "[60,300][252,360]"), _node("剿嗚圞堃", "[360,1200][696,1260]")))
    assert uitree.trust(scrambled, scrambled, LINES) == "lying", "the picture shows something else there"
    other = _parsed(_dump(_node("今日推荐", "[60,300][252,360]"), _node("别的", "[360,1200][696,1260]")))
    assert uitree.trust(honest, other, LINES) == "lying", "one screen, two trees"
    assert uitree.trust(None, None, LINES) == "none"
    assert uitree.parse("ERROR: could not get idle state.", 3.0) is None
    assert uitree.parse('<!DOCTYPE x [<!ENTITY a "b">]><hierarchy></hierarchy>', 3.0) is None


# --- drawn screens, really read


@pytest.fixture(scope="module")
def drawn() -> Any:
    """The stand-in's own drawing of sheets, which knows nothing of how they are found."""
    sys.path.insert(0, str(STANDIN))
    try:
        modules = {}
        for name in ("drawing", "sheets"):
            spec = importlib.util.spec_from_file_location(name, STANDIN / f"{name}.py")
            assert spec is not None and spec.loader is not None
            modules[name] = importlib.util.module_from_spec(spec)
            sys.modules[name] = modules[name]
            spec.loader.exec_module(modules[name])
        yield modules
    finally:
        sys.path.remove(str(STANDIN))
        for name in ("drawing", "sheets"):
            sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def engine() -> Any:
    return ocr._load()[0]


CASES = [
    ("phone", "side", False, 1.0), ("phone", "stack", True, 1.3), ("privacy", "side", True, 1.0),
    ("privacy", "centre", False, 1.3), ("location", "links", True, 1.0), ("location", "stack", False, 1.3),
]  # fmt: skip


@pytest.mark.ocr
@pytest.mark.parametrize(("kind", "layout", "dark", "font"), CASES)
def test_sheets_of_many_looks(
    drawn: Any, engine: Any, tmp_path: Path, kind: str, layout: str, dark: bool, font: float
) -> None:
    """Found, as the only window, with exactly its refusal and yes where they were drawn; no row is a control."""
    draw, sheets = drawn["drawing"], drawn["sheets"]
    look = draw.Look(dark, font, noise=True)
    canvas = draw.blank(look, "#141414" if dark else "#ffffff")
    canvas.text(60, 500, "今日推荐 招牌牛肉面", 17)
    canvas.text(60, 640, "配送费说明与营业时间", 14)
    texts = {
        "phone": sheets.Texts("phone", "好吃点餐", "申请获取并验证你的手机号", "用于注册会员",
                              rows=((sheets.MASKED, "微信绑定号码"),), refuse="不允许", other="使用其它号码"),
        "privacy": sheets.Texts("privacy", "好吃点餐", "用户隐私保护提示",
                                "在你使用好吃点餐的服务之前，请仔细阅读《好吃点餐小程序隐私保护指引》。", agree="同意"),
        "location": sheets.Texts("scope", "好吃点餐", "获取你的位置信息", "你的位置信息将用于查找附近门店"),
    }[kind]  # fmt: skip
    sheets.draw(canvas, texts, layout)
    draw.status_bar(canvas, dark)
    parts = {p.act: p for p in canvas.parts if p.act}
    out = io.BytesIO()
    canvas.image.save(out, "PNG")
    (tmp_path / "s.png").write_bytes(out.getvalue())
    shot = frame(out.getvalue(), 3.0)
    lines = tuple(Line.model_validate(x) for x in ocr.read(engine, tmp_path / "s.png", 3.0))
    found = recognise(lines, shapes(shot).panel, IN_FRONT)
    assert found is not None, [x.text for x in lines]
    assert found.window.id == kind
    tree = tree_of(Scene(shot, lines, shapes(shot), replace(found, drawn="native")))
    for control in controls(tree):
        x, y = control.rect[0] + control.rect[2] / 2, control.rect[1] + control.rect[3] / 2
        hit = [p.act for p in parts.values() if p.holds(x * 3, y * 3)]
        assert control.role in ("refuse", "grant", "agree"), control
        assert hit[-1:] == (["refuse"] if control.role == "refuse" else ["agree"]), (control.text, hit)
    assert any(c.role == "refuse" for c in controls(tree))


def test_the_tree_tells_a_look_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same words: in a window of their own, inside the program's page, or where nobody can tell."""
    lines = (_line("用户隐私保护提示", 24, 500), _line("拒绝", 60, 700), _line("同意", 240, 700))
    found = recognise(lines, (0, 440, 360, 360), IN_FRONT)
    assert found is not None
    inside = "".join(_node(x.text, _bounds(x)) for x in lines)
    dumps = {
        "native": _dump(inside),
        "page": _dump(_node("", "[0,0][1080,2400]", "android.webkit.WebView", inside)),
        "unsure": "ERROR: null root node returned by UiTestAutomationBridge.",
    }
    for wanted, xml in dumps.items():
        trees = Trees(None, 3.0)  # type: ignore[arg-type]

        async def dump(xml: str = xml) -> uitree.UiTree | None:
            return uitree.parse(xml, 3.0)

        monkeypatch.setattr(trees, "_dump", dump)
        asyncio.run(trees.of(lines))
        assert trees.who_drew(found).drawn == wanted


def _bounds(line: Line) -> str:
    x, y, width, height = (round(3 * v) for v in line.rect)
    return f"[{x},{y}][{x + width},{y + height}]"
