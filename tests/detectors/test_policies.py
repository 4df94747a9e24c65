"""POL: policies as programs show them, judged by what they say and how they are shown."""

import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from detectors.facts.declarations import declarations
from detectors.judge import judge_all
from recording.data import config_path
from recording.recording import Recording

ALL = """隐私政策
更新日期：2026年3月1日
本小程序由杭州青禾茶饮有限公司（以下简称“我们”）运营。我们依据《中华人民共和国个人信息保护法》（2021年11月1日起施行）制定本政策。
一、我们收集的信息
1. 手机号：用于会员登录和取餐通知。
2. 位置信息：用于按距离排列门店。
为了把商品送到您手中，我们会收集您的收货地址、姓名。
我们不会收集您的身份证号和通讯录。
二、对外提供
我们不会向第三方提供您的个人信息，法律另有规定的除外。
三、保存
您的个人信息保存期限为180天，到期后删除。
四、您的权利
您可以在“我的-设置-隐私”中查阅、复制、更正、删除您的信息，撤回同意，注销账号。
五、未成年人
未满14周岁的儿童使用前应取得监护人同意。
六、联系我们
邮箱：privacy@qinghe.cn，电话：0571-88886666，我们将在15个工作日内答复您的投诉。
"""
PAGE = "pages/policy/policy"
WEB = "https://m.example.test/legal/privacy.html"
SUBJECT = "杭州青禾茶饮有限公司"


@pytest.fixture(name="tell_story")
def _tell_story(tell: Callable[[], Any]) -> Callable[[], Any]:
    return tell


def policy(
    story: Any,
    text: str = ALL,
    *,
    declared: Any = (),
    owner: Any = None,
    operator: str = SUBJECT,
    source: str = "page",
    style: Any = None,
    bold: str = "",
    tree: str = "dom",
    url: str = "",
    document: str = "",
) -> None:
    """A run that opens the policy from the home page; the guidelines are known and declare these keys."""
    profile: dict[str, Any] = {"target": {"operator": operator, "operator_hosts": ["api.example.test"]}}
    if declared is not None:
        listed = [{"privacy_key": k, "privacy_text": "用于会员登录"} for k in declared]
        profile["declared"] = {"setting_list": listed, "owner_setting": owner or {}}
    story.setup(profile, ("pages/index/index", PAGE))
    story.run("agree")
    story.start()
    story.show([*story.screens.menu(), story.screens.tap("隐私政策", rect=(0, 700, 375, 40))])
    story.act("tap", "policy", "隐私政策")
    look = {"font_px": 15, "color": "rgb(51, 51, 51)", "weight": 400, "line_px": 24, **(style or {})}
    lines = [{"text": t, "rect": (10, 60 + 20 * i, 350, 20), **look} for i, t in enumerate(text.splitlines()) if t]
    if bold:
        lines.append({"text": bold, "rect": (10, 700, 350, 20), **look, "weight": 700})
    if document:
        body = story.log.blobs.put(document.encode())
        story.flow(url.split("#")[0], method="GET", response_body=body, content_type="text/html; charset=utf-8")
        lines = [{"tag": "web-view", "attrs": {"src": url}, "rect": (0, 64, 375, 748)}]
    shown = story.show(lines, page=PAGE, title="隐私政策", source=tree)
    path = story.log.text("policy-agree-1.txt", text)
    readable = len(text) >= 200
    facts = {"path": path, "source": source, "title": "隐私政策", "link": "隐私政策", "readable": readable, "url": url}
    story.log.note("policy", page=PAGE, chars=len(text), screens=[shown], **facts)
    story.act("back", "policy")
    story.show(story.screens.menu())
    story.covered(("pages/index/index", PAGE))


def page_of(text: str) -> str:
    """The text as a web page, a paragraph for each line."""
    rows = "".join(f"<p><b>{line[:2]}</b>{line[2:]}</p>" for line in text.splitlines())
    return f"<!doctype html><html><head><title>隐私政策</title><style>p{{color:#333}}</style></head><body>{rows}"


def without(*parts: str) -> str:
    """The whole policy without the lines that hold any of these words, as long as a policy must be."""
    kept = [line for line in ALL.splitlines() if not any(p in line for p in parts)]
    filler = "我们采用加密传输、访问控制等安全措施保护您的个人信息，防止个人信息被未经授权的访问、使用、修改或者丢失。"
    return "\n".join([*kept, filler * 4])


JUDGED = (
    "POL-01",
    "POL-02",
    "POL-03",
    "POL-04",
    "POL-05",
    "POL-06",
    "POL-07",
    "POL-08",
    "POL-09",
    "POL-10",
    "POL-14",
    "POL-15",
)


def test_a_whole_policy_passes_every_check(story: Any) -> None:
    policy(story)
    found = story.verdicts()
    assert {c: found[c].verdict for c in JUDGED} == dict.fromkeys(JUDGED, "pass"), {
        c: found[c].reason.en for c in JUDGED
    }


@pytest.mark.parametrize(
    ("check", "gone"),
    [
        ("POL-05", ("青禾",)),
        ("POL-06", ("邮箱",)),
        ("POL-08", ("保存期限",)),
        ("POL-09", ("您可以在", "您的权利", "撤回")),
        ("POL-14", ("未成年", "监护人")),
        ("POL-15", ("更新日期",)),
    ],
)
def test_what_a_policy_does_not_say_is_missing(tell_story: Any, check: str, gone: tuple[str, ...]) -> None:
    story = tell_story()
    policy(story, without(*gone))
    found = story.verdicts()
    assert found[check].verdict == "fail", found[check].reason.en
    assert found[check].findings[0].evidence.screens
    others = [c for c in JUDGED if c != check and found[c].verdict == "fail"]
    assert not others, {c: found[c].reason.en for c in others}
    web = tell_story()
    policy(web, without(*gone), source="webview")
    assert web.verdicts()[check].verdict == "inconclusive", "a web page may hold more than was read"
    for more, verdict in (
        ("", "fail"),
        ("<img src=1.png>", "inconclusive"),
        ("<a href=2>《第三方清单》</a>", "inconclusive"),
    ):
        web = tell_story()
        policy(web, "O\n<", source="webview", url=WEB, document=page_of(without(*gone)) + more)
        judged = web.verdicts()[check]
        assert judged.verdict == verdict, (more, judged.reason.en)
        assert judged.findings[0].evidence.flows


def test_a_web_pages_document_is_read_where_its_picture_was_not(tell_story: Any) -> None:
    story = tell_story()
    policy(story, "O\n<", source="webview", url=WEB + "#top", document=page_of(ALL))
    found = story.verdicts()
    read = [c for c in JUDGED if c not in ("POL-03", "POL-17")]
    assert {c: found[c].verdict for c in read} == dict.fromkeys(read, "pass"), {c: found[c].reason.en for c in read}
    assert found["POL-03"].verdict == "inconclusive", "the style of a web page cannot be measured"
    empty = tell_story()
    policy(empty, "O\n<", source="webview", url=WEB, document="<div id=app></div><script>" + ALL + "</script>")
    assert empty.verdicts()["POL-06"].verdict == "inconclusive", "words of a script are no words of the page"


@pytest.mark.parametrize("check", ["POL-06", "POL-08", "POL-14"])
def test_guidelines_that_nobody_knows_may_say_it(story: Any, check: str) -> None:
    policy(story, without("邮箱", "保存期限", "未成年", "监护人"), declared=None)
    assert story.verdicts()[check].verdict == "inconclusive"


def test_guidelines_say_what_the_policy_does_not(story: Any) -> None:
    owner = {"contact_email": "help@qinghe.cn", "store_expire_timestamp": "180天"}
    policy(story, without("邮箱", "保存期限", "未成年", "监护人"), declared=("PhoneNumber",), owner=owner)
    found = story.verdicts()
    assert [found[c].verdict for c in ("POL-06", "POL-08", "POL-14")] == ["pass"] * 3


@pytest.mark.parametrize("value", ["miniprogram@**.com", "xxxxx@xx.com"])
def test_a_blank_of_a_template_is_no_contact(story: Any, value: str) -> None:
    policy(story, ALL.replace("privacy@qinghe.cn", value).replace("，电话：0571-88886666", ""))
    assert story.verdicts()["POL-06"].verdict == "fail"


def test_contact_us_alone_is_no_decision(story: Any) -> None:
    policy(story, without("邮箱") + "如有疑问请联系客服。")
    assert story.verdicts()["POL-06"].verdict == "inconclusive"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("保存期限：位置信息不保存，算完距离即删除。", "pass"),
        ("四、保存多久：用后即删。", "pass"),
        ("我们不保存您的支付密码。", "fail"),
    ],
)
def test_nothing_kept_is_an_answer_to_how_long(story: Any, line: str, verdict: str) -> None:
    policy(story, without("保存期限") + line)
    assert story.verdicts()["POL-08"].verdict == verdict


@pytest.mark.parametrize(
    ("purpose", "verdict"),
    [
        ("为了提升用户体验", "fail"),
        ("用于提供更好的服务", "fail"),
        ("", "fail"),
        ("用于下单后通知取餐", "pass"),
        ("用于门店核对订单", "pass"),
        ("并使用短信平台做取餐通知", "pass"),
        ("并使用加密", "fail"),
    ],
)
def test_a_purpose_says_something(story: Any, purpose: str, verdict: str) -> None:
    text = ALL.replace("1. 手机号：用于会员登录和取餐通知。", f"1. 我们会收集您的手机号，{purpose}。")
    text = text.replace("一、我们收集的信息", "一、信息收集").replace("，电话：0571-88886666", "")
    policy(story, text)
    found = story.verdicts()["POL-07"]
    assert found.verdict == verdict, found.reason.en


@pytest.mark.parametrize("said", ["位置信息用完即删。", "您的位置查询后立即删除，不留痕迹。", "照片识别完成即销毁。"])
def test_what_is_deleted_as_soon_as_it_was_used_has_its_period(story: Any, said: str) -> None:
    policy(story, without("180") + said)
    assert story.verdicts()["POL-08"].verdict == "pass"


@pytest.mark.parametrize(
    "said",
    [
        "，地址在兰州市城关区张掖路，我们收集和处理个人信息依照法律",
        "。联系地址：上海市徐汇区漕溪路 8 号，我们收集的信息见下",
    ],
)
def test_where_the_operator_sits_is_no_kind(story: Any, said: str) -> None:
    bare = ALL.replace("为了把商品送到您手中，我们会收集您的收货地址、姓名。", "")
    policy(story, bare.replace("一、我们收集的信息", f"本小程序由上海某某食品有限公司运营{said}。\n一、我们收集的信息"))
    assert story.verdicts()["POL-07"].verdict == "pass"


@pytest.mark.parametrize(("key", "verdict"), [("PhoneNumber", "pass"), ("Location", "fail")])
def test_a_purpose_that_the_guidelines_tell_is_told(story: Any, key: str, verdict: str) -> None:
    """The guidelines name kinds by keys of their own; the purpose of another kind says nothing of this one."""
    policy(story, ALL.replace("1. 手机号：用于会员登录和取餐通知。", "1. 我们会收集您的手机号。"), declared=(key,))
    found = story.verdicts()["POL-07"]
    assert found.verdict == verdict, found.reason.en


def test_guidelines_with_one_sentence_for_all_kinds(story: Any) -> None:
    keys = ("PhoneNumber", "Location", "Album", "Camera", "Record")
    policy(story, ALL, declared=keys)
    assert story.verdicts()["POL-07"].verdict == "fail"


def test_a_law_of_a_date_is_not_the_policys(story: Any) -> None:
    policy(story, without("更新日期") + "\n根据《儿童个人信息网络保护规定》（2019年10月1日施行）制定。")
    assert story.verdicts()["POL-15"].verdict == "fail"


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("我们在法律法规规定的期限内保存。", "inconclusive"),
        ("我们仅在实现目的所必需的最短时间内保存，之后删除。", "pass"),
        ("We keep the data only as long as the booking needs, and delete it once the visit is over.", "pass"),
        ("We keep the data as long as the applicable law requires.", "fail"),
        ("我们将在15个工作日内答复您。", "fail"),
        ("注册会员须年满18周岁。", "fail"),
        ("订单信息自交易完成之日起保存三年。", "pass"),
    ],
)
def test_how_long(story: Any, said: str, verdict: str) -> None:
    policy(story, f"{without('保存', '14周岁')}\n{said}")
    found = story.verdicts()["POL-08"]
    assert found.verdict == verdict, found.reason.en


def test_languages(tell_story: Any) -> None:
    english = (
        "Privacy Policy. Last updated: January 5, 2026. This mini program is operated by Green Leaf Tea Co., Ltd. "
        "We collect your phone number to confirm orders. We keep personal information for 12 months and then "
        "delete it. You may access, correct or delete your data, or withdraw consent, by writing to "
        "privacy@greenleaf.com. Children need a guardian. "
    )
    forms = tomllib.loads(config_path("han.toml").read_text(encoding="utf-8"))
    # By letters a whole translation is the larger half; a sentence of courtesy beside an English policy is none.
    translated = (
        "绿叶茶隐私政策，更新日期2026年1月5日。本小程序由绿叶茶业有限公司运营。我们收集您的手机号，用于确认订单。个人信息保存十二个月，"
        "到期删除。您可以写信到 privacy@greenleaf.com 查阅、更正、删除个人信息，或者撤回同意。儿童使用须经监护人同意。"
    )
    courtesy = "绿叶茶隐私政策：我们重视您的隐私，详情请阅读以下英文文本。"
    traditional = ALL.translate(str.maketrans(forms["simplified"], forms["traditional"]))
    for text, verdict in (
        (english * 2, "fail"),
        (ALL + english, "pass"),
        (traditional, "fail"),
        (english + ALL, "pass"),
        (translated + english, "pass"),
        (courtesy + english * 2, "fail"),
    ):
        story = tell_story()
        policy(story, text)
        assert story.verdicts()["POL-04"].verdict == verdict, text[:40]


@pytest.mark.parametrize(
    ("style", "verdict"),
    [
        ({"font_px": 10}, "fail"),
        ({"color": "rgb(187, 187, 187)"}, "fail"),
        ({"line_px": 16}, "fail"),
        ({}, "pass"),
        ({"color": "rgb(220, 220, 220)", "background": "rgb(20, 20, 20)"}, "pass"),
    ],
)
def test_readable(story: Any, style: Any, verdict: str) -> None:
    policy(story, style=style)
    assert story.verdicts()["POL-03"].verdict == verdict


@pytest.mark.parametrize(
    ("style", "verdict"),
    [
        ({"font_px": 11.5}, "inconclusive"),
        ({"font_px": 8}, "fail"),
        ({"font_px": 11.5, "color": "rgb(187, 187, 187)"}, "fail"),
        ({"font_px": 13}, "pass"),
    ],
)
def test_a_size_measured_on_a_picture_may_err(story: Any, style: Any, verdict: str) -> None:
    policy(story, style=style, tree="ocr")
    assert story.verdicts()["POL-03"].verdict == verdict


@pytest.mark.parametrize(
    ("font", "verdict"), [(13.4, "pass"), (12.0, "pass"), (11.7, "inconclusive"), (11.0, "fail"), (9.0, "fail")]
)
def test_the_width_of_a_line_tells_its_size_on_a_picture(story: Any, font: float, verdict: str) -> None:
    line = "本政策说明我们处理哪些个人信息用于什么目的"
    # The height of the ink says nine pixels for twelve.
    style = {"font_px": font * 0.8, "rect": (24, 60, font * len(line) - 1, font)}
    policy(story, f"{ALL}\n" + f"{line}\n" * 30, style=style, tree="ocr")
    assert story.verdicts()["POL-03"].verdict == verdict


@pytest.mark.parametrize(("pages", "verdict"), [((), "pass"), (("pages/a/a", "pages/b/b"), "inconclusive")])
def test_that_there_are_the_guidelines_alone_takes_a_look_at_the_pages(
    story: Any, pages: tuple[str, ...], verdict: str
) -> None:
    """A text of its own on a page that nobody saw may be far, pale or in another script (POL-02, -03, -04)."""
    declared = {"setting_list": [{"privacy_key": "PhoneNumber", "privacy_text": "用于会员登录"}], "owner_setting": {}}
    story.setup({"target": {"operator": "杭州青禾茶饮有限公司"}, "declared": declared}, ("pages/index/index", *pages))
    story.whole()
    found = story.verdicts()
    assert {found[number].verdict for number in ("POL-02", "POL-03", "POL-04")} == {verdict}
    assert all(found[number].missing for number in ("POL-02", "POL-03", "POL-04")) == bool(pages)


def test_on_a_phone_what_a_policy_says_is_there_for_all_to_read(tell_story: Any) -> None:
    story = tell_story()
    policy(story, tree="ocr")
    story.log.close()
    story.on("android")
    found = {v.check: v.verdict for v in judge_all(Recording(story.root))}
    assert {found[check] for check in ("POL-01", "POL-05", "POL-06", "POL-09")} == {"pass"}
    # Which kinds are collected, and who gets them, rests on calls that a phone does not tell.
    assert {found[check] for check in ("POL-11", "POL-12")} == {"inconclusive"}


def test_copied_policies(tell_story: Any) -> None:
    app = "我们会读取您的IMEI，获取已安装应用列表，并可能自启动；卸载本App后停止收集。"
    denied = "我们不会收集IMEI、已安装应用列表，也不会读取短信和通话记录。"
    cases = [
        (ALL.replace("杭州青禾", "深圳云帆"), "fail"),
        (ALL.replace("杭州青禾茶饮有限公司", "【公司名称】"), "fail"),
        (ALL + app, "fail"),
        (ALL + denied, "pass"),
        (ALL.replace("本小程序由杭州青禾", "我们的关联公司包括杭州青禾。本小程序由青禾集团旗下杭州青禾"), "pass"),
        (ALL + "短信服务由深圳某云通信有限公司作为第三方服务商提供。", "pass"),
    ]
    for text, verdict in cases:
        story = tell_story()
        policy(story, text)
        found = story.verdicts()["POL-10"]
        assert found.verdict == verdict, (text[:120], found.reason.en)


def test_no_policy_anywhere(tell_story: Any) -> None:
    for declared, collects, verdict in (
        ((), True, "fail"),
        ((), False, "not-applicable"),
        (None, True, "inconclusive"),
    ):
        story = tell_story()
        story.setup({"target": {}, **({} if declared is None else {"declared": {}})})
        story.run("agree")
        story.start()
        story.show(story.screens.menu())
        if collects:
            story.plant("phone", "number", "14820261122")
            story.flow("https://api.example.test/a", {"p": "14820261122"}, call=story.call("wx.request"))
        story.covered()
        story.whole()
        found = story.verdicts()["POL-01"]
        assert found.verdict == verdict, found.reason.en


def test_a_page_of_platitudes_is_no_policy(story: Any) -> None:
    policy(story, "关于我们\n" + "本店位于城西，主营热茶与点心，欢迎光临，联系电话见门店招牌。" * 12, declared=())
    story.plant("phone", "number", "14820261122")
    story.flow("https://api.example.test/a", {"p": "14820261122"}, call=story.call("wx.request"))
    assert story.verdicts()["POL-01"].verdict == "fail"


def far(story: Any, steps: int) -> None:
    """A policy behind as many pages as ``steps``, each opened by a tap."""
    names = [f"pages/p{n}/p{n}" for n in range(steps)]
    story.setup({"target": {}, "declared": {}}, ("pages/index/index", *names, PAGE))
    story.run("agree")
    story.start()
    for name in ("pages/index/index", *names):
        last = name == (names[-1] if names else "pages/index/index")
        label = "隐私政策" if last else "更多设置"
        story.show([*story.screens.menu(), story.screens.tap(label, rect=(0, 700, 375, 40))], page=name)
        story.act("tap", "policy" if last else "explore", label)
    shown = story.show([{"text": line} for line in ALL.splitlines()], page=PAGE, title="隐私政策")
    path = story.log.text("policy.txt", ALL)
    facts = {"path": path, "source": "page", "title": "隐私政策", "link": "隐私政策", "readable": True}
    story.log.note("policy", page=PAGE, chars=len(ALL), screens=[shown], **facts)
    story.covered(("pages/index/index", *names, PAGE))


@pytest.mark.parametrize(("pages", "verdict"), [(0, "pass"), (3, "pass"), (4, "fail"), (5, "fail")])
def test_how_far(story: Any, pages: int, verdict: str) -> None:
    far(story, pages)
    found = story.verdicts()["POL-02"]
    assert found.verdict == verdict, found.reason.en


@pytest.mark.parametrize(("scrolled", "verdict"), [((0.0, 400.0), "fail"), ((0.0, 250.0), "inconclusive")])
def test_a_policy_page_that_nothing_leads_to(story: Any, scrolled: tuple[float, ...], verdict: str) -> None:
    """Unless the first page goes on below what any picture shows of it: a link may stand there."""
    story.setup({"target": {}, "declared": {}}, ("pages/index/index", PAGE))
    story.run("agree")
    story.start()
    for top in scrolled:
        story.show(story.screens.menu(), scroll_top=top, scroll_height=1148.0, page_height=748.0)
    story.act("open", "direct", value=PAGE)
    story.show([{"text": line} for line in ALL.splitlines()], page=PAGE, title="隐私政策")
    story.covered(("pages/index/index", PAGE))
    found = story.verdicts()
    assert found["POL-02"].verdict == verdict
    assert found["POL-01"].verdict == "pass"


def test_a_tap_that_led_to_the_policy_is_a_way_though_nothing_was_opened_as_a_policy(story: Any) -> None:
    """The page with the link was opened by us; how a user comes to it was not seen."""
    own = "pages/own/own"
    story.setup({"target": {}, "declared": {}}, ("pages/index/index", own, PAGE))
    story.run("agree")
    story.start()
    story.show(story.screens.menu())
    story.act("open", "direct", value=own)
    story.show([*story.screens.menu(), story.screens.tap("规则", rect=(0, 700, 375, 40))], page=own)
    story.act("tap", "explore", "规则")
    story.show([{"text": line} for line in ALL.splitlines()], page=PAGE, title="隐私政策")
    story.covered(("pages/index/index", own, PAGE))
    found = story.verdicts()["POL-02"]
    assert (found.verdict, found.reason.en.split()[0]) == ("inconclusive", own)


@pytest.mark.parametrize(
    ("missing", "height", "title", "source", "verdict"),
    [
        ("", 748, "隐私政策", "dom", "pass"),
        ("邮箱", 748, "隐私政策", "dom", "fail"),
        ("邮箱", 748, "隐私政策", "protocol", "fail"),
        ("邮箱", 748, "隐私政策", "ocr", "inconclusive"),
        ("邮箱", 2400, "隐私政策", "dom", "inconclusive"),
        ("邮箱", 748, "购物须知", "dom", "inconclusive"),
    ],
)
def test_a_policy_that_was_come_to_in_passing(
    story: Any, missing: str, height: int, title: str, source: str, verdict: str
) -> None:
    """Where no text was read by a link (its words led to the platform's guidelines before). What is not on a page that
    was seen to its end is not there."""
    story.setup({"target": {"operator": SUBJECT}, "declared": {}}, ("pages/index/index", PAGE))
    story.run("agree")
    story.start()
    entry = story.screens.tap("隐私政策", rect=(0, 700, 375, 40))
    story.show([*story.screens.menu(), entry])
    story.act("tap", "explore", "隐私政策")
    text = without(missing) if missing else ALL
    if title != "隐私政策":
        text = text.partition("\n")[2]
    look = {"font_px": 15, "color": "rgb(51, 51, 51)", "weight": 400, "line_px": 24}
    lines = [{"text": t, "rect": (10, 70 + 20 * i, 350, 20), **look} for i, t in enumerate(text.splitlines()) if t]
    story.show(lines, page=PAGE, title=title, scroll_height=height, page_height=748, source=source)
    story.covered(("pages/index/index", PAGE))
    story.whole()
    found = story.verdicts()["POL-06"]
    assert found.verdict == verdict, found.reason.en


def test_guidelines_and_policy_that_contradict(tell_story: Any) -> None:
    denied = ALL.replace("2. 位置信息：用于按距离排列门店。", "2. 我们不会获取您的位置信息。")
    both = ("PhoneNumber", "Location")
    other, group = (ALL.replace("杭州青禾", name) for name in ("深圳云帆", "深圳云帆及其关联公司杭州青禾"))
    cases = [(denied, both, "fail"), (ALL, both, "pass"), (denied, both[:1], "pass"), (ALL, (), "not-applicable")]
    cases += [(other, both, "fail"), (group, both, "inconclusive")]
    for text, keys, verdict in cases:
        story = tell_story()
        policy(story, text, declared=keys)
        found = story.verdicts()["POL-16"]
        assert found.verdict == verdict, found.reason.en


def test_observed_kinds_are_listed(tell_story: Any) -> None:
    for kind, value, verdict in (("phone", "14820261122", "pass"), ("plate", "京A7F3K2", "fail")):
        story = tell_story()
        policy(story)
        story.run("again")
        story.start()
        story.show(story.screens.menu())
        story.plant(kind, "number", value)
        story.flow("https://api.example.test/a", {"p": value}, call=story.call("wx.request"))
        found = story.verdicts()["POL-11"]
        assert found.verdict == verdict, found.reason.en


UMENG = "https://ulogs.umeng.com/unify_logs"


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("", "fail"),
        ("我们使用友盟统计分析访问情况。", "pass"),
        ("我们可能与第三方合作伙伴共享统计信息。", "inconclusive"),
        ("我们不会向任何第三方提供上述信息，也没有第三方合作伙伴。", "fail"),
    ],
)
def test_third_parties_are_listed(story: Any, said: str, verdict: str) -> None:
    policy(story, without("第三方") + said)
    story.run("again")
    story.start()
    story.show(story.screens.menu())
    story.flow(UMENG, {"e": "launch"}, call=story.call("wx.request"))
    found = story.verdicts()["POL-12"]
    assert found.verdict == verdict, found.reason.en


def test_sensitive_kinds_are_set_apart(tell_story: Any) -> None:
    text = ALL.replace("和通讯录", "").replace(
        "我们不会收集您的身份证号。", "挂号时我们会收集您的身份证号用于实名挂号。"
    )
    plain = tell_story()
    policy(plain, text)
    assert plain.verdicts()["POL-17"].verdict == "fail"
    marked = tell_story()
    policy(marked, text, bold="身份证号")
    assert marked.verdicts()["POL-17"].verdict == "pass"
    noted = tell_story()
    policy(
        noted,
        ALL.replace("我们不会收集您的身份证号和通讯录。", "入住时我们登记姓名、手机型号和身份证号，用于住宿登记。"),
    )
    assert noted.verdicts()["POL-17"].verdict == "fail"
    others = (
        ALL,
        ALL.replace("我们不会收集您的身份证号和通讯录。", "身份证登记表由公安机关保管。"),
        ALL.replace("和通讯录", "") + "不满十四周岁的孩子请勿自行报名。",
        ALL.replace("用于会员登录和取餐通知。", "用于就诊前确认时间。").replace("和通讯录", ""),
        ALL.replace("杭州青禾茶饮有限公司", "杭州青禾宠物诊疗有限公司").replace("和通讯录", ""),
        ALL.replace("和通讯录", "").replace(
            "未满14周岁的儿童使用前应取得监护人同意。", "七、不满十四周岁的儿童请由监护人操作。"
        ),
        ALL.replace("和通讯录", "") + "不满十四周岁的孩子由监护人代为登记并同意。",
    )
    for other in others:
        none = tell_story()
        policy(none, other)
        assert none.verdicts()["POL-17"].verdict == "not-applicable"


ABROAD = "https://o123.ingest.sentry.io/api/1/envelope/"


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("", "fail"),
        ("我们不会向境外提供您的个人信息。", "fail"),
        ("我们会将您的手机号跨境传输至美国的 Sentry（Functional Software），您可以通过上述邮箱行使权利。", "pass"),
    ],
)
def test_what_goes_abroad_is_told(story: Any, said: str, verdict: str) -> None:
    policy(story, without("第三方") + "\n" + said)
    story.run("again")
    story.start()
    story.show(story.screens.menu())
    story.plant("phone", "number", "14820261122")
    story.flow(ABROAD, {"p": "14820261122"}, call=story.call("wx.request"))
    found = story.verdicts()["POL-13"]
    assert found.verdict == verdict, found.reason.en


@pytest.mark.parametrize(
    ("said", "declared"), [("我们在首页显著位置公布本政策。", False), ("我们收集您的位置。", True)]
)
def test_a_place_on_the_page_is_no_position(story: Any, said: str, declared: bool) -> None:
    policy(story, without("位置信息") + said)
    story.log.close()
    assert (declarations(Recording(story.root)).kind("location") is not None) is declared


def test_a_name_in_other_letters_may_be_the_subjects_own(story: Any) -> None:
    foreign = ALL.replace("由杭州青禾茶饮有限公司", "由Hangzhou Green Grain Tea Co., Ltd.")
    policy(story, foreign, declared=("PhoneNumber",))
    found = story.verdicts()
    assert [found[c].verdict for c in ("POL-05", "POL-10", "POL-16")] == ["pass", "inconclusive", "inconclusive"]


def test_a_column_for_how_long_gives_the_period(tell_story: Any) -> None:
    """And where a scene has a column beside the purpose, the purpose is what the kinds are for."""
    cells = "场景\n信息\n目的\n保存\n会员登记\n手机号\n发取餐通知\n180日\n外卖\n收货地址\n交给骑手送达\n30日\n"
    rows = "个人信息｜用途｜保存期限\n手机号｜发取餐通知｜180日\n收货地址｜交给骑手送达｜30日\n"
    for table in (cells, rows):
        story = tell_story()
        policy(story, without("保存期限", "手机号", "收货地址").replace("二、对外提供", f"{table}二、对外提供"))
        found = story.verdicts()
        assert [found[c].verdict for c in ("POL-07", "POL-08")] == ["pass", "pass"], found["POL-08"].reason.en


def test_a_policy_read_from_a_picture_is_judged_by_no_single_word(story: Any) -> None:
    misread = ALL.replace("杭州青禾茶饮", "杭洲青禾荼饮").replace("杭州", "杭洲")
    policy(story, misread, declared=("PhoneNumber",), source="document")
    found = story.verdicts()
    assert not [c for c in found if c.startswith("POL") and found[c].verdict == "fail"]
