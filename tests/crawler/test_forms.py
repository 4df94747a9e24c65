"""What is typed where, and that only the agree run types."""

from typing import Any

import pytest

from crawler.forms import kind_of
from crawler.words import field_kind, forbidden, submits
from recording.tree import Node, Tree


@pytest.mark.parametrize(
    ("attrs", "label", "kind"),
    [
        ({"placeholder": "请输入手机号"}, "", "phone"),
        ({"placeholder": "请输入"}, "收货人", "name"),
        ({"placeholder": "请输入"}, "详细地址", "address"),
        ({"placeholder": "请输入短信验证码", "type": "number"}, "手机号", "code"),
        ({"placeholder": "身份证号码"}, "姓名", "id_number"),
        ({"name": "plateNumber", "placeholder": "请输入车牌号"}, "", "plate"),
        ({"type": "nickname", "placeholder": ""}, "", "nickname"),
        ({"type": "idcard"}, "", "id_number"),
        ({"type": "safe-password"}, "", "password"),
        ({"password": "true", "placeholder": "手机号"}, "", "password"),
        ({"placeholder": "Your e-mail"}, "", "email"),
        ({"placeholder": "Mobile number"}, "", "phone"),
        ({"placeholder": "银行卡号"}, "", "bank_card"),
        ({"placeholder": "搜索商品"}, "", "search"),
        ({"placeholder": "邮箱（接收上传地址）"}, "", "email"),
        ({"placeholder": "邮箱地址"}, "", "email"),
        ({"placeholder": "（必填）收货地址，用于给您打电话"}, "", "address"),
        ({"placeholder": "E-mail address"}, "", "email"),
        ({"placeholder": "有什么想说的"}, "备注", "remark"),
        ({"placeholder": "…"}, "", ""),
    ],
)
def test_a_field_says_what_it_wants(attrs: dict[str, str], label: str, kind: str) -> None:
    field = Node(id=2, tag="input", rect=(120, 100, 200, 40), attrs=attrs)
    beside = Node(id=1, tag="text", rect=(20, 105, 80, 30), text=label)
    assert kind_of(Tree(nodes=(beside, field)), field) == kind


def test_words_inside_words_do_not_count() -> None:
    assert field_kind("smartphone shop") == ""
    assert field_kind("hotel") == ""


def test_what_is_left_alone() -> None:
    assert forbidden("立即支付 ¥25.00", harmless=True) and forbidden("呼叫 021-xxxx-xxxx", harmless=True)
    assert forbidden("获取验证码", harmless=False) and not forbidden("获取验证码", harmless=True)
    assert not forbidden("支付方式说明", harmless=False)
    closing = ("确认注销", "申请注销", "注销会员", "办理销户", "Close my account")
    assert all(forbidden(word, harmless=True) for word in closing)
    assert not forbidden("注销须知", harmless=True)
    assert submits("提交信息") and submits("保存") and not submits("了解更多")


def order_page(kit: Any) -> Any:
    def send(world: Any) -> None:
        world.flags["sent"] = dict(world.inputs)

    def page(world: Any) -> list[Any]:
        def field(hint: str) -> Any:
            return kit.Item("", tag="input", attrs={"placeholder": hint})

        form = [field("联系人姓名"), field("联系电话"), field("备用手机号"), field("邮箱")]
        return [
            kit.Item(kit.prose),
            kit.Item("更多", on=lambda w: None),
            *form,
            kit.Item("保存", tag="button", on=send),
        ]

    return kit.Program({"a/a": page})


async def test_the_agree_run_fills_each_field_once_and_sends(kit: Any) -> None:
    walked = await kit.walk(order_page(kit), "agree")
    typed = [(a.target["text"], a.value) for a in walked.actions("input")]
    assert typed == [
        ("联系人姓名", "name-name"),
        ("联系电话", "phone-number"),
        ("备用手机号", "phone-number"),
        ("邮箱", "email-address"),
    ]
    assert walked.driver.world.flags["sent"]["联系电话"] == "phone-number"


async def test_one_kind_on_one_page_is_one_planted_value(kit: Any) -> None:
    walked = await kit.walk(order_page(kit), "agree")
    planted = [e.data["kind"] for e in walked.recording.notes("planted")]
    assert sorted(planted) == ["email", "name", "phone"]


async def test_the_other_runs_type_nothing(kit: Any) -> None:
    for name in ("untouched", "refuse"):
        assert (await kit.walk(order_page(kit), name)).actions("input") == []
