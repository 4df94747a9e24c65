"""PHN-05, PHN-07 and PHN-08: what the surface and the button show."""

from typing import Any

import pytest

GREEN = {"color": "rgb(255, 255, 255)", "background": "rgb(7, 193, 96)", "font_px": 16}


def sheet(story: Any, *more: Any, text: str = "登录后为您保留座位") -> Any:
    return story.screens.over(story.screens.phone_button("立即授权手机号"), *more, text=text)


def told(
    story: Any, parts: Any, after: Any = None, starts: int = 2, ways: tuple[str, ...] = ("back", "outside")
) -> Any:
    """The surface in each cold start, every way out tried and what it led to (the surface again unless told)."""
    story.run("refuse")
    for _ in range(starts):
        story.start()
        story.show(parts)
        for way in ways:
            story.act("back" if way == "back" else "tap", f"dismiss:{way}")
            story.show(after or parts)
    story.covered()
    return story.verdicts()


def test_a_sheet_with_one_button_fails(story: Any) -> None:
    verdict = told(story, sheet(story))["PHN-05"]
    assert verdict.verdict == "fail"
    assert len(verdict.findings[0].evidence.screens) >= 2


@pytest.mark.parametrize("words", ["暂不", "以后再说", "不登录", "Not now", "×"])
def test_a_readable_way_to_refuse_passes(story: Any, words: str) -> None:
    grey = story.screens.tap(words, rect=(200, 480, 120, 40), color="rgb(102, 102, 102)", background="rgb(255,255,255)")
    assert told(story, sheet(story, grey))["PHN-05"].verdict == "pass"


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        ({"color": "rgb(230, 230, 230)", "background": "rgb(255, 255, 255)"}, "fail"),
        ({"opacity": 0.05}, "fail"),
        ({"rect": (200, 480, 40, 8)}, "fail"),
        ({"rect": (200, 480, 60, 20)}, "inconclusive"),
    ],
)
def test_a_refusal_that_nobody_sees_is_none(story: Any, look: Any, expected: str) -> None:
    no = story.screens.tap("暂不", **{"rect": (200, 480, 120, 40), **look})
    assert told(story, sheet(story, no))["PHN-05"].verdict == expected


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        ({"color": "rgb(228, 228, 228)", "rect": (340, 791, 27, 13)}, "fail"),
        ({"color": "rgb(90, 90, 90)", "rect": (120, 720, 135, 40)}, "pass"),
    ],
)
def test_a_refusal_that_floats_over_the_page_is_its_refusal(story: Any, look: Any, expected: str) -> None:
    """It works; who cannot see it has none. Whether the system's back would do is no matter then."""
    no = story.screens.tap("先看看", fixed=True, background="rgb(255, 255, 255)", **look)
    page = [{"text": "登录即看", "rect": (30, 100, 315, 30)}, story.screens.phone_button("微信手机号登录"), no]
    assert told(story, page, after=story.screens.menu(), ways=("refuse",))["PHN-05"].verdict == expected


def test_what_only_the_system_can_leave_is_for_a_person(story: Any) -> None:
    assert told(story, sheet(story), after=story.screens.menu())["PHN-05"].verdict == "inconclusive"


@pytest.mark.parametrize(("starts", "ways"), [(1, ("back", "outside")), (2, ()), (2, ("back",))])
def test_one_start_or_an_untried_way_does_not_decide(story: Any, starts: int, ways: Any) -> None:
    menu, mask, panel = sheet(story)[:-2], *sheet(story)[-2:]
    parts = [*menu, {**mask, "events": ("tap",)}, panel]
    assert told(story, parts, starts=starts, ways=ways)["PHN-05"].verdict == "inconclusive"


def test_a_picture_button_may_be_the_refusal(story: Any) -> None:
    picture = {"tag": "image", "attrs": {"src": "b.png"}, "events": ("tap",), "rect": (200, 480, 120, 40)}
    assert told(story, sheet(story, picture))["PHN-05"].verdict == "inconclusive"


@pytest.mark.parametrize(("listens", "expected"), [((), "fail"), (("touchmove",), "fail"), (("tap",), "inconclusive")])
def test_a_mask_that_listens_to_nothing_need_not_be_touched(story: Any, listens: Any, expected: str) -> None:
    menu, mask, panel = sheet(story)[:-2], *sheet(story)[-2:]
    assert told(story, [*menu, {**mask, "events": listens}, panel], ways=("back",))["PHN-05"].verdict == expected


@pytest.mark.parametrize(("pressed", "gone", "expected"), [
    (False, False, "inconclusive"), (True, True, "pass"), (True, False, "fail"),
])  # fmt: skip
def test_a_button_in_words_nobody_knows_is_what_it_does(story: Any, pressed: bool, gone: bool, expected: str) -> None:
    other = story.screens.tap("溜达溜达", rect=(200, 480, 120, 40))
    parts = sheet(story, other)
    story.run("refuse")
    for _ in range(2):
        story.start()
        story.show(parts)
        if pressed:
            story.act("tap", "dismiss:other", text="溜达溜达")
            story.show(story.screens.menu() if gone else parts)
        for way in ("back", "outside"):
            story.show(parts)
            story.act("back" if way == "back" else "tap", f"dismiss:{way}")
            story.show(parts)
    assert story.verdicts()["PHN-05"].verdict == expected


@pytest.mark.parametrize("beside", [
    {"text": "联系客服"}, {"text": "溜达溜达", "tag": "navigator", "attrs": {"url": "/pages/a/a"}},
    {"text": "叫上好友", "tag": "button", "attrs": {"open-type": "share"}},
])  # fmt: skip
def test_what_leads_elsewhere_is_no_refusal(story: Any, beside: Any) -> None:
    other = {**story.screens.tap("", rect=(200, 480, 120, 40)), **beside}
    assert told(story, sheet(story, other))["PHN-05"].verdict == "fail"


@pytest.mark.parametrize(("tells", "expected"), [(True, "inconclusive"), ("one", "inconclusive"), (False, "fail")])
def test_a_page_that_shows_what_was_asked_for_is_no_demand(story: Any, tells: bool | str, expected: str) -> None:
    """Opening hours with a button to leave a number for a notice at their end (also where their one paragraph says what
    the number is for), against a page of the demand alone."""
    said = (
        "出窑后凭底款取件，架子上保留六十天，周二到周日十点至十八点都可以来；要寄的话请带纸箱，我们帮忙垫好，运费到付"
    )
    more = "。手机号只用于出窑当天通知您" if tells == "one" else ""
    text = (
        f"{said}{more}" if tells else "请先授权手机号。登录后即可查看取件时间、预约烧制、领取优惠券，享受会员专属服务"
    )
    page = [{"rect": (0, 60, 375, 120), "text": text}, story.screens.phone_button("留手机号通知我")]
    story.run("refuse")
    for _ in range(2):
        story.start()
        story.show(story.screens.menu())
        story.act("tap", text="米饭")
        story.show(page, page="pages/kiln/kiln")
        story.act("back", "dismiss:back")
        story.show(page, page="pages/kiln/kiln")
    assert story.verdicts()["PHN-05"].verdict == expected


def test_the_arrow_of_the_navigation_bar_counts(story: Any) -> None:
    back = {"surface": "platform", "part": "back", "rect": (0, 20, 44, 44), "hit": True}
    assert told(story, [*story.screens.wall(), back])["PHN-05"].verdict == "pass"


@pytest.mark.parametrize(("leads_on", "expected"), [(False, "fail"), (True, "pass")])
def test_the_house_counts_unless_it_leads_to_the_same_surface(story: Any, leads_on: bool, expected: str) -> None:
    house = {"surface": "platform", "part": "home", "rect": (0, 20, 44, 44), "hit": True}
    parts = [*story.screens.wall(), house]
    story.run("refuse")
    for way in ("back", "home"):
        story.start()
        story.show(parts)
        story.act("back" if way == "back" else "tap", f"dismiss:{way}")
        story.show(story.screens.menu() if leads_on and way == "home" else parts)
    story.covered()
    assert story.verdicts()["PHN-05"].verdict == expected


def test_no_phone_surface_and_a_whole_inspection(story: Any) -> None:
    story.whole()
    found = story.verdicts()
    assert [found[n].verdict for n in ("PHN-05", "PHN-07", "PHN-08", "PHN-06", "PHN-03", "PHN-04")] == [
        "not-applicable"
    ] * 6


def test_no_phone_surface_in_half_an_inspection(story: Any) -> None:
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    found = story.verdicts()
    names = ("PHN-03", "PHN-04", "PHN-05", "PHN-06", "PHN-07", "PHN-08")
    assert {found[n].verdict for n in names} == {"inconclusive"}
    assert all(found[n].missing for n in names)


def buttons(story: Any, button: Any, starts: int = 2, around: Any = ()) -> Any:
    story.run("untouched")
    for _ in range(starts):
        story.start()
        story.show([*story.screens.menu(), *around, button])
    story.covered()
    return story.verdicts()


@pytest.mark.parametrize("words", ["手机号快捷登录", "一键登录", "绑定号码", "注册会员", "Sign in", "授权并继续"])
def test_a_button_that_says_what_it_takes_passes(story: Any, words: str) -> None:
    assert buttons(story, story.screens.phone_button(words))["PHN-08"].verdict == "pass"


@pytest.mark.parametrize("above", [False, True])
def test_a_button_further_down_than_anybody_looked_leaves_it_open(story: Any, above: bool) -> None:
    around = [story.screens.phone_button("手机号快捷登录")] if above else []
    found = buttons(story, story.screens.phone_button("马上看看", rect=(30, 1900, 315, 48)), around=around)["PHN-08"]
    assert (found.verdict, bool(found.missing)) == ("inconclusive", True)


@pytest.mark.parametrize("words", ["下一步", "开启观影之旅", "查看更多", "Continue", "领取"])
def test_a_button_that_says_something_else_fails(story: Any, words: str) -> None:
    verdict = buttons(story, story.screens.phone_button(words))["PHN-08"]
    assert verdict.verdict == "fail"
    assert verdict.findings[0].evidence.boxes[0].rect == (30, 500, 315, 48)


def test_words_of_a_wrapped_button_and_its_label_count(story: Any) -> None:
    inner = {"text": "手机号登录", "rect": (40, 505, 200, 30)}
    button = {**story.screens.phone_button(""), "children": [inner]}
    assert buttons(story, button)["PHN-08"].verdict == "pass"


@pytest.mark.parametrize(
    ("look", "expected"),
    [({"opacity": 0.0}, "fail"), ({"rect": (0, 0, 375, 700)}, "fail"), ({}, "inconclusive")],
)
def test_transparent_or_over_everything(story: Any, look: Any, expected: str) -> None:
    button = story.screens.phone_button("" if not look else "手机号登录", **look)
    assert buttons(story, button)["PHN-08"].verdict == expected


def test_one_cold_start_is_not_enough_for_a_disguise(story: Any) -> None:
    assert buttons(story, story.screens.phone_button("下一步"), starts=1)["PHN-08"].verdict == "inconclusive"


def test_a_transparent_button_over_words_that_name_it_is_for_a_person(story: Any) -> None:
    shown = {"text": "手机号快捷登录", "rect": (30, 700, 315, 48)}
    button = story.screens.phone_button("", opacity=0, rect=(30, 700, 315, 48))
    assert buttons(story, button, around=[shown])["PHN-08"].verdict == "inconclusive"


@pytest.mark.parametrize(("background", "expected"), [("", "fail"), ("rgb(255, 255, 255)", "pass")])
def test_over_another_function_unless_it_is_a_bar_over_scrolled_rows(
    story: Any, background: str, expected: str
) -> None:
    row = story.screens.tap("清炒时蔬", rect=(0, 700, 375, 48), hit=False)
    button = story.screens.phone_button("手机号登录", rect=(0, 700, 375, 48), background=background)
    assert buttons(story, button, around=[row])["PHN-08"].verdict == expected


def test_a_button_fading_in_with_all_around_it_is_no_disguise(story: Any) -> None:
    faint = {"children": [{"text": "欢迎", "opacity": 0.05}, story.screens.phone_button("手机号登录", opacity=0.05)]}
    story.run("untouched")
    for _ in range(2):
        story.start()
        story.show([*story.screens.menu(), faint])
        story.show([*story.screens.menu(), {"children": [{"text": "欢迎"}, story.screens.phone_button("手机号登录")]}])
    assert story.verdicts()["PHN-08"].verdict == "pass"


@pytest.mark.parametrize(
    ("words", "around", "expected", "findings"),
    [
        ("领20元红包", "新人专享", "inconclusive", 1),
        ("手机号登录", "授权即得优惠券，限时抽奖", "inconclusive", 1),
        ("手机号登录", "用于通知您取餐，另有优惠券可领", "inconclusive", 1),
        ("手机号登录", "用于通知您取餐", "pass", 0),
    ],
)
def test_a_reward_beside_the_button_is_prepared_for_a_person(
    story: Any, words: str, around: str, expected: str, findings: int
) -> None:
    box = {"rect": (20, 460, 335, 100), "children": [{"text": around, "rect": (30, 465, 300, 20)}]}
    box["children"].append(story.screens.phone_button(words))
    verdict = buttons(story, box)["PHN-07"]
    assert (verdict.verdict, len(verdict.findings)) == (expected, findings)


def test_an_ordinary_coupon_list_elsewhere_is_no_inducement(story: Any) -> None:
    coupons = {"text": "我的优惠券 3 张", "rect": (0, 60, 375, 40)}
    verdict = buttons(story, story.screens.phone_button("会员登录"), around=[coupons])["PHN-07"]
    assert verdict.verdict == "inconclusive"
    assert not verdict.findings


def test_a_button_that_covers_the_demand_with_another_window_is_no_refusal(story: Any) -> None:
    chat = story.screens.tap("在线问问", rect=(200, 480, 120, 40))
    window = story.screens.over(story.screens.tap("门店一", rect=(100, 400, 160, 40)), text="请选择要联系的门店")
    parts = sheet(story, chat)
    story.run("refuse")
    for _ in range(2):
        story.start()
        story.show(parts)
        story.act("tap", text="在线问问")
        story.show(window)
        for way in ("back", "outside"):
            story.show(parts)
            story.act("back" if way == "back" else "tap", f"dismiss:{way}")
            story.show(parts)
    assert story.verdicts()["PHN-05"].verdict == "fail"


@pytest.mark.parametrize(("onward", "expected"), [(False, "fail"), (True, "inconclusive")])
def test_a_tab_is_a_way_out_only_if_it_leads_away(story: Any, onward: bool, expected: str) -> None:
    tab = {"rect": (187, 763, 187, 49), "text": "我的", "attrs": {"role": "tab"}, "events": ("tap",)}
    tab |= {"surface": "platform", "part": "tabbar"}
    asks = [*sheet(story), tab]
    story.run("refuse")
    for _ in range(2):
        story.start()
        story.show(asks)
        for way in ("back", "outside", "tab"):
            story.act("back" if way == "back" else "tap", f"dismiss:{way}")
            story.show([*story.screens.menu(), tab] if way == "tab" and onward else asks)
    story.covered()
    assert story.verdicts()["PHN-05"].verdict == expected


@pytest.mark.parametrize(
    ("words", "expected"), [("作品详情", "inconclusive"), ("关于我们", "fail"), ("隐私政策", "fail")]
)
def test_a_page_whose_other_entries_open_is_for_a_person(story: Any, words: str, expected: str) -> None:
    """Rules and who runs the program are no entries: a wall has them too."""
    entry = story.screens.tap(words, rect=(0, 100, 375, 50))
    page = [entry, {"text": "预约登记", "rect": (30, 300, 315, 30)}, story.screens.phone_button("手机号登记")]
    story.run("refuse")
    for _ in range(2):
        story.start()
        story.show(page)
        story.act("back", "dismiss:back")
        story.show(page)
    story.start()
    story.show(page)
    story.act("tap", text=words)
    story.show(story.screens.detail(), page="pages/cut/cut")
    story.covered()
    assert story.verdicts()["PHN-05"].verdict == expected
