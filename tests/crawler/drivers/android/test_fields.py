"""A field that was filled is the field it was."""

from crawler.driver import Snapshot
from crawler.drivers.android.fields import Filled
from crawler.forms import fields
from crawler.view import View
from recording.event import Event, Kind
from recording.observations import ActionData
from recording.tree import Node, Tree


def _shown(*hints: str, page: str = "pages/book/book", top: float = 200) -> Tree:
    nodes = (
        Node(id=n, tag="input", text=hint, rect=(20, top + 60 * n, 300, 40), attrs={"placeholder": hint})
        for n, hint in enumerate(hints)
    )
    return Tree(page=page, viewport=(360, 800), source="ocr", nodes=tuple(nodes))


def _typed(node: int, value: str) -> ActionData:
    return ActionData(type="input", point=(60, 210), value=value, target={"node": node})


def _keys(tree: Tree) -> list[str]:
    event = Event(seq=1, utc="", mono_ns=0, kind=Kind.SCREEN)
    return [f.key for f in fields(View(Snapshot(event, tree, b"")))]


def test_a_filled_field_keeps_its_hint_and_is_not_filled_again() -> None:
    filled = Filled()
    empty = filled.named(_shown("如 浙B12345", "请输入手机号"))
    filled.did(_typed(0, "京AWY113"))
    half = filled.named(_shown("京AWY1I3", "请输入手机号"))
    filled.did(_typed(1, "14821073948"))
    moved = filled.named(_shown("京AWY113", "14821073948", top=80))
    assert _keys(empty) == _keys(half) == _keys(moved)
    assert [n.attrs["value"] for n in moved.nodes] == ["京AWY113", "14821073948"]


def test_what_was_not_typed_there_stays_a_hint() -> None:
    filled = Filled()
    filled.named(_shown("请输入手机号"))
    filled.did(_typed(0, "14821073948"))
    for other in (_shown("请输入验证码"), _shown("14821073948", page="pages/me/me"), _shown("请输入手机号")):
        assert filled.named(other) == other


def test_a_value_is_no_word_of_the_page() -> None:
    """Words like "please fill in" tell that a page asks for a number; what was typed says nothing."""
    filled = Filled()
    filled.named(_shown("请填写车牌号", "用于接收结果"))
    filled.did(_typed(0, "京AWY113"))
    assert [n.text for n in filled.named(_shown("京AWY113", "用于接收结果")).nodes] == ["", "用于接收结果"]
