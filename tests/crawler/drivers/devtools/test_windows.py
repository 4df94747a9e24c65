"""Which windows are known, and which of their buttons the protocol may be told to press."""

from crawler.drivers.android.windows import Found, recognise
from crawler.drivers.devtools.book import book, modal
from crawler.drivers.devtools.protocol import Protocol
from crawler.drivers.devtools.windows import action_of, press
from crawler.drivers.devtools.wire import Wire
from recording.reading import Line

from .stand_in import standing_in

PANEL = (20.0, 400.0, 335.0, 300.0)


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
