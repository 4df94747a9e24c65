"""Which boxes and lines want a tick."""

from types import SimpleNamespace
from typing import Any

import pytest

from crawler.ticks import doubled, unticked
from recording.sight.controls import controls
from recording.tree import Node, Tree

LINE = "我已阅读并同意"


def seen(box: dict[str, Any], *, text_listens: bool = True) -> Any:
    """A row of a box, a line and a link, each with a listener of its own."""
    row = Node(id=1, tag="view", rect=(0, 100, 375, 40))
    tick = Node(id=2, parent=1, **{"rect": (20, 108, 24, 24), **box})
    line = Node(id=3, parent=1, tag="text", rect=(50, 108, 120, 24), text=LINE, events=("tap",) if text_listens else ())
    link = Node(id=4, parent=1, tag="text", rect=(170, 108, 100, 24), text="《隐私政策》", events=("tap",))
    tree = Tree(nodes=(row, tick, line, link))
    return SimpleNamespace(tree=tree, controls=controls(tree))


@pytest.mark.parametrize(
    ("box", "wanted"),
    [
        ({"tag": "radio", "events": ("tap",), "attrs": {"checked": False}}, [2]),
        ({"tag": "radio", "events": ("tap",), "attrs": {"checked": True}}, []),
        ({"tag": "view", "events": ("tap",), "attrs": {"class": "circle"}}, [2]),
        ({"tag": "view", "attrs": {"class": "circle"}}, [3]),
        ({"tag": "view", "attrs": {"class": "circle checked"}}, []),
        ({"tag": "icon", "rect": (20, 108, 9, 18), "events": ("tap",), "attrs": {"type": "circle"}}, [2]),
        ({"tag": "icon", "rect": (20, 108, 9, 18), "events": ("tap",), "attrs": {"type": "success"}}, []),
        ({"tag": "text", "text": "□"}, [3]),
        ({"tag": "text", "text": "√"}, []),
    ],
)
def test_a_line_is_not_pressed_beside_its_box(box: Any, wanted: list[int]) -> None:
    """Both turn the same tick: on and off again. A box without a listener is pressed by its line."""
    view = seen(box)
    assert [c.node.id for c in unticked(view)] == wanted
    line = next(c for c in view.controls if c.node.id == 3)
    assert doubled(view, line) is bool(box.get("events") or box["tag"] == "radio")


def test_a_line_alone_is_pressed() -> None:
    tree = Tree(nodes=(Node(id=1, tag="view", rect=(0, 100, 375, 40), text=f"○ {LINE}", events=("tap",)),))
    view: Any = SimpleNamespace(tree=tree, controls=controls(tree))
    assert [c.node.id for c in unticked(view)] == [1] and not doubled(view, view.controls[0])
