"""RGT: whether users can close the account, correct, see and delete data, take consent back, and complain."""

from typing import Any

import pytest

from detectors.judge import judge_all
from recording.recording import Recording

PHONE = "14820261122"
MINE, PAGE = "pages/mine/mine", "pages/policy/policy"
PAGES = ("pages/index/index", MINE, PAGE)
BARE = """用户隐私政策
发布日期：2026年1月1日
运营者：杭州青禾茶饮有限公司。联系电话：0571-88886666。
我们在您下单时收集您的手机号，用于通知取餐。个人信息保存一年，到期删除。
我们采用加密传输、访问控制等安全措施保护您的个人信息，防止个人信息被未经授权的访问、使用或者丢失。
我们不会与第三方共享您的个人信息。未成年人应在监护人陪同下使用本服务，监护人发现问题的请致电我们。
为了持续经营，我们会定期开展安全检查与员工培训，确保存储您个人信息的系统可靠运行，并保留必要的访问日志用于安全审计。
本店位于城西文一路，全年营业，欢迎到店品尝新茶，各门店的饮品价格以当日菜单公布的为准，外送范围为门店周边三公里，恶劣天气可能延迟送达。
"""


def program(
    story: Any, mine: Any, text: str = BARE, *, declared: Any = None, collects: bool = True, about: str = "会员中心"
) -> None:
    """A run that agrees: home, the user's page with these rows, the policy; the phone number goes to the operator."""
    target = {"operator": "杭州青禾茶饮有限公司", "operator_hosts": ["api.example.test"]}
    story.setup({"target": target, "declared": declared if declared is not None else {}}, PAGES)
    story.run("agree")
    story.start()
    home = story.show([*story.screens.menu(), story.screens.tap("我的", rect=(0, 700, 375, 40))])
    if collects:
        story.plant("phone", "number", PHONE, "button.getPhoneNumber")
        story.flow("https://api.example.test/bind", {"p": PHONE}, call=story.call("wx.request"))
    story.act("tap", text="我的")
    rows = [row if isinstance(row, dict) else story.screens.tap(row, rect=(0, 0, 375, 50)) for row in mine]
    for number, row in enumerate(rows):
        row["rect"] = (0, 100 + 60 * number, 375, 50)
    story.show(
        [{"text": f"{about}，积分明细与优惠券在此查看，祝您用茶愉快", "rect": (0, 60, 375, 30)}, *rows], page=MINE
    )
    if text:
        story.act("tap", "policy", "隐私政策")
        shown = story.show([{"text": line} for line in text.splitlines()], page=PAGE, title="隐私政策")
        path = story.log.text("policy.txt", text)
        facts = {"path": path, "source": "page", "title": "隐私政策", "link": "隐私政策", "readable": True}
        story.log.note("policy", page=PAGE, chars=len(text), screens=[shown], **facts)
    story.covered(PAGES)
    assert home


ENTRIES = [
    ("RGT-01", "注销账号", "退出登录"),
    ("RGT-01", "办理销户", "注销登录"),
    ("RGT-01", "注销账号 Delete account", "Log out 退出登录"),
    ("RGT-04", "注销会员", "注销登录"),
    ("RGT-03", "编辑资料", "我的订单"),
    ("RGT-04", "导出个人信息", "清空购物车"),
    ("RGT-05", "撤回同意", "联系我们"),
    ("RGT-05", "收回授权", "联系我们"),
    ("RGT-04", "申请删除", "清除缓存"),
]


def prepare(story: Any, check: str) -> list[Any]:
    """What makes the check apply: the number shown back to the user for RGT-03."""
    return [{"text": "手机号 148****1122"}] if check == "RGT-03" else []


def agree_to_own_popup(story: Any) -> None:
    story.run("agree-popup")
    story.start()
    story.show(story.screens.notice())
    story.act("tap", "answer:agree", "同意并继续")
    story.show(story.screens.menu())
    story.log.note("run.end", reason="done")


@pytest.mark.parametrize(("check", "entry", "other"), ENTRIES)
def test_an_entry_or_none(tell: Any, check: str, entry: str, other: str) -> None:
    for row, verdict in ((entry, "pass"), (other, "fail"), ({"text": entry}, "fail")):
        story = tell()
        program(story, [*prepare(story, check), row, "优惠券"])
        agree_to_own_popup(story)
        found = story.verdicts()[check]
        assert found.verdict == verdict, (row, found.reason.en)
        if verdict == "fail":
            assert found.findings[0].evidence.screens


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        (["手机号 146****3321"], "fail"),
        (["手机号 146****3321", "修改手机"], "pass"),
        (["146****3321 评价了门店"], "inconclusive"),
        (["手机 146****3321", "手机 149****8802"], "inconclusive"),
    ],
)
def test_the_number_of_the_account_comes_back_starred(story: Any, rows: list[str], verdict: str) -> None:
    """By a server that had it for a credential, so that it is not the planted one."""
    program(story, [*rows, "优惠券"])
    assert story.verdicts()["RGT-03"].verdict == verdict


@pytest.mark.parametrize(("words", "verdict"), [("会员中心", "fail"), ("留下号码，出窑时通知您取件", "inconclusive")])
def test_a_number_left_for_one_notice_is_no_account(story: Any, words: str, verdict: str) -> None:
    program(story, ["优惠券"], about=words)
    assert story.verdicts()["RGT-01"].verdict == verdict


WAYS = [
    ("RGT-01", "您可以在“我的-设置-账号”中注销账号。", "inconclusive"),
    ("RGT-01", "如需注销账号，请拨打客服电话。", "inconclusive"),
    ("RGT-01", "本小程序不支持注销。", "fail"),
    ("RGT-03", "您可以在“我的-资料”页面中修改您的信息。", "pass"),
    ("RGT-03", "您如需更正信息，请发送邮件至 a@qinghe.cn。", "inconclusive"),
    ("RGT-04", "您可以进入“我的-隐私中心”查阅、导出或删除您的个人信息。", "pass"),
    ("RGT-04", "您如需删除您的个人信息，请致电客服。", "inconclusive"),
    ("RGT-05", "您可以在“我的-隐私”中撤回您的同意。", "pass"),
    ("RGT-05", "如您希望撤回同意，您可以删除本小程序。", "inconclusive"),
]


@pytest.mark.parametrize(("check", "said", "verdict"), WAYS)
def test_a_way_that_only_the_policy_gives(story: Any, check: str, said: str, verdict: str) -> None:
    program(story, [*prepare(story, check), "优惠券", "退出登录"], f"{BARE}{said}\n")
    agree_to_own_popup(story)
    found = story.verdicts()[check]
    assert found.verdict == verdict, found.reason.en


@pytest.mark.parametrize(("popup", "verdict"), [(False, "inconclusive"), (True, "fail")])
def test_the_platforms_settings_take_back_scopes_and_nothing_else(story: Any, popup: bool, verdict: str) -> None:
    program(story, ["优惠券"])
    story.consent("scope.answer", story.act("tap", "answer:agree"), "agree", scope="camera", data_kind="camera")
    if popup:
        agree_to_own_popup(story)
    found = story.verdicts()["RGT-05"]
    assert found.verdict == verdict, found.reason.en


@pytest.mark.parametrize("check", ["RGT-01", "RGT-03", "RGT-04"])
def test_nothing_held_nothing_to_close(story: Any, check: str) -> None:
    program(story, ["优惠券"], collects=False)
    story.whole()
    assert story.verdicts()[check].verdict == "not-applicable"


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (BARE, ("inconclusive", "inconclusive", "inconclusive")),
        (
            BARE + "\n您可以在“我的-设置-个人资料”中更正您的信息，在“我的-设置-隐私”中查阅、复制和删除您的信息。",
            ("inconclusive", "pass", "pass"),
        ),
    ],
)
def test_a_number_that_is_asked_for_and_never_given(story: Any, text: str, verdicts: tuple[str, ...]) -> None:
    """On a phone no run gives one: what opening the account leads to was not seen, and a way that is given is one."""
    program(story, ["优惠券"], text, collects=False)
    for run in ("refuse", "agree"):
        story.run(run)
        story.start()
        story.show([*story.screens.menu(), story.screens.phone_button("手机号开卡")])
        story.consent("phone.sheet_shown", story.act("tap", text="手机号开卡"))
        story.consent("phone.answer", story.act("tap", "answer:refuse", "不允许"), "refuse")
        story.show(story.screens.menu())
        story.covered()
    found = story.verdicts()
    assert tuple(found[n].verdict for n in ("RGT-01", "RGT-03", "RGT-04")) == verdicts
    missing = [text.en for text in found["RGT-01"].missing]
    assert missing == ["the pages that giving the number leads to"]


def test_a_way_that_was_found_is_there_on_a_phone_too(story: Any) -> None:
    """What was not seen proves nothing there; an entry that was seen does not rest on calls."""
    program(story, ["注销账号", "撤回同意"])
    agree_to_own_popup(story)
    story.log.close()
    story.on("android")
    found = {v.check: v.verdict for v in judge_all(Recording(story.root))}
    assert (found["RGT-01"], found["RGT-05"]) == ("pass", "pass")
    assert found["FLW-01"] != "pass"


def test_no_consent_nothing_to_withdraw(story: Any) -> None:
    program(story, ["优惠券"], text="")
    story.whole()
    assert story.verdicts()["RGT-05"].verdict == "not-applicable"


def test_a_crawl_that_saw_half_says_nothing(story: Any) -> None:
    program(story, ["退出登录"])
    story.setup({"target": {}, "declared": {}}, (*PAGES, *(f"pages/p{n}/p{n}" for n in range(9))))
    assert story.verdicts()["RGT-01"].verdict == "inconclusive"


@pytest.mark.parametrize(
    ("said", "row", "verdict"),
    [
        ("", "优惠券", "fail"),
        ("您可以通过上述电话投诉，我们将在15个工作日内答复。", "优惠券", "pass"),
        ("如有投诉，请拨打上述电话，我们将在三十日内答复。", "优惠券", "inconclusive"),
        ("如有投诉，请拨打上述电话，我们将在六十日内答复。", "优惠券", "inconclusive"),
        ("如有投诉，请拨打上述电话，我们将在八个工作日内答复。", "优惠券", "pass"),
        ("您可以拨打上述电话投诉。", "优惠券", "inconclusive"),
        ("您有权向网信部门投诉举报。", "优惠券", "fail"),
        ("", "投诉与建议", "inconclusive"),
        ("如有疑问请联系在线客服。", "优惠券", "inconclusive"),
    ],
)
def test_where_to_complain(story: Any, said: str, row: str, verdict: str) -> None:
    program(story, [row], f"{BARE}{said}\n" if said else BARE)
    found = story.verdicts()["RGT-07"]
    assert found.verdict == verdict, found.reason.en


@pytest.mark.parametrize(
    ("heading", "verdict"), [("隐私政策（2026年1月1日更新）", "fail"), ("一、个人信息事务的联系方式", "inconclusive")]
)
def test_the_title_of_a_policy_gives_no_number_for_matters_of_privacy(story: Any, heading: str, verdict: str) -> None:
    first, _, rest = BARE.partition("运营者：")
    program(story, ["优惠券"], f"{first}{heading}\n运营者：{rest}")
    found = story.verdicts()["RGT-07"]
    assert found.verdict == verdict, found.reason.en


@pytest.mark.parametrize(
    ("what", "verdict"),
    [("sends", "fail"), ("stops", "pass"), ("agrees again", "pass"), ("never withdrew", "inconclusive")],
)
def test_withdrawing_has_an_effect(story: Any, what: str, verdict: str) -> None:
    story.run("withdraw")
    story.start()
    story.show(story.screens.notice())
    story.fence()
    agreed = story.act("tap", "answer:agree", "同意并继续")
    story.consent("privacy.answer", agreed, "agree")
    story.show(story.screens.menu())
    story.plant("location", "latitude", "40.5012345")
    story.flow("https://api.example.test/near", {"lat": "40.5012345"}, call=story.call("wx.request"))
    if what != "never withdrew":
        story.fence()
        off = story.act("toggle", "withdraw")
        story.consent("privacy.withdrawn", off, "refuse", style="settings")
        story.show(story.screens.menu())
    if what == "agrees again":
        story.fence()
        again = story.act("tap", "answer:agree", "红烧牛肉面")
        story.consent("privacy.answer", again, "agree")
    story.act("tap", text="清蒸鲈鱼")
    story.show(story.screens.detail(), page="pages/detail/detail")
    if what in ("sends", "agrees again"):
        story.flow("https://api.example.test/near", {"lat": "40.5012345"}, call=story.call("wx.request"))
    found = story.verdicts()["RGT-06"]
    assert found.verdict == verdict, found.reason.en


def test_a_complaint_to_the_contact_of_the_guidelines(story: Any) -> None:
    text = (
        BARE.replace("联系电话：0571-88886666。", "") + "To complain, write to us; we answer within ten working days.\n"
    )
    declared = {"owner_setting": {"contact_email": "a@qinghe.cn"}}
    program(story, ["优惠券"], text, declared=declared)
    found = story.verdicts()["RGT-07"]
    assert found.verdict == "pass", found.reason.en


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("您可以在“我的-设置-账号”中注销账号，我们在十五个工作日内处理。", "inconclusive"),
        ("您可以在“我的”页面查看积分与会员等级。", "fail"),
    ],
)
def test_rules_that_were_seen_in_passing_are_read_for_a_way(story: Any, line: str, verdict: str) -> None:
    """A second policy, which no link was followed to for its text: what it gives is given in the program."""
    program(story, ["会员中心", "优惠券"])
    agree_to_own_popup(story)
    story.show([{"text": t} for t in (*BARE.splitlines(), line)], page="pages/rules/rules", title="隐私政策")
    assert story.verdicts()["RGT-01"].verdict == verdict


@pytest.mark.parametrize(
    ("button", "kind", "verdict"),
    [("创建账户", "email", "fail"), ("注册并领取档案", "phone", "fail"), ("提交", "email", "not-applicable"),
     ("绑定车辆", "plate", "not-applicable")],
)  # fmt: skip
def test_a_form_whose_button_makes_an_account(story: Any, button: str, kind: str, verdict: str) -> None:
    operator = {"operator": "杭州青禾茶饮有限公司", "operator_hosts": ["api.example.test"]}
    story.setup({"target": operator, "declared": {}}, ("pages/index/index",))
    story.run("agree")
    story.start()
    parts = [*story.screens.menu(), story.screens.tap(button, rect=(0, 700, 375, 40))]
    story.show(parts)
    value = {"email": "mi7k2q@example.test", "phone": "14673848666", "plate": "京AXEE43"}[kind]
    story.plant(kind, "text", value, "typed")
    story.act("input", "fill", value=value)
    story.act("tap", "fill", button)
    story.flow("https://api.example.test/a", {"v": value}, call=story.call("wx.request"))
    story.show(parts)
    story.covered()
    story.whole()
    found = story.verdicts()["RGT-01"]
    assert found.verdict == verdict, found.reason.en


@pytest.mark.parametrize(
    ("field", "button", "verdict"),
    [("短信验证码", "登录", "fail"), ("留言", "登录", "not-applicable"), ("短信验证码", "提交", "not-applicable")],
)
def test_a_login_by_a_code_makes_an_account(story: Any, field: str, button: str, verdict: str) -> None:
    operator = {"operator": "杭州青禾茶饮有限公司", "operator_hosts": ["api.example.test"]}
    story.setup({"target": operator, "declared": {}}, ("pages/index/index",))
    story.run("agree")
    story.start()
    code = {"tag": "input", "attrs": {"placeholder": field}, "rect": (20, 640, 335, 40)}
    story.show([*story.screens.menu(), {"text": "会员", "rect": (0, 40, 80, 20)}, code, story.screens.tap(button)])
    story.plant("phone", "text", "14673848666", "typed")
    story.act("input", "fill", value="14673848666")
    story.act("tap", "fill", button)
    story.flow("https://api.example.test/a", {"v": "14673848666"}, call=story.call("wx.request"))
    story.show(story.screens.menu())
    story.covered()
    story.whole()
    found = story.verdicts()["RGT-01"]
    assert found.verdict == verdict, found.reason.en


def test_words_of_rules_make_no_account(story: Any) -> None:
    """That only the rules speak of an account says nothing of there being one."""
    text = BARE + "\n如您注册了会员账号，可以随时停用。"
    program(story, ["优惠券"], text, about="门店")
    story.show([{"text": t} for t in text.splitlines()], page="pages/rules/rules", title="用户隐私政策")
    found = story.verdicts()["RGT-01"]
    assert found.verdict == "inconclusive", found.reason.en
