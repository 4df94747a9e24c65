"""PHN-02: presses on something to look at."""

from typing import Any

import pytest

from detectors.facts.presses import goal
from recording.sight.controls import Control
from recording.tree import Node

DISH = "红烧牛肉面"


def browse(story: Any, count: int, led: Any = None, run: str = "refuse") -> None:
    """Presses on so many dishes of different names, each reaching its page."""
    story.run(run)
    story.start()
    for number in range(count):
        rows = [story.screens.tap(f"菜品{number}{c}", rect=(0, 150 + 60 * i, 375, 60)) for i, c in enumerate("甲乙丙")]
        story.show([*story.screens.menu()[:1], *rows])
        story.act("tap", text=f"菜品{number}甲")
        story.show(led or story.screens.detail(), page="pages/detail/detail")
    story.covered()


def met(story: Any, after: Any, back: Any, *, starts: int = 2, press: str = DISH, **more: Any) -> None:
    """A press that meets something, from two cold starts, with back tried."""
    story.run("refuse")
    of = 0
    for number in range(starts):
        story.start(purpose="explore" if number == 0 else "confirm")
        story.show(story.screens.menu())
        action = story.act("tap", text=press)
        story.show(after, **more)
        of = of or story.wall("suspected", trigger="browse", kinds=["phone"], screen=story.view, action=action)
        story.way(of, "back", back, "content", trigger="browse")
    story.wall("confirmed", of=of, trigger="browse", starts=list(range(1, starts + 1)), agree=True)
    story.covered()


def test_a_dish_that_leads_to_a_phone_page_fails(story: Any) -> None:
    met(story, story.screens.wall(), story.screens.menu(), page="pages/login/login")
    verdict = story.verdicts()["PHN-02"]
    assert verdict.verdict == "fail"
    assert DISH in verdict.findings[0].reason.zh
    assert {b.label.en for b in verdict.findings[0].evidence.boxes} == {"pressed", "demands the phone number"}


def test_a_way_out_into_the_requested_page_does_not(story: Any) -> None:
    sheet = story.screens.over(story.screens.phone_button("手机号快捷登录"), story.screens.tap("暂不登录"))
    story.run("refuse")
    story.start()
    story.show(story.screens.menu())
    action = story.act("tap", text=DISH)
    story.show(sheet, page="pages/detail/detail")
    of = story.wall("suspected", trigger="browse", kinds=["phone"], screen=story.view, action=action)
    story.way(of, "refuse", story.screens.detail(), "content", trigger="browse", page="pages/detail/detail")
    verdict = story.verdicts()["PHN-02"]
    assert verdict.verdict != "fail"
    assert not verdict.findings


@pytest.mark.parametrize(("beneath", "expected"), [("login", "not fail"), ("wall", "fail")])
def test_a_page_that_asks_something_else_once_the_number_is_declined(story: Any, beneath: str, expected: str) -> None:
    """The window for the number can be put away; what the requested page wants by itself is another matter."""
    later = {"login": story.screens.login(), "wall": story.screens.wall()}[beneath]
    story.run("refuse")
    of = 0
    for number in range(2):
        story.start(purpose="explore" if number == 0 else "confirm")
        story.show(story.screens.menu())
        action = story.act("tap", text=DISH)
        story.show(story.screens.wall(), page="pages/about/about")
        of = of or story.wall("suspected", trigger="browse", kinds=["phone"], screen=story.view, action=action)
        story.way(of, "refuse", later, "surface", trigger="browse", page="pages/about/about")
    story.wall("confirmed", of=of, trigger="browse", starts=[1, 2], agree=True)
    story.covered()
    assert (story.verdicts()["PHN-02"].verdict == "fail") is (expected == "fail")


def test_one_cold_start_is_not_enough(story: Any) -> None:
    met(story, story.screens.wall(), story.screens.menu(), starts=1, page="pages/login/login")
    assert story.verdicts()["PHN-02"].verdict == "inconclusive"


def test_my_orders_may_ask_for_a_login(story: Any) -> None:
    story.run("refuse")
    story.start()
    story.show([*story.screens.menu(), story.screens.tap("我的订单", rect=(0, 700, 375, 60))])
    story.act("tap", text="我的订单")
    story.show(story.screens.wall(), page="pages/login/login")
    assert not story.verdicts()["PHN-02"].findings


@pytest.mark.parametrize(
    ("tab", "given", "verdict"),
    [
        ("分类", "", "fail"),
        ("我", "", "inconclusive"),
        ("借阅证", "", "inconclusive"),
        ("铲屎官", "", "inconclusive"),
        ("铲屎官", "我的资料", "inconclusive"),
        ("花材", "郁金香", "fail"),
    ],
)
def test_a_tab_for_the_users_own_place_or_paper(story: Any, tab: str, given: str, verdict: str) -> None:
    """What is one's own may ask who one is; words that nobody knows may mean it, so somebody has to look, unless who
    gives the number gets the contents for it."""
    bar = {"tag": "native-tab", "surface": "platform", "part": "tabbar", "rect": (0, 760, 180, 50), "text": tab}
    story.run("refuse")
    of = 0
    for number in range(2):
        story.start(purpose="explore" if number == 0 else "confirm")
        story.show([*story.screens.menu(), bar])
        action = story.act("tap", text=tab, role="tab")
        story.show(story.screens.wall(), page="pages/card/card")
        of = of or story.wall("suspected", trigger="browse", kinds=["phone"], screen=story.view, action=action)
        story.way(of, "back", story.screens.menu(), "content", trigger="browse")
    story.wall("confirmed", of=of, trigger="browse", starts=[1, 2], agree=True)
    if given:
        story.run("agree")
        story.start()
        story.show([*story.screens.menu(), bar])
        story.act("tap", text=tab, role="tab")
        story.show(story.screens.wall(), page="pages/card/card")
        story.consent("phone.answer", story.act("tap", "answer:agree", "授权手机号"), "agree")
        story.show([*story.screens.detail(), story.screens.tap(given, rect=(0, 600, 375, 40))], page="pages/card/card")
    story.covered()
    assert (story.verdicts()["PHN-02"].verdict == "fail") is (verdict == "fail")


@pytest.mark.parametrize(
    ("text", "aim"),
    [("🐾 建立宠物档案", "unsure"), ("添加车辆", "unsure"), ("办理指南", "browse"), ("宫保鸡丁", "browse")],
)
def test_a_row_that_makes_something_of_the_users_own(text: str, aim: str) -> None:
    row = Control(Node(id=1, tag="view", rect=(0, 100, 375, 60), text=text), text, (0, 100, 375, 60), "browse", 0.8)
    assert goal(row) == aim


@pytest.mark.parametrize(("count", "verdict"), [(3, "inconclusive"), (6, "pass"), (16, "pass")])
def test_presses_that_reach_their_page(story: Any, count: int, verdict: str) -> None:
    browse(story, count)
    assert story.verdicts()["PHN-02"].verdict == verdict


def test_a_press_that_reached_its_page_once_disagrees(story: Any) -> None:
    met(story, story.screens.wall(), story.screens.menu(), page="pages/login/login")
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    story.act("tap", text=DISH)
    story.show(story.screens.detail(), page="pages/detail/detail")
    assert story.verdicts()["PHN-02"].verdict != "fail"


def test_a_page_that_tells_of_the_dish_and_ends_in_a_phone_button_is_no_wall(story: Any) -> None:
    told = {
        "tag": "view",
        "text": "选用当日到店的黄牛腩，慢火炖煮三小时，配手擀宽面和自家腌的酸菜，"
        "汤头每天只熬一锅，卖完为止，可以选择微辣或者中辣。",
    }
    page = [{**told, "rect": (0, 100, 375, 200)}, story.screens.phone_button("预约并告知手机号")]
    met(story, page, story.screens.menu(), page="pages/detail/detail")
    assert not story.verdicts()["PHN-02"].findings


def test_a_page_that_tells_only_why_it_asks_is_a_wall(story: Any) -> None:
    told = {
        "tag": "view",
        "text": "尊敬的顾客，查看菜品详情需要您的手机号码，请先授权手机号，"
        "授权后即可查看全部菜品、门店与活动，我们不会将其用于其他目的。",
    }
    page = [{**told, "rect": (0, 100, 375, 200)}, story.screens.phone_button("立即授权")]
    met(story, page, story.screens.menu(), page="pages/detail/detail")
    assert story.verdicts()["PHN-02"].verdict == "fail"


def functions(story: Any) -> Any:
    """A menu of functions, one row each."""
    names = ("约教练", "场馆介绍", "更衣须知", "停车指引")
    rows = [story.screens.tap(name, rect=(0, 150 + 60 * i, 375, 60)) for i, name in enumerate(names)]
    return [*story.screens.menu()[:1], *rows]


def deed(story: Any) -> Any:
    """A page of one deed: why, and one phone button."""
    said = {"rect": (0, 100, 375, 60), "text": "留下手机号，教练会打电话与您约时间"}
    return [said, story.screens.phone_button("授权手机号", rect=(30, 300, 315, 48))]


@pytest.mark.parametrize(
    ("target", "given", "expected"),
    [
        ("pages/hall/hall", "", "inconclusive"),  # each function has its page: this one may be a deed
        ("pages/coach/coach", "", "fail"),  # others of the list lead where this one is walled: a list of things
        ("pages/hall/hall", "content", "fail"),  # who gives the number gets contents: they were held back
        ("pages/hall/hall", "thanks", "inconclusive"),
    ],
)
def test_what_tells_looking_from_a_deed(story: Any, target: str, given: str, expected: str) -> None:
    story.run("refuse")
    of = 0
    for number in range(2):
        story.start(purpose="explore" if number == 0 else "confirm")
        story.show(functions(story))
        if number == 0:
            story.act("tap", text="更衣须知")
            story.show(story.screens.detail(), page=target)
            story.act("back")
            story.show(functions(story))
        action = story.act("tap", text="约教练")
        story.show(deed(story), page="pages/coach/coach")
        of = of or story.wall("suspected", trigger="browse", kinds=["phone"], screen=story.view, action=action)
        story.way(of, "back", functions(story), "content", trigger="browse", origin=True)
    story.wall("confirmed", of=of, trigger="browse", starts=[1, 2], agree=True)
    if given:
        story.run("agree")
        story.start()
        story.show(functions(story))
        story.act("tap", text="约教练")
        story.show(deed(story), page="pages/coach/coach")
        story.consent("phone.answer", story.act("tap", "answer:agree", "授权手机号"), "agree")
        story.show(
            story.screens.detail() if given == "content" else [{"text": "已收到，请等电话"}], page="pages/coach/coach"
        )
    story.covered()
    assert story.verdicts()["PHN-02"].verdict == expected


@pytest.mark.parametrize(
    ("text", "page", "expected"),
    [
        ("约教练", "pages/coach/coach", "inconclusive"),
        ("查看教练详情", "pages/coach/coach", "fail"),
        ("老客登记", "pages/joinview/index", "inconclusive"),  # what the file is called proves nothing
    ],
)
def test_one_entry_alone_in_words_nobody_knows_is_for_a_person(story: Any, text: str, page: str, expected: str) -> None:
    """A link of its own with unknown words may lead to anything; "see the details" may not."""
    link = {"tag": "navigator", "text": text, "attrs": {"url": f"/{page}"}, "rect": (0, 600, 375, 50)}
    story.run("refuse")
    of = 0
    for number in range(2):
        story.start(purpose="explore" if number == 0 else "confirm")
        story.show([*story.screens.menu(), link])
        action = story.act("tap", text=text)
        story.show(deed(story), page=page)
        of = of or story.wall("suspected", trigger="browse", kinds=["phone"], screen=story.view, action=action)
        story.way(of, "back", story.screens.menu(), "content", trigger="browse", origin=True)
    story.wall("confirmed", of=of, trigger="browse", starts=[1, 2], agree=True)
    story.covered()
    assert story.verdicts()["PHN-02"].verdict == expected


DISHES = ("红烧牛肉面", "清蒸鲈鱼", "宫保鸡丁", "酸辣汤")


@pytest.mark.parametrize(
    ("orders", "expected"),
    [
        ((DISHES, DISHES[::-1]), "fail"),
        ((DISHES, DISHES), "inconclusive"),
        ((DISHES,), "inconclusive"),
    ],
    ids=["by the count", "by the entry", "one cold start"],
)
def test_a_wall_after_two_entries_is_of_the_count(story: Any, orders: Any, expected: str) -> None:
    """Two are free, in whatever order; the same two each time may be the only ones that are open to all."""
    story.run("refuse")
    of = 0
    for order in orders:
        story.start()
        for number, name in enumerate(order):
            story.show(story.screens.menu())
            action = story.act("tap", text=name)
            if number < 2:
                story.show(story.screens.detail(), page="pages/detail/detail")
                continue
            story.show(story.screens.wall(), page="pages/login/login")
            if not of:
                found = {"trigger": "browse", "kinds": ["phone"], "screen": story.view, "action": action}
                of = story.wall("suspected", **found)
                story.way(of, "back", story.screens.menu(), "content", trigger="browse", origin=True)
    story.wall("cleared", of=of, trigger="browse", starts=[1, 2], agree=False)
    story.covered()
    verdict = story.verdicts()["PHN-02"]
    assert verdict.verdict == expected
    assert expected != "fail" or verdict.findings[0].reason.en.startswith("After 2 entries were looked at")


@pytest.mark.parametrize("onward", ["swipe", "scroll"])
@pytest.mark.parametrize(("closed", "bare", "findings"), [(False, False, 1), (True, False, 0), (False, True, 0)])
def test_a_feed_that_ends_at_a_demand_is_shown_to_a_person(
    story: Any, onward: str, closed: bool, bare: bool, findings: int
) -> None:
    """Not one that can be put away, and not the last leaf of a guide, which stands before the first page. A list that
    is scrolled ends at one like a feed that is turned."""
    film = [{"text": "川西的云海日出", "rect": (30, 600, 250, 40)}]
    film += [] if bare else [story.screens.tap("作品详情", rect=(30, 700, 120, 40))]
    browse(story, 20)
    for _ in range(2):
        story.start()
        story.show(film)
        story.act(onward, value="up" if onward == "swipe" else "600")
        story.show(story.screens.over(story.screens.phone_button("手机号登录"), text="登录后继续观看"))
        if closed:
            story.act("back", "dismiss:back")
            story.show(film)
    found = story.verdicts()["PHN-02"]
    assert len(found.findings) == findings
    assert found.verdict == ("inconclusive" if findings else "pass")
