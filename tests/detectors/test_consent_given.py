"""CON-07, CON-08, CON-12 and CON-13: consent by use, the link to the rules, their change, sensitive data."""

from collections.abc import Callable
from typing import Any

import pytest

from detectors.facts import consents
from recording.recording import Recording

LOCATION = "39.9087654"
ID_NUMBER = "11010519491231002X"
OWN = "https://api.example.test/near"


def located(story: Any) -> None:
    name = story.plant("location", "latitude", LOCATION)
    story.call("wx.getLocation", planted=(name,))
    story.flow(OWN, {"lat": LOCATION}, call=story.call("wx.request"))


def with_words(story: Any, said: str) -> Any:
    return [*story.screens.menu(), {"text": said, "rect": (0, 760, 375, 30)}]


@pytest.mark.parametrize(
    "said",
    [
        "进入小程序即同意《隐私政策》",
        "继续使用即视为您已同意隐私政策",
        "登录即代表同意用户协议与隐私政策",
        "By continuing you agree to our Privacy Policy",
        "Continued use of this app means that you accept our policy",
    ],
)
def test_going_on_taken_for_consent_and_data_taken_fails(story: Any, said: str) -> None:
    story.run("untouched")
    story.start()
    story.show(with_words(story, said))
    located(story)
    story.show(with_words(story, said))
    verdict = story.verdicts()["CON-07"]
    assert verdict.verdict == "fail"
    assert verdict.findings[0].evidence.flows


def test_the_sentence_may_stand_in_pieces(story: Any) -> None:
    pieces = [
        {"text": t, "rect": (20 + 90 * i, 765, 80, 20)} for i, t in enumerate(("登录即表示您", "同意", "《隐私政策》"))
    ]
    story.run("untouched")
    story.start()
    story.show([*story.screens.menu(), {"rect": (0, 760, 375, 30), "children": pieces}])
    located(story)
    story.show(story.screens.menu())
    assert story.verdicts()["CON-07"].verdict == "fail"


def test_the_phrase_beside_a_required_empty_box_is_superfluous(story: Any) -> None:
    box = {"tag": "checkbox", "attrs": {"aria-checked": "false"}, "rect": (30, 565, 20, 20)}
    said = {"text": "我已阅读并同意《隐私政策》，登录即表示同意", "rect": (56, 560, 280, 30)}
    story.run("untouched")
    story.start()
    story.show([*story.screens.menu(), {"rect": (30, 560, 315, 30), "children": [box, said]}])
    located(story)
    assert story.verdicts()["CON-07"].verdict == "pass"


def test_a_popup_of_another_session_is_no_act_of_this_user(story: Any) -> None:
    story.run("refuse")
    story.start()
    story.show(story.screens.notice())
    story.run("agree")
    story.start()
    story.show(with_words(story, "继续使用即视为您已同意隐私政策"))
    located(story)
    story.show(story.screens.menu())
    assert story.verdicts()["CON-07"].verdict == "fail"


def test_the_phrase_without_any_collection_is_open(story: Any) -> None:
    story.run("untouched")
    story.start()
    story.show(with_words(story, "进入小程序即同意《隐私政策》"))
    assert story.verdicts()["CON-07"].verdict == "inconclusive"


def test_an_interface_alone_needs_two_cold_starts(tell: Any) -> None:
    found = []
    for starts in (1, 2):
        story = tell()
        story.run("untouched")
        for _ in range(starts):
            story.start()
            story.show(with_words(story, "进入小程序即同意《隐私政策》"))
            story.call("wx.getLocation", planted=(story.plant("location", "latitude", LOCATION),))
            story.show(story.screens.menu())
        found.append(story.verdicts()["CON-07"].verdict)
    assert found == ["inconclusive", "fail"]


def test_consent_by_an_act_passes_and_nothing_at_all_is_another_check(tell: Any) -> None:
    story = tell()
    story.run("agree")
    story.start()
    story.show(story.screens.notice())
    story.act("tap", "answer:agree", text="同意并继续")
    story.show(story.screens.menu())
    located(story)
    assert story.verdicts()["CON-07"].verdict == "pass"
    story = tell()
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    located(story)
    story.whole()
    assert story.verdicts()["CON-07"].verdict == "not-applicable"


@pytest.mark.parametrize(("style", "expected"), [("coupled", "pass"), ("", "not-applicable")])
def test_a_window_that_asks_for_data_asks_for_consent_by_the_box_in_it(story: Any, style: str, expected: str) -> None:
    story.run("agree")
    story.start()
    story.show(story.screens.menu())
    story.consent("scope.shown", None, data_kind="location", style=style)
    located(story)
    story.whole()
    assert story.verdicts()["CON-07"].verdict == expected


POLICY = (
    "个人信息处理规则。我们收集您的位置信息，用于展示附近门店，目的仅限于此。信息存储于境内服务器，保存期限为三十日，期满删除。"
    "我们不会向第三方共享、转让或披露您的信息。您可以更正、删除个人信息，也可以注销账号、撤回同意。未成年人使用前应取得监护人同意。"
) * 4


def linked(story: Any, link: bool = True) -> Any:
    words = {"text": "《隐私政策》", "rect": (60, 340, 120, 24), **({"events": ("tap",)} if link else {})}
    no = story.screens.tap("不同意", rect=(200, 480, 120, 40))
    return story.screens.over(words, story.screens.tap("同意"), no, text="使用前请阅读")


def followed(
    story: Any, opens: Any, runs: tuple[str, ...] = ("untouched", "refuse"), page: str = "", **more: Any
) -> Any:
    for run in runs:
        story.run(run)
        story.start()
        story.show(linked(story))
        story.act("tap", "policy", text="《隐私政策》")
        if more.get("flow"):
            story.flow("https://api.example.test/policy", status=500)
        story.show(opens, page=page or "pages/rules/rules")
    return story.verdicts()["CON-08"]


def test_a_link_that_opens_the_policy_passes(story: Any) -> None:
    assert followed(story, [{"text": POLICY}]).verdict == "pass"


@pytest.mark.parametrize(
    ("opens", "expected"),
    [
        ([{"rect": (0, 90, 375, 600)}], "fail"),
        ([{"tag": "rich-text", "rect": (0, 90, 375, 600)}], "inconclusive"),
        ([{"tag": "image", "attrs": {"src": "rules.png"}, "rect": (0, 90, 375, 600)}], "inconclusive"),
    ],
)
def test_a_link_that_opens_an_empty_page_fails(story: Any, opens: Any, expected: str) -> None:
    assert followed(story, opens).verdict == expected


@pytest.mark.parametrize(
    ("pressed", "opens", "expected"),
    [(True, POLICY, "pass"), (True, "客服电话 0571-88880000", "fail"), (False, "", "inconclusive")],
)
def test_a_link_in_other_words_shows_itself_by_what_it_opens(
    story: Any, pressed: bool, opens: str, expected: str
) -> None:
    controls = [
        story.screens.tap("了解详情", rect=(60, 380, 120, 24)),
        story.screens.tap("同意"),
        story.screens.tap("不同意", rect=(200, 480, 120, 40)),
    ]
    for run in ("untouched", "refuse"):
        story.run(run)
        story.start()
        story.show(story.screens.over(*controls, text="我们更新了隐私政策，请阅读后选择是否同意"))
        if pressed:
            story.act("tap", text="了解详情")
            story.show([{"text": opens}], page="pages/rules/rules")
    assert story.verdicts()["CON-08"].verdict == expected


def test_a_link_below_the_tick_line_is_its_link(story: Any) -> None:
    box = {"tag": "checkbox", "text": "我已阅读并同意隐私政策", "rect": (20, 560, 335, 24), "events": ("tap",)}
    link = story.screens.tap("《隐私政策》", rect=(120, 600, 120, 24))
    for run in ("untouched", "refuse"):
        story.run(run)
        story.start()
        story.show([*story.screens.login(), box, link])
        story.act("tap", "policy", text="《隐私政策》")
        story.show([{"text": POLICY}], page="pages/rules/rules")
    assert story.verdicts()["CON-08"].verdict == "pass"


def test_the_platforms_contract_page_passes(story: Any) -> None:
    contract = {"surface": "platform", "part": "dialog", "dialog": "d1", "attrs": {"data-mi-type": "contract"}}
    assert followed(story, [{**contract, "text": "隐私保护指引"}]).verdict == "pass"


@pytest.mark.parametrize(("offered", "expected"), [(False, "fail"), (True, "pass")])
def test_a_link_further_in_is_none_of_the_window_that_asked_first(story: Any, offered: bool, expected: str) -> None:
    """Unless the same window offered it in another start."""
    line = {"text": "注册即表示同意", "rect": (30, 300, 200, 24)}
    link = {"text": "《隐私政策》", "rect": (240, 300, 100, 24), "events": ("tap",)}
    login = [line, link, story.screens.tap("同意", rect=(30, 400, 300, 44))]
    for run in ("untouched", "refuse"):
        story.run(run)
        story.start()
        story.show(linked(story, link=False))
        story.act("tap", "answer:refuse", text="不同意")
        story.show(login, page="pages/login/login")
        story.act("tap", "policy", text="《隐私政策》")
        story.show([{"text": POLICY}], page="pages/rules/rules")
    if offered:
        story.start()
        story.show(linked(story))
    assert story.verdicts()["CON-08"].verdict == expected


@pytest.mark.parametrize(("starts", "expected"), [(2, "fail"), (1, "inconclusive")])
def test_a_name_that_is_no_link_fails(story: Any, starts: int, expected: str) -> None:
    story.run("untouched")
    for _ in range(starts):
        story.start()
        story.show(linked(story, link=False))
    assert story.verdicts()["CON-08"].verdict == expected


@pytest.mark.parametrize(
    "opens", [[{"text": "敬请期待"}], [{"text": "活动规则：满一百减二十，不与其他优惠同享。" * 30}]]
)
def test_a_link_to_something_else_fails(story: Any, opens: Any) -> None:
    assert followed(story, opens).verdict == "fail"


def test_a_policy_of_few_words_is_for_a_person(story: Any) -> None:
    assert followed(story, [{"text": POLICY[: len(POLICY) // 4]}]).verdict == "inconclusive"


def test_a_link_that_does_nothing_fails(story: Any) -> None:
    assert followed(story, linked(story), page="pages/index/index").verdict == "fail"


def test_a_dead_link_in_one_start_does_not_decide(story: Any) -> None:
    assert followed(story, [{"text": "敬请期待"}], runs=("untouched",)).verdict == "inconclusive"


@pytest.mark.parametrize("how", ["webview", "server"])
def test_what_the_harness_cannot_reach_is_open(story: Any, how: str) -> None:
    web = {"tag": "web-view", "attrs": {"src": "https://rules.example.test/p.html"}}
    shown = [web] if how == "webview" else [{"text": "加载失败"}]
    assert followed(story, shown, flow=how == "server").verdict == "inconclusive"


def model(story: Any, sent: bool) -> None:
    name = story.plant("device_info", "model", "AUR-AL6ELHK0")
    story.call("wx.getDeviceInfo", planted=(name,))
    if sent:
        story.flow(OWN, {"m": "AUR-AL6ELHK0"}, call=story.call("wx.request"))


@pytest.mark.parametrize("sent", [True, False])
def test_what_every_program_reads_for_its_layout_is_used_when_it_is_sent(story: Any, sent: bool) -> None:
    verdict = changed(story, told=False, used=lambda told: model(told, sent), kind=("device_info", "DeviceInfo"))
    assert verdict.verdict == "inconclusive" and bool(verdict.findings) is sent


def changed(
    story: Any,
    told: bool,
    used: Callable[[Any], None] | None = located,
    late: bool = False,
    kind: tuple[str, str] = ("location", "Location"),
) -> Any:
    story.run("update")
    said = {"added": kind[0], "key": kind[1], "how": "added"}
    story.log.note("guidelines", version=1, **said)
    story.start()
    story.show(story.screens.menu())
    story.log.note("guidelines", version=2, **said)
    story.log.note("visit", number=2, how="restarted", since_ms=86_400_000, moved=True, start=story.log.start)
    story.act("launch", "return", virtual_ms=86_400_000.0)
    story.show(story.screens.menu())
    if told and not late:
        story.show(story.screens.notice())
    if used is not None:
        used(story)
    if told and late:
        story.show(story.screens.notice())
    story.show(story.screens.menu())
    return story.verdicts()["CON-12"]


def test_a_new_kind_used_without_a_word_is_prepared_for_a_person(story: Any) -> None:
    verdict = changed(story, told=False)
    assert verdict.verdict == "inconclusive"
    assert verdict.findings[0].subject == ("change", "location")
    assert verdict.findings[0].evidence.screens


def test_a_notice_before_the_use_passes(story: Any) -> None:
    assert changed(story, told=True).verdict == "pass"


def test_a_notice_after_the_use_is_late(story: Any) -> None:
    assert changed(story, told=True, late=True).findings


def test_a_change_that_nothing_followed_is_open(story: Any) -> None:
    verdict = changed(story, told=False, used=None)
    assert verdict.verdict == "inconclusive"
    assert verdict.missing and not verdict.findings


def test_without_a_change_there_is_nothing_to_compare(story: Any) -> None:
    story.run("agree")
    story.start()
    story.show(story.screens.menu())
    assert story.verdicts()["CON-12"].verdict == "not-applicable"


def form(story: Any, *lines: Any) -> Any:
    field = {"tag": "input", "attrs": {"placeholder": "请输入身份证号"}, "rect": (20, 300, 335, 44)}
    return [
        {"text": "实名登记", "rect": (0, 200, 375, 40)},
        field,
        *lines,
        story.screens.tap("下一步", rect=(20, 700, 335, 44)),
    ]


def consent(text: str, tag: str = "checkbox") -> Any:
    box = {"tag": tag, "attrs": {"aria-checked": "false"}, "rect": (20, 405, 20, 20)}
    return {"rect": (20, 400, 335, 40), "children": [box, {"text": text, "rect": (46, 400, 300, 40)}]}


def submitted(story: Any, parts: Any) -> Any:
    story.run("agree")
    story.start()
    story.show(parts, page="pages/real/real")
    story.plant("id_number", "number", ID_NUMBER, interface="typed")
    story.act("tap", "fill", text="下一步")
    story.flow("https://api.example.test/real", {"id": ID_NUMBER}, call=story.call("wx.request"))
    story.show([{"text": "提交成功"}], page="pages/real/done")
    return story.verdicts()["CON-13"]


def test_an_identity_number_with_only_next_fails(story: Any) -> None:
    verdict = submitted(story, form(story))
    assert verdict.verdict == "fail"
    (finding,) = verdict.findings
    assert finding.evidence.flows and finding.evidence.screens


def test_a_general_tick_is_no_separate_consent(story: Any) -> None:
    assert submitted(story, form(story, consent("我已阅读并同意《隐私政策》"))).verdict == "fail"


def test_words_that_name_it_without_a_control_are_no_consent(story: Any) -> None:
    told = {"text": "我们将收集您的身份证信息用于实名核验", "rect": (20, 400, 335, 40)}
    assert submitted(story, form(story, told)).verdict == "fail"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("同意收集身份证信息，用于实名核验（必要）", "pass"),
        ("I agree that my identity card number is used to verify me", "pass"),
        ("同意收集身份证信息", "inconclusive"),
        ("同意为购票处理以上敏感个人信息", "inconclusive"),
    ],
)
def test_a_control_of_its_own(story: Any, said: str, expected: str) -> None:
    assert submitted(story, form(story, consent(said))).verdict == expected


@pytest.mark.parametrize("asked", [True, False])
def test_a_request_without_a_call_belongs_to_the_page_it_began_on(story: Any, asked: bool) -> None:
    """A phone tells no calls, and what was sent is logged when the run is over, on whatever page that is."""
    own = [consent("同意收集身份证信息，用于实名核验（必要）")] if asked else []
    story.run("agree")
    story.start()
    step = story.show(form(story, *own), page="pages/real/real")
    story.plant("id_number", "number", ID_NUMBER, interface="typed")
    story.act("tap", "fill", text="下一步")
    began = story.now()
    story.show([{"text": "提交成功"}], page="pages/real/done")
    story.act("back")
    story.show(story.screens.menu())
    story.flow("https://api.example.test/real", {"id": ID_NUMBER}, began=began)
    verdict = story.verdicts()["CON-13"]
    assert verdict.verdict == ("pass" if asked else "fail")
    assert step in (verdict.evidence if asked else verdict.findings[0].evidence).screens


def test_a_popup_with_its_own_yes_and_no(story: Any) -> None:
    no = story.screens.tap("不同意", rect=(200, 480, 120, 40))
    story.run("agree")
    story.start()
    story.show(form(story), page="pages/real/real")
    asked = story.screens.over(
        story.screens.tap("同意"), no, text="根据《隐私政策》，为实名核验需收集您的身份证号，属于敏感个人信息"
    )
    story.show(asked, page="pages/real/real")
    story.act("tap", "answer:agree", text="同意")
    story.plant("id_number", "number", ID_NUMBER, interface="typed")
    story.flow("https://api.example.test/real", {"id": ID_NUMBER}, call=story.call("wx.request"))
    assert story.verdicts()["CON-13"].verdict == "pass"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("敏感个人信息单独同意书：购票需要您的身份证号，用于实名核验", "pass"),
        ("请阅读《隐私政策》：我们收集您的手机号、身份证号，用于购票", "fail"),
    ],
)
def test_a_page_of_consent_before_the_form(story: Any, text: str, verdict: str) -> None:
    """The notice of the launch lists much and asks for nothing alone."""
    story.run("agree")
    story.start()
    asked = [
        {"text": text, "rect": (20, 100, 335, 200)},
        story.screens.tap("同意"),
        story.screens.tap("不同意", rect=(200, 480, 120, 40)),
    ]
    story.show(asked, page="pages/asked/asked")
    story.act("tap", "answer:agree", text="同意")
    story.show(form(story), page="pages/real/real")
    story.plant("id_number", "number", ID_NUMBER, interface="typed")
    story.act("tap", "fill", text="下一步")
    story.flow("https://api.example.test/real", {"id": ID_NUMBER}, call=story.call("wx.request"))
    assert story.verdicts()["CON-13"].verdict == verdict


def test_a_face_check_by_interface_counts(story: Any) -> None:
    story.run("agree")
    story.start()
    story.show(form(story), page="pages/index/index")
    story.call("wx.startFacialRecognitionVerify")
    verdict = story.verdicts()["CON-13"]
    assert verdict.verdict == "fail"
    assert verdict.findings[0].evidence.call is not None


def test_no_form_was_filled(story: Any) -> None:
    story.run("untouched")
    story.start()
    story.show(form(story))
    assert story.verdicts()["CON-13"].verdict == "inconclusive"


def test_a_popup_under_the_platforms_window_is_looked_at_when_that_is_gone(story: Any) -> None:
    box = {
        "surface": "platform",
        "part": "dialog",
        "dialog": "d1",
        "text": "获取你的位置信息",
        "rect": (24, 525, 327, 250),
    }
    for run in ("untouched", "refuse"):
        story.run(run)
        story.start()
        story.show([*({**one, "hit": False, "children": []} for one in linked(story)), box])
        story.show(linked(story))
        story.act("tap", "policy", text="《隐私政策》")
        story.show([{"text": POLICY}], page="pages/rules/rules")
    assert story.verdicts()["CON-08"].verdict == "pass"


@pytest.mark.parametrize(("box", "agreed"), [("true", True), ("false", False)])
def test_who_logs_in_beside_a_box_ticked_for_them_has_agreed(story: Any, box: str, agreed: bool) -> None:
    """That it was ticked is a fault of its own (CON-02); what left then did not leave before any consent."""
    story.run("agree")
    story.start()
    tick = {"tag": "checkbox", "rect": (20, 500, 20, 20), "attrs": {"checked": box}}
    line = {"text": "我已阅读并同意《用户协议与隐私政策》", "rect": (44, 500, 300, 20)}
    login = {"tag": "button", "text": "登录", "rect": (20, 560, 335, 44), "events": ("tap",)}
    story.show([{"rect": (20, 500, 335, 20), "children": [tick, line]}, login])
    pressed = story.act("tap", "fill", text="登录")
    story.log.close()
    found = consents.answers(Recording(story.root))
    assert [(a.seq, a.said, a.about) for a in found] == ([(pressed, "agree", "notice")] if agreed else [])
