"""CON-01, CON-03 and CON-09: the notice, its refusal, and what follows it."""

from typing import Any

import pytest

LOCATION = "39.9087654"


def located(story: Any, **more: Any) -> None:
    name = story.plant("location", "latitude", LOCATION)
    story.call("wx.getLocation", planted=(name,))
    story.flow("https://api.example.test/near", {"lat": LOCATION}, call=story.call("wx.request"), **more)


def test_collection_without_any_notice_fails(story: Any) -> None:
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    located(story)
    story.show(story.screens.menu())
    verdict = story.verdicts()["CON-01"]
    assert verdict.verdict == "fail"
    assert verdict.findings[0].evidence.flows or verdict.findings[0].evidence.call


def test_an_interface_alone_needs_two_cold_starts(tell: Any) -> None:
    found = []
    for starts in (1, 2):
        story = tell()
        story.run("untouched")
        for _ in range(starts):
            story.start()
            story.show(story.screens.menu())
            story.call("wx.getLocation", planted=(story.plant("location", "latitude", LOCATION),))
            story.show(story.screens.menu())
        found.append(story.verdicts()["CON-01"].verdict)
    assert found == ["inconclusive", "fail"]


@pytest.mark.parametrize("how", ["popup", "official", "dialog"])
def test_a_notice_before_the_collection_passes(story: Any, how: str) -> None:
    story.run("agree")
    story.start()
    story.show(story.screens.notice() if how == "popup" else story.screens.menu())
    if how == "official":
        story.consent("privacy.official_shown", None, style="direct")
    if how == "dialog":
        story.log.add("dialog", {"phase": "shown", "id": "d1", "type": "privacy", "start": story.log.start})
    located(story)
    assert story.verdicts()["CON-01"].verdict == "pass"


@pytest.mark.parametrize(("style", "expected"), [("coupled", "pass"), ("", "fail")])
def test_a_window_of_the_platform_with_the_line_to_tick_is_a_notice(story: Any, style: str, expected: str) -> None:
    """Where windows are read the line's words may be broken in the picture; the window's style tells of it."""
    story.run("agree")
    story.start()
    story.show(story.screens.menu())
    story.consent("scope.shown", None, scope="userLocation", style=style)
    located(story)
    assert story.verdicts()["CON-01"].verdict == expected


@pytest.mark.parametrize(
    ("text", "beside", "expected"),
    [
        ("开心收下", {"text": "88 元礼包已到账"}, "fail"),
        ("同意并收下", {"text": "88 元礼包已到账"}, "pass"),
        ("开心收下", {"tag": "image"}, "pass"),
    ],
)
def test_a_button_that_records_a_consent_is_no_notice_in_itself(
    story: Any, text: str, beside: Any, expected: str
) -> None:
    """A present whose button tells the platform of a consent nobody read of (CON-11) tells nobody anything."""
    button = story.screens.phone_button(text, attrs={"open-type": "getPhoneNumber|agreePrivacyAuthorization"})
    story.run("agree")
    story.start()
    story.show(story.screens.over({"rect": (40, 300, 295, 40), **beside}, button))
    story.act("tap", "answer:agree", text)
    located(story)
    assert story.verdicts()["CON-01"].verdict == expected


def test_a_notice_on_the_first_screen_is_at_first_run_whatever_left_a_moment_earlier(story: Any) -> None:
    story.run("untouched")
    story.start()
    located(story)
    story.show(story.screens.notice())
    verdicts = story.verdicts()
    assert verdicts["CON-01"].verdict == "pass"
    assert verdicts["PRE-01"].verdict == "fail"


def test_a_notice_that_comes_after_the_user_went_on_is_late(story: Any) -> None:
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    story.act("tap", text="米饭")
    located(story)
    story.show(story.screens.notice())
    assert story.verdicts()["CON-01"].verdict == "fail"


def test_rules_that_had_to_be_looked_up_tell_nobody(story: Any) -> None:
    """A page of the rules behind a menu's line is no notice; the same page at the start is one."""
    rules = [
        {"text": "隐私政策 收集位置信息用于查找门店。未成年人应由监护人阅读并同意本政策", "rect": (0, 100, 375, 300)}
    ]
    story.run("agree")
    story.start()
    story.show(story.screens.menu(), page="pages/home/home")
    story.act("tap", text="隐私政策")
    story.show(rules, page="pages/rules/rules")
    story.act("back")
    story.show(story.screens.menu(), page="pages/home/home")
    located(story)
    story.whole()
    verdicts = story.verdicts()
    assert verdicts["CON-01"].verdict == "fail"
    assert verdicts["PRE-01"].verdict == "not-applicable"


def test_a_form_that_names_the_rules_at_its_foot_tells_who_fills_it_in(story: Any) -> None:
    """No tick and no word of consent on its button: whether that is consent is another check's question."""
    line = {"text": "提交前请阅读并了解", "rect": (0, 500, 200, 30)}
    rules = story.screens.tap("《隐私政策》", rect=(200, 500, 120, 30))
    field = {"tag": "input", "attrs": {"placeholder": "您的称呼"}, "rect": (20, 300, 335, 44)}
    form = [{"text": "预约进店", "rect": (0, 200, 375, 40)}, field, line, rules, story.screens.tap("提交")]
    story.run("agree")
    story.start()
    story.show(story.screens.menu(), page="pages/home/home")
    story.act("tap", text="预约")
    story.show(form, page="pages/book/book")
    located(story)
    assert story.verdicts()["CON-01"].verdict == "pass"


@pytest.mark.parametrize("splash", [True, False])
def test_rules_that_come_first_are_a_notice(story: Any, splash: bool) -> None:
    rules = [
        {"text": "隐私政策 收集位置信息用于查找门店。未成年人应由监护人阅读并同意本政策", "rect": (0, 100, 375, 300)}
    ]
    story.run("agree")
    story.start()
    if splash:
        story.show([{"tag": "image", "attrs": {"src": "splash.png"}}], page="pages/splash/splash")
        story.act("advance", "settle", value="3000")
    story.show(rules, page="pages/rules/rules")
    story.act("tap", text="返回")
    story.show(story.screens.menu(), page="pages/home/home")
    located(story)
    assert story.verdicts()["CON-01"].verdict == "pass"


def test_a_login_code_is_no_collection(story: Any) -> None:
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    code = "0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p"
    story.plant("openid", "code", code)
    story.flow("https://api.example.test/login", {"code": code})
    assert story.verdicts()["CON-01"].verdict == "inconclusive"


@pytest.mark.parametrize("declared", [{}, {"setting_list": [{"privacy_key": "PhoneNumber", "privacy_text": "联系"}]}])
def test_a_login_code_with_a_statistics_service_is_one(story: Any, declared: Any) -> None:
    story.setup({"declared": declared})
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    code = "0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p"
    story.plant("openid", "code", code)
    story.flow("https://ulogs.umeng.com/openid", {"code": code})
    assert story.verdicts()["CON-01"].verdict == "fail"


def test_a_program_that_declares_nothing_and_takes_nothing(story: Any) -> None:
    story.setup({"declared": {}})
    story.whole()
    assert story.verdicts()["CON-01"].verdict == "not-applicable"


def popup(story: Any, parts: Any, after: Any, starts: int = 2) -> None:
    story.run("refuse")
    for _ in range(starts):
        story.start()
        story.show(parts)
        story.act("back", "dismiss:back")
        story.show(after)


def test_a_form_with_a_tick_line_is_no_popup(story: Any) -> None:
    """Who does not agree leaves it unsent; its button sends it and need not speak of consent."""
    field = {"tag": "input", "attrs": {"placeholder": "手机号"}, "rect": (20, 300, 335, 44)}
    line = {"tag": "checkbox", "text": "同意《隐私政策》", "rect": (20, 400, 335, 40), "events": ("tap",)}
    send = story.screens.tap("预约", rect=(20, 500, 335, 44))
    form = [{"text": "预约进店", "rect": (0, 200, 375, 40)}, field, line, send]
    popup(story, form, form)
    story.whole()
    found = story.verdicts()
    assert found["CON-03"].verdict == "not-applicable"
    assert not found["CON-04"].findings


def test_a_popup_with_only_agreement_fails(story: Any) -> None:
    popup(story, story.screens.notice(refusal=""), story.screens.notice(refusal=""))
    assert story.verdicts()["CON-03"].verdict == "fail"


@pytest.mark.parametrize("refusal", ["不同意", "暂不同意", "仅浏览", "退出小程序", "Disagree"])
def test_any_words_of_refusal_will_do(story: Any, refusal: str) -> None:
    popup(story, story.screens.notice(refusal), story.screens.notice(refusal))
    assert story.verdicts()["CON-03"].verdict == "pass"


def test_back_that_leaves_the_popup_is_for_a_person_to_judge(story: Any) -> None:
    popup(story, story.screens.notice(refusal=""), story.screens.menu())
    assert story.verdicts()["CON-03"].verdict == "inconclusive"


def test_a_close_mark_is_for_a_person_to_judge(story: Any) -> None:
    popup(story, story.screens.notice(refusal="×"), story.screens.notice(refusal="×"))
    assert story.verdicts()["CON-03"].verdict == "inconclusive"


def test_a_picture_button_may_be_a_refusal(story: Any) -> None:
    image = {"tag": "image", "attrs": {"src": "b.png"}, "events": ("tap",), "rect": (200, 480, 120, 40)}
    parts = story.screens.over(story.screens.tap("同意"), image, text="请阅读《隐私政策》")
    popup(story, parts, parts)
    assert story.verdicts()["CON-03"].verdict == "inconclusive"


def test_the_official_popup_alone_is_not_applicable(story: Any) -> None:
    dialog = {
        "surface": "platform",
        "part": "dialog",
        "dialog": "d1",
        "attrs": {"data-mi-type": "privacy"},
        "text": "隐私",
    }
    popup(story, [*story.screens.menu(hit=False), dialog], story.screens.menu())
    story.whole()
    assert story.verdicts()["CON-03"].verdict == "not-applicable"


def refused(story: Any, after: Any, starts: int = 2, category: str = "nec-07", **more: Any) -> None:
    story.setup({"target": {"category": category}})
    story.run("refuse")
    for _ in range(starts):
        story.start()
        story.show(story.screens.notice())
        story.fence()
        story.act("tap", "answer:refuse", text="不同意")
        story.show(after, **more)
        if more.get("exited"):
            story.log.note("exit")


def test_a_refusal_that_ends_the_program_fails(story: Any) -> None:
    refused(story, [], exited=True)
    verdict = story.verdicts()["CON-09"]
    assert verdict.verdict == "fail"
    assert "ends the program" in verdict.reason.en


def test_a_refusal_that_only_asks_again_fails(story: Any) -> None:
    refused(story, story.screens.notice())
    assert story.verdicts()["CON-09"].verdict == "fail"


@pytest.mark.parametrize(
    ("text", "expected"), [("请先阅读《用户服务协议》", "inconclusive"), ("请先阅读《隐私政策》", "fail")]
)
def test_terms_that_nobody_answered_hide_what_lies_behind(story: Any, text: str, expected: str) -> None:
    refused(story, [{"text": text, "rect": (30, 200, 315, 60)}, story.screens.tap("同意并进入")])
    assert story.verdicts()["CON-09"].verdict == expected


def test_a_refusal_that_leaves_the_menu_passes(story: Any) -> None:
    refused(story, story.screens.menu())
    assert story.verdicts()["CON-09"].verdict == "pass"


@pytest.mark.parametrize(("agreed", "expected"), [("few", "inconclusive"), ("menu", "fail"), ("", "fail")])
def test_a_page_of_few_words_is_no_block_where_who_agreed_gets_no_more(story: Any, agreed: str, expected: str) -> None:
    few = [{"text": "梅瓶三只", "rect": (0, 100, 375, 40)}, story.screens.tap("开窑日子")]
    refused(story, few)
    if agreed:
        story.run("agree")
        story.start()
        story.show(story.screens.notice())
        story.act("tap", "answer:agree", text="同意并继续")
        story.show(few if agreed == "few" else story.screens.menu())
    assert story.verdicts()["CON-09"].verdict == expected


def test_a_walk_that_goes_back_out_of_the_program_was_not_put_out_by_the_refusal(story: Any) -> None:
    few = [{"text": "梅瓶三只", "rect": (0, 100, 375, 40)}, story.screens.tap("开窑日子")]
    story.setup({"target": {"category": "nec-07"}})
    for run, answer, words in (("refuse", "answer:refuse", "不同意"), ("agree", "answer:agree", "同意并继续")):
        story.run(run)
        for _ in range(2):
            story.start()
            story.show(story.screens.notice())
            story.act("tap", answer, text=words)
            story.show(few)
            story.act("back", "explore")
            story.show([], exited=True)
    assert story.verdicts()["CON-09"].verdict == "inconclusive"


def test_a_second_question_is_one_more_step_not_a_block(story: Any) -> None:
    story.run("refuse")
    story.start()
    for _ in range(2):
        story.show(story.screens.notice())
        story.act("tap", "answer:refuse", text="不同意")
    story.show(story.screens.menu())
    assert story.verdicts()["CON-09"].verdict == "pass"


@pytest.mark.parametrize(("starts", "category"), [(1, "nec-07"), (2, ""), (2, "nec-33")])
def test_what_keeps_a_block_from_being_certain(story: Any, starts: int, category: str) -> None:
    refused(story, [], starts=starts, category=category, exited=True)
    expected = "fail" if category == "nec-33" else "inconclusive"
    assert story.verdicts()["CON-09"].verdict == expected


def test_content_that_only_the_inspector_opened_does_not_count(story: Any) -> None:
    story.setup({"target": {"category": "nec-30"}})
    story.run("refuse")
    for _ in range(2):
        story.start()
        story.show(story.screens.notice())
        story.act("tap", "answer:refuse", text="不同意")
        story.show(story.screens.notice())
        story.act("open", "direct", value="pages/about/about")
        story.show(story.screens.menu(), page="pages/about/about")
    assert story.verdicts()["CON-09"].verdict == "fail"


def closing_soon(story: Any, *between: tuple[float, float], line: int = 19) -> None:
    """A cold start each: refused at 1000 ms, the contents stand for a moment, the user presses something at the first
    time (none at 0), and the program closes at the second (0: the start ends before, or nothing comes)."""
    story.run("refuse")
    for pressed, closed in between:
        story.start()
        story.show(story.screens.notice())
        story.act("tap", "answer:refuse", text="不同意", virtual_ms=1_000.0)
        story.show(story.screens.menu(), virtual_ms=1_100.0)
        if pressed:
            story.act("tap", text="米饭", virtual_ms=pressed)
        if closed:
            story.call("wx.exitMiniProgram", file="components/notice.js", line=line, virtual_ms=closed)
            story.log.note("exit", virtual_ms=closed)
            story.show([], exited=True)


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        pytest.param(((0, 1_500), (0, 1_500)), "fail", id="a timer"),
        pytest.param(((0, 1_500), (1_300, 1_502), (0, 0)), "fail", id="a press in between changes nothing"),
        pytest.param(((1_200, 1_500), (1_400, 1_501)), "fail", id="as long after the refusal, whenever one pressed"),
        pytest.param(((1_200, 1_210), (1_400, 1_409)), "pass", id="the press closed it"),
        pytest.param(((0, 15_000), (0, 15_000)), "pass", id="much later"),
        pytest.param(((0, 1_500), (1_900, 0)), "pass", id="once it stayed longer than that"),
        pytest.param(((0, 0), (0, 0)), "pass", id="it stays"),
    ],
)
def test_contents_that_stand_until_a_timer_ends_the_program_are_none(story: Any, between: Any, expected: str) -> None:
    story.setup({"target": {"category": "nec-07"}})
    closing_soon(story, *between)
    assert story.verdicts()["CON-09"].verdict == expected


@pytest.mark.parametrize(
    ("waited", "back", "tab", "expected"),
    [
        pytest.param("3000", True, False, "fail", id="back at once, for ever"),
        pytest.param("3000", True, True, "pass", id="another tab stays free"),
        pytest.param("3000", False, False, "pass", id="it stays away"),
        pytest.param("60000", True, False, "pass", id="a minute to look around"),
    ],
)
def test_contents_until_the_notice_is_back_in_an_instant_are_none(
    story: Any, waited: str, back: bool, tab: bool, expected: str
) -> None:
    """Pressed within that instant, an entry opens; no user is so quick."""
    story.setup({"target": {"category": "nec-07"}})
    bar = [{"part": "tabbar", "text": "品牌", "surface": "platform", "rect": (0, 760, 180, 52)}]
    story.run("refuse")
    for _ in range(2):
        story.start()
        story.show([*story.screens.notice(), *bar])
        story.act("tap", "dismiss:refuse", text="不同意")
        story.show([*story.screens.menu(), *bar])
        story.act("advance", "settle", value=waited)
        story.show([*(story.screens.notice() if back else story.screens.menu()), *bar])
        story.act("tap", "answer:refuse", text="不同意")
        story.show([*story.screens.menu(), *bar])
        story.act("tap", text="品牌" if tab else "米饭")
        story.show(story.screens.detail(), page="pages/brand/brand" if tab else "pages/dish/dish")
    assert story.verdicts()["CON-09"].verdict == expected


def test_without_a_category_what_was_shown_says_that_there_is_something_to_browse(story: Any) -> None:
    closing_soon(story, (0, 1_500), (0, 1_500))
    assert story.verdicts()["CON-09"].verdict == "fail"


@pytest.mark.parametrize(
    ("how", "expected"),
    [("open", "fail"), ("tap", "inconclusive")],
)
def test_a_page_that_says_stop_is_a_block_though_the_inspection_can_open_it_itself(
    story: Any, how: str, expected: str
) -> None:
    """Who agreed is never led to it; opened directly, or as a step of the way in, it shows the same few words."""
    stop = [{"text": "未同意隐私政策，暂时无法使用", "rect": (0, 100, 375, 40)}]
    story.setup({"target": {"category": "nec-07"}})
    story.run("refuse")
    for _ in range(2):
        story.start()
        story.show(story.screens.notice())
        story.act("tap", "answer:refuse", text="不同意")
        story.show(stop, page="pages/stop/stop")
    story.run("agree")
    story.start()
    story.show(story.screens.notice())
    story.act("tap", "answer:agree", text="同意并继续")
    if how == "open":
        story.show(story.screens.menu())
        story.act("open", "direct", value="pages/stop/stop")
    story.show(stop, page="pages/stop/stop")
    assert story.verdicts()["CON-09"].verdict == expected


@pytest.mark.parametrize(("style", "expected"), [("coupled", "not-applicable"), ("alone", "fail")])
def test_a_permission_that_the_platform_asks_with_its_notice_is_no_notice_refused(
    story: Any, style: str, expected: str
) -> None:
    """PRM-04 and PRM-05 judge what follows when the window was about the position."""
    story.setup({"target": {"category": "nec-07"}})
    story.run("refuse")
    for _ in range(2):
        story.start()
        story.show(story.screens.menu())
        story.fence()
        action = story.act("tap", "answer:refuse")
        story.consent("privacy.answer", action, "refuse", data_kind="location", style=style)
        story.show([{"text": "请先同意服务协议", "rect": (0, 100, 375, 40)}])
    story.whole()
    assert story.verdicts()["CON-09"].verdict == expected


@pytest.mark.parametrize(
    ("words", "pressed", "verdict"),
    [
        ("离开", True, "pass"),
        ("我不要", False, "inconclusive"),
        ("《隐私政策》", False, "fail"),
        ("全部同意", False, "fail"),
    ],
)
def test_a_refusal_in_words_that_nobody_knows(story: Any, words: str, pressed: bool, verdict: str) -> None:
    """What was pressed and left the contents without the popup is one; what was not pressed may be one."""
    parts = story.screens.over(
        story.screens.tap("同意"), story.screens.tap(words, rect=(200, 480, 120, 40)), text="请阅读《隐私政策》"
    )
    story.run("refuse")
    for _ in range(2):
        story.start()
        story.show(parts)
        story.act("back", "dismiss:back")
        story.show(parts)
        if pressed:
            story.act("tap", text=words)
            story.show(story.screens.menu())
    story.covered()
    assert story.verdicts()["CON-03"].verdict == verdict
