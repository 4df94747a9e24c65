"""Which button leads out of a dialog."""

import pytest

from crawler.dialogs import way_out
from recording.sight.controls import controls
from recording.tree import Node, Tree


@pytest.mark.parametrize(
    ("cancel", "confirm", "pressed"),
    [
        ("再看看", "仍不同意", "仍不同意"),
        ("再想想", "确认取消", "再想想"),
        ("取消", "退出登录", "取消"),
        ("再看看", "退出", "再看看"),
        ("取消", "确定", "取消"),
    ],
)
def test_the_plain_no_and_nothing_that_may_end_an_order(cancel: str, confirm: str, pressed: str) -> None:
    nodes = tuple(
        Node(
            id=number,
            tag="native-mibutton",
            rect=(40 + 160 * number, 500, 120, 44),
            text=text,
            surface="platform",
            dialog="modal.1",
            attrs={"data-mi-button": name},
        )
        for number, (name, text) in enumerate((("cancel", cancel), ("confirm", confirm)))
    )
    control = way_out(controls(Tree(nodes=nodes)))
    assert control is not None and control.text == pressed
