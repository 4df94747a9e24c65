"""CON-02, CON-04, CON-05, CON-06 and CON-11: how consent is asked for."""

from typing import Any

import pytest

LOGIN = "微信一键登录"


def ticks(story: Any, box: Any, said: str = "我已阅读并同意《用户协议》和《隐私政策》") -> Any:
    line = {
        "rect": (30, 560, 315, 30),
        "children": [{"rect": (30, 565, 20, 20), **box}, {"text": said, "rect": (56, 560, 280, 30)}],
    }
    return [*story.screens.login(), line]


def opened(story: Any, parts: Any, starts: int = 2, press: str = "", after: Any = None, run: str = "untouched") -> Any:
    story.run(run)
    for _ in range(starts):
        story.start()
        story.show(parts)
        if press:
            story.act("tap", text=press)
            story.show(after or story.screens.menu(), page="pages/home/home")
    return story.verdicts()


CHECKBOX = {"tag": "checkbox", "attrs": {"aria-checked": "true", "checked": "true"}}


def pressed_around(box: Any) -> Any:
    """A label takes the press for the platform's box in it."""
    return {"tag": "label", "events": ("tap",), "children": [{"rect": (30, 565, 20, 20), **box}]}


@pytest.mark.parametrize(
    "box",
    [
        CHECKBOX,
        {"tag": "radio", "attrs": {"checked": "true"}},
        {"tag": "icon", "attrs": {"type": "success"}},
        {"tag": "image", "attrs": {"src": "/img/agree-checked.png"}},
        {"tag": "view", "attrs": {"class": "tick-box is-on"}},
        {"tag": "view", "attrs": {"class": "ck"}, "events": ("tap",), "text": "✓"},
        pressed_around(CHECKBOX),
        pressed_around({"tag": "icon", "attrs": {"type": "success"}}),
    ],
)
def test_a_box_ticked_before_anybody_touched_it_fails(story: Any, box: Any) -> None:
    verdict = opened(story, ticks(story, box), press=LOGIN)["CON-02"]
    assert verdict.verdict == "fail"
    assert verdict.findings[0].evidence.boxes


@pytest.mark.parametrize(
    "box",
    [
        {"tag": "checkbox", "attrs": {"aria-checked": "false"}},
        {"tag": "icon", "attrs": {"type": "circle"}},
        {"tag": "image", "attrs": {"src": "/img/agree-uncheck.png"}},
        {"tag": "view", "attrs": {"class": "ck"}, "events": ("tap",)},
        {"tag": "view", "attrs": {"class": "ck"}, "events": ("tap",), "background": "rgb(255, 255, 255)"},
        pressed_around({"tag": "checkbox", "attrs": {"aria-checked": "false"}}),
        pressed_around({"tag": "icon", "attrs": {"type": "circle"}}),
    ],
)
def test_an_empty_box_passes(story: Any, box: Any) -> None:
    assert opened(story, ticks(story, box), press=LOGIN)["CON-02"].verdict == "pass"


@pytest.mark.parametrize(("starts", "press"), [(1, LOGIN), (2, "")])
def test_one_start_or_nobody_going_on_does_not_decide(story: Any, starts: int, press: str) -> None:
    assert opened(story, ticks(story, CHECKBOX), starts=starts, press=press)["CON-02"].verdict == "inconclusive"


@pytest.mark.parametrize(
    "box",
    [
        {"tag": "image", "attrs": {"src": "/img/radio7.png", "class": "radio"}},
        {"tag": "view", "attrs": {"class": "ck"}, "events": ("tap",), "background": "rgb(176, 24, 43)"},
    ],
)
def test_a_box_whose_state_cannot_be_read(story: Any, box: Any) -> None:
    assert opened(story, ticks(story, box), press=LOGIN)["CON-02"].verdict == "inconclusive"


def test_remember_me_is_no_consent(story: Any) -> None:
    found = opened(story, ticks(story, CHECKBOX, "记住我"), press=LOGIN)
    assert found["CON-02"].verdict == "inconclusive"
    assert "No tick box" in found["CON-02"].reason.en


def test_the_line_may_be_cut_into_label_and_links(story: Any) -> None:
    label = {"tag": "label", "rect": (30, 560, 120, 30), "children": [{**CHECKBOX, "rect": (30, 565, 20, 20)}]}
    label["children"].append({"text": "我已阅读并同意", "rect": (56, 560, 90, 30)})
    line = {"rect": (30, 560, 315, 30), "children": [label, {"text": "《隐私政策》", "rect": (150, 560, 90, 30)}]}
    assert opened(story, [*story.screens.login(), line], press=LOGIN)["CON-02"].verdict == "fail"


def test_a_ticked_remember_me_beside_an_empty_box_of_consent(story: Any) -> None:
    own = {"rect": (30, 520, 315, 30), "children": [{**CHECKBOX, "rect": (30, 525, 20, 20)}, {"text": "记住我"}]}
    own["children"][1]["rect"] = (56, 520, 60, 30)
    parts = ticks(story, {"tag": "checkbox", "attrs": {"aria-checked": "false"}})
    both = {"rect": (30, 510, 315, 90), "children": [own, parts.pop()]}
    assert opened(story, [*parts, both], press=LOGIN)["CON-02"].verdict == "pass"


def test_a_box_that_the_user_had_ticked_is_not_ticked_by_default(story: Any) -> None:
    empty = {"tag": "checkbox", "attrs": {"aria-checked": "false"}, "text": ""}
    story.run("agree")
    for _ in range(2):
        story.start()
        story.show(ticks(story, empty))
        story.act("tap", role="toggle")
        story.show(ticks(story, CHECKBOX))
        story.act("tap", text=LOGIN)
        story.show(story.screens.menu(), page="pages/home/home")
    assert story.verdicts()["CON-02"].verdict == "pass"


@pytest.mark.parametrize(("method", "expected"), [("POST", "fail"), ("GET", "inconclusive")])
def test_who_hands_something_in_goes_on_whatever_the_button_says(story: Any, method: str, expected: str) -> None:
    """Boxes in the platform's windows and on other pages are other boxes."""
    story.run("agree")
    for _ in range(2):
        story.start()
        story.show(story.screens.menu(), page="pages/near/near")
        story.act("toggle", "answer:agree", dialog="d1")
        story.show([*ticks(story, CHECKBOX), story.screens.tap("我要留言", rect=(20, 700, 200, 40))])
        story.act("tap", text="我要留言")
        story.call("wx.request", args={"url": "https://api.example.test/words", "method": method})
        story.show([*ticks(story, CHECKBOX), story.screens.tap("我要留言", rect=(20, 700, 200, 40))])
    assert story.verdicts()["CON-02"].verdict == expected


def popup(
    story: Any, yes: str = "同意并继续", no: Any = "不同意", text: str = "请阅读《隐私政策》", **look: Any
) -> Any:
    controls = [story.screens.tap(yes, **look.pop("of_yes", {}))]
    if no:
        controls.append(story.screens.tap(no, **{"rect": (200, 480, 120, 40), **look}))
    return story.screens.over(*controls, text=text)


@pytest.mark.parametrize("words", ["同意", "同意并继续", "我接受", "Agree", "Accept all", "同意授权"])
def test_words_of_consent_pass(story: Any, words: str) -> None:
    assert opened(story, popup(story, words))["CON-04"].verdict == "pass"


@pytest.mark.parametrize("words", ["我知道了", "好的", "下一步", "开始使用", "Got it", "Continue", "开启美味"])
def test_vague_words_fail(story: Any, words: str) -> None:
    assert opened(story, popup(story, words))["CON-04"].verdict == "fail"


@pytest.mark.parametrize(
    "text", ["请阅读《隐私政策》，点击下方按钮即表示同意", "By tapping the button you agree to our Privacy Policy"]
)
def test_vague_words_that_the_popup_explains_are_for_a_person(story: Any, text: str) -> None:
    words = "我知道了" if "请" in text else "Got it"
    assert opened(story, popup(story, words, text=text))["CON-04"].verdict == "inconclusive"


@pytest.mark.parametrize(("button", "fails"), [("清理缓存", False), ("我知道了", True)])
def test_settings_with_a_line_for_the_rules_ask_nothing(story: Any, button: str, fails: bool) -> None:
    page = [
        {"text": "大字显示", "rect": (0, 100, 200, 40)},
        story.screens.tap(button, rect=(0, 150, 375, 50)),
        story.screens.tap("隐私政策", rect=(0, 210, 375, 50)),
    ]
    story.run("refuse")
    for _ in range(2):
        story.start()
        story.show(story.screens.menu())
        story.act("tap", text="红烧牛肉面")
        story.show(page, page="pages/set/set")
    story.covered()
    assert (story.verdicts()["CON-04"].verdict == "fail") == fails


def test_vague_words_in_one_start_do_not_decide(story: Any) -> None:
    assert opened(story, popup(story, "好的"), starts=1)["CON-04"].verdict == "inconclusive"


def test_words_of_a_picture_that_was_not_read(story: Any) -> None:
    image = {"tag": "image", "attrs": {"src": "y.png"}, "events": ("tap",), "rect": (60, 480, 120, 40)}
    parts = story.screens.over(
        image, story.screens.tap("不同意", rect=(200, 480, 120, 40)), text="请阅读《隐私政策》，同意后继续"
    )
    assert opened(story, parts)["CON-04"].verdict == "inconclusive"


PALE = {"color": "rgb(220, 220, 220)", "background": "rgb(255, 255, 255)", "font_px": 15}
CLEAR = {"color": "rgb(60, 60, 60)", "background": "rgb(255, 255, 255)", "font_px": 15}
YES = {"color": "rgb(255, 255, 255)", "background": "rgb(0, 90, 50)", "font_px": 16}


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        (CLEAR, "pass"),
        (PALE, "fail"),
        ({**CLEAR, "font_px": 8}, "fail"),
        ({**CLEAR, "font_px": 9.5}, "inconclusive"),
        ({**CLEAR, "rect": (200, 480, 40, 20)}, "fail"),
        ({**CLEAR, "color": "rgb(151, 151, 151)"}, "inconclusive"),
    ],
)
def test_how_clear_the_refusal_is(story: Any, look: Any, expected: str) -> None:
    assert opened(story, popup(story, of_yes=YES, **look))["CON-05"].verdict == expected


def test_a_pale_popup_as_a_whole_is_for_a_person(story: Any) -> None:
    """Brand colours: the agreement is as hard to read as the refusal."""
    brand = {"color": "rgb(255, 255, 255)", "background": "rgb(7, 193, 96)", "font_px": 16}
    plain = {"color": "rgb(7, 193, 96)", "background": "rgb(242, 242, 242)", "font_px": 16}
    assert opened(story, popup(story, of_yes=brand, **plain))["CON-05"].verdict == "inconclusive"


def test_a_pale_refusal_in_one_start_does_not_decide(story: Any) -> None:
    assert opened(story, popup(story, of_yes=YES, **PALE), starts=1)["CON-05"].verdict == "inconclusive"


def test_a_popup_fading_in_is_judged_by_its_settled_picture(story: Any) -> None:
    story.run("untouched")
    for _ in range(2):
        story.start()
        story.show(popup(story, of_yes=YES, **PALE))
        story.show(popup(story, of_yes=YES, **CLEAR))
    assert story.verdicts()["CON-05"].verdict == "pass"


@pytest.mark.parametrize(("steps", "expected"), [(3, "fail"), (2, "pass")])
def test_refusing_by_a_chain_of_popups(story: Any, steps: int, expected: str) -> None:
    story.run("agree")
    story.start()
    story.show(popup(story, of_yes=YES, **CLEAR))
    story.act("tap", "answer:agree", text="同意并继续")
    story.show(story.screens.menu())
    story.run("refuse")
    story.start()
    for number in range(steps):
        story.show(popup(story, text=f"请再看《隐私政策》第{number}次", of_yes=YES, **CLEAR))
        story.act("tap", "answer:refuse", text="不同意")
    story.show(story.screens.menu())
    assert story.verdicts()["CON-05"].verdict == expected


def test_no_refusal_at_all_is_judged_by_the_other_check(story: Any) -> None:
    story.run("refuse")
    for _ in range(2):
        story.start()
        story.show(story.screens.notice(refusal=""))
        story.act("back", "dismiss:back")
        story.show(story.screens.notice(refusal=""))
    assert story.verdicts()["CON-05"].verdict == "not-applicable"


BUNDLE = "我已阅读并同意《隐私政策》并同意接收营销短信"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (BUNDLE, "fail"),
        ("我已阅读并同意《用户协议》《隐私政策》及将信息共享给合作伙伴", "fail"),
        ("I have read and agree to the Privacy Policy and to receive marketing messages", "fail"),
        ("我已阅读并同意《用户协议》和《隐私政策》", "inconclusive"),
        ("我已阅读并同意《隐私政策》", "pass"),
        ("我已阅读并同意《隐私政策》，我们不会向第三方提供您的信息", "pass"),
        ("我已阅读并同意《隐私政策》《第三方信息共享清单》", "pass"),
        ("同意《隐私政策》，并将手机号提供给本店", "pass"),
    ],
)
def test_what_one_tick_covers(story: Any, said: str, expected: str) -> None:
    box = {"tag": "checkbox", "attrs": {"aria-checked": "false"}}
    assert opened(story, ticks(story, box, said))["CON-06"].verdict == expected


def test_a_bundle_in_one_start_does_not_decide(story: Any) -> None:
    box = {"tag": "checkbox", "attrs": {"aria-checked": "false"}}
    assert opened(story, ticks(story, box, BUNDLE), starts=1)["CON-06"].verdict == "inconclusive"


def test_marketing_with_a_box_of_its_own_is_no_bundle(story: Any) -> None:
    box = {"tag": "checkbox", "attrs": {"aria-checked": "false"}}
    own = {"rect": (30, 600, 315, 30), "children": [{**box, "rect": (30, 605, 20, 20)}]}
    own["children"].append({"text": "接收营销短信（可选）", "rect": (56, 600, 280, 30)})
    parts = [*ticks(story, box, "我已阅读并同意《隐私政策》"), own]
    assert opened(story, parts)["CON-06"].verdict == "pass"


def test_a_popup_that_only_tells_of_sharing_is_for_a_person(story: Any) -> None:
    text = "请阅读《隐私政策》。为了推荐活动，我们会把信息提供给合作伙伴"
    assert opened(story, popup(story, text=text))["CON-06"].verdict == "inconclusive"


def agree_button(text: str, **more: Any) -> Any:
    attrs = {"open-type": more.pop("open_type", "agreePrivacyAuthorization"), "id": "go"}
    return {"tag": "button", "text": text, "rect": (60, 480, 120, 40), "attrs": attrs, "events": ("tap",), **more}


def agreed(story: Any, parts: Any, text: str, starts: int = 2, fires: bool = True) -> Any:
    story.run("agree")
    for _ in range(starts):
        story.start()
        story.show(parts)
        action = story.act("tap", "answer:agree", text=text)
        if fires:
            story.consent("privacy.answer", action, "agree", surface="app", button_id="go", button_text=text)
        story.show(story.screens.menu())
    return story.verdicts()["CON-11"]


def test_a_banner_that_records_consent_fails(story: Any) -> None:
    verdict = agreed(story, [*story.screens.menu(), agree_button("点击领券")], "点击领券")
    assert verdict.verdict == "fail"
    assert verdict.findings[0].subject[0] == "words"


@pytest.mark.parametrize(
    ("button", "notice", "expected"),
    [
        (agree_button("同意并继续"), True, "pass"),
        (agree_button("同意"), False, "fail"),
        (agree_button("同意", opacity=0.0), True, "fail"),
        (agree_button("同意并授权手机号", open_type="getPhoneNumber|agreePrivacyAuthorization"), True, "pass"),
        (agree_button("同意并继续", open_type="getPhoneNumber|agreePrivacyAuthorization"), True, "fail"),
        (agree_button(""), True, "inconclusive"),
    ],
)
def test_words_notice_and_visibility(story: Any, button: Any, notice: bool, expected: str) -> None:
    parts = [*story.screens.menu(), button]
    if notice:
        parts = story.screens.over(button, text="使用前请阅读《隐私保护指引》")
    assert agreed(story, parts, button["text"]).verdict == expected


@pytest.mark.parametrize(("ok", "expected"), [(True, "fail"), (False, "inconclusive")])
def test_a_banner_pressed_while_nothing_is_pending_records_consent_all_the_same(
    story: Any, ok: bool, expected: str
) -> None:
    story.run("agree")
    for _ in range(2):
        story.start()
        story.show([*story.screens.menu(), agree_button("点击领券", opacity=0.05)])
        story.act("tap", "answer:agree", text="点击领券")
        story.call("button.agreePrivacyAuthorization", ok=ok)
        story.show(story.screens.menu())
    assert story.verdicts()["CON-11"].verdict == expected


@pytest.mark.parametrize(("starts", "fires"), [(1, True), (2, False)])
def test_one_start_or_no_consent_recorded_does_not_decide(story: Any, starts: int, fires: bool) -> None:
    parts = [*story.screens.menu(), agree_button("点击领券")]
    assert agreed(story, parts, "点击领券", starts, fires).verdict == "inconclusive"


def test_a_whole_inspection_without_any_surface(story: Any) -> None:
    story.whole()
    found = story.verdicts()
    names = ("CON-02", "CON-04", "CON-05", "CON-06", "CON-07", "CON-08", "CON-10", "CON-11", "CON-12", "CON-13")
    assert {found[n].verdict for n in names} == {"not-applicable"}
