"""Which plain words the walk is offered: those that may lead somewhere, once nothing else waits, and none that act."""

import pytest

from crawler.drivers.android.plain_words import PlainWords, plain_words
from crawler.drivers.android.uitree import UiNode, UiTree
from crawler.states import state_id
from recording.observations import ActionData, Rect
from recording.sight.controls import controls
from recording.sight.surfaces import surfaces
from recording.tree import Node, Tree

PAGE = "pages/home/home"
ARTICLES = ("换季时节如何预防感染", "高血压患者的日常饮食")


def _tree(*nodes: Node, **more: object) -> Tree:
    shown = tuple(n.model_copy(update={"id": number}) for number, n in enumerate(nodes))
    return Tree(page=PAGE, title="社区诊所", viewport=(360, 800), source="ocr", nodes=shown, **more)  # type: ignore[arg-type]


def _text(text: str, y: float = 100, **more: object) -> Node:
    return Node(id=0, tag="text", rect=(20, y, 200, 18), text=text, **more)  # type: ignore[arg-type]


def _ui(*texts: tuple[str, Rect]) -> UiTree:
    drawn = (("", (0, 0, 360, 800)), *texts)
    return UiTree(tuple(UiNode("android.view.View", text, rect, clickable=False, web=True) for text, rect in drawn))


def _rows(*more: Node) -> Tree:
    return _tree(*(_text(text, 100 + 60 * n) for n, text in enumerate(ARTICLES)), *more)


def _offered(tree: Tree, told: PlainWords | None = None) -> list[str]:
    given = (told or PlainWords()).offered(tree, plain_words(tree, _ui()))
    assert state_id(given) == state_id(tree), "another state would count as something new"
    return [c.text for c in controls(given) if c.node.id not in {k.node.id for k in controls(tree)}]


def test_rows_of_words_are_offered_and_stay_plain_in_the_recording() -> None:
    tree = _rows()
    assert _offered(tree) == list(ARTICLES)
    assert not controls(tree)


def test_functions_beside_what_asks_are_offered() -> None:
    """A page of an order that also asks for a number is no window that wants an answer first."""
    asks = Node(id=0, tag="button", rect=(20, 300, 320, 40), text="使用微信手机号联系我", events=("tap",))
    tree = _tree(_text("查找自提点"), _text("选择收货地址", 160), asks)
    assert any(s.form == "page" for s in surfaces(tree))
    pressed = PlainWords()
    pressed.did(ActionData(type="tap", target={"text": asks.text}), PAGE)
    assert _offered(tree, pressed) == ["查找自提点", "选择收货地址"]


@pytest.mark.parametrize(
    "text",
    ["营业中。", "42", "余84", "¥ 25.00", "电话 400-000-0100", "0574 8765 4321", "我", "一" * 25],
)
def test_what_can_be_no_entry_is_none(text: str) -> None:
    """A sentence, a number, a price, what would be called."""
    assert plain_words(_tree(_text(text)), _ui()) == ()


@pytest.mark.parametrize("text", ["隐私政策", "用户协议", "就诊须知", "How we recall dogs", "关于我们"])
def test_entries_to_papers_are_offered(text: str) -> None:
    """The policy often stands below all else, grey as a footnote."""
    assert _offered(_tree(_text(text))) == [text]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "支付",
            "支付 ¥25.00",
            "注销账号",
            "拨打电话",
            "一键拨号",
            "提交预约",
            "同意并开始",
            "我已阅读",
            "手机号登录",
        ),
        *(
            "我已阅读",
            "授权手机号",
            "取消订单",
            "申请退款",
            "清空购物车",
            "撤回同意",
            "退出登录",
            "领取礼包",
            "已同意隐私保护指引",
        ),
        *("Cancel my order", "Log out", "Check in now"),
    ],
)
def test_words_that_act_are_left_alone_and_stay_unknown(text: str) -> None:
    """They may send, call, pay, delete or say yes: nobody presses them, so nobody knows whether they answer."""
    tree = _tree(_text(text))
    assert _offered(tree) == []


def test_a_line_of_a_longer_text_is_none() -> None:
    whole = "本中心收录城区公共停车场空余车位每五分钟更新一次遇到节假日以现场为准"
    tree = _tree(_text(whole[:20], 100), _text(whole[20:], 122), _text("最新消息", 200))
    ui = _ui((whole, (20, 98, 320, 48)), ("最新消息", (20, 198, 320, 24)))
    assert [tree.nodes[n].text for n in plain_words(tree, ui)] == ["最新消息"]


@pytest.mark.parametrize("label", [(20, 300, 60, 18), (20, 262, 60, 18)])
def test_what_a_field_is_called_is_none(label: Rect) -> None:
    field = Node(id=0, tag="input", rect=(100, 295, 200, 30))
    above = field.model_copy(update={"rect": (20, 290, 300, 30)})
    name = Node(id=0, tag="text", rect=label, text="车牌号")
    assert plain_words(_tree(name, field if label[1] == 300 else above), _ui()) == ()


def test_beside_a_form_that_was_filled_nothing_is_pressed() -> None:
    tree = _rows(Node(id=0, tag="input", rect=(20, 500, 300, 30)))
    told = PlainWords()
    assert _offered(tree, told) == list(ARTICLES)
    told.did(ActionData(type="input", point=(30, 510), value="x"), PAGE)
    assert _offered(tree, told) == []
    assert _offered(_rows(), told) == list(ARTICLES), "it was sent, and what it says then may lead on"


def test_controls_come_first() -> None:
    """What the walk presses last of all would otherwise wait behind headings, and its time would be gone."""
    tree = _rows(_text("我的订单", 500, events=("tap",)), _text("立即支付", 560, events=("tap",)))
    told = PlainWords()
    assert _offered(tree, told) == []
    told.did(ActionData(type="tap", point=(30, 510), target={"text": "我的订单"}), PAGE)
    assert _offered(tree, told) == list(ARTICLES), "what is never pressed is not waited for"


def test_none_without_a_tree_that_can_be_believed_none_of_the_platform_and_none_of_a_policy() -> None:
    assert plain_words(_rows(), None) == ()
    assert plain_words(_rows(), UiTree((UiNode("android.view.View", "设置", (0, 0, 360, 800), False, False),))) == ()
    rules = [
        _text("社区诊所隐私政策", 60),
        *(_text("我们收集您的姓名和手机号用于预约" * 3, 100 + 40 * n) for n in range(4)),
    ]
    assert plain_words(_tree(*rules, _text("信息的保存", 400)), _ui()) == ()
