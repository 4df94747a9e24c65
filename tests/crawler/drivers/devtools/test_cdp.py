"""The debugging port, played by a server with targets of a DevTools and of a browser."""

import asyncio
import json
from http import HTTPStatus
from typing import Any

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response

from crawler.driver import Unreachable
from crawler.drivers.devtools.cdp import Watch


class Port:
    """``urls`` are the targets; whoever enables the network is told of the requests."""

    def __init__(self, urls: list[str], asked: list[str]) -> None:
        self.urls, self.asked, self.number = urls, asked, 0

    def list(self, connection: ServerConnection, request: Request) -> Response | None:
        if request.path != "/json/list":
            return None
        targets: list[dict[str, Any]] = [
            {"type": "webview", "url": url, "webSocketDebuggerUrl": f"ws://127.0.0.1:{self.number}/devtools/{n}"}
            for n, url in enumerate(self.urls)
        ]
        return connection.respond(HTTPStatus.OK, json.dumps(targets))

    async def target(self, client: ServerConnection) -> None:
        async for text in client:
            assert json.loads(text)["method"] == "Network.enable"
            await client.send('{"id": 1, "result": {}}')
            for url in self.asked:
                event = {"method": "Network.requestWillBeSent", "params": {"request": {"url": url}}}
                await client.send(json.dumps(event))


async def watched(urls: list[str], asked: list[str]) -> Watch:
    port = Port(urls, asked)
    async with serve(port.target, "127.0.0.1", 0, process_request=port.list, ping_interval=None) as server:
        port.number = int(next(iter(server.sockets)).getsockname()[1])
        watch = Watch(port.number)
        try:
            await watch.refresh()
            await watch.refresh()
            wanted = len(port.urls) - 1
            async with asyncio.timeout(5):
                while watch.targets and sum(watch.hosts.values()) < 2 * wanted:
                    await asyncio.sleep(0.01)
        finally:
            await watch.close()
    return watch


async def test_hosts_that_went_past_the_proxy_are_named() -> None:
    urls = [
        "http://127.0.0.1:4000/__pageframe__/pages/home/home",
        "http://127.0.0.1:4000/appservice/s0/_sessionId/1/mainframe",
        "file:///app.asar/html/electron-project.html",
    ]
    asked = ["https://api.shop.test/x", "https://log.test/y", "https://servicewechat.com/z", "data:,x", "http://[bad"]
    watch = await watched(urls, asked)
    assert watch.targets == 2
    assert watch.hosts == {"api.shop.test": 2, "log.test": 2}
    assert watch.missed({"api.shop.test"}) == ["log.test"]


async def test_a_browser_that_holds_the_port_is_no_devtools() -> None:
    with pytest.raises(Unreachable, match="no view of a mini program"):
        await watched(["https://example.test/"], [])


async def test_nothing_at_the_port_is_one_sentence() -> None:
    with pytest.raises(Unreachable, match="nothing answers there"):
        await Watch(9).refresh()
