"""The size of words on a picture, by the width of lines of Chinese characters."""

import pytest

from detectors.facts import printed_size
from recording.tree import Node

LINE = "本政策说明我们处理哪些个人信息用于什么目的"


@pytest.mark.parametrize(
    ("text", "width", "height", "size"),
    [
        (LINE, 13.44 * 21 - 1.3, 14.7, 13.44),
        (LINE, 10 * 21 - 1, 10.4, 10),
        ("我们收集：姓名、手机号和地址", 14 * 14 - 1.4, 15, 14),
        # Letters set apart: ten pixels high are no fifteen pixels large.
        (LINE, 15 * 21, 10, 11.5),
        # Ends in a mark, which leaves white in its cell; has narrow letters; is too short: not told.
        ("我们收集姓名手机号和地址。", 170, 14, 0),
        ("邮箱 privacy@example.test 随时联系", 260, 14, 0),
        ("更新日期", 56, 14, 0),
    ],
)
def test_by_width(text: str, width: float, height: float, size: float) -> None:
    node = Node(id=1, tag="text", rect=(24, 100, width, height), text=text)
    assert printed_size.by_width(node) == pytest.approx(size, rel=printed_size.SURE / 2)


def test_a_piece_of_several_lines_is_not_measured() -> None:
    node = Node(id=1, tag="text", rect=(24, 100, 300, 60), text=LINE, sentence=f"{LINE}\n{LINE}")
    assert printed_size.by_width(node) == 0
