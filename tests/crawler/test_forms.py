"""What is typed where, and that only the agree run types."""

from typing import Any

import pytest

from crawler.forms import kind_of
from crawler.words import Care, destroys, field_kind, forbidden, policy_link, submits
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
        ({"placeholder": "宠物昵称"}, "", "thing"),
        ({"placeholder": "…"}, "", ""),
    ],
)
def test_a_field_says_what_it_wants(attrs: dict[str, str], label: str, kind: str) -> None:
    field = Node(id=2, tag="input", rect=(120, 100, 200, 40), attrs=attrs)
    beside = Node(id=1, tag="text", rect=(20, 105, 80, 30), text=label)
    assert kind_of(Tree(nodes=(beside, field)), field) == kind


def test_the_bare_text_of_a_row_labels_its_own_field_and_not_the_one_below() -> None:
    first = Node(id=1, tag="view", rect=(0, 64, 375, 46), text="车牌号")
    plate = Node(id=2, parent=1, tag="input", rect=(57, 76, 166, 21), attrs={"placeholder": "如 沪A12345"})
    second = Node(id=3, tag="view", rect=(0, 110, 375, 46), text="联系电话（选填）")
    phone = Node(id=4, parent=3, tag="input", rect=(132, 122, 166, 21), attrs={"placeholder": "缴费后通知"})
    bare = Node(id=5, tag="input", rect=(20, 168, 166, 21), attrs={"placeholder": "…"})
    tree = Tree(nodes=(first, plate, second, phone, bare))
    assert [kind_of(tree, field) for field in (plate, phone, bare)] == ["plate", "phone", ""]


def test_a_unit_after_the_field_is_no_label_before_one_beside_it() -> None:
    row = Node(id=1, tag="view", rect=(0, 64, 375, 46), text="元")
    label = Node(id=2, parent=1, tag="text", rect=(10, 76, 60, 21), text="姓名")
    field = Node(id=3, parent=1, tag="input", rect=(80, 76, 166, 21), attrs={"placeholder": "…"})
    assert kind_of(Tree(nodes=(row, label, field)), field) == "name"


def test_the_hint_of_the_field_above_is_no_label() -> None:
    phone = Node(id=1, tag="input", rect=(20, 64, 300, 40), text="手机号", attrs={"placeholder": "手机号"})
    bare = Node(id=2, tag="input", rect=(20, 110, 300, 40))
    picker = Node(id=3, tag="picker", rect=(20, 156, 300, 40))
    chosen = Node(id=4, parent=3, tag="text", rect=(20, 156, 120, 30), text="身份证")
    last = Node(id=5, tag="input", rect=(20, 202, 300, 40))
    tree = Tree(nodes=(phone, bare, picker, chosen, last))
    assert [kind_of(tree, field) for field in (phone, bare, last)] == ["phone", "", ""]


def test_words_inside_words_do_not_count() -> None:
    assert field_kind("smartphone shop") == ""
    assert field_kind("hotel") == ""


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("隐私", True),
        ("协议与隐私", True),
        ("用户须知及隐私", True),
        ("隐私设置", False),
        ("我们重视你的隐私，绝不外泄", False),
    ],
)
def test_names_of_the_policy(text: str, link: bool) -> None:
    assert policy_link(text) == link


def test_what_is_left_alone() -> None:
    live, stub, own = Care(), Care(harmless=True), Care(harmless=True, play=True)
    assert forbidden("立即支付 ¥25.00", stub) and forbidden("呼叫 021-xxxx-xxxx", own)
    assert not forbidden("立即支付 ¥25.00", own) and forbidden("去支付", Care(play=True))
    assert forbidden("获取验证码", live) and not forbidden("获取验证码", stub)
    assert not forbidden("支付方式说明", live)
    closing = ("确认注销", "申请注销", "注销会员", "办理销户", "Close my account")
    assert all(forbidden(word, own) for word in closing)
    assert not forbidden("注销须知", own)
    assert submits("提交信息") and submits("保存") and not submits("了解更多")


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("全部抹去", True),
        ("清空我的资料", True),
        ("永久移除", True),
        ("清空我的資料", True),
        ("彻底删除账户", True),
        ("Erase everything", True),
        ("Remove my profile", True),
        ("如何删除账号", False),
        ("清空购物车", False),
        ("修改资料", False),
        ("清除筛选", False),
        ("注销账号 Delete account", True),
        ("Clear filters", False),
    ],
)
def test_what_destroys_is_a_verb_and_what_it_is_done_to(text: str, gone: bool) -> None:
    assert destroys(text) == gone
    assert forbidden(text, Care(harmless=True, play=True)) == gone


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


async def test_the_button_of_a_form_is_known_by_its_place(kit: Any) -> None:
    def send(world: Any) -> None:
        world.flags["sent"] = dict(world.inputs)

    def page(world: Any) -> list[Any]:
        field = kit.Item("", tag="input", attrs={"placeholder": "身份证号"})
        return [kit.Item(kit.prose), field, kit.Item("告诉我们", tag="button", on=send)]

    walked = await kit.walk(kit.Program({"a/a": page}), "agree", harmless=True)
    assert walked.driver.world.flags["sent"]["身份证号"] == "id_number-number"


@pytest.mark.parametrize("off", ["○", "☐"])
async def test_every_line_is_ticked_before_a_form_goes(kit: Any, off: str) -> None:
    lines = ("我已阅读并同意《用户协议》和《隐私政策》", "我单独同意将上述信息提供给境外的合作方")

    def send(world: Any) -> None:
        if all(world.flags.get(line) for line in lines):
            world.flags["sent"] = dict(world.inputs)

    def page(world: Any) -> list[Any]:
        return [
            kit.Item(kit.prose),
            kit.Item("", tag="input", attrs={"placeholder": "联系电话"}),
            *[kit.Item(f"{'✓' if world.flags.get(n) else off} {n}", on=lambda w, n=n: flip(w, n)) for n in lines],
            kit.Item("提交", tag="button", on=send),
        ]

    def flip(world: Any, line: str) -> None:
        world.flags[line] = not world.flags.get(line)

    walked = await kit.walk(kit.Program({"a/a": page}), "agree", harmless=True)
    assert walked.driver.world.flags["sent"]["联系电话"] == "phone-number"
