"""PHN-03 and PHN-04: the phone number within ordering, its reason, and the scenes that need none."""

import json
from typing import Any

import pytest


def cart(story: Any, *lines: str) -> Any:
    rows = [{"text": t, "rect": (0, 420 + 30 * i, 375, 30)} for i, t in enumerate(lines)]
    return [*story.screens.menu()[:3], *rows, story.screens.tap("去支付", rect=(0, 740, 375, 60))]


def asks(story: Any, text: str, *more: Any) -> Any:
    return story.screens.over(story.screens.phone_button("微信授权手机号"), *more, text=text)


def ordered(
    story: Any,
    text: str,
    *lines: str,
    starts: int = 2,
    after: Any = None,
    way: str = "refuse",
    profile: Any = None,
    page: str = "pages/order/cart",
) -> Any:
    """From the cart to a demand for the number, which is declined."""
    story.setup(profile)
    story.run("refuse")
    no = story.screens.tap("暂不", rect=(200, 480, 120, 40))
    for _ in range(starts):
        story.start()
        story.show(cart(story, *lines), page=page)
        story.act("tap", text="去支付")
        story.show(asks(story, text, no), page=page)
        if way:
            story.act("tap", f"dismiss:{way}", text="暂不")
            story.show(after or cart(story, *lines), page="pages/order/pay" if after else page)
    return story.verdicts()


def test_a_demand_without_any_reason_fails(story: Any) -> None:
    verdict = ordered(story, "请先授权手机号")["PHN-03"]
    assert verdict.verdict == "fail"
    assert verdict.findings[0].evidence.screens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("授权手机号，用于骑手联系您", "pass"),
        ("手机号仅用于接收取餐通知", "pass"),
        ("Your phone number is used to text you when the order is ready", "pass"),
        ("授权手机号，以便为您提供更好的服务", "inconclusive"),
        ("为了账号安全请授权手机号", "inconclusive"),
        ("填写手机号方可激活门店专属云端权益卡", "inconclusive"),
        ("手机号（开门联系）", "inconclusive"),
        ("手机号必填，格式不正确", "fail"),
        ("下单前请先登录并授权手机号", "fail"),
    ],
)
def test_what_is_said_decides(story: Any, text: str, expected: str) -> None:
    assert ordered(story, text)["PHN-03"].verdict == expected


def test_a_reason_on_the_screen_before_counts(story: Any) -> None:
    assert ordered(story, "请授权手机号", "联系电话（用于配送）")["PHN-03"].verdict == "pass"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("配送费 8 元，合计 168 元", "fail"),
        ("配送费 8 元，骑手送达前联系", "inconclusive"),
        ("配送费 8 元；手机号用于配送时联系您", "pass"),
        ("用于配送时联系您", "pass"),
    ],
)
def test_a_fee_in_the_line_above_the_button_is_no_reason(story: Any, line: str, expected: str) -> None:
    assert ordered(story, line)["PHN-03"].verdict == expected


@pytest.mark.parametrize(("said", "expected"), [("用于订单配送时与您联系", "pass"), ("提升体验", "fail")])
def test_the_platforms_sheet_carries_the_declared_purpose(story: Any, said: str, expected: str) -> None:
    declared = {"declared": {"setting_list": [{"privacy_key": "PhoneNumber", "privacy_text": said}]}}
    found = ordered(story, "请授权手机号", profile=declared)["PHN-03"].verdict
    assert (found == "pass") is (expected == "pass")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("来之前打个电话就行，早饭七点半，过时自己热", "fail"),
        ("预订后凭手机号码在前台换取房卡和早餐券", "inconclusive"),
    ],
)
def test_the_shops_own_telephone_on_the_screen_before_is_no_reason(story: Any, line: str, expected: str) -> None:
    assert ordered(story, "请授权手机号", line)["PHN-03"].verdict == expected


def test_short_lines_of_an_order_make_no_sentence_together(story: Any) -> None:
    """What is bought, its price and the button stand in one sheet, and none of them tells a use of the number."""
    story.run("refuse")
    no = story.screens.tap("暂不", rect=(200, 480, 120, 40))
    goods = [{"text": t, "rect": (60, 300 + 30 * n, 200, 24)} for n, t in enumerate(("高山绿茶礼盒 × 1", "实付 ¥271"))]
    for _ in range(2):
        story.start()
        story.show(cart(story), page="pages/order/cart")
        story.act("tap", text="去支付")
        story.show(story.screens.over(story.screens.phone_button("授权手机号"), no, *goods), page="pages/order/cart")
        story.act("tap", "dismiss:refuse", text="暂不")
        story.show(cart(story), page="pages/order/cart")
    assert story.verdicts()["PHN-03"].verdict == "fail"


def test_one_cold_start_does_not_decide(story: Any) -> None:
    assert ordered(story, "请先授权手机号", starts=1)["PHN-03"].verdict == "inconclusive"


def test_a_phone_surface_of_no_order_is_another_matter(story: Any) -> None:
    story.run("refuse")
    for _ in range(2):
        story.start()
        story.show(story.screens.menu())
        story.act("tap", text="米饭")
        story.show(asks(story, "请先授权手机号"))
    assert story.verdicts()["PHN-03"].verdict == "inconclusive"


TABLE = ("桌号 A12", "用餐人数 2")


def test_dining_in_that_does_not_go_on_without_the_number_fails(story: Any) -> None:
    verdict = ordered(story, "请先授权手机号", *TABLE)["PHN-04"]
    assert verdict.verdict == "fail"
    assert verdict.findings[0].subject[0] == "dine_in"


@pytest.mark.parametrize("lines", [("停车时长 2小时", "停车费 8 元"), ("Table number 7", "Dine in")])
def test_other_scenes_and_other_words(story: Any, lines: tuple[str, ...]) -> None:
    assert ordered(story, "请先授权手机号", *lines)["PHN-04"].verdict == "fail"


@pytest.mark.parametrize("page", ["pages/order/menu", "packageOrder/pages/booking/index"])
def test_the_page_of_the_blocked_press_is_no_payment_step(story: Any, page: str) -> None:
    assert ordered(story, "请先授权手机号", *TABLE, page=page)["PHN-04"].verdict == "fail"


def test_refusing_the_sheet_and_going_back_are_ways_out_of_a_page(story: Any) -> None:
    """The demand is a page; its button's sheet is refused, and back only leads to where the press was made."""
    story.run("refuse")
    said = {"rect": (0, 100, 375, 60), "text": "请先登录再结算"}
    page = [said, story.screens.phone_button("手机号登录", rect=(30, 300, 315, 48))]
    box = {"surface": "platform", "dialog": "phone.1", "attrs": {"data-mi-type": "phone"}}
    refuse = {**box, "text": "不允许", "rect": (40, 740, 140, 44), "events": ("tap",)}
    for _ in range(2):
        story.start()
        story.show(cart(story, *TABLE), page="pages/order/menu")
        story.act("tap", text="去支付")
        story.show(page, page="pages/login/login")
        story.act("tap", text="手机号登录")
        story.show([*({**part, "hit": False} for part in page), refuse], page="pages/login/login")
        story.consent("phone.answer", story.act("tap", "answer:refuse", "不允许", dialog="phone.1"), "refuse")
        story.show(page, page="pages/login/login")
        story.act("back")
        story.show(cart(story, *TABLE), page="pages/order/menu")
    assert story.verdicts()["PHN-04"].verdict == "fail"


def test_delivery_needs_a_number(story: Any) -> None:
    assert ordered(story, "请先授权手机号", "外卖配送", "收货地址")["PHN-04"].verdict != "fail"


def test_a_scene_of_both_kinds_is_uncertain(story: Any) -> None:
    assert ordered(story, "请先授权手机号", *TABLE, "也可外卖配送")["PHN-04"].verdict == "inconclusive"


def test_a_demand_that_can_be_declined_passes(story: Any) -> None:
    pay = [*story.screens.menu(), story.screens.tap("确认支付", rect=(0, 740, 375, 60))]
    assert ordered(story, "请先授权手机号", *TABLE, after=pay)["PHN-04"].verdict == "pass"


@pytest.mark.parametrize(("starts", "way"), [(1, "refuse"), (2, "")])
def test_one_start_or_no_way_out_tried_does_not_decide_a_scene(story: Any, starts: int, way: str) -> None:
    assert ordered(story, "请先授权手机号", *TABLE, starts=starts, way=way)["PHN-04"].verdict == "inconclusive"


def test_a_payment_reached_without_a_number_passes(story: Any) -> None:
    story.run("refuse")
    story.start()
    story.show(cart(story, *TABLE), page="pages/order/cart")
    story.act("tap", text="去支付")
    story.call("wx.requestPayment")
    assert story.verdicts()["PHN-04"].verdict == "pass"


def test_a_scene_whose_flow_was_not_driven_is_open(story: Any) -> None:
    story.run("refuse")
    story.start()
    story.show(story.screens.over(text="桌号 A12"))
    assert story.verdicts()["PHN-04"].verdict == "inconclusive"


@pytest.mark.parametrize(
    ("title", "amount", "expected"),
    [
        ("确认订单", "实付 ¥271", "fail"),
        ("Your order", "¥271", "fail"),
        ("我的订单", "实付 ¥271", "not-applicable"),
        ("商品详情", "¥271", "not-applicable"),
        ("确认订单", "请核对", "not-applicable"),
    ],
)
def test_a_page_of_an_order_is_known_by_what_it_says(story: Any, title: str, amount: str, expected: str) -> None:
    """Whatever its path, and however one came there: a heading of ordering over an amount to pay."""
    story.run("refuse")
    lines = [{"text": t, "rect": (20, 100 + 40 * n, 300, 30)} for n, t in enumerate((title, "高山绿茶 × 1", amount))]
    for _ in range(2):
        story.start()
        story.act("open", "direct", value="packageB/last/last")
        story.show([*lines, story.screens.phone_button("授权手机号")], page="packageB/last/last")
    story.whole()
    assert story.verdicts()["PHN-03"].verdict == expected


def entrance(story: Any, *others: Any) -> Any:
    """A first page with goods, one of them to be ordered at once, and other entries."""
    return [*story.screens.menu()[:4], *others, story.screens.tap("亲子帐篷 去下单", rect=(0, 700, 375, 60))]


@pytest.mark.parametrize(
    ("beside", "text", "page", "expected"),
    [
        ("开电子发票", "开电子发票", "pages/index/index", "inconclusive"),
        ("排队取号", "排队取号", "pages/index/index", "inconclusive"),
        ("排队取号", "", "pages/index/index", "fail"),
        ("桌号 A12 更换", "桌号 A12 更换", "pages/order/menu", "fail"),
        ("电子发票 不开", "电子发票 不开", "pages/order/menu", "inconclusive"),
    ],
)
def test_an_entry_to_another_page_is_not_the_scene_of_an_order(
    story: Any, beside: str, text: str, page: str, expected: str
) -> None:
    """Unless it stands on the order's own page and tells of it; words that lead nowhere are the page's own."""
    story.run("refuse")
    entry = {**story.screens.tap(beside, rect=(0, 620, 375, 60)), **({} if text else {"events": ()})}
    button = story.screens.phone_button("授权手机号", rect=(30, 300, 315, 48))
    for _ in range(2):
        story.start()
        story.show(story.screens.menu())
        story.act("tap", text="米饭")
        if text:
            story.show(entrance(story, entry), page=page)
            story.act("tap", text=text)
            story.show(story.screens.detail(), page="pages/other/other")
            story.act("back")
        story.show(entrance(story, entry), page=page)
        story.act("tap", text="亲子帐篷 去下单")
        story.show([{"rect": (0, 100, 375, 40), "text": "请先授权手机号再下单"}, button], page="pages/confirm/confirm")
        story.act("back")
        story.show(entrance(story, entry), page=page)
    assert story.verdicts()["PHN-04"].verdict == expected


@pytest.mark.parametrize(
    ("answer", "said", "expected"),
    [
        ({"number": "B036"}, "取餐号 B036。可以用手机号接收短信", "pass"),
        ({"number": "B036"}, "请先授权手机号", "fail"),
        ({"need": "phone"}, "取餐号下单后可见，请先授权手机号", "fail"),
        ({"total": "128"}, "应付 128 元，请先授权手机号", "fail"),
    ],
)
def test_an_offer_beside_the_number_of_the_order_blocks_nothing(
    story: Any, answer: dict[str, str], said: str, expected: str
) -> None:
    """Only where the number came in answer to the press; a sum of money is none."""
    story.run("refuse")
    told = story.log.blobs.put(json.dumps(answer).encode())
    offer = [
        {"rect": (0, 300, 375, 60), "text": said},
        story.screens.phone_button("用手机号接收短信", rect=(30, 380, 140, 30)),
    ]
    bill = [
        {"rect": (0, 100, 375, 40), "text": "门店自取 海盐冷萃 26 元"},
        story.screens.tap("去支付", rect=(0, 160, 375, 46)),
    ]
    for _ in range(2):
        story.start()
        story.show(story.screens.menu())
        story.act("tap", text="米饭")
        story.show(bill, page="pages/order/checkout")
        story.act("tap", text="去支付")
        story.flow("https://api.shop.example/orders", {"cups": [1]}, response_body=told)
        story.show([*bill, *offer], page="pages/order/checkout")
        story.act("back")
        story.show(story.screens.menu())
    assert story.verdicts()["PHN-04"].verdict == expected
