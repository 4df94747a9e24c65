"""MKT: personalised content without a switch, pressing for subscriptions, jumps nobody pressed for."""

from typing import Any

import pytest

INDEX, MINE = "pages/index/index", "pages/mine/mine"


def shop(story: Any, heading: str, *rows: str, extra: Any = ()) -> None:
    """A whole inspection: home with a heading over a list, and the user's page with these rows."""
    story.setup({"declared": {}}, (INDEX, MINE))
    story.whole()
    story.run("agree")
    story.start()
    goods = [story.screens.tap(n, rect=(0, 300 + 60 * i, 375, 60)) for i, n in enumerate(("龙井", "普洱", "铁观音"))]
    top = {
        "rect": (0, 100, 375, 100),
        "text": "今日到店新茶，限时八折优惠，满三十减五元，欢迎新老顾客到店品尝各式点心与热饮套餐",
    }
    story.show([top, {"text": heading, "rect": (0, 250, 375, 40)}, *goods, *extra])
    story.act("tap", text="龙井")
    story.show([story.screens.tap(r, rect=(0, 100 + 60 * i, 375, 50)) for i, r in enumerate(rows)], page=MINE)
    story.covered((INDEX, MINE))


@pytest.mark.parametrize(
    ("heading", "row", "verdict"),
    [
        ("猜你喜欢", "我的订单", "fail"),
        ("Recommended for you", "My orders", "fail"),
        ("猜你喜欢", "个性化推荐", "pass"),
        ("热门榜单", "我的订单", "not-applicable"),
        ("本周销量前三", "我的订单", "not-applicable"),
    ],
)
def test_lists_made_for_one_user(story: Any, heading: str, row: str, verdict: str) -> None:
    shop(story, heading, row, "优惠券")
    found = story.verdicts()["MKT-01"]
    assert found.verdict == verdict, found.reason.en


@pytest.mark.parametrize(("across", "verdict"), [(0, "pass"), (90, "fail")])
def test_a_switch_stands_on_the_line_of_its_words(story: Any, across: int, verdict: str) -> None:
    words = {"text": "个性化推荐", "rect": (20, 400, 200, 30)}
    switch = {"tag": "switch", "rect": (300, 400 + across, 50, 30), "events": ("change",)}
    shop(story, "猜你喜欢", "我的订单", "优惠券", extra=[words, switch])
    assert story.verdicts()["MKT-01"].verdict == verdict


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("根据您的浏览记录为您挑选：羊绒围巾、驼绒被", "fail"),
        ("Based on your browsing history: scarves, blankets", "fail"),
        ("根据您的偏好现场定制生日蛋糕", "not-applicable"),
        ("根据本周销量为大家精选", "not-applicable"),
    ],
)
def test_a_line_that_says_by_what_it_was_chosen(story: Any, line: str, verdict: str) -> None:
    shop(story, "热门榜单", "我的订单", "优惠券", extra=[{"text": line, "rect": (0, 600, 375, 40)}])
    assert story.verdicts()["MKT-01"].verdict == verdict


def test_words_without_a_list_and_an_advert_show_nothing_sure(tell: Any) -> None:
    lonely = tell()
    lonely.setup({"declared": {}}, (INDEX,))
    lonely.run("agree")
    lonely.start()
    lonely.show([{"text": "文章：猜你喜欢", "rect": (0, 700, 375, 40)}])
    lonely.covered()
    assert lonely.verdicts()["MKT-01"].verdict == "inconclusive"
    advert = tell()
    shop(advert, "热门榜单", "我的订单", extra=[{"tag": "ad", "rect": (0, 600, 375, 100)}])
    assert advert.verdicts()["MKT-01"].verdict == "inconclusive"


POLICY = (
    "隐私政策\n我们收集您的手机号用于登录，处理您的个人信息并采取安全措施。您可以查阅、更正、删除。联系我们。未成年人须监护人同意。"
    * 6
)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("我们会根据您的浏览记录进行个性化推荐。", "fail"),
        ("我们不会对您进行个性化推荐。", "not-applicable"),
        ("我们会进行个性化推荐，您可以在设置中关闭。", "inconclusive"),
    ],
)
def test_a_policy_that_speaks_of_it(story: Any, said: str, verdict: str) -> None:
    shop(story, "热门榜单", "我的订单")
    text = f"{POLICY}\n{said}"
    path = story.log.text("policy.txt", text)
    facts = {"path": path, "source": "page", "title": "隐私政策", "readable": True, "screens": [story.view]}
    story.log.note("policy", page=MINE, link="隐私政策", chars=len(text), **facts)
    found = story.verdicts()["MKT-01"]
    assert found.verdict == verdict, found.reason.en


def ask(story: Any, label: str, answer: str = "refuse", after: Any = None) -> None:
    """A press, the request it leads to, and the answer to the platform's window."""
    story.show([*story.screens.menu(), story.screens.tap(label, rect=(0, 640, 375, 50))])
    story.act("tap", text=label)
    call = story.call("wx.requestSubscribeMessage")
    shown = {"id": f"d-{call}", "type": "subscribe", "call": call}
    story.log.add("dialog", {**shown, "phase": "shown"})
    story.show([*story.screens.menu(), {"text": "想要给你发送消息", "surface": "platform"}])
    action = story.act("tap", f"answer:{answer}", dialog=f"d-{call}")
    story.log.add("dialog", {**shown, "phase": "answered", "answer": answer, "action": action})
    story.show(after or story.screens.menu())


@pytest.mark.parametrize(
    ("labels", "verdict"),
    [
        (("关于我们", "门店介绍", "品牌故事"), "fail"),
        (("提交订单", "立即预约", "到货提醒"), "pass"),
        (("关于我们",), "pass"),
        (("关于我们", "门店介绍"), "inconclusive"),
        ((), "not-applicable"),
    ],
)
def test_asking_with_every_press(story: Any, labels: tuple[str, ...], verdict: str) -> None:
    story.run("refuse")
    story.start()
    story.show(story.screens.menu())
    for label in labels:
        ask(story, label)
    story.whole()
    found = story.verdicts()["MKT-03"]
    assert found.verdict == verdict, found.reason.en


def test_an_agreed_request_tells_nothing_of_refusing(story: Any) -> None:
    story.run("agree")
    story.start()
    ask(story, "提交订单", "agree")
    assert story.verdicts()["MKT-03"].verdict == "inconclusive"


@pytest.mark.parametrize(("starts", "verdict"), [(1, "pass"), (2, "fail")])
def test_subscribing_as_a_condition(story: Any, starts: int, verdict: str) -> None:
    story.run("refuse")
    for _ in range(starts):
        story.start()
        ask(story, "提交订单", after=[{"text": "请先订阅消息后再下单"}])
    found = story.verdicts()["MKT-03"]
    assert found.verdict == verdict, found.reason.en


def jump(story: Any, how: str) -> None:
    """``left``: a timer of another page, which the user has left since."""
    story.setup(pages=("pages/index/index", "pages/poster/poster"))
    story.start()
    story.show([*story.screens.menu(), story.screens.tap("去会员商城", rect=(0, 640, 375, 50))])
    if how == "shake":
        story.call("wx.onAccelerometerChange")
    if how in ("press", "left"):
        story.act("tap", text="去会员商城")
    if how == "close":
        story.act("tap", target={"text": "×", "role": "close"})
    since = {"press": 40, "left": 150, "close": 40, "late": 9_000}.get(how)
    if how == "late":
        story.act("tap", text="去会员商城")
    file = "pages/poster/poster.js" if how == "left" else "pages/index/index.js"
    story.call("wx.navigateToMiniProgram", since_input_ms=since, args={"appId": "wx0"}, file=file)
    story.show(story.screens.menu())


@pytest.mark.parametrize(
    ("how", "times", "verdict"),
    [
        ("alone", 2, "fail"),
        ("shake", 2, "fail"),
        ("late", 2, "fail"),
        ("press", 2, "pass"),
        ("alone", 1, "inconclusive"),
        ("close", 1, "fail"),
        ("left", 2, "fail"),
        ("left", 1, "inconclusive"),
    ],
)
def test_jumps(story: Any, how: str, times: int, verdict: str) -> None:
    story.run("untouched")
    for _ in range(times):
        jump(story, how)
    found = story.verdicts()["MKT-04"]
    assert found.verdict == verdict, found.reason.en
    if how == "shake":
        assert "sensors" in found.reason.en
