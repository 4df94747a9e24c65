"""Which windows are known, and which of their buttons the protocol may be told to press."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from PIL import Image, ImageDraw

from crawler.drivers.android.frame import Frame
from crawler.drivers.android.journal import Journal
from crawler.drivers.android.windows import Found, recognise
from crawler.drivers.devtools.book import book, modal
from crawler.drivers.devtools.protocol import Protocol
from crawler.drivers.devtools.sight import _drawn
from crawler.drivers.devtools.tree import shift_of
from crawler.drivers.devtools.windows import Own, Windows, _guidelines, action_of, covered, hands_over, offering, press
from crawler.drivers.devtools.wire import Wire
from crawler.eyes.reader import Reader
from recording.event import Kind
from recording.log import Log
from recording.observations import CallData
from recording.reading import Line, Reading
from recording.recording import Recording

from .stand_in import standing_in

PANEL = (20.0, 400.0, 335.0, 300.0)


@dataclass
class StillReader:
    """Reads the same in every picture."""

    lines: list[Line]

    async def ahead(self, *_: object) -> Reading:
        return Reading(engine="still", lines=tuple(self.lines))


def read(*texts: str) -> list[Line]:
    return [Line(text=text, rect=(40, 420 + 40 * n, 200, 20), score=0.99) for n, text in enumerate(texts)]


def seen(*texts: str) -> Found | None:
    return recognise(read(*texts), PANEL, "", book().window)


def test_a_phone_number_is_never_given_away() -> None:
    window = seen("申请获取并验证你的手机号", "138****1234", "上次提供", "使用其它号码", "不允许", "允许")
    assert window is not None and window.window.kind == "phone"
    assert {b.text: action_of(window, b) for b in window.buttons} == {
        "使用其它号码": "",
        "不允许": "authorizeCancel",
        "允许": "",
    }


def test_words_of_a_window_without_its_buttons_are_no_window() -> None:
    assert seen("用户隐私保护提示", "请仔细阅读") is None
    assert seen("我们会获取你的位置信息", "不允许他人使用") is None


def test_every_window_of_the_book_can_be_refused() -> None:
    for window in book().window:
        assert book().press[window.kind]["refuse"], window.id
        assert window.refuse, window.id


async def test_the_button_that_was_read_is_the_one_that_is_pressed() -> None:
    window = seen("用户隐私保护提示", "在你使用之前，请仔细阅读", "拒绝", "同意")
    assert window is not None
    async with standing_in({"Tool.native": {"error": {"message": "no such dialog"}}}) as server:
        wire = await Wire.open(server.address)
        (refuse,) = window.having("refuse")
        assert await press(Protocol(wire), window, refuse) == "no such dialog"
        await wire.close()
        params = {"method": "clickCoverView", "data": {"data": {"nodetype": "text", "text": "拒绝"}}}
        assert server.sent == [{"method": "Tool.native", "params": params}]


def test_a_modal_is_known_by_the_words_of_its_call() -> None:
    known = (modal("Empty (all)", "Really?", "Empty", "Keep"), *book().window)
    window = recognise(read("Empty (all)", "Really?", "Keep", "Empty"), PANEL, "", known)
    assert window is not None
    assert {b.text: action_of(window, b) for b in window.buttons} == {"Keep": "cancelModal", "Empty": "confirmModal"}
    assert {window.told(b) for b in window.buttons} == {"item"}, "a modal's words are the program's: no yes, no no"
    assert recognise(read("Other", "Keep", "Empty"), PANEL, "", known) is None


def test_a_number_that_planted_values_stand_for_may_be_handed_over_but_no_row_of_numbers() -> None:
    window = seen("申请获取并验证你的手机号", "138****1234", "上次提供", "使用其它号码", "不允许", "允许")
    assert window is not None
    offered = offering(window)
    assert {b.text: b.role for b in offered.buttons} == {"使用其它号码": "never", "不允许": "refuse", "允许": "agree"}
    assert [b.text for b in offered.buttons if hands_over(offered, b)] == ["允许"]
    assert {action_of(offered, b) for b in offered.having("agree")} == {""}, "the tool itself is never told to give one"
    assert offered.rows == window.rows
    other = seen("用户隐私保护提示", "请仔细阅读", "拒绝", "同意")
    assert other is not None and offering(other) == other


def test_the_platforms_guidelines_are_left_by_their_arrow() -> None:
    def page(*texts: str) -> list[Line]:
        return [Line(text=t, rect=(90, 28 + 56 * n, 200, 22), score=0.99) for n, t in enumerate(texts)]

    lines = page("小程序用户隐私保护指引", "本指引是调琴小程序开发者为处理你的个人信息而制定。", "1. 开发者处理的信息")
    window = _guidelines(lines, (375, 812))
    assert window is not None and covered(window)
    (arrow,) = window.buttons
    assert (window.told(arrow), action_of(window, arrow), arrow.rect[1] < 40) == ("close", "navigateLeft", True)
    assert [line.text for line in window.lines] == [line.text for line in lines]
    # The words stand on a page of the program, not in a bar.
    assert _guidelines(page("调琴", "服务", "小程序用户隐私保护指引"), (375, 812)) is None
    assert recognise(lines, None, "", book().window) is None, "never without a call that opened it"


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (("我已阅读并同意《绿洲羽毛球馆小程序", "隐私保护指引》"), "coupled"),
        (("我已阅读并同意《绿洲小程序隐私保", "O", "护指引》"), "coupled"),
        (("我已阅读并同意《绿洲小程序隐私保护指引》",), "coupled"),
        (("用于建立会员档案",), ""),
    ],
)
def test_a_box_in_the_window_asks_for_consent_too(tmp_path: Path, texts: tuple[str, ...], style: str) -> None:
    window = seen("申请获取并验证你的手机号", "138****1234", *texts, "不允许", "允许")
    log = Log(tmp_path)
    Journal(log).see(window, "pages/a/a")
    log.close()
    (shown,) = Recording(tmp_path).of("consent")
    assert (shown.data["name"], shown.data.get("style", "")) == ("phone.sheet_shown", style)


def dimmed_with_a_panel() -> Frame:
    picture, taken = Image.new("RGB", (375, 812), (110, 110, 110)), io.BytesIO()
    ImageDraw.Draw(picture).rounded_rectangle((20, 400, 354, 699), 12, fill="white")
    picture.save(taken, "PNG")
    return Frame(taken.getvalue(), 1)


def page_words(top: float) -> Own:
    """A popup of the page's own without a filled box: its ground is a picture or a run of colours."""
    texts = ("用户隐私保护提示", "请仔细阅读本指引", "拒绝", "同意")
    return Own(words=tuple((text, (40, top + 40 * n, 200, 20)) for n, text in enumerate(texts)))


@pytest.mark.parametrize(
    ("own", "platforms"),
    [(Own(), True), (page_words(420), False), (Own(boxes=((20, 400, 335, 300),)), False), (page_words(40), True)],
    ids=["nothing of the page's", "words of the page", "a box of the page", "the page says the same elsewhere"],
)
async def test_a_popup_of_the_page_is_no_window_of_the_platform(own: Own, platforms: bool) -> None:
    reader = StillReader(read("用户隐私保护提示", "请仔细阅读本指引", "拒绝", "同意"))
    sight = await Windows(cast("Reader", reader)).look(dimmed_with_a_panel(), own, asked=False)
    assert (sight.window is not None) == platforms


def test_what_a_page_with_a_view_of_its_own_draws_stands_below_the_tools_bar() -> None:
    drawn = {"id": 1, "tag": "view", "rect": [20, 336, 335, 300], "background": "rgb(255, 255, 255)", "text": "拒绝"}
    eye = {"viewport": [375, 748], "nodes": [drawn]}
    own = _drawn(eye, shift_of(eye, dimmed_with_a_panel(), 64.0))
    assert own.draws(PANEL)
    assert own.words == (("拒绝", PANEL),)


async def test_a_modal_in_the_place_of_its_like_is_another_window(tmp_path: Path) -> None:
    """The picture is the same: only the call tells of it."""
    shot, reader = dimmed_with_a_panel(), StillReader(read("提示", "请打开定位", "取消", "确定"))
    log = Log(tmp_path)
    windows, journal = Windows(cast("Reader", reader)), Journal(log)
    for call in ("d1-7", "d1-9", "d1-9"):
        data = CallData(phase="begin", id=call, api="wx.showModal", args={"title": "提示", "content": "请打开定位"})
        windows.told(log.add(Kind.CALL, data))
        sight = await windows.look(shot, Own(), asked=True)
        assert sight.window is not None
        journal.see(sight.window, "pages/a/a")
        (cancel,) = sight.window.having("refuse")
        journal.did(3, (cancel.rect[0] + 5, cancel.rect[1] + 5))
    log.close()
    told = [(e.data["phase"], e.data["call"], e.data.get("answer", "")) for e in Recording(tmp_path).of("dialog")]
    first = [("shown", "d1-7", ""), ("answered", "d1-7", "item"), ("closed", "d1-7", "")]
    assert told == [*first, ("shown", "d1-9", "")], "looked at twice it is still the same"
