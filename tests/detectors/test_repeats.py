"""PHN-06 and CON-10: what comes again after a refusal, and what only looks like it."""

from typing import Any

import pytest

HOUR = 3_600_000
CHECKS = {"PHN-06": "phone", "CON-10": "notice"}


def surface(story: Any, what: str) -> Any:
    if what == "notice":
        return story.screens.notice()
    return story.screens.over(
        story.screens.phone_button("手机号登录"), story.screens.tap("不同意", rect=(200, 480, 120, 40)), text="登录"
    )


def refused(story: Any, what: str, virtual_ms: float = 9_000.0) -> None:
    story.run("return")
    story.start()
    story.show(surface(story, what))
    story.fence()
    story.act("tap", "answer:refuse", text="不同意", virtual_ms=virtual_ms)
    story.show(story.screens.menu())


def unreached(part: Any) -> Any:
    return {**part, "hit": False, "children": [unreached(c) for c in part.get("children", ())]}


def back_again(story: Any, number: int, since_ms: int) -> None:
    note = {"number": number, "how": "restarted", "since_ms": since_ms, "away_ms": since_ms, "moved": True}
    story.log.note("visit", start=story.log.start, **note)
    story.act("launch", "return", virtual_ms=float(since_ms))


def returned(story: Any, what: str, *hours: float, shows: Any) -> None:
    """Later launches, and whether the surface stands at each."""
    refused(story, what)
    for number, (since, stands) in enumerate(zip(hours, shows, strict=True), 2):
        back_again(story, number, int(since * HOUR))
        story.show(story.screens.menu())
        if stands:
            story.show(surface(story, what))
            story.act("tap", "answer:refuse", text="不同意", virtual_ms=since * HOUR)
            story.show(story.screens.menu())


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize(
    ("hours", "shows", "expected"),
    [
        ((1, 24, 47), (True, True, False), "fail"),
        ((1, 24, 47), (True, False, False), "inconclusive"),
        ((1, 24, 47), (False, False, False), "pass"),
        ((1, 24, 47, 49), (False, False, False, True), "pass"),
        ((49, 72, 96), (True, True, True), "pass"),
        ((1, 24), (False, False), "inconclusive"),
    ],
)
def test_repeats_within_48_hours(story: Any, check: str, hours: Any, shows: Any, expected: str) -> None:
    returned(story, CHECKS[check], *hours, shows=shows)
    assert story.verdicts()[check].verdict == expected


@pytest.mark.parametrize("check", CHECKS)
def test_each_tab_shows_it_again(story: Any, check: str) -> None:
    refused(story, CHECKS[check])
    for page in ("pages/list/list", "pages/about/about"):
        story.act("tap", text="米饭")
        story.show(story.screens.menu(), page=page)
        story.show(surface(story, CHECKS[check]), page=page)
        story.act("tap", "answer:refuse", text="不同意")
        story.show(story.screens.menu(), page=page)
    verdict = story.verdicts()[check]
    assert verdict.verdict == "fail"
    assert len(verdict.findings[0].evidence.screens) >= 3


@pytest.mark.parametrize(("button", "verdict"), [("清理缓存", "inconclusive"), ("同意", "fail")])
def test_settings_with_a_line_for_the_rules_are_no_popup(story: Any, button: str, verdict: str) -> None:
    refused(story, "notice")
    rows = [story.screens.tap(button, rect=(0, 150, 375, 50)), story.screens.tap("隐私政策", rect=(0, 210, 375, 50))]
    for _ in range(3):
        story.act("tap", text="米饭")
        story.show(rows, page="pages/set/set")
        story.act("back")
        story.show(story.screens.menu())
    assert story.verdicts()["CON-10"].verdict == verdict


@pytest.mark.parametrize("check", CHECKS)
def test_asked_again_only_when_the_user_orders(story: Any, check: str) -> None:
    returned(story, CHECKS[check], 1, 24, 47, shows=(False, False, False))
    for _ in range(3):
        story.show(story.screens.detail())
        story.act("tap", text="加入购物车")
        story.show(surface(story, CHECKS[check]))
        story.act("tap", "answer:refuse", text="不同意")
        story.show(story.screens.menu())
    assert story.verdicts()[check].verdict == "pass"


@pytest.mark.parametrize("check", CHECKS)
def test_a_page_that_only_the_inspector_opened_asks_nobody(story: Any, check: str) -> None:
    returned(story, CHECKS[check], 1, 24, 47, shows=(False, False, False))
    for _ in range(3):
        story.act("open", "direct", value="pages/login/login")
        story.show(surface(story, CHECKS[check]), page="pages/login/login")
        story.act("back")
        story.show(story.screens.menu())
    assert story.verdicts()[check].verdict == "pass"


def test_a_second_step_is_no_repeat(story: Any) -> None:
    story.run("return")
    story.start()
    story.show(story.screens.notice())
    story.act("tap", "answer:refuse", text="不同意")
    again = story.screens.over(
        story.screens.tap("同意并继续"),
        story.screens.tap("仍不同意", rect=(200, 480, 120, 40)),
        text="不同意《隐私政策》将只能浏览，是否再想想？",
    )
    story.show(again)
    story.act("tap", "answer:refuse", text="仍不同意")
    story.show(story.screens.menu())
    for number, since in enumerate((1, 24, 47), 2):
        back_again(story, number, since * HOUR)
        story.show(story.screens.menu())
    assert story.verdicts()["CON-10"].verdict == "pass"


def modal(number: int) -> Any:
    parts = {"surface": "platform", "part": "dialog", "dialog": f"modal.{number}", "attrs": {"data-mi-type": "modal"}}
    words = {**parts, "attrs": {}, "text": "请阅读《隐私政策》，同意后继续"}
    yes = {**parts, "attrs": {"data-mi-button": "confirm"}, "text": "同意", "rect": (60, 480, 120, 40)}
    no = {**parts, "attrs": {"data-mi-button": "cancel"}, "text": "不同意", "rect": (200, 480, 120, 40)}
    return [{**parts, "children": [words, yes, no]}]


@pytest.mark.parametrize(("times", "expected"), [(3, "fail"), (2, "inconclusive")])
def test_a_dialog_that_comes_back_at_each_refusal_is_a_loop(story: Any, times: int, expected: str) -> None:
    story.run("refuse")
    story.start()
    for number in range(times):
        story.show([*story.screens.menu(hit=False), *modal(number)])
        story.act("tap", "answer:refuse", text="不同意")
    story.show(story.screens.menu())
    assert story.verdicts()["CON-10"].verdict == expected


def test_a_popup_that_never_went_away_did_not_come_again(story: Any) -> None:
    story.run("refuse")
    story.start()
    for _ in range(4):
        story.show(story.screens.notice())
        story.act("tap", "answer:refuse", text="不同意")
    assert story.verdicts()["CON-10"].verdict == "inconclusive"


def test_after_an_agreement_nothing_is_a_repeat(story: Any) -> None:
    refused(story, "notice")
    story.show(story.screens.notice())
    story.act("tap", "answer:agree", text="同意并继续")
    for _ in range(3):
        story.show(story.screens.menu())
        story.show(story.screens.notice())
    assert story.verdicts()["CON-10"].verdict == "inconclusive"


def test_what_cannot_be_refused_is_judged_by_the_other_check(story: Any) -> None:
    story.run("refuse")
    for _ in range(2):
        story.start()
        story.show(story.screens.notice(refusal=""))
        story.act("back", "dismiss:back")
        story.show(story.screens.notice(refusal=""))
    assert story.verdicts()["CON-10"].verdict == "not-applicable"


def test_a_strip_below_each_detail_demands_nothing(story: Any) -> None:
    refused(story, "phone")
    button = story.screens.phone_button("手机号登录", rect=(240, 752, 120, 40))
    words = {"rect": (16, 752, 200, 40), "text": "登录后积分"}
    strip = {"rect": (0, 740, 375, 64), "fixed": True, "background": "#fff", "children": [words, button]}
    for _ in range(3):
        story.act("tap", text="米饭")
        story.show([*story.screens.menu(), strip], page="pages/dish/dish")
        story.act("back")
        story.show(story.screens.menu())
    assert story.verdicts()["PHN-06"].verdict != "fail"


def test_a_low_card_over_a_masked_page_demands(story: Any) -> None:
    refused(story, "phone")
    button = story.screens.phone_button("绑定手机号", rect=(40, 252, 120, 40))
    words = {"rect": (40, 222, 280, 24), "text": "请先绑定手机号查看详情"}
    card = {"rect": (30, 214, 315, 84), "background": "#fff", "children": [words, button]}
    mask = {"rect": (0, 0, 375, 812), "fixed": True, "background": "rgba(0, 0, 0, 0.6)", "children": [card]}
    for _ in range(3):
        story.act("tap", text="米饭")
        story.show([*story.screens.menu(hit=False), mask], page="pages/dish/dish")
        story.act("back")
        story.show(story.screens.menu())
    assert story.verdicts()["PHN-06"].verdict == "fail"


def phone_page(story: Any, entry: str, led: str) -> None:
    """A press on an entry opens a page that shows nothing but the demand; then back."""
    story.act("tap", text=entry)
    said = {"rect": (0, 200, 375, 30), "text": "请先绑定手机号查看详情"}
    story.show([said, story.screens.phone_button("绑定手机号", rect=(30, 250, 315, 48))], page=led)
    story.act("back")
    story.show(story.screens.menu())


def test_a_bare_demand_at_each_entry_of_a_list_is_the_demand_again(story: Any) -> None:
    """As a picture shows a page whose content is covered; whoever presses a dish wants to see the dish."""
    refused(story, "phone")
    for entry in ("米饭", "清蒸鲈鱼", "酸辣汤"):
        phone_page(story, entry, "pages/dish/dish")
    assert story.verdicts()["PHN-06"].verdict == "fail"


def test_a_bare_demand_at_a_press_that_may_be_a_deed_is_for_a_person(story: Any) -> None:
    """A menu of functions, each with a page of its own; the one that asks may need the number."""
    refused(story, "phone")
    story.act("tap", text="米饭")
    story.show(story.screens.detail(), page="pages/rice/rice")
    story.act("back")
    story.show(story.screens.menu())
    for _ in range(3):
        phone_page(story, "酸辣汤", "pages/code/code")
    assert story.verdicts()["PHN-06"].verdict == "inconclusive"


@pytest.mark.parametrize("form", ["page", "window"])
def test_what_stood_under_the_platforms_sheet_was_there_all_along(story: Any, form: str) -> None:
    """The sheet that its button opened is refused: what asked stands as before and asks nobody again."""
    said = {"rect": (0, 100, 375, 60), "text": "请先登录再结算"}
    button = story.screens.phone_button("手机号登录", rect=(60, 300, 255, 48))
    page = [said, button] if form == "page" else story.screens.over(button, text="请先登录再结算")
    refuse = {
        "text": "不允许",
        "rect": (40, 740, 140, 44),
        "events": ("tap",),
        "surface": "platform",
        "dialog": "phone.1",
    }
    asks = {"text": "申请获取并验证你的手机号", "rect": (0, 560, 375, 60), "surface": "platform", "dialog": "phone.1"}
    sheet = [{**part, "attrs": {"data-mi-type": "phone"}} for part in (asks, refuse)]
    story.run("refuse")
    story.start()
    story.show(story.screens.menu())
    story.act("tap", text="米饭")
    for _ in range(3):
        story.show(page, page="pages/login/login")
        story.act("tap", text="手机号登录")
        story.show([*(unreached(part) for part in page), *sheet], page="pages/login/login")
        story.consent("phone.answer", story.act("tap", "answer:refuse", "不允许", dialog="phone.1"), "refuse")
    story.show(page, page="pages/login/login")
    assert not story.verdicts()["PHN-06"].findings


@pytest.mark.parametrize(("field", "verdict"), [(True, "inconclusive"), (False, "fail")])
def test_a_form_with_a_tick_line_is_no_popup_that_comes_again(story: Any, field: bool, verdict: str) -> None:
    refused(story, "notice")
    line = story.screens.tap("我已阅读并同意《隐私政策》", rect=(0, 360, 375, 40))
    name = {"tag": "input", "attrs": {"placeholder": "家长称呼"}, "rect": (0, 150, 375, 50)}
    form = [*([name] if field else []), line, story.screens.tap("同意", rect=(0, 420, 375, 50))]
    for _ in range(3):
        story.act("tap", text="米饭")
        story.show(form, page="pages/class/class")
        story.act("back")
        story.show(story.screens.menu())
    assert story.verdicts()["CON-10"].verdict == verdict


@pytest.mark.parametrize(("beneath", "verdict"), [(True, "pass"), (False, "inconclusive")])
def test_a_step_back_to_a_page_that_stood_beneath_is_no_demand_again(story: Any, beneath: bool, verdict: str) -> None:
    """Where the step back leads to the login page anew, the program asks again."""
    home, page = "pages/home/home", "pages/login/login"
    said = {"rect": (0, 100, 375, 60), "text": "请先登录再预约"}
    login = [said, story.screens.phone_button("手机号登录", rect=(30, 300, 315, 48)), story.screens.tap("暂不登录")]
    story.run("return")
    story.start()
    story.show(story.screens.menu(), page=home)
    story.act("open", "direct")
    story.show(login, page=page, stack=(home, page))
    story.fence()
    story.act("tap", "answer:refuse", text="暂不登录", virtual_ms=9_000.0)
    stack = (home, page, home) if beneath else (home,)
    story.show(story.screens.menu(), page=home, stack=stack)
    for number, hours in enumerate((1, 24, 47), 2):
        back_again(story, number, hours * HOUR)
        story.show(story.screens.menu(), page=home, stack=stack)
        if number == 2:
            story.act("back", virtual_ms=HOUR + 9_000.0)
            story.show(login, page=page, stack=(home, page))
            story.act("back", virtual_ms=HOUR + 10_000.0)
            story.show(story.screens.menu(), page=home)
    assert story.verdicts()["PHN-06"].verdict == verdict
