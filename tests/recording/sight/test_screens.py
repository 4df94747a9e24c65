"""Screens of every shape: what is content, what asks, what can be tapped."""

from typing import Any

import pytest

from recording.sight.content import content
from recording.sight.controls import controls
from recording.sight.surfaces import notice_popup, surfaces

TEXT = "今日推荐 红烧牛肉面 三十八元 清蒸鲈鱼 六十八元 麻婆豆腐 二十八元 宫保鸡丁 三十二元 米饭 两元 酸辣汤 十二元"


def item(text: str, top: float, **more: Any) -> dict[str, Any]:
    return {"rect": (0, top, 375, 60), "text": text, "events": ("tap",), **more}


def menu(hit: bool = True) -> list[dict[str, Any]]:
    return [
        {"rect": (0, 100, 375, 40), "text": TEXT, "hit": hit},
        *(item(f"菜品{n}", 150 + 60 * n, hit=hit) for n in range(4)),
    ]


def phone_button(text: str = "授权手机号", **more: Any) -> dict[str, Any]:
    more.setdefault("rect", (30, 500, 315, 48))
    return {
        "tag": "button",
        "text": text,
        "attrs": {"open-type": "getPhoneNumber"},
        "events": ("getphonenumber",),
        **more,
    }


def wall() -> list[dict[str, Any]]:
    intro = "欢迎来到老王餐厅，为了给您提供更好的点餐服务，请先授权手机号后点餐，授权后即可浏览菜单并参与会员积分活动"
    return [{"children": [{"rect": (30, 200, 315, 80), "text": intro}, phone_button()]}]


def popup(*controls: dict[str, Any], text: str = "") -> list[dict[str, Any]]:
    mask = {"rect": (0, 0, 375, 812), "fixed": True, "background": "rgba(0,0,0,.5)"}
    panel = {
        "rect": (40, 250, 295, 300),
        "fixed": True,
        "children": [{"rect": (50, 260, 275, 100), "text": text}, *controls],
    }
    return [*menu(hit=False), mask, panel]


def tap(text: str, **more: Any) -> dict[str, Any]:
    more.setdefault("rect", (60, 480, 120, 40))
    return {"text": text, "events": ("tap",), **more}


def test_a_menu_is_content(draw: Any) -> None:
    tree = draw(menu())
    assert content(tree).is_content
    assert surfaces(tree) == []


def test_a_page_of_only_a_phone_button_is_an_asking_page_however_long_its_text(draw: Any) -> None:
    tree = draw(wall())
    (surface,) = surfaces(tree)
    assert surface.kinds == {"phone"}
    assert surface.form == "page"
    assert content(tree).reason == "asking-page"


def test_a_phone_button_among_a_menu_is_inline_and_the_menu_stays_content(draw: Any) -> None:
    tree = draw([*menu(), phone_button(rect=(0, 700, 375, 48))])
    (surface,) = surfaces(tree)
    assert surface.form == "inline"
    assert not surface.blocks
    assert content(tree).is_content


def test_a_sheet_over_a_masked_menu_covers_the_content(draw: Any) -> None:
    tree = draw(popup(phone_button("手机号快捷登录"), tap("暂不登录"), text="登录后享受会员价"))
    (surface,) = surfaces(tree)
    assert surface.form == "overlay"
    assert surface.full_screen
    assert "phone" in surface.kinds
    assert [c.text for c in surface.having("refuse")] == ["暂不登录"]
    assert content(tree).reason == "covered"


def test_a_transparent_full_screen_button_is_found_by_the_hit_test(draw: Any) -> None:
    tree = draw([*menu(hit=False), phone_button("", rect=(0, 0, 375, 812), opacity=0)])
    assert any(s.full_screen and "phone" in s.kinds for s in surfaces(tree))
    assert not content(tree).is_content


def test_a_neutral_label_on_a_phone_button_is_judged_by_its_type(draw: Any) -> None:
    tree = draw([{"rect": (0, 100, 375, 300), "tag": "image", "attrs": {"src": "a.png"}}, phone_button("进入")])
    (surface,) = surfaces(tree)
    assert surface.kinds == {"phone"}
    assert surface.form == "page"


def test_a_background_picture_under_the_page_is_no_mask(draw: Any) -> None:
    background = {"tag": "image", "attrs": {"src": "bg.png"}, "hit": False}
    assert content(draw([background, {"children": menu()}])).is_content


def sheet_over(*page: dict[str, Any]) -> list[dict[str, Any]]:
    """A dimmed page whose middle lies under a fixed sheet: a tap at the mask's own middle meets the sheet."""
    asks = {"rect": (30, 400, 315, 40), "text": "登录后即可查看全部课程", "fixed": True}
    sheet = {"rect": (0, 340, 375, 420), "fixed": True, "children": [asks, phone_button(fixed=True)]}
    return [*page, {"rect": (0, 64, 375, 698), "fixed": True, "hit": False}, sheet]


def grey_bars() -> list[dict[str, Any]]:
    return [{"rect": (28, 80 + 28 * n, 319, 16), "hit": False} for n in range(6)]


def test_a_sheet_over_grey_bars_blocks_as_one_over_a_menu_does(draw: Any) -> None:
    for page in (grey_bars(), menu(hit=False)):
        tree = draw(sheet_over(*page))
        (surface,) = surfaces(tree)
        assert (surface.form, surface.blocks) == ("overlay", True)
        assert content(tree).reason == "covered"


def test_a_page_over_its_own_dimmed_backdrop_is_a_page(draw: Any) -> None:
    picture = {"tag": "image", "rect": (0, 0, 375, 812), "attrs": {"src": "bg.png"}, "fixed": True, "hit": False}
    dim = {"rect": (0, 0, 375, 812), "fixed": True, "hit": False, "background": "rgba(0,0,0,.4)"}
    assert content(draw([picture, dim, *menu()])).is_content
    assert content(
        draw([picture, dim, *menu(), {"rect": (0, 300, 375, 300), "fixed": True, "text": "客服"}])
    ).is_content


def test_a_privacy_popup_is_a_notice_and_nothing_else(draw: Any) -> None:
    text = "请您阅读《用户协议》和《隐私政策》，我们将获取您的手机号、位置信息用于配送"
    tree = draw(popup(tap("同意并继续"), tap("不同意", rect=(200, 480, 120, 40)), text=text))
    (surface,) = surfaces(tree)
    assert surface.kinds == {"notice"}
    assert notice_popup(surface)
    assert {c.role for c in surface.controls} == {"agree", "refuse"}


def test_a_login_page_with_a_tick_line_is_no_privacy_popup(draw: Any) -> None:
    tick = tap("我已阅读并同意《用户协议》《隐私政策》", rect=(30, 600, 315, 30))
    tree = draw([*wall(), tick])
    (surface,) = surfaces(tree)
    assert {"phone", "notice"} <= surface.kinds
    assert not notice_popup(surface)


@pytest.mark.parametrize("kind", ["text", "number", "tel"])
def test_a_phone_field_with_a_code_field_is_a_phone_login(draw: Any, kind: str) -> None:
    fields = [
        {"tag": "input", "rect": (30, 200, 315, 44), "attrs": {"type": kind, "placeholder": "请输入手机号"}},
        {"tag": "input", "rect": (30, 260, 200, 44), "attrs": {"type": "number", "placeholder": "验证码"}},
        tap("获取验证码", rect=(240, 260, 110, 44)),
        tap("登录", rect=(30, 340, 315, 44)),
    ]
    (surface,) = surfaces(draw(fields))
    assert {"phone", "login"} <= surface.kinds
    assert surface.form == "page"


def test_a_contact_field_of_an_order_asks_for_no_account(draw: Any) -> None:
    order = [
        {
            "rect": (0, 60, 375, 40),
            "text": "确认订单 送货上门 预计三十分钟送达 红烧牛肉面一份 米饭两份 合计四十二元 备注 发票",
        },
        {
            "tag": "input",
            "rect": (30, 200, 315, 44),
            "attrs": {"type": "number", "placeholder": "联系电话（用于配送）"},
        },
        tap("提交订单", rect=(0, 740, 375, 60)),
        tap("选择优惠券", rect=(0, 300, 375, 44)),
    ]
    assert surfaces(draw(order)) == []


def test_splash_and_skeleton_are_no_content(draw: Any) -> None:
    splash = [{"tag": "image", "attrs": {"src": "splash.png"}}, tap("立即体验")]
    assert content(draw(splash)).reason == "empty"
    assert surfaces(draw(splash)) == []
    assert content(draw([{"rect": (0, 100 * n, 375, 80)} for n in range(6)])).reason == "empty"


def test_icon_only_close_marks_are_found(draw: Any) -> None:
    tree = draw([{"tag": "image", "rect": (320, 200, 28, 28), "attrs": {"class": "pop-close"}, "events": ("tap",)}])
    assert [c.role for c in controls(tree)] == ["close"]


def test_platform_sheets_are_the_platforms(draw: Any) -> None:
    sheet = {
        "tag": "native-dialog",
        "surface": "platform",
        "part": "dialog",
        "dialog": "d1",
        "attrs": {"data-mi-type": "phone"},
        "children": [
            {
                "surface": "platform",
                "dialog": "d1",
                "rect": (40, 700, 140, 44),
                "text": "不允许",
                "attrs": {"data-mi-button": "refuse", "data-mi-role": "refuse"},
            },
            {
                "surface": "platform",
                "dialog": "d1",
                "rect": (200, 700, 140, 44),
                "text": "允许",
                "attrs": {"data-mi-button": "agree", "data-mi-role": "agree"},
            },
        ],
    }
    (surface,) = surfaces(draw([*menu(hit=False), sheet]))
    assert (surface.owner, surface.kinds) == ("platform", {"phone"})
    assert [c.role for c in surface.controls] == ["refuse", "grant"]


def test_location_wall_and_its_lawful_twin(draw: Any) -> None:
    ask = "请允许获取位置后使用，我们需要您的位置信息才能为您展示附近的门店和服务内容，请点击下方按钮授权"
    assert surfaces(draw([{"rect": (0, 200, 375, 60), "text": ask}, tap("重新授权")]))[0].kinds == {"location"}
    cities = [
        {"rect": (0, 60, 375, 40), "text": "未获取定位，请选择城市"},
        *(item(c, 100 + 60 * n) for n, c in enumerate(("北京", "上海", "广州", "深圳"))),
    ]
    assert not any(s.blocks for s in surfaces(draw(cities)))


def test_the_text_of_a_policy_is_not_the_service(draw: Any) -> None:
    text = "我们非常重视您的个人信息和隐私保护，本政策说明我们如何收集、使用和存储您的信息。" * 4
    page = [{"rect": (0, 80, 375, 40), "text": "隐私政策"}, {"rect": (0, 130, 375, 600), "text": text}]
    assert content(draw(page, scroll_height=2000)).reason == "rules"
    assert content(draw([{"rect": (0, 130, 375, 600), "text": text}], title="隐私政策", scroll_height=2000)).rules
    assert content(draw([tap("‹ 返回", rect=(10, 40, 60, 30)), *page], scroll_height=2000)).rules


def test_bars_of_the_platform(draw: Any) -> None:
    tab = {"surface": "platform", "part": "tabbar"}
    entries = [
        {**tab, "rect": (94 * i, 763, 94, 49), "children": [{**tab, "rect": (94 * i + 30, 780, 20, 15), "text": t}]}
        for i, t in enumerate(("首页", "我的"))
    ]
    bar = {**tab, "rect": (0, 762, 375, 50), "children": entries}
    ring = {
        "surface": "platform",
        "part": "capsule",
        "rect": (325, 26, 42, 32),
        "attrs": {"data-mi-button": "close", "aria-label": "关闭"},
    }
    found = controls(draw([*menu(), bar, ring]))
    assert [c.text for c in found if c.role == "tab"] == ["首页", "我的"]
    assert not [c for c in found if c.role == "close"]


def test_the_platform_s_settings_ask_nothing(draw: Any) -> None:
    part = {"surface": "platform", "dialog": "d1"}
    rows = [
        {
            **part,
            "rect": (0, 100, 375, 50),
            "text": "隐私保护指引",
            "attrs": {"data-mi-button": "x", "data-mi-role": "link"},
        }
    ]
    switch = {**part, "rect": (300, 200, 50, 30), "attrs": {"data-mi-button": "s", "data-mi-role": "check"}}
    page = {**part, "part": "dialog", "attrs": {"data-mi-type": "settings"}, "children": [*rows, switch]}
    tree = draw([*menu(hit=False), page])
    assert surfaces(tree) == []
    assert content(tree).reason == "covered"


def test_two_slides_of_one_carousel_are_one_picture(draw: Any) -> None:
    slides = [{"tag": "image", "rect": (x, 64, 375, 175), "attrs": {"src": "s.png"}} for x in (-167, 208)]
    button = tap("全部")
    assert content(draw([{"tag": "swiper", "rect": (0, 64, 375, 175), "children": slides}, button])).reason == "empty"
    assert content(draw([*slides, button])).is_content


def test_a_bar_at_the_bottom_is_part_of_the_page(draw: Any) -> None:
    bar = {"rect": (0, 752, 375, 60), "fixed": True, "text": TEXT, "events": ("tap",)}
    assert content(draw([bar])).is_content


def test_an_area_that_takes_every_tap_is_no_button_with_all_its_words(draw: Any) -> None:
    said = "请输入城市名查询天气 定位中 能见度十六公里 点击“同意”开始使用"
    area = {"rect": (0, 64, 375, 700), "events": ("tap",), "children": [{"rect": (20, 80, 335, 40), "text": said}]}
    assert not any(found.wants for found in surfaces(draw([area])))
    wall = [{"rect": (20, 80, 335, 40), "text": "请授权您的位置后使用"}, tap("开启定位")]
    assert surfaces(draw(wall))[0].wants == {"location"}


def test_a_member_s_page_with_a_link_to_the_policy_is_no_privacy_popup(draw: Any) -> None:
    rows = [item("会员银卡 登录后享受积分与会员价", 100), item("隐私政策", 170), item("联系门店", 230)]
    assert not any(notice_popup(surface) for surface in surfaces(draw(rows)))


@pytest.mark.parametrize(("yes", "kinds"), [("允许", {"notice", "permission", "location"}), ("同意", {"notice"})])
def test_the_privacy_window_that_allows_the_position_asks_for_it(draw: Any, yes: str, kinds: set[str]) -> None:
    """From base library 3.4.2 one window asks for both; the plain one only names what the guidelines list."""
    part = {"surface": "platform", "dialog": "p1"}
    rows = [
        {**part, "rect": (40, 600, 295, 30), "text": "获取你的位置信息"},
        {**part, "rect": (40, 640, 295, 30), "text": "我已阅读并同意《小程序隐私保护指引》"},
        {
            **part,
            "rect": (40, 700, 140, 44),
            "text": "拒绝",
            "attrs": {"data-mi-button": "r", "data-mi-role": "refuse"},
        },
        {**part, "rect": (200, 700, 140, 44), "text": yes, "attrs": {"data-mi-button": "a", "data-mi-role": "agree"}},
    ]
    window = {**part, "tag": "native-dialog", "part": "dialog", "attrs": {"data-mi-type": "privacy"}, "children": rows}
    (surface,) = surfaces(draw([*menu(hit=False), window]))
    assert surface.kinds == kinds


def test_phone_buttons_over_the_entries_of_a_list_hide_no_content(draw: Any) -> None:
    """Each entry is covered by a button without words: the list is shown, and the page is no authorization page."""

    def entry(top: float) -> list[dict[str, Any]]:
        name = {"rect": (20, top, 300, 24), "text": "《朝花夕拾》初版影印本"}
        more = {"rect": (20, top + 30, 300, 24), "text": "品相九成，书脊轻微磨损"}
        return [name, more, phone_button("", rect=(0, top - 10, 375, 80), opacity=0.0)]

    rules = tap("隐私政策", rect=(100, 700, 175, 40))
    rows = [part for top in (120, 220, 320, 420) for part in entry(top)]
    assert content(draw([*rows, rules])).is_content
    choice = [part for top in (120, 220) for part in entry(top)]
    assert not content(draw([*choice, rules])).is_content


CIRCLE = {"tag": "text", "text": "○", "rect": (30, 485, 20, 20)}
SQUARE = {"tag": "view", "rect": (30, 485, 20, 20)}
NO = {"tag": "view", "text": "不接受", "rect": (20, 480, 140, 42), "events": ("tap",)}
RIGHT = {"rect": (200, 480, 140, 42)}


@pytest.mark.parametrize(
    ("said", "more", "beside", "role"),
    [
        ("阅读并同意", {"tag": "button"}, [], "agree"),
        ("I have read and agree", {"attrs": {"role": "button"}}, [], "agree"),
        ("阅读后同意，已阅读", {"background": "rgb(67, 65, 97)"}, [], "agree"),
        ("阅读并同意", {}, [NO], "agree"),
        ("阅读并同意", {}, [], "toggle"),
        ("阅读并同意", {"background": "rgba(0, 0, 0, 0)"}, [], "toggle"),
        ("阅读并同意", {"tag": "button"}, [CIRCLE], "toggle"),
        ("阅读并同意", {"background": "rgb(255, 255, 255)"}, [SQUARE], "toggle"),
        ("阅读并同意", {}, [{**NO, "rect": (20, 560, 140, 42)}], "toggle"),
        ("○ 我已阅读并同意", {"background": "rgb(255, 255, 255)"}, [], "toggle"),
        ("我已阅读并同意《隐私政策》", {"background": "rgb(255, 255, 255)"}, [NO], "toggle"),
        ("我已阅读并同意", {"children": [{"tag": "checkbox", "rect": (200, 485, 20, 20)}]}, [NO], "toggle"),
    ],
)
def test_words_of_having_read_stand_on_a_button_or_on_a_line(
    draw: Any, said: str, more: Any, beside: Any, role: str
) -> None:
    """By what it is made of and what stands beside it: a box makes a line, a ground or a refusal a button."""
    parts = [{"rect": (0, 470, 375, 120), "children": [*beside, {**tap(said), **RIGHT, **more}]}]
    (found,) = [c for c in controls(draw(parts)) if c.text == said]
    assert found.role == role


@pytest.mark.parametrize(
    ("texts", "roles"),
    [
        (["再想想", "不同意，先逛逛"], ["other", "refuse"]),
        (["再想想", "同意"], ["refuse", "agree"]),
        (["我再考虑一下", "残忍拒绝"], ["other", "refuse"]),
        (["不同意，再想想", "同意"], ["refuse", "agree"]),
        (["再想想", "再考虑"], ["refuse", "refuse"]),
        (["再想想", "确认取消"], ["refuse", "refuse"]),
        (["再看看", "暂不授权"], ["other", "refuse"]),
        (["不同意，仅浏览 Decline and browse", "同意 Agree"], ["refuse", "agree"]),
    ],
)
def test_thinking_it_over_is_a_refusal_unless_a_plain_one_stands_beside_it(
    draw: Any, texts: list[str], roles: list[str]
) -> None:
    """The second window of many programs: "再想想" leads back to the question."""
    found = controls(draw([tap(text, rect=(20, 300 + 60 * n, 200, 44)) for n, text in enumerate(texts)]))
    assert [c.role for c in found] == roles


@pytest.mark.parametrize(
    ("left", "right", "roles"),
    [
        ("取消", "确定", ["refuse", "agree"]),
        ("再想想", "仍不同意", ["other", "refuse"]),
        ("同意", "不同意", ["agree", "refuse"]),
        ("不同意", "同意", ["refuse", "agree"]),
        ("再想想", "确认取消", ["refuse", "agree"]),
    ],
)
def test_a_window_may_have_its_no_in_the_place_of_its_yes(draw: Any, left: str, right: str, roles: list[str]) -> None:
    def button(text: str, at: float, role: str) -> dict[str, Any]:
        attrs = {"data-mi-button": role, "data-mi-role": role}
        return {"surface": "platform", "dialog": "m", "rect": (at, 500, 120, 44), "text": text, "attrs": attrs}

    rows = [button(left, 40, "refuse"), button(right, 200, "agree")]
    assert [c.role for c in controls(draw(rows))] == roles
