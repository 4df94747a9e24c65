"""PHN-01 and PHN-09: the way in, its ways out, and what must not be taken for a wall."""

from typing import Any

import pytest


def blocked(story: Any, parts: Any, ways: tuple[str, ...] = ("back",), starts: int = 2, **led: Any) -> None:
    """The refuse run at a wall: every way tried from a start of its own, all back at the wall."""
    story.run("refuse")
    of = 0
    for number, name in enumerate((*ways, *ways)[: max(len(ways), starts)]):
        story.start(purpose="explore" if number == 0 else "confirm")
        story.show(parts)
        of = of or story.wall("suspected", trigger="launch", kinds=["phone"], screen=story.view)
        story.way(of, name, led.get(name, parts))
    story.wall("confirmed", of=of, trigger="launch", starts=list(range(1, starts + 1)), agree=True)
    story.covered()


def test_a_phone_page_whose_ways_out_lead_nowhere_fails_with_complete_evidence(story: Any) -> None:
    blocked(story, story.screens.wall(), back=None)
    verdict = story.verdicts()["PHN-01"]
    assert verdict.verdict == "fail"
    (finding,) = verdict.findings
    assert len(finding.evidence.screens) >= 2
    assert finding.evidence.boxes[0].rect == (30, 500, 315, 48)
    assert "back: exit" in finding.reason.en


def test_the_rules_that_the_inspection_looked_up_are_no_content(story: Any) -> None:
    """Whatever their page looks like, the user has seen nothing of the service on it."""
    blocked(story, story.screens.wall(), back=None)
    story.run("agree")
    story.start()
    story.show(story.screens.wall())
    story.act("tap", "policy", "《隐私政策》")
    story.show(story.screens.menu(), page="pages/doc/doc")
    story.act("back", "policy")
    story.show(story.screens.wall())
    story.covered()
    assert story.verdicts()["PHN-01"].verdict == "fail"


def test_the_other_check_leaves_a_phone_wall_to_this_one(story: Any) -> None:
    blocked(story, story.screens.wall())
    assert story.verdicts()["PHN-09"].verdict == "not-applicable"


def test_a_way_out_to_content_in_two_starts_passes(story: Any) -> None:
    parts = story.screens.wall(story.screens.tap("随便看看", rect=(30, 600, 315, 40)))
    story.run("refuse")
    story.start()
    story.show(parts)
    of = story.wall("suspected", trigger="launch", kinds=["phone"], screen=story.view)
    story.way(of, "refuse", story.screens.menu(), "content")
    story.start(purpose="confirm")
    story.show(parts)
    story.way(of, "refuse", story.screens.menu(), "content")
    story.wall("cleared", of=of, trigger="launch", starts=[1, 2], agree=True)
    verdicts = story.verdicts()
    assert verdicts["PHN-01"].verdict == "pass"
    assert verdicts["PHN-09"].verdict == "pass"


@pytest.mark.parametrize(("after", "expected"), [("menu", "pass"), ("wall", "fail")])
def test_no_in_the_platforms_window_is_a_way_out_too(story: Any, after: str, expected: str) -> None:
    """A page with nothing but the phone button, whose refusal in the sheet lets go on as a guest, forces nobody."""
    story.run("refuse")
    of = 0
    for number in range(2):
        story.start(purpose="confirm" if number else "explore")
        story.show(story.screens.wall())
        of = of or story.wall("suspected", trigger="launch", kinds=["phone"], screen=story.view)
        story.way(of, "back", None, "exit")
    for _ in range(2):
        story.start(purpose="confirm")
        story.show(story.screens.wall())
        story.act("tap", "try:sheet", text="授权手机号后点餐")
        no = {"tag": "button", "text": "不允许", "rect": (30, 700, 150, 48), "surface": "platform", "dialog": "d1"}
        story.show([*story.screens.wall(), no])
        story.way(of, "sheet>refuse", getattr(story.screens, after)(), "content" if after == "menu" else "surface")
    held = after == "wall"
    story.wall("confirmed" if held else "cleared", of=of, trigger="launch", starts=[1, 2, 3, 4], agree=True)
    verdict = story.verdicts()["PHN-01"]
    assert verdict.verdict == expected
    assert not held or "the platform's window then refuse: the demand again" in verdict.findings[0].reason.en


@pytest.mark.parametrize("parts", ["menu", "notice"])
def test_content_at_once_or_behind_a_gate_of_terms_passes(story: Any, parts: str) -> None:
    for run in ("untouched", "refuse"):
        story.run(run)
        story.start()
        story.show(getattr(story.screens, parts)())
        story.act("tap", "answer:refuse", text="不同意")
        story.show(story.screens.menu())
    assert story.verdicts()["PHN-01"].verdict == "pass"


def test_a_welcome_page_with_a_plain_button_passes(story: Any) -> None:
    splash = [{"tag": "image", "attrs": {"src": "splash.png"}}, story.screens.tap("立即体验")]
    for run in ("untouched", "refuse"):
        story.run(run)
        story.start()
        story.show(splash)
        story.act("tap", text="立即体验")
        story.show(story.screens.menu())
    assert story.verdicts()["PHN-01"].verdict == "pass"


@pytest.mark.parametrize(("more", "expected"), [(False, "fail"), (True, "pass")])
def test_leafing_through_a_guide_is_no_use_of_it_but_through_a_feed_is(story: Any, more: bool, expected: str) -> None:
    """What stands on the last leaf of a guide stands before any content; a feed has things of its own to press."""
    leaf = [{"text": "一起骑", "rect": (60, 300, 200, 40)}]
    feed = [*leaf, story.screens.tap("作品详情", rect=(30, 700, 120, 40))]
    story.run("refuse")
    of = 0
    for number in range(2):
        story.start(purpose="confirm" if number else "explore")
        story.show(feed if more else leaf)
        if more:
            story.act("tap", text="作品详情")
            story.show(story.screens.menu())
        story.act("swipe", value="left")
        story.show(story.screens.wall())
        of = of or story.wall("suspected", trigger="launch", kinds=["phone"], screen=story.view)
        story.way(of, "back", None)
    story.wall("confirmed", of=of, trigger="launch", starts=[1, 2], agree=True)
    story.covered()
    assert story.verdicts()["PHN-01"].verdict == expected


def test_a_page_that_one_only_leaves_by_granting_is_not_passed_by_pressing_on(story: Any) -> None:
    for run in ("untouched", "agree"):
        story.run(run)
        story.start()
        story.show(story.screens.wall())
        story.act("tap", text="授权手机号后点餐")
        story.show(story.screens.menu())
    assert story.verdicts()["PHN-01"].verdict == "inconclusive"


def test_a_skippable_sheet_over_content_passes(story: Any) -> None:
    sheet = story.screens.over(story.screens.phone_button("手机号快捷登录"), story.screens.tap("暂不登录"))
    story.run("refuse")
    of = 0
    for purpose in ("explore", "confirm"):
        story.start(purpose=purpose)
        story.show(sheet)
        of = of or story.wall("suspected", trigger="launch", kinds=["phone"], screen=story.view)
        story.way(of, "refuse", story.screens.menu(), "content")
    story.wall("cleared", of=of, trigger="launch", starts=[1, 2], agree=True)
    assert story.verdicts()["PHN-01"].verdict == "pass"


def test_one_cold_start_is_not_enough(story: Any) -> None:
    blocked(story, story.screens.wall(), starts=1)
    assert story.verdicts()["PHN-01"].verdict == "inconclusive"


def test_starts_that_disagree_are_inconclusive(story: Any) -> None:
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    blocked(story, story.screens.wall())
    assert story.verdicts()["PHN-01"].verdict == "inconclusive"


def test_an_untried_skip_word_is_named(story: Any) -> None:
    blocked(story, story.screens.wall(story.screens.tap("跳过", rect=(30, 600, 315, 40))))
    verdict = story.verdicts()["PHN-01"]
    assert verdict.verdict == "inconclusive"
    assert [m.en for m in verdict.missing] == ["way out not tried: refuse"]


def test_empty_for_want_of_a_server_is_not_judged(story: Any) -> None:
    story.run("refuse")
    of = 0
    for _ in range(2):
        story.start()
        story.show(story.screens.wall())
        of = of or story.wall("suspected", trigger="launch", kinds=["phone"], screen=story.view)
        story.flow("https://api.example.test/home", status=404)
        story.way(of, "back", [{"rect": (0, 0, 375, 812)}], "blank")
    assert story.verdicts()["PHN-01"].verdict == "inconclusive"


def test_nothing_shown_is_inconclusive(story: Any) -> None:
    for run in ("untouched", "refuse"):
        story.run(run)
        story.start()
        story.show([])
    assert story.verdicts()["PHN-01"].verdict == "inconclusive"


def test_a_blank_picture_proves_nothing(story: Any) -> None:
    blocked(story, story.screens.wall())
    for path in (story.root / "screens").glob("*.png"):
        path.unlink()
    verdict = story.verdicts()["PHN-01"]
    assert verdict.verdict == "inconclusive"
    assert verdict.missing


def test_a_login_wall_is_the_other_check_s(story: Any) -> None:
    blocked(story, story.screens.login())
    verdicts = story.verdicts()
    assert verdicts["PHN-09"].verdict == "fail"
    assert verdicts["PHN-01"].verdict == "inconclusive"


@pytest.mark.parametrize(("offers", "expected"), [("立即支付", "inconclusive"), ("", "fail")])
def test_what_is_looked_up_on_a_page_of_few_words_is_no_wall(story: Any, offers: str, expected: str) -> None:
    """A parking fee by plate, with a reminder by telephone beside the payment; and a table's number before a wall."""
    field = {"tag": "input", "rect": (30, 200, 315, 44), "attrs": {"placeholder": "车牌号或桌号"}}
    first = [{"text": "三坊七巷", "rect": (30, 100, 315, 40)}, field, story.screens.tap("查询")]
    more = [story.screens.tap(offers, rect=(30, 600, 315, 48))] if offers else []
    asking = [{"text": "应付 8 元", "rect": (30, 100, 315, 40)}, story.screens.phone_button("填入微信手机号"), *more]
    story.run("refuse")
    of = 0
    for number, (name, after) in enumerate([("back", first), ("sheet>refuse", asking)] * 2):
        story.start(purpose="confirm" if number else "explore")
        story.show(first)
        pressed = story.act("tap", text="查询")
        story.show(asking, page="pages/fee/fee")
        of = of or story.wall("suspected", trigger="launch", kinds=["phone"], screen=story.view, action=pressed)
        story.way(of, name, after, "other" if name == "back" else "surface")
    story.wall("confirmed", of=of, trigger="launch", starts=[1, 2, 3, 4], agree=True)
    assert story.verdicts()["PHN-01"].verdict == expected


@pytest.mark.parametrize(("behind", "expected"), [("phone", "not-applicable"), ("profile", "fail")])
def test_a_profile_that_can_be_skipped_is_not_what_blocks(story: Any, behind: str, expected: str) -> None:
    """Skipping the avatar leads to the phone number, which cannot be skipped: that wall is the other check's."""
    avatar = {"tag": "button", "text": "选择头像", "attrs": {"open-type": "chooseAvatar"}, "rect": (30, 300, 315, 48)}
    first = [{"text": "完善资料", "rect": (30, 100, 315, 40)}, avatar, story.screens.tap("跳过")]
    second = story.screens.wall() if behind == "phone" else [{"text": "还差一步", "rect": (30, 90, 315, 40)}, avatar]
    story.run("refuse")
    of = 0
    for number, (name, after) in enumerate([("refuse", second), ("refuse>back", None), ("back", None)]):
        story.start(purpose="confirm" if number else "explore")
        story.show(first)
        of = of or story.wall("suspected", trigger="launch", kinds=["profile"], screen=story.view)
        if number == 1:
            story.act("tap", "dismiss:refuse", text="跳过")
            story.show(second)
        story.way(of, name, after, "surface" if after else "exit")
    story.wall("confirmed", of=of, trigger="launch", starts=[1, 2, 3], agree=True)
    assert story.verdicts()["PHN-09"].verdict == expected


def test_back_at_a_welcome_page_that_shows_nothing_is_not_past_the_wall(story: Any) -> None:
    """A first page with a slogan and a button to start; the button opens the demand, and declining closes it again."""
    welcome = [{"text": "好好看病", "rect": (60, 200, 200, 40)}, story.screens.tap("开 始")]
    later = story.screens.tap("稍后", rect=(30, 600, 315, 40))
    sheet = [{"text": "请授权手机号后进入", "rect": (30, 400, 315, 30)}, story.screens.phone_button("登录"), later]
    story.run("refuse")
    of = 0
    for number, (name, after) in enumerate([("refuse", welcome), ("back", None)] * 2):
        story.start(purpose="confirm" if number else "explore")
        story.show(welcome)
        pressed = story.act("tap", text="开 始")
        story.show(sheet)
        found = {"trigger": "launch", "kinds": ["phone"], "screen": story.view, "action": pressed}
        of = of or story.wall("suspected", **found)
        story.way(of, name, after, "other" if after else "exit")
    story.wall("confirmed", of=of, trigger="launch", starts=[1, 2, 3, 4], agree=True)
    verdict = story.verdicts()["PHN-01"]
    assert verdict.verdict == "fail"
    assert "refuse: the screen before, which shows nothing" in verdict.findings[0].reason.en


@pytest.mark.parametrize(("behind", "expected"), [("welcome", "fail"), ("menu", "pass"), ("", "inconclusive")])
def test_what_stands_behind_a_message_after_the_refusal_counts(story: Any, behind: str, expected: str) -> None:
    """The message itself says nothing of the way in; where nobody pressed it away, what it leads to is not known."""
    welcome = [{"text": "好好看病", "rect": (60, 200, 200, 40)}, story.screens.tap("开 始")]
    later = story.screens.tap("稍后", rect=(30, 600, 315, 40))
    sheet = [{"text": "请授权手机号后进入", "rect": (30, 400, 315, 30)}, story.screens.phone_button("登录"), later]
    message = [{"text": "这样才能通知您", "rect": (30, 400, 315, 30)}, story.screens.tap("知道了")]
    led = {"welcome": welcome, "menu": story.screens.menu()}.get(behind)
    story.run("refuse")
    of = 0
    for number, name in enumerate(("refuse", "back") * 2):
        story.start(purpose="confirm" if number else "explore")
        story.show(welcome)
        pressed = story.act("tap", text="开 始")
        story.show(sheet)
        found = {"trigger": "launch", "kinds": ["phone"], "screen": story.view, "action": pressed}
        of = of or story.wall("suspected", **found)
        story.way(of, name, message if name == "refuse" else None, "other" if name == "refuse" else "exit")
        if name == "refuse" and led is not None:
            story.way(of, "refuse>close", led, "content" if behind == "menu" else "other")
    story.wall("confirmed", of=of, trigger="launch", starts=[1, 2, 3, 4], agree=True)
    assert story.verdicts()["PHN-01"].verdict == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("本系统仅限内部员工使用，请登录", "not-applicable"),
        ("本小程序仅供本院在职职工使用，请使用工号登录", "not-applicable"),
        ("For use by hospital staff only", "not-applicable"),
        ("仅限新用户领取，登录后查看", "fail"),
    ],
)
def test_an_internal_audience_with_an_account_is_not_applicable(story: Any, said: str, expected: str) -> None:
    parts = [
        {"rect": (30, 100, 315, 40), "text": said},
        {"tag": "input", "rect": (30, 200, 315, 44), "attrs": {"placeholder": "工号"}},
        {"tag": "input", "rect": (30, 260, 315, 44), "attrs": {"placeholder": "密码", "password": True}},
        story.screens.tap("登录", rect=(30, 340, 315, 44)),
    ]
    blocked(story, parts)
    assert story.verdicts()["PHN-09"].verdict == expected


def test_the_same_wall_on_another_page_with_other_words_has_the_same_fingerprint(tell: Any) -> None:
    prints = []
    for words in ("授权手机号后点餐", "一键授权手机号"):
        story = tell()
        parts = [{"rect": (30, 200, 315, 80), "text": "请先授权手机号"}, story.screens.phone_button(words)]
        blocked(story, parts)
        prints.append(story.verdicts()["PHN-01"].findings[0].fingerprint)
    assert prints[0] == prints[1]


GOODS = ("小锅米线，酸辣，十四元", "过桥米线，十二碟，三十八元", "凉米线，四月到九月，十二元", "豆花米线，素，十三元")
SLOGAN = ("创立于一九五二年的米线老店，三代人守着同一口锅，汤底每天早上五点开熬，卖完收摊",)
ITSELF = ("请登录后查看全部内容", "登录后可以领取会员优惠", "登录即表示同意用户协议", "验证码仅用于登录验证")


@pytest.mark.parametrize(
    ("lines", "led", "expected"),
    [(GOODS, True, "pass"), (GOODS, False, "fail"), (SLOGAN, True, "fail"), (ITSELF, True, "fail")],
)
def test_a_list_over_a_login_is_content_where_something_on_it_leads_on(
    story: Any, lines: tuple[str, ...], led: bool, expected: str
) -> None:
    """Goods, an entry to the shops and a login below; a slogan over a login, or lines of the login itself, are none."""
    told = [{"text": t, "rect": (0, 60 + 40 * n, 375, 40)} for n, t in enumerate(lines)]
    parts = [*told, story.screens.tap("门店", rect=(0, 330, 375, 50)), *story.screens.login()[1:]]
    blocked(story, parts, back=None)
    story.start()
    story.show(parts)
    story.act("tap", text="门店")
    if led:
        story.show(story.screens.menu(), page="pages/shops/shops")
    else:
        story.show(parts)
    assert story.verdicts()["PHN-09"].verdict == expected


ARTICLE = [{"text": "米线用大米浸泡、磨浆、发酵、压制而成，口感滑爽，自明代起便在滇中流传，各地做法略有不同。" * 2}]


@pytest.mark.parametrize(
    ("link", "behind", "expected"),
    [
        ("门店", "menu", "pass"),
        ("米线做法", "article", "inconclusive"),
        ("关于我们", "menu", "fail"),
        ("关于我们", "article", "fail"),
        ("门店", "login", "fail"),
    ],
)
def test_a_wall_that_lists_services_is_one_unless_its_link_leads_to_the_service(
    story: Any, link: str, behind: str, expected: str
) -> None:
    told = [{"text": t, "rect": (0, 60 + 40 * n, 375, 40)} for n, t in enumerate(GOODS)]
    parts = [*told, story.screens.tap(link, rect=(0, 330, 375, 50)), *story.screens.login()[1:]]
    blocked(story, parts, back=None)
    story.start()
    story.show(parts)
    story.act("tap", text=link)
    led = ARTICLE if behind == "article" else getattr(story.screens, behind)()
    story.show(led, page="pages/more/more", scroll_height=1600)
    assert story.verdicts()["PHN-09"].verdict == expected


def test_a_page_to_browse_with_a_strip_to_log_in_below_is_open(story: Any) -> None:
    strip = [{"text": "登录后享会员价", "rect": (0, 740, 200, 48)}, story.screens.tap("登录", rect=(260, 740, 100, 48))]
    for run in ("untouched", "refuse"):
        story.run(run)
        story.start()
        story.show([*story.screens.menu(), *strip])
    verdicts = story.verdicts()
    assert (verdicts["PHN-09"].verdict, verdicts["PHN-01"].verdict) == ("pass", "pass")


@pytest.mark.parametrize(("goods", "expected"), [(("薄胎茶盏", "五彩梅瓶", "六寸白盘"), "inconclusive"), ((), "fail")])
def test_a_first_page_of_few_words_that_lists_what_there_is_is_no_welcome(
    story: Any, goods: tuple[str, ...], expected: str
) -> None:
    """A press there goes to a function of its own; from a bare welcome it goes to the service itself."""
    lines = [{"text": t, "rect": (0, 60 + 40 * n, 375, 40)} for n, t in enumerate(goods)]
    first = [{"text": "白瓷", "rect": (0, 20, 375, 40)}, *lines, story.screens.tap("开窑", rect=(0, 400, 375, 50))]
    story.run("refuse")
    of = 0
    for number in range(2):
        story.start(purpose="explore" if number == 0 else "confirm")
        story.show(first)
        story.act("tap", text="开窑")
        story.show(story.screens.wall(), page="pages/kiln/kiln")
        of = of or story.wall("suspected", trigger="launch", kinds=["phone"], screen=story.view)
        story.way(of, "back", None)
    story.wall("confirmed", of=of, trigger="launch", starts=[1, 2], agree=True)
    assert story.verdicts()["PHN-01"].verdict == expected


@pytest.mark.parametrize(("count", "expected"), [(3, "inconclusive"), (1, "fail")])
def test_a_page_that_demands_and_tells_of_its_service_at_length_is_for_a_person(
    story: Any, count: int, expected: str
) -> None:
    """Goods with their prices and how they are made, over a login that nothing leads past; a slogan alone is none."""
    lines = (*GOODS[: count - 1], *SLOGAN)
    told = [{"text": t, "rect": (0, 60 + 40 * n, 375, 40)} for n, t in enumerate(lines)]
    blocked(story, [*told, *story.screens.login()[1:]], back=None)
    assert story.verdicts()["PHN-09"].verdict == expected


TEA = ("盖碗 白瓷 八十元，出水利落", "公道杯 玻璃 三十五元", "茶盘 竹 一百二十元，可拆洗", "隐私政策")


@pytest.mark.parametrize(
    ("goods", "entry", "expected"),
    [
        (TEA, "到货登记", "inconclusive"),
        (TEA, "关于我们", "fail"),
        (TEA, "", "fail"),
        (("一杯好茶，从这里开始",), "到货登记", "fail"),
    ],
)
def test_a_card_that_asks_on_a_page_that_goes_on_is_for_a_person(
    story: Any, goods: tuple[str, ...], entry: str, expected: str
) -> None:
    """A card that asks at the head of a short list with an entry, against one under a slogan or before a dead end."""
    asking = [
        {"text": "手机号用于会员识别，详见《隐私政策》", "rect": (28, 90, 318, 72)},
        story.screens.phone_button("授权手机号"),
    ]
    card = {"rect": (10, 75, 355, 180), "children": [asking[0], {**asking[1], "rect": (28, 175, 318, 58)}]}
    told = [{"text": t, "rect": (10, 260 + 50 * n, 355, 40)} for n, t in enumerate(goods)]
    link = {"tag": "navigator", "attrs": {"url": "/pages/more/more"}, "text": entry, "rect": (10, 480, 355, 40)}
    more = [link] if entry else []
    parts = [card, *told, *more]
    blocked(story, parts, back=None)
    story.start()
    story.show(parts)
    if entry:
        story.act("tap", text=entry)
        story.show(story.screens.wall(), page="pages/more/more")
    assert story.verdicts()["PHN-01"].verdict == expected


def message(text: str) -> Any:
    """A message of the platform with one button over whatever stands there."""
    parts = {"surface": "platform", "part": "dialog", "dialog": "modal.1", "attrs": {"data-mi-type": "modal"}}
    told = {**parts, "attrs": {}, "text": text, "rect": (50, 380, 270, 24)}
    only = {**parts, "attrs": {"data-mi-button": "confirm"}, "text": "确定", "rect": (28, 435, 320, 57), "hit": True}
    return {**parts, "rect": (28, 340, 320, 150), "children": [told, only]}


@pytest.mark.parametrize(("beneath", "expected"), [(True, "fail"), (False, "inconclusive")])
def test_a_message_over_the_demand_is_the_demand_again(story: Any, beneath: bool, expected: str) -> None:
    """Who refuses is told that the number is needed; the same wall stands beneath, or nobody knows what does."""
    wall = story.screens.wall()
    covered = (
        [{"children": [{**one, "hit": False} for one in wall[0]["children"]]}]
        if beneath
        else story.screens.menu(hit=False)
    )
    blocked(
        story, wall, ways=("back", "sheet>refuse"), back=None, **{"sheet>refuse": [*covered, message("需要手机号")]}
    )
    assert story.verdicts()["PHN-01"].verdict == expected


@pytest.mark.parametrize(("text", "expected"), [("📞", "fail"), ("随意", "inconclusive")])
def test_a_mark_without_words_is_no_way_past(story: Any, text: str, expected: str) -> None:
    blocked(story, story.screens.wall(story.screens.tap(text, rect=(300, 640, 50, 40))), back=None)
    assert story.verdicts()["PHN-01"].verdict == expected
