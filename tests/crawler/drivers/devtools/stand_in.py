"""A server of the automation protocol that answers from a table and keeps what was sent. No program, no browser."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

ELEMENT = {"elementId": "E", "tagName": "view"}
ANSWERS: dict[str, dict[str, Any]] = {
    "Tool.getInfo": {"SDKVersion": "3.6.0", "version": "2.02.2608060"},
    "App.getCurrentPage": {"pageId": 6, "path": "pages/home/home", "query": {}, "renderer": "webview"},
    "App.getPageStack": {"pageStack": [{"pageId": 6, "path": "pages/home/home", "query": {}}]},
    "App.callWxMethod": {"result": {"errMsg": "ok"}},
    "App.callFunction": {"result": 42},
    "App.captureScreenshot": {"data": "AAAA"},
    "Page.getElement": ELEMENT,
    "Page.getElements": {"elements": [ELEMENT]},
    "Page.getData": {"data": 1},
    "Page.callMethod": {"result": 1},
    "Element.getElements": {"elements": [{"elementId": "F", "tagName": "text"}]},
    "Element.getOffset": {"left": 1, "top": 2},
    "Element.getDOMProperties": {"properties": ["words"]},
    "Element.getAttributes": {"attributes": ["x"]},
    "Element.getStyles": {"styles": ["red"]},
    "Element.callFunction": {"result": None},
}
SILENT = "silent"
"""In place of an answer: none ever comes."""


class StandIn:
    """``answers`` by method: a result, a text for an error, or SILENT. ``frames`` are kept as they came."""

    def __init__(self, answers: Mapping[str, Any] | None = None) -> None:
        self.answers: dict[str, Any] = {**ANSWERS, **(answers or {})}
        self.frames: list[str] = []
        self.clients: set[ServerConnection] = set()
        self.server: Server | None = None

    @property
    def address(self) -> str:
        assert self.server is not None
        return f"ws://127.0.0.1:{next(iter(self.server.sockets)).getsockname()[1]}"

    @property
    def sent(self) -> list[dict[str, Any]]:
        """Without ids, each as it stood in its frame."""
        found = []
        for text in self.frames:
            message = json.loads(text)
            assert list(message) == ["id", "method", "params"]
            found.append({"method": message["method"], "params": message["params"]})
        return found

    async def tell(self, event: str, params: Mapping[str, Any]) -> None:
        for client in self.clients:
            await client.send(json.dumps({"method": event, "params": dict(params)}))

    async def _serve(self, client: ServerConnection) -> None:
        self.clients.add(client)
        try:
            async for text in client:
                assert isinstance(text, str)
                self.frames.append(text)
                message = json.loads(text)
                answer = self.answers.get(message["method"], {})
                if answer == SILENT:
                    continue
                body = {"error": {"message": answer}} if isinstance(answer, str) else {"result": answer}
                await client.send(json.dumps({"id": message["id"], **body}))
        except ConnectionClosed:
            return
        finally:
            self.clients.discard(client)


@asynccontextmanager
async def standing_in(answers: Mapping[str, Any] | None = None) -> AsyncIterator[StandIn]:
    stand_in = StandIn(answers)
    async with serve(stand_in._serve, "127.0.0.1", 0, max_size=None, ping_interval=None) as server:
        stand_in.server = server
        yield stand_in
