"""Words: the longest phrase first, whatever the width, the case and the spaces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recording.sight import words


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("不同意", "refuse"),
        ("拒 绝", "refuse"),
        ("不允许", "refuse"),
        ("Don’t Allow", "refuse"),
        ("DISAGREE", "refuse"),
        ("同意并继续", "agree"),
        ("允许", "grant"),
        ("ＯＫ", "vague"),
        ("×", "close"),
        ("取消订单", "transact"),
        ("随便看看", "guest"),
        ("隱私政策", "notice"),
        ("隱 私 權 政 策", "notice"),
        ("個人資料保護", "notice"),
        ("《个人信息保护规则》", "notice"),
        ("个人信息处理告知书", "notice"),
        ("隐私说明", "notice"),
        ("协议与隐私", "notice"),
        ("拒絕", "refuse"),
        ("獲取手機號碼", "grant"),
    ],
)
def test_a_whole_text_has_one_meaning(text: str, group: str) -> None:
    assert group in words.whole(text)
    assert words.groups(text) == words.whole(text)


def test_no_yes_is_read_inside_a_no() -> None:
    assert not words.says("我不同意以上条款", "agree")
    assert words.says("我不同意以上条款", "refuse")
    assert not words.says("I do not agree to this", "agree")


@pytest.mark.parametrize(
    "text",
    ["Not agree", "I don't accept", "I don’t consent", "不能接受", "不想授权", "无需授权，直接看", "不用登录", "略過"],
)
def test_a_negated_yes_grant_or_login_is_a_no(text: str) -> None:
    assert words.groups(text) >= {"refuse"}
    assert not words.says(text, "agree", "grant", "login")


@pytest.mark.parametrize(
    ("text", "group"), [("未登录", "login"), ("分别同意", "agree"), ("无法登录", "login"), ("同意，不再提示", "agree")]
)
def test_what_only_tells_how_things_stand_is_no_refusal(text: str, group: str) -> None:
    assert words.says(text, group)
    assert not words.says(text, "refuse")


@pytest.mark.parametrize("text", ["撤回同意", "隐私设置：撤回同意", "撤销授权", "撤回已同意的授权", "Withdraw consent"])
def test_taking_back_is_neither_a_yes_nor_a_grant(text: str) -> None:
    assert words.says(text, "withdraw")
    assert not words.says(text, "agree", "grant")


def test_english_phrases_are_whole_words() -> None:
    assert not words.groups("knowledge")
    assert not words.mentions("telescope", "phone")
    assert words.mentions("Your phone number, please", "phone")


def test_things_are_found_inside_longer_phrases() -> None:
    assert words.mentions("手机号快捷登录", "phone")
    assert words.mentions("我已阅读并同意《隐私政策》", "read", "notice")


@pytest.mark.parametrize(
    ("path", "group"),
    [
        ("pages/userCenter/index", "account"),
        ("/packages/order/list", "account"),
        ("pages/goodsDetail/goodsDetail?id=1", "browse"),
        ("pages/cart/cart", "transact"),
        ("pages/x/y", ""),
    ],
)
def test_paths(path: str, group: str) -> None:
    assert words.path_class(path) == group


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    plain = words.normal(text)
    assert all(p.text == plain[p.start : p.end] for p in words.phrases(text))
    assert words.normal(plain) == plain


def test_the_handset_is_not_its_number() -> None:
    assert not words.mentions("您可以在手机设置中管理应用的权限。去设置", "phone")
    assert not words.mentions("Open your phone's settings", "phone")
    assert words.mentions("请绑定手机，也可以在手机设置中更改", "phone")
