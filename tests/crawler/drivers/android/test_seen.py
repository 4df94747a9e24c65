"""What is made of a picture and its lines: bars, buttons, cards, links, fields, ticks, a panel before a dimmed page."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from crawler.drivers.android.dimmed import told_by_words
from crawler.drivers.android.frame import Frame, frame
from crawler.drivers.android.running_text import marked_from
from crawler.drivers.android.scene import Scene
from crawler.drivers.android.seen import by_title, tree_of
from crawler.drivers.android.shapes import shapes
from crawler.drivers.android.uitree import UiNode, UiTree
from crawler.drivers.android.windows import recognise
from crawler.forms import kind_of
from crawler.states import template
from recording.reading import Line
from recording.sight import geometry, toggles
from recording.sight.content import content
from recording.sight.controls import controls
from recording.sight.surfaces import surfaces
from recording.tree import Tree
from reports import fonts

_FONT = Path(fonts.drawn(20).path)


class Page:
    """A drawn page that also tells what a perfect reading of it says. All in CSS pixels, 360 wide."""

    def __init__(self, ground: str = "#f2f2f2") -> None:
        self.image = Image.new("RGB", (1080, 2400), ground)
        self.draw = ImageDraw.Draw(self.image)
        self.lines: list[Line] = []

    def text(self, x: float, y: float, text: str, size: int = 16, color: str = "#222222") -> None:
        face = ImageFont.truetype(str(_FONT), size * 3)
        self.draw.text((x * 3, y * 3), text, font=face, fill=color)
        left, top, right, bottom = self.draw.textbbox((x * 3, y * 3), text, font=face)
        rect = (left / 3, top / 3, (right - left) / 3, (bottom - top) / 3)
        self.lines.append(Line(text=text, rect=rect, score=0.99))

    def box(self, x: float, y: float, width: float, height: float, color: str, radius: int = 8) -> None:
        self.draw.rounded_rectangle((x * 3, y * 3, (x + width) * 3, (y + height) * 3), radius * 3, fill=color)
        covered = (x, y, width, height)
        self.lines = [line for line in self.lines if geometry.overlap(line.rect, covered) == 0]

    def dim(self) -> None:
        self.image = Image.blend(self.image, Image.new("RGB", self.image.size), 0.55)
        self.draw = ImageDraw.Draw(self.image)

    @property
    def frame(self) -> Frame:
        out = io.BytesIO()
        self.image.save(out, "PNG", compress_level=1)
        return frame(out.getvalue(), 3.0)

    def tree(self) -> Tree:
        shot = self.frame
        return tree_of(Scene(shot, tuple(self.lines), told_by_words(shot, shapes(shot), self.lines)))


def _shop() -> Page:
    page = Page()
    page.box(0, 0, 360, 90, "#ffffff", 0)
    page.draw.line((60, 165, 36, 189), fill="#222222", width=7)
    page.draw.line((36, 189, 60, 213), fill="#222222", width=7)
    page.text(150, 52, "商品列表")
    for number, name in enumerate(("招牌牛肉面", "清炒时蔬饭", "酸辣土豆粉")):
        page.box(12, 110 + 110 * number, 336, 98, "#ffffff")
        page.text(100, 124 + 110 * number, name)
        page.text(100, 160 + 110 * number, f"月售 {120 + number} 份，二十分钟送达", 13, "#888888")
    page.box(200, 470, 140, 44, "#e64340", 22)
    page.text(238, 480, "去结算", 16, "#ffffff")
    page.text(20, 540, "查看《隐私政策》", 14)
    page.box(0, 735, 360, 65, "#ffffff", 0)
    for number, name in enumerate(("首页", "订单", "我的")):
        page.text(46 + 120 * number, 766, name, 11, "#07c160" if number == 0 else "#888888")
    return page


def test_a_shop_with_bars_cards_and_a_button() -> None:
    tree = _shop().tree()
    found = {c.text: c for c in controls(tree)}
    assert (tree.title, tree.page, len(tree.stack)) == ("商品列表", "~商品列表", 2)
    tabs = [c.text for c in controls(tree) if c.role == "tab"]
    assert tabs == ["首页", "订单", "我的"]
    selected = [n.text for n in tree.nodes if n.attrs.get("aria-selected") == "true"]
    assert selected == ["首页"]
    cards = [c for c in controls(tree) if c.repeated]
    assert [c.text.split()[0] for c in cards] == ["招牌牛肉面", "清炒时蔬饭", "酸辣土豆粉"]
    assert cards[1].rect[3] > 90, "the whole card answers, not its words alone"
    assert found["去结算"].tag == "button"
    assert found["去结算"].rect[2] > 130
    assert found["《隐私政策》"].role == "link"
    assert found["《隐私政策》"].rect[0] > 45, "the document's name, not the words before it"
    assert any(c.role == "back" for c in controls(tree))
    assert content(tree).is_content
    assert not surfaces(tree)


@pytest.mark.parametrize("rows", [("大字显示：关", "关于我们"), ("关于我们",)])
def test_a_bar_over_a_dark_page_of_few_words_is_no_panel(rows: tuple[str, ...]) -> None:
    page = Page("#111111")
    page.box(0, 0, 360, 64, "#000000", radius=0)
    page.text(142, 34, "拾光相馆", 18, color="#ffffff")
    for number, row in enumerate(rows):
        page.text(12, 82 + 52 * number, row, color="#eeeeee")
        page.box(0, 115 + 52 * number, 360, 0.4, "#333333", radius=0)
    shown = page.tree()
    assert shapes(page.frame).front is None
    assert "关于我们" in {control.text for control in controls(shown)}


@pytest.mark.parametrize(
    ("ground", "color", "background"),
    [("#111111", "#eeeeee", "rgb(17, 17, 17)"), ("#ffffff", "#333333", ""), ("#f4f4f4", "#dddddd", "")],
)
def test_what_words_stand_on_is_told_where_it_is_not_white(ground: str, color: str, background: str) -> None:
    """Light letters on a dark page are easy to read, pale ones on a white page are not (POL-03)."""
    page = Page(ground)
    page.text(142, 34, "隐私政策", 18, color="#888888")
    page.text(24, 120, "我们收集您的手机号，用于通知取片", color=color)
    (words,) = [node for node in page.tree().nodes if node.text.startswith("我们收集")]
    assert words.background == background


@pytest.mark.parametrize("dimmed", [False, True])
def test_a_card_on_a_dark_page_of_few_words_covers_nothing(dimmed: bool) -> None:
    """Unless the words beside it are dimmed, too."""
    page = Page("#111111")
    page.text(12, 190, "协议与说明", color="#eeeeee")
    if dimmed:
        page.dim()
    page.box(0, 0, 360, 64, "#000000", radius=0)
    page.text(142, 34, "拾光相馆", 18, color="#ffffff")
    page.box(12, 76, 336, 86, "#222222")
    page.text(23, 104, "开福寺路一百零八号，三位摄影师", color="#eeeeee")
    shot = page.frame
    front = told_by_words(shot, shapes(shot), page.lines).front
    assert (front is not None) == dimmed


def test_a_panel_before_a_dimmed_page() -> None:
    """What lies behind cannot be reached; a wordless pane on the panel may be a refusal that nobody could read."""
    page = _shop()
    page.dim()
    page.box(30, 250, 300, 320, "#ffffff", 12)
    page.text(120, 270, "个人信息保护提示", 16)
    page.text(50, 320, "请阅读《隐私政策》，了解我们如何处理个人信息", 12)
    page.box(60, 430, 240, 44, "#07c160", 22)
    page.text(130, 440, "同意并继续", 16, "#ffffff")
    page.box(60, 500, 240, 40, "#eeeeee", 20)
    tree = page.tree()
    (surface,) = surfaces(tree)
    assert (surface.owner, surface.form, sorted(surface.kinds)) == ("app", "overlay", ["notice"])
    assert not content(tree).is_content
    reachable = {c.text for c in controls(tree)}
    assert {"同意并继续", "《隐私政策》", ""} <= reachable
    assert not reachable & {"去结算", "首页", "招牌牛肉面"}
    silent = next(c for c in surface.controls if not c.text)
    assert silent.rect[3] < 120
    assert silent.rect[1] > 490


def _bars(page: Page) -> None:
    """As the platform draws them: no mask of a page reaches them."""
    page.box(0, 0, 360, 90, "#ffffff", 0)
    page.text(150, 52, "商品列表")
    page.box(0, 735, 360, 65, "#ffffff", 0)
    for number, name in enumerate(("首页", "订单", "我的")):
        page.text(46 + 120 * number, 766, name, 11, "#888888")


@pytest.mark.parametrize("low", [True, False])
def test_a_sheet_of_the_page_between_bars_that_stay_bright(low: bool) -> None:
    page = _shop()
    page.dim()
    top = 520 if low else 260
    page.box(*((0, top, 360, 220) if low else (30, top, 300, 220)), "#ffffff", 12)
    page.text(120, top + 20, "隐私保护提示", 16)
    page.text(50, top + 60, "请阅读《隐私政策》，了解我们如何处理", 12)
    for x, text, color in ((50, "不同意", "#eeeeee"), (190, "同意", "#0b6e4f")):
        page.box(x, top + 130, 120, 40, color, 6)
        page.text(x + 40, top + 138, text, 15, "#222222" if text != "同意" else "#ffffff")
    _bars(page)
    tree = page.tree()
    (surface,) = surfaces(tree)
    assert (surface.owner, surface.form, sorted(surface.kinds)) == ("app", "overlay", ["notice"])
    assert {"不同意", "同意"} <= {c.text for c in surface.controls}
    reachable = {c.text for c in controls(tree)}
    assert {"首页", "订单", "我的"} <= reachable, "the platform's bar answers beside it"
    assert not reachable & {"去结算", "招牌牛肉面"}


@pytest.mark.parametrize("ground", ["#0b5e3f", "#8a8a8a", "#333333"])
def test_a_card_on_a_dark_page_lies_before_nothing(ground: str) -> None:
    page = Page(ground)
    page.text(60, 130, "欢迎来到东篱书屋", 22, "#ffffff")
    page.box(30, 260, 300, 220, "#ffffff", 12)
    page.text(120, 300, "会员登录", 16)
    _bars(page)
    assert shapes(page.frame).front is None


def test_a_login_page_with_fields_and_a_tick() -> None:
    page = Page("#ffffff")
    page.text(150, 52, "会员登录")
    for number, hint in enumerate(("请输入手机号", "请输入验证码")):
        page.box(30, 200 + 70 * number, 300, 50, "#f4f4f4")
        page.text(44, 212 + 70 * number, hint, 15, "#aaaaaa")
    page.box(30, 360, 300, 48, "#07c160")
    page.text(162, 370, "登录", 17, "#ffffff")
    page.draw.ellipse((96, 1296, 141, 1341), outline="#999999", width=5)
    page.text(54, 432, "我已阅读并同意《用户协议》", 12, "#888888")
    tree = page.tree()
    by_tag = {(c.tag, c.text): c for c in controls(tree)}
    assert {("input", "请输入手机号"), ("input", "请输入验证码"), ("button", "登录")} <= set(by_tag)
    tick = next(c for c in controls(tree) if c.role == "toggle")
    assert tick.rect[0] < 40, "from the box on, so that a tap on its left end ticks it"
    assert {"phone", "login"} <= {k for s in surfaces(tree) for k in s.kinds}


def _arrow(page: Page) -> None:
    page.draw.line((76, 96, 48, 124), fill="#ffffff", width=7)
    page.draw.line((48, 124, 76, 152), fill="#ffffff", width=7)


def _house(page: Page) -> None:
    page.draw.line([(48, 132), (66, 114), (84, 132)], fill="#ffffff", width=6)
    page.draw.line([(50, 130), (50, 156), (82, 156), (82, 130)], fill="#ffffff", width=6)


def _lens(page: Page) -> None:
    page.draw.ellipse((48, 110, 88, 150), outline="#ffffff", width=6)


def _list(page: Page) -> None:
    for y in (112, 130, 148):
        page.draw.line((46, y, 90, y), fill="#ffffff", width=6)


def _grain(page: Page) -> None:
    """What a display adds to a bar on which nothing stands."""
    grey = Image.radial_gradient("L").resize((170, 120)).point(lambda step: step % 5)
    part = page.image.crop((5, 75, 175, 195))
    page.image.paste(ImageChops.add(part, Image.merge("RGB", (grey, grey, grey))), (5, 75))


@pytest.mark.parametrize("bar", ["#1f7a8c", "#e9ecef", "#f2ead8"])
@pytest.mark.parametrize(
    ("mark", "part"),
    [(_arrow, "back"), (_house, "home"), (_lens, ""), (_list, ""), (_grain, "")],
)
def test_the_mark_in_a_coloured_bar(mark: Callable[[Page], None], part: str, bar: str) -> None:
    """White stands on whatever colour a program gives its bar, hardly to be seen on some."""
    page = Page("#eef1f3")
    page.box(0, 0, 360, 64, bar, 0)
    page.text(140, 32, "预约挂号", 16, "#ffffff")
    page.text(20, 90, "就诊人姓名")
    mark(page)
    assert [n.part for n in page.tree().nodes if n.part in ("back", "home")] == ([part] if part else [])


def test_the_arrow_stands_above_what_was_moved_under_the_bar() -> None:
    """A bar of the page's own colour has no lower edge: the halves of words begin where it ends."""
    page = Page("#ffffff")
    page.draw.line((76, 96, 48, 124), fill="#111111", width=7)
    page.draw.line((48, 124, 76, 152), fill="#111111", width=7)
    page.text(140, 34, "隐私政策", 16, "#111111")
    page.text(24, 60, "凭证换取标识，用于识别您的账户", 15)
    page.draw.rectangle((0, 170, 1080, 191), fill="#ffffff")
    assert len(page.tree().stack) == 2


def test_an_entry_is_of_another_make_than_the_goods_above_it() -> None:
    """Else goods that lead nowhere would speak for it: of one make, a few are tried."""
    page = Page()
    page.text(150, 52, "修车铺")
    for number, name in enumerate(("小保养", "空调清洗", "钣金喷漆")):
        page.box(10, 100 + 120 * number, 340, 104, "#ffffff", 0)
        page.text(24, 112 + 120 * number, name)
        page.text(24, 150 + 120 * number, "约四十分钟，四百二十元起", 13)
    for number, name in enumerate(("进店时间", "本店故事")):
        page.box(10, 470 + 60 * number, 340, 48, "#ffffff", 0)
        page.text(24, 482 + 60 * number, name)
    tree = page.tree()
    makes = {c.text.split()[0]: template(tree, c.node) for c in controls(tree)}
    assert makes["小保养"] == makes["空调清洗"] == makes["钣金喷漆"]
    assert makes["进店时间"] == makes["本店故事"] != makes["小保养"]


def test_a_row_without_a_number_is_of_another_make_than_rows_with_prices() -> None:
    """A function of the page looks like the goods it stands among; goods that lead nowhere do not speak for it."""
    page = Page()
    page.text(150, 52, "洗衣店")
    rows = (
        ("羊毛大衣", "48元三天取"),
        ("床品四件套", "40元一天取"),
        ("上门取衣", "满八十元免费"),
        ("球鞋", "25元两天取"),
    )
    for number, (name, price) in enumerate(rows):
        page.box(0, 100 + 50 * number, 360, 49, "#ffffff", 0)
        page.text(12, 114 + 50 * number, name)
        page.text(250, 114 + 50 * number, price, 14)
    tree = page.tree()
    makes = {c.text.split()[0]: template(tree, c.node) for c in controls(tree) if c.repeated}
    assert makes["羊毛大衣"] == makes["床品四件套"] == makes["球鞋"] != makes["上门取衣"]


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        (True, "我已阅读并同意《示例指引》"),
        (False, "我已阅读并同意《示例指引》"),
        (False, "我，已阅读并同意《示例指引》"),
    ],
)
def test_a_mark_that_was_read_with_its_words_is_one_all_the_same(mark: bool, text: str) -> None:
    """Else nobody ticks it, and the yes of the platform's window stays without effect."""
    page = Page("#ffffff")
    page.text(45 if mark else 23, 600, text, 13)
    line = page.lines.pop()
    if mark:
        page.draw.ellipse((72, 1804, 114, 1846), outline="#888888", width=5)
        x, y, width, height = line.rect
        line = Line(rect=(23, y, width + x - 23, height), text=text, score=0.99)
    shot = page.frame
    assert (marked_from(Scene(shot, (line,), shapes(shot)), line) == line.rect) is mark


def test_a_field_is_named_by_the_words_at_the_other_edge_of_its_line() -> None:
    page = Page("#ffffff")
    for number, label in enumerate(("车牌号", "联系电话")):
        page.text(24, 200 + 40 * number, label)
        page.text(230, 201 + 40 * number, "请填写", 14, "#aaaaaa")
    tree = page.tree()
    found = [kind_of(tree, node) for node in tree.nodes if node.tag == "input"]
    assert found == ["plate", "phone"]


def test_the_clock_makes_no_other_screen() -> None:
    one, other = _shop(), _shop()
    one.draw.text((54, 14), "10:24", fill="#000000", font_size=33)
    other.draw.text((54, 14), "10:25", fill="#000000", font_size=33)
    assert one.frame.sha256 != other.frame.sha256
    assert one.frame.body == other.frame.body


def test_a_page_that_reaches_the_lower_edge_may_go_on() -> None:
    """A picture does not tell how long a page is; what ends above the bars shows all it has."""
    assert _shop().tree().below <= 0
    long = _shop()
    long.text(20, 708, "下一道菜：番茄炒蛋", 16)
    assert long.tree().below > 40
    covered = _shop()
    covered.text(20, 708, "下一道菜：番茄炒蛋", 16)
    covered.dim()
    covered.box(30, 250, 300, 320, "#ffffff", 12)
    covered.text(120, 270, "个人信息保护提示", 16)
    assert covered.tree().below <= 0, "a window over the page is not moved"


def test_a_mark_without_words_is_a_control_where_an_honest_tree_says_it_answers() -> None:
    page = _shop()
    page.box(310, 120, 28, 28, "#07c160", 14)
    shot = page.frame
    view = "android.view.View"
    nodes = (
        UiNode(view, "", (310, 120, 28, 28), clickable=True, web=True),
        UiNode(view, "", (310, 230, 28, 28), clickable=False, web=True),
        UiNode(view, "", (300, 40, 40, 32), clickable=True, web=True),
        UiNode(view, "", (310, 340, 28, 28), clickable=True, web=False),
    )
    tree = tree_of(Scene(shot, tuple(page.lines), shapes(shot), ui=UiTree(nodes)))
    silent = [
        n.rect for n in tree.nodes if n.tag == "view" and n.events and not n.text and n.attrs.get("class") is None
    ]
    assert silent == [(310, 120, 28, 28)], "neither the capsule nor what is not said to answer"


def test_a_page_is_called_by_the_only_path_with_its_title() -> None:
    titles = {"pages/list/list": " 商品 列表", "pages/a/a": "详情", "pages/b/b": "详情", "pages/c/c": ""}
    assert by_title(titles) == {_shop().tree().page: "pages/list/list"}


@pytest.mark.parametrize("ticked", [False, True])
@pytest.mark.parametrize("form", ["square", "circle", "filled"])
def test_a_box_before_a_line_that_agrees_is_one_and_tells_its_state(form: str, ticked: bool) -> None:
    """Also where the line names no document and goes on below; a rule between rows right above it is no part of it."""
    page = Page("#ffffff")
    page.draw.line((60, 1236, 1020, 1236), fill="#eeeeee", width=3)
    around = (75, 1245, 135, 1305)
    if form == "filled" and ticked:
        page.draw.ellipse(around, fill="#07c160")
        page.draw.line((90, 1275, 102, 1290, 122, 1262), fill="#ffffff", width=6)
    elif form == "circle":
        page.draw.ellipse(around, outline="#bbbbbb", width=4)
        if ticked:
            page.draw.ellipse((93, 1263, 117, 1287), fill="#333333")
    else:
        page.draw.rounded_rectangle(around, 9, outline="#cccccc", width=4)
        if ticked:
            page.draw.line((90, 1275, 102, 1290, 122, 1262), fill="#07c160", width=8)
    page.text(55, 416, "同意门店收集上述身份证号和联系电话用于本次实", 12, "#888888")
    page.text(25, 440, "名预约", 12, "#888888")
    page.draw.ellipse((75, 1500, 135, 1560), fill="#dddddd")
    page.text(55, 504, "为什么需要实名", 12, "#888888")
    (box,) = [n for n in page.tree().nodes if n.tag == "checkbox"]
    assert toggles.ticked(box) is ticked
    assert 24 < box.rect[0] < 27 and 414 < box.rect[1] < 417


def test_a_document_whose_name_is_broken_by_the_edge_is_one_link() -> None:
    page = Page("#ffffff")
    page.text(24, 300, "感谢您使用本店，请先阅读《示例小店隐私政", 15)
    page.text(24, 324, "策》，点击下方按钮即可开始使用。", 15)
    page.text(24, 420, "书名号没有写完《隐私", 15)
    links = [c for c in controls(page.tree()) if c.role == "link"]
    assert [c.text for c in links] == ["《示例小店隐私政策》"]
    assert links[0].rect[0] > 180, "where the name begins"


@pytest.mark.parametrize(("text", "is_link"), [("Read the privacy policy", True), ("Read" * 12, False)])
def test_a_coloured_line_is_a_link_by_its_breadth_and_not_by_its_letters(text: str, is_link: bool) -> None:
    page = Page("#ffffff")
    page.text(24, 300, text, 12, "#4a6a8a")
    assert any(c.text == text for c in controls(page.tree())) is is_link


@pytest.mark.parametrize("arrow", [True, False])
def test_the_arrow_of_a_bar_of_the_program_s_own_stands_right_before_its_title(arrow: bool) -> None:
    page = Page("#fffdf8")
    page.box(0, 0, 360, 76, "#c0553b", 0)
    page.text(32, 44, "详情", 16, "#ffffff")
    if arrow:
        page.draw.line((54, 159, 48, 168), fill="#ffffff", width=3)
        page.draw.line((48, 168, 54, 177), fill="#ffffff", width=3)
    assert (len(page.tree().stack) > 1) is arrow


def test_what_looks_like_a_yes_of_the_phone_sheet_is_marked_and_keeps_its_look() -> None:
    """Drawn by the program's page, as far as the view tree tells."""
    page = _shop()
    page.dim()
    page.box(0, 480, 360, 320, "#ffffff")
    page.text(24, 500, "获取你的手机号", 20)
    page.box(24, 560, 312, 60, "#f6f6f6")
    page.text(40, 566, "138****6021")
    page.text(40, 592, "微信绑定号码", 13, "#888888")
    for x, text, color in ((60, "不允许", "#e8e8e8"), (200, "允许", "#07c160")):
        page.box(x, 700, 110, 40, color)
        page.text(x + 30, 708, text)
    shot, lines = page.frame, tuple(page.lines)
    found = told_by_words(shot, shapes(shot), lines)
    window = recognise(lines, found.panel, "")
    assert window is not None
    tree = tree_of(Scene(shot, lines, found, replace(window, drawn="page")))
    marked = {c.text for c in controls(tree) if c.node.attrs.get("data-mi-role") == "number"}
    assert "允许" in marked
    assert {(c.text, c.role) for c in controls(tree)} >= {("不允许", "refuse"), ("允许", "grant")}
    assert "不允许" not in marked


def _stroke(page: Page, *points: tuple[float, float], color: str) -> None:
    page.draw.line([(x * 3, y * 3) for x, y in points], fill=color, width=6)


def _ring(page: Page, color: str) -> None:
    page.draw.ellipse((162 * 3, 620 * 3, 198 * 3, 656 * 3), outline=color, width=5)


def _cross(page: Page, x: float, y: float, arm: float, color: str) -> None:
    _stroke(page, (x - arm, y - arm), (x + arm, y + arm), color=color)
    _stroke(page, (x - arm, y + arm), (x + arm, y - arm), color=color)


def _below(page: Page) -> None:
    _ring(page, "#ffffff")
    _cross(page, 180, 638, 8, "#ffffff")


def _disc(page: Page) -> None:
    page.draw.ellipse((167 * 3, 625 * 3, 193 * 3, 651 * 3), fill="#ffffff")
    _cross(page, 180, 638, 6, "#333333")


def _plus(page: Page) -> None:
    _ring(page, "#ffffff")
    _stroke(page, (170, 638), (190, 638), color="#ffffff")
    _stroke(page, (180, 628), (180, 648), color="#ffffff")


@pytest.mark.parametrize(
    ("drawn", "closes"),
    [
        (_below, 1),
        (_disc, 1),
        (lambda page: _cross(page, 308, 276, 6, "#999999"), 1),
        (lambda page: page.text(156, 620, "暂不登录", 14, "#ffffff"), 1),
        (_plus, 0),
        (lambda page: _ring(page, "#ffffff"), 0),
        (lambda page: _ring(page, "#777777"), 0),
        (lambda page: page.text(156, 620, "暂不登录", 14, "#7a7a7a"), 0),
        (lambda page: page.text(300, 268, "七", 14), 0),
    ],
)
def test_what_stands_on_the_mask_beside_a_card_belongs_to_it(drawn: Callable[[Page], None], closes: int) -> None:
    """As bright as the card: words under it, and a cross there or at its corner. A plus, a ring, and what the mask dims
    are no way out."""
    page = _shop()
    page.dim()
    page.box(30, 250, 300, 320, "#ffffff", 12)
    page.text(100, 300, "新人礼：三支洋桔梗", 18)
    page.box(60, 430, 240, 44, "#d8563f", 22)
    page.text(124, 440, "手机号授权登录", 16, "#ffffff")
    drawn(page)
    tree = page.tree()
    out = [c for s in surfaces(tree) for c in s.controls if c.role in ("close", "refuse")]
    assert len(out) == closes
    assert all(min(c.rect[2:]) >= 12 for c in out)
    assert not {c.text for c in controls(tree)} & {"去结算", "首页", "招牌牛肉面"}
