"""Requests that are refused, never answered or cut off, and doors that stay shut."""

import asyncio

import pytest

from crawler.driver import Lost, Unreachable
from crawler.drivers.devtools.lanes import probe
from crawler.drivers.devtools.program import Program
from crawler.drivers.devtools.protocol import Protocol
from crawler.drivers.devtools.session import connect
from crawler.drivers.devtools.wire import Refused, Unanswered, Wire

from .stand_in import SILENT, standing_in

CONFIG = {"result": {"pages": ["pages/home/home"], "accountInfo": {"appId": "wx00aa00aa00aa00aa"}}}


async def test_an_error_a_silence_and_an_end_are_told_apart() -> None:
    async with standing_in(
        {"Page.getElements": SILENT, "App.captureScreenshot": "fail to capture screenshot"}
    ) as server:
        wire = await Wire.open(server.address)
        with pytest.raises(Refused, match="fail to capture"):
            await wire.ask("App.captureScreenshot")
        with pytest.raises(Unanswered, match=r"Page\.getElements"):
            await wire.ask("Page.getElements", {}, 0.05)
        waiting = asyncio.create_task(wire.ask("Page.getElements"))
        await asyncio.sleep(0)
        for client in list(server.clients):
            await client.close()
        with pytest.raises(Lost):
            await waiting
        with pytest.raises(Lost):
            await wire.ask("Tool.getInfo")
        await wire.close()


async def test_events_reach_their_listeners_in_order_and_large_answers_come_whole() -> None:
    async with standing_in({"App.captureScreenshot": {"data": "A" * 5_000_000}}) as server:
        wire = await Wire.open(server.address)
        heard: list[int] = []
        wire.on("App.bindingCalled", lambda params: heard.append(params["n"]))
        started = wire.next("App.initialized")
        for number in range(5):
            await server.tell("App.bindingCalled", {"n": number})
        await server.tell("App.initialized", {"from": "devtools"})
        assert await asyncio.wait_for(started, 5) == {"from": "devtools"}
        assert heard == [0, 1, 2, 3, 4]
        assert len(await Protocol(wire).screenshot()) == 5_000_000
        await wire.close()


async def test_methods_that_never_answer_close_their_lane_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.drivers.devtools.lanes.PROBE", 0.1)
    async with standing_in({"Page.getElements": SILENT, "Minispect.getHost": "unimplemented"}) as server:
        wire = await Wire.open(server.address)
        lanes = await probe(Protocol(wire))
        await wire.close()
    assert (lanes.service, lanes.elements, lanes.view, lanes.pictures) == (True, False, False, True)
    assert lanes.simulated == ""
    assert "was not answered" in lanes.why_not["elements"]


async def test_a_left_over_session_of_another_program_is_refused() -> None:
    async with standing_in({"App.callFunction": CONFIG}) as server:
        with pytest.raises(Unreachable, match=r"another program open .*pages/home/home"):
            await connect(server.address, Program(pages=("pages/other/other",)))
        session = await connect(server.address, Program(pages=("pages/home/home", "pages/b/b")))
        await session.close()


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"App.getCurrentPage": "未登录，请先登录"}, "not logged in"),
        ({"App.callFunction": "unimplemented"}, "cannot be run in the app service"),
    ],
)
async def test_why_a_tool_cannot_be_driven_is_one_sentence(answers: dict[str, str], sentence: str) -> None:
    async with standing_in(answers) as server:
        with pytest.raises(Unreachable, match=sentence):
            await connect(server.address)


async def test_nothing_there_and_something_else_there() -> None:
    with pytest.raises(Unreachable, match="nothing answers there"):
        await Wire.open("ws://127.0.0.1:9")
    for address in ("ftp://x", "ws://127.0.0.1:99999", "ws://127.0.0.1:port"):
        with pytest.raises(Unreachable, match="not a WebSocket address"):
            await Wire.open(address)

    async def hello(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    other = await asyncio.start_server(hello, "127.0.0.1", 0)
    async with other:
        port = other.sockets[0].getsockname()[1]
        with pytest.raises(Unreachable, match="does not speak the automation protocol"):
            await Wire.open(f"ws://127.0.0.1:{port}")
