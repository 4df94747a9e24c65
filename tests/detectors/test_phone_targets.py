"""What a recording of a phone can decide: by a walk that ended, by windows and pages, by codes known by shape."""

from collections.abc import Callable
from typing import Any

import pytest

from detectors.facts import sights
from detectors.facts.declarations import declarations
from detectors.facts.policy.wrapped import unwrapped
from detectors.facts.unpressed import unpressed
from detectors.judge import judge_all
from recording.recording import Recording

CODES = ("0aBcDeFgHiJkLmNoPqRsTuVwXyZ01234", "0bXcDeFgHiJkLmNoPqRsTuVwXyZ56789", "0cYcDeFgHiJkLmNoPqRsTuVwXyZ13579")
UMENG = "https://umini.shujupie.com/uminiprogram_logs/wx/getuut"
REFERER = [("referer", "https://servicewechat.com/wx0123456789abcdef/12/page-frame.html")]


def on_a_phone(
    story: Any,
    *,
    left: int | None = 0,
    trust: str = "honest",
    extra: Any = (),
    reason: str = "done",
    setup: Any = None,
    level: str = "full",
    words: tuple[str, ...] | None = (),
    press: str = "",
    then: Callable[[], None] = lambda: None,
) -> Any:
    """Both runs that answer, over a menu; ``extra`` is shown to who agrees."""
    profile = {"target": {"operator_hosts": ["api.example.test"]}, "declared": {"setting_list": []}}
    story.setup(setup or profile, pages=None)
    story.on("android", level)
    for run in ("refuse", "agree"):
        story.run(run)
        story.start()
        seen = story.show(story.screens.menu())
        told = {} if words is None else {"words": list(words)}
        story.log.note("sight", screen=seen, trust=trust, **told)
        if press and run == "refuse":
            story.act("tap", "explore", target={"text": press})
            story.show(story.screens.menu())
        if run == "agree" and extra:
            story.show(extra, page="pages/me/me")
        then()
        known = {} if left is None else {"left": left}
        story.covered((), reason, declared=0, **known)
    story.log.close()
    return {v.check: v for v in judge_all(Recording(story.root))}


def test_a_walk_that_left_nothing_may_say_that_nothing_was_seen(story: Any) -> None:
    verdicts = on_a_phone(story)
    for check in ("PHN-05", "PHN-07", "CON-02", "CON-06", "PRM-01", "PRM-04", "MKT-01", "MKT-03"):
        assert verdicts[check].verdict == "not-applicable", (check, verdicts[check].reason.en)
    assert verdicts["INT-01"].verdict == "pass"
    assert verdicts["PRE-01"].verdict == "inconclusive", "calls and planted values are another matter"
    assert verdicts["MKT-04"].verdict == "not-applicable", "the platform asks before another program opens"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"left": 2}, "left 2 controls untried"),
        ({"left": None}, "did not come to its end"),
        ({"reason": "budget"}, "did not come to its end"),
        ({"trust": "opaque"}, "could not be believed"),
        ({"words": None}, "which plain words"),
    ],
)
def test_a_walk_that_may_have_left_something_may_not(story: Any, more: dict[str, Any], said: str) -> None:
    verdict = on_a_phone(story, **more)["PHN-05"]
    assert verdict.verdict == "inconclusive"
    assert said in verdict.missing[0].en


@pytest.mark.parametrize("press", ["", "换季时节如何预防感染"])
def test_a_row_of_plain_words_on_a_picture_may_be_an_entry(story: Any, press: str) -> None:
    """A tree of a page tells what answers a tap; a picture does not, as long as nobody pressed it."""
    found = on_a_phone(story, words=("换季时节如何预防感染",), press=press)["PHN-05"]
    assert found.verdict == ("not-applicable" if press else "inconclusive")
    if not press:
        assert "换季时节如何预防感染" in found.missing[0].en


@pytest.mark.parametrize(("elsewhere", "scrolled", "left"), [(0, False, []), (60, False, [1]), (0, True, [1])])
def test_what_stands_in_its_place_speaks_for_the_words_of_another_article(
    story: Any, elsewhere: int, scrolled: bool, left: list[int]
) -> None:
    """A page of one article shows another one, too; where it was moved, other parts stand there."""
    headings = ("换季时节如何预防感染", "高血压患者的日常饮食")
    for number, heading in enumerate(headings):
        story.run("refuse" if number == 0 else "agree")
        story.start()
        story.show(story.screens.menu())
        story.act("tap")
        rect = (24, 120 + elsewhere * number, 176, 18)
        shown = story.show([{"rect": rect, "text": heading}], page="pages/article/article", source="ocr")
        if scrolled and number:
            story.act("scroll")
            shown = story.show([{"rect": rect, "text": heading}], page="pages/article/article", source="ocr")
        story.log.note("sight", screen=shown, trust="honest", words=[heading])
        if number == 0:
            story.act("tap", target={"text": heading, "rect": list(rect)})
    story.log.close()
    assert unpressed(Recording(story.root), ("refuse", "agree")) == [headings[n] for n in left]


def test_a_window_that_was_seen_is_no_proof_that_none_was(story: Any) -> None:
    """Who asked for it is a matter of calls; that no such window stood anywhere is not."""
    story.log.add("dialog", {"phase": "shown", "id": "s1", "type": "subscribe"})
    assert on_a_phone(story)["MKT-03"].verdict == "inconclusive"


def test_what_lies_behind_a_demand_was_not_seen(story: Any) -> None:
    """No run gives a number away, so whoever meets a demand for it comes no further."""
    verdict = on_a_phone(story, extra=story.screens.wall())["CON-02"]
    assert verdict.verdict == "inconclusive"
    assert "behind a demand" in verdict.missing[0].en


@pytest.mark.parametrize("pages", [("pages/index/index",), ("pages/index/index", "pages/me/me")])
def test_a_list_of_pages_decides_where_there_is_one(story: Any, pages: tuple[str, ...]) -> None:
    """Whether the walk had anything left or not; a page of the list that nobody saw is named."""
    listed = {"target": {"pages": dict.fromkeys(pages, "")}, "declared": {"setting_list": []}}
    verdicts = on_a_phone(story, left=3 if len(pages) == 1 else 0, setup=listed)
    assert verdicts["PHN-05"].verdict == ("not-applicable" if len(pages) == 1 else "inconclusive")
    if len(pages) > 1:
        assert "1 of 2 pages" in verdicts["PHN-05"].missing[0].en
        assert "pages/me/me" in verdicts["INT-01"].findings[0].reason.en


def test_no_declaration_is_found_idle_where_no_call_can_be_heard(story: Any) -> None:
    listed = {
        "target": {"pages": {"pages/index/index": ""}},
        "declared": {"setting_list": [{"privacy_key": "Location", "privacy_text": "用于展示附近门店"}]},
    }
    verdict = on_a_phone(story, setup=listed)["DEC-03"]
    assert verdict.verdict == "inconclusive"
    assert any("calls" in text.en for text in verdict.missing)


@pytest.mark.parametrize(
    ("more", "said"), [({}, "not-applicable"), ({"left": 2}, "inconclusive"), ({"level": "hosts"}, "inconclusive")]
)
def test_that_nothing_was_sent_takes_a_whole_inspection(story: Any, more: Any, said: str) -> None:
    assert on_a_phone(story, **more)["SEC-01"].verdict == said


@pytest.mark.parametrize(("keys", "said"), [(("PhoneNumber",), "pass"), (("Location",), "fail")])
def test_what_the_platform_s_window_asks_for_belongs_in_the_rules(story: Any, keys: Any, said: str) -> None:
    """A number is never given away on a phone, so that it was asked for is all that can be seen."""
    listed = [{"privacy_key": key, "privacy_text": "用于联系"} for key in keys]
    profile = {"target": {"operator_hosts": ["api.example.test"]}, "declared": {"setting_list": listed}}

    def ask() -> None:
        story.consent("phone.sheet_shown", None, data_kind="phone")
        story.show(story.screens.menu())

    assert on_a_phone(story, setup=profile, then=ask)["POL-11"].verdict == said


def sent(story: Any, *codes: str, name: str = "code", url: str = UMENG, headers: Any = None) -> Any:
    """One cold start for each code, with a notice that nobody answered yet."""
    story.setup({"target": {"operator_hosts": ["api.example.test"]}, "declared": {"setting_list": []}}, pages=())
    story.on("android", "full")
    story.run("refuse")
    for code in codes:
        story.start()
        story.show(story.screens.notice())
        told = [("content-type", "application/json"), *(REFERER if headers is None else headers)]
        story.flow(url, {"key": "5f00", name: code}, request_headers=told)
        story.fence()
        action = story.act("tap", "answer:refuse", "不同意")
        story.consent("privacy.answer", action, "refuse")
        story.show(story.screens.menu())
    story.log.close()
    return {v.check: v for v in judge_all(Recording(story.root))}


def test_login_codes_are_known_by_their_shape_and_by_being_another_each_time(story: Any) -> None:
    verdicts = sent(story, *CODES)
    assert verdicts["PRE-02"].verdict == "fail"
    finding = verdicts["PRE-02"].findings[0]
    assert "known by its shape" in finding.reason.en and len(finding.evidence.flows) == 3
    assert verdicts["FLW-02"].verdict == "fail"


@pytest.mark.parametrize(
    ("codes", "more"),
    [
        (CODES[:1], {}),
        ((CODES[0], CODES[0], CODES[0]), {}),
        (tuple(c.lower() for c in CODES), {}),
        (tuple("1" + c[1:] for c in CODES), {}),
        (tuple(c + "0" for c in CODES), {}),
        (CODES, {"name": "trace"}),
        (CODES, {"headers": []}),
        (CODES, {"url": "https://api.example.test/login"}),
    ],
)
def test_what_is_no_login_code_or_goes_to_the_operator_is_none(
    story: Any, codes: tuple[str, ...], more: dict[str, Any]
) -> None:
    """Seen once, always the same, of another shape or name, of another app of the phone, or where it belongs."""
    verdicts = sent(story, *codes, **more)
    assert verdicts["PRE-02"].verdict != "fail"
    assert verdicts["FLW-02"].verdict != "fail"
    assert verdicts["FLW-10"].verdict != "fail"


def test_a_notice_with_the_first_screen_came_before_any_collection(story: Any) -> None:
    assert sent(story, *CODES, url="https://api.example.test/login")["CON-01"].verdict == "pass"


POLICY = """示例小店隐私政策
运营者：示例小店餐饮管理有限公司。联系电话
0574-0000-0000，邮箱 privacy@example-
shop.example。
一、我们收集哪些信息：在您预约时，我们收集您的
姓名、身份证号、手机号和口味要求，用于安排座位
和通知到店时间。
二、信息的提供：我们不会将您的个人信息提供给任
何第三方，法律法规要求的除外。
三、保存期限：预约信息自您到店之日起保存一年，
期满删除。"""


def test_a_text_read_off_pictures_has_whole_words_again() -> None:
    text = unwrapped(POLICY)
    assert text.count("\n") == 4, "title, operator and three clauses"
    assert "任何第三方" in text and "收集您的姓名" in text and "期满删除。" in text
    assert "privacy@example-shop.example" in text and "联系电话0574-0000-0000" in text
    assert text.startswith("示例小店隐私政策\n")


@pytest.mark.parametrize("text", ["", "一行", "菜单\n红烧牛肉面\n三十八元\n清蒸鲈鱼\n六十八元"])
def test_what_is_no_running_text_stays_as_it_is(text: str) -> None:
    assert unwrapped(text) == text


RULES = """更新日期：2026年4月18日 生效日期：2026年4月25日
宁波净衣社洗涤服务有限公司(下称“净衣社”)
运营本小程序。
四、您的权利。您可以在会员卡页查阅开卡手机
号；手机号变更的，拨打0574-55550166更正；
想要副本的，也可以来电索取，我们来电答复。
我们不面向儿童开卡，监护人发现的，请来电处
理。"""
RIGHTS = (333.4, 326.0, 118.6, 326.7, 326.0, 326.5, 326.5, 48.6)


def test_the_room_on_a_line_is_measured_where_its_place_is_known() -> None:
    """A date in smaller letters is broader, counted in letters, than any line of the text."""
    places = {
        line: (24.7, 100 + 24.0 * n, right - 24.7, 15.0)
        for n, (line, right) in enumerate(zip(RULES.splitlines(), RIGHTS, strict=True))
    }
    text = unwrapped(RULES, places)
    assert text.splitlines()[:2] == [
        "更新日期：2026年4月18日 生效日期：2026年4月25日",
        "宁波净衣社洗涤服务有限公司(下称“净衣社”)运营本小程序。",
    ]
    assert "手机号；手机号变更的" in text and text.endswith("请来电处理。")
    assert "净衣社”)\n运营" in unwrapped(RULES), "by letters alone there was room for more"


def test_english_words_stay_apart() -> None:
    lines = (
        "We collect your name and your phone number so\nthat the courier can reach you. Please ask us to\ndelete it."
    )
    assert "so that the courier" in unwrapped(lines) and "ask us to delete it." in unwrapped(lines)


def test_a_login_code_with_a_statistics_service_is_told_of(story: Any) -> None:
    assert sent(story, *CODES)["PRE-05"].verdict == "fail"


def test_a_login_code_at_home_alone_is_no_pass_on_a_phone(story: Any) -> None:
    verdict = sent(story, *CODES, url="https://api.example.test/login")["PRE-05"]
    assert verdict.verdict == "inconclusive"
    assert verdict.evidence.flows


@pytest.mark.parametrize(("source", "verdict"), [("ocr", "inconclusive"), ("dom", "fail")])
def test_words_on_a_picture_may_be_a_link_that_nobody_pressed(story: Any, source: str, verdict: str) -> None:
    """Where a tree tells what answers a tap, a policy that is named and no link is a fault."""
    screens = story.screens
    words = "本店处理您的位置用于展示附近门店，请先阅读隐私政策再继续使用，感谢您的理解"
    popup = screens.over(screens.tap("同意并继续"), screens.tap("不同意", rect=(200, 480, 120, 40)), text=words)
    for run in ("untouched", "refuse"):
        story.run(run)
        story.start()
        story.show(popup, source=source)
        story.covered()
    assert story.verdicts()["CON-08"].verdict == verdict


@pytest.mark.parametrize(
    ("tappable", "opens", "state"), [(False, "", "none"), (True, "", "unread"), (False, "图", "unread")]
)
def test_words_that_answered_nothing_are_no_policy(story: Any, tappable: bool, opens: str, state: str) -> None:
    """A heading is pressed to see whether it is an entry. A link that opens nothing readable is one all the same."""
    story.setup({"declared": {"setting_list": []}}, pages=())
    story.on("android")
    story.run("agree")
    story.start()
    story.show([{"rect": (24, 120, 90, 18), "text": "隐私政策", "events": ["tap"] if tappable else []}], source="ocr")
    story.act("tap", "policy", "隐私政策")
    page = [{"rect": (24, 120, 90, 18), "text": opens or "隐私政策"}]
    story.show(page, page="pages/rules/rules" if opens else "pages/index/index", source="ocr")
    story.log.note("policy", source="page" if opens else "document", link="隐私政策", path="", readable=False)
    story.log.close()
    assert declarations(Recording(story.root)).policy == state


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("请先授权位置", "去授权"), "pages/goods/goods"),
        (("今日特价", "全部商品"), "~"),
        ((), "~"),
    ],
)
def test_a_page_under_a_window_has_the_name_it_bears_without_it(story: Any, words: Any, named: str) -> None:
    """A white title on a pale bar that is dimmed cannot be read."""
    dimmed = [{"text": text, "rect": (20, 100 + 40 * n, 200, 20)} for n, text in enumerate(words)]
    plain = [{"text": text, "rect": (20, 100 + 40 * n, 200, 20)} for n, text in enumerate(("请先授权位置", "去授权"))]
    story.setup({}, pages=())
    story.run("refuse")
    story.start()
    asked = story.consent("scope.shown", None, scope="userLocation")
    shown = story.show(dimmed, page="~")
    story.show(plain, page="pages/goods/goods")
    story.log.close()
    recording = Recording(story.root)
    sight = sights.sight(recording, shown)
    assert sight is not None and sight.page == named
    assert sights.page_of(recording, recording.by_seq[asked].model_copy(update={"page": "~"})) == named
    assert sights.page_of(recording, recording.by_seq[asked]) != "~"


@pytest.mark.parametrize(
    ("source", "asked", "expected"),
    [("ocr", (True, True), "inconclusive"), ("ocr", (True, False), "pass"), ("dom", (True, True), "pass")],
)
def test_content_under_what_takes_every_press_is_not_known_to_be_of_use(
    story: Any, source: str, asked: tuple[bool, ...], expected: str
) -> None:
    """A picture does not show a clear cover; a tree does."""
    for _ in range(2):
        story.run("refuse")
        story.start()
        for what, sheet in zip(("招牌牛肉面", "清炒时蔬饭"), asked, strict=True):
            row = story.screens.tap(what, rect=(0, 300, 375, 60))
            story.show([*story.screens.menu(), row], source=source)
            story.act("tap", text=what)
            if sheet:
                story.consent("phone.sheet_shown", None, data_kind="phone")
            story.show([*story.screens.menu(), row], source=source)
    assert story.verdicts()["PHN-01"].verdict == expected
