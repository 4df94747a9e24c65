"""Which page a screen of the device belongs to."""

import io
from types import SimpleNamespace
from typing import Any
from unittest.mock import AsyncMock

import pytest
from PIL import Image, ImageDraw

from crawler.drivers.android.frame import Frame
from crawler.drivers.android.looks import Looks
from crawler.drivers.android.windows import Found
from recording.reading import Line

PROGRAM = "com.tencent.mm/com.tencent.mm.plugin.appbrand.ui.AppBrandUI00"
SHEET = tuple(
    Line(text=text, rect=(24, y, 16 * len(text), 20), score=0.99)
    for text, y in (("申请获取并验证你的手机号", 500), ("138****8000", 575), ("不允许", 685), ("使用其它号码", 740))
)


def _frame(number: int) -> Frame:
    image = Image.new("RGB", (1080, 2400), "#ffffff")
    ImageDraw.Draw(image).rectangle((100, 300 * (number + 1), 900, 300 * (number + 1) + 100), fill="#336699")
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return Frame(out.getvalue(), 3.0)


class _Device:
    """A screen, its trees and no debugging socket. ``pages``: what an honest tree names on each frame; '' where only
    the sheet's own window has one."""

    verdict, raw, page = "honest", b"", ""

    def __init__(self, pages: dict[str, str], words: dict[str, str] | None = None) -> None:
        """``words``: what of the page can be read on a frame."""
        self._pages, self._words = pages, words or {}

    async def read(self, shot: Frame) -> tuple[Line, ...]:
        self.page = self._pages[shot.body]
        text = self._words.get(shot.body, "")
        own = (Line(text=text, rect=(24, 200, 200, 20), score=0.99),) if text else ()
        return own if self.page else (*own, *SHEET)

    async def of(self, lines: Any) -> None:
        return None

    def who_drew(self, window: Found) -> Found:
        return window


async def test_a_sheet_belongs_to_the_page_in_front_also_when_that_was_seen_before() -> None:
    """The tree that was asked for last may be of a page that was left since: a screen that comes back is known."""
    card, care, sheet, other_sheet = (_frame(number) for number in range(4))
    device: Any = _Device({card.body: "pages/card", care.body: "pages/care", sheet.body: "", other_sheet.body: ""})
    looks = Looks(device, device, device, {}, lambda *_: None)
    came = [(await looks.of(shot, PROGRAM)).tree.page for shot in (card, care, card, sheet)]
    assert came == ["pages/card", "pages/care", "pages/card", "pages/card"]
    came = [(await looks.of(shot, PROGRAM)).tree.page for shot in (sheet, care, other_sheet)]
    assert came == ["pages/card", "pages/care", "pages/care"]


async def test_a_page_that_came_with_its_sheet_is_not_the_one_before() -> None:
    """A dimmed title cannot always be read; the words beneath the sheet tell whether the page is another."""
    hall, same, other = (_frame(number) for number in range(3))
    pages = {hall.body: "pages/hall", same.body: "", other.body: ""}
    words = {hall.body: "看看邻居们在转什么", same.body: "看看邻居们在转什么", other.body: "授权后才能查看闲置物品"}
    device: Any = _Device(pages, words)
    looks = Looks(device, device, device, {}, lambda *_: None)
    assert [(await looks.of(shot, PROGRAM)).tree.page for shot in (hall, same, other)] == [
        "pages/hall",
        "pages/hall",
        "~",
    ]


@pytest.mark.parametrize(("beneath", "page"), [("看看邻居们在转什么", "pages/hall"), ("别的一页", "~"), ("", "~")])
async def test_a_message_in_words_of_the_program_leaves_the_page_its_name(beneath: str, page: str) -> None:
    """Its own window names no page, and its words are in no book."""
    hall = _frame(0)
    image = Image.new("RGB", (1080, 2400), "#5a5a5a")
    ImageDraw.Draw(image).rounded_rectangle((60, 900, 1020, 1500), 30, fill="#ffffff")
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    message = Frame(out.getvalue(), 3.0)

    class Device(_Device):
        async def read(self, shot: Frame) -> tuple[Line, ...]:
            self.page = self._pages[shot.body]
            said = Line(text="需要手机号才能为您安排取件", rect=(60, 360, 220, 20), score=0.99)
            under = Line(text=self._words[shot.body], rect=(24, 200, 200, 20), score=0.99)
            return tuple(x for x in (under, *(() if self.page else (said,))) if x.text)

    words = {hall.body: "看看邻居们在转什么", message.body: beneath}
    device: Any = Device({hall.body: "pages/hall", message.body: ""}, words)
    socket: Any = SimpleNamespace(page=AsyncMock(return_value=""))
    looks = Looks(device, device, socket, {}, lambda *_: None)
    assert [(await looks.of(shot, PROGRAM)).tree.page for shot in (hall, message)] == ["pages/hall", page]
