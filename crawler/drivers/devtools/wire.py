"""The client end of the DevTools automation protocol: JSON frames over a WebSocket, answers by id, events by name.

Source: frames recorded from miniprogram-automator 0.12.1 (key order id, method, params; ``params`` always there).
Unlike the official client every request has a time limit: some DevTools versions never answer some methods.
"""

import asyncio
import contextlib
import json
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI

from crawler.driver import Lost, Unreachable

LIMIT = 30.0
"""Seconds for an ordinary request."""
PROBE = 5.0
"""Seconds for a request that may never be answered."""
_CLOSED = "DevTools closed the connection; open the project there again and start the scan again"
_FRAME = 64 * 1024 * 1024
"""A picture is one frame of several megabytes."""
Listener = Callable[[dict[str, Any]], None]


class Refused(Exception):
    """DevTools answered with an error; the message is its own."""


class Unanswered(Exception):
    """No answer within the limit."""


class Wire:
    """One connection. Requests may be in flight together; events come in the order they were sent."""

    def __init__(self, socket: ClientConnection, address: str) -> None:
        self.address = address
        self.requests = 0
        self._socket = socket
        self._waiting: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._listeners: dict[str, list[Listener]] = {}
        self._reader = asyncio.create_task(self._read())
        self._closed = False

    @classmethod
    async def open(cls, address: str, limit: float = 10) -> "Wire":
        """Connect to ``ws://…``. Raises Unreachable."""
        try:
            socket = await asyncio.wait_for(
                connect(address, max_size=_FRAME, ping_interval=None, compression=None, proxy=None), limit
            )
        except (InvalidURI, ValueError):
            # A port that is none is a ValueError of the standard library's.
            raise Unreachable(f"{address}: not a WebSocket address; give ws://127.0.0.1:PORT") from None
        except InvalidHandshake:
            raise Unreachable(
                f"{address}: what listens there does not speak the automation protocol; give the port of 'cli auto "
                "--auto-port', not that of the IDE's HTTP service"
            ) from None
        except (OSError, TimeoutError):
            raise Unreachable(
                f"{address}: nothing answers there; start DevTools with 'cli auto --project DIR --auto-port N', or "
                "turn on Settings > Security > Service port and give --cli"
            ) from None
        return cls(socket, address)

    async def ask(self, method: str, params: Mapping[str, Any] | None = None, limit: float = LIMIT) -> dict[str, Any]:
        """Send a request and wait for its answer. Raises Refused, Unanswered, Lost."""
        number = str(uuid.uuid4())
        future: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[number] = future
        self.requests += 1
        try:
            await self._socket.send(frame(number, method, params or {}))
            answer = await asyncio.wait_for(future, limit)
        except TimeoutError:
            raise Unanswered(f"{method} was not answered within {limit:g} s") from None
        except ConnectionClosed:
            raise Lost(_CLOSED) from None
        finally:
            self._waiting.pop(number, None)
        if "error" in answer:
            error = answer["error"]
            raise Refused(str(error.get("message") if isinstance(error, dict) else error)[:2000])
        result = answer.get("result")
        return result if isinstance(result, dict) else {}

    def on(self, event: str, listener: Listener) -> None:
        """Call the listener with the params of each event of this name."""
        self._listeners.setdefault(event, []).append(listener)

    def next(self, event: str) -> "asyncio.Future[dict[str, Any]]":
        """The params of the next event of this name."""
        future: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()

        def take(params: dict[str, Any]) -> None:
            self._listeners[event].remove(take)
            if not future.done():
                future.set_result(params)

        self.on(event, take)
        return future

    async def close(self) -> None:
        """Idempotent."""
        if self._closed:
            return
        self._closed = True
        self._reader.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._reader
        await self._socket.close()

    async def _read(self) -> None:
        try:
            async for text in self._socket:
                self._take(text)
        except ConnectionClosed:
            pass
        lost = Lost(_CLOSED)
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(lost)

    def _take(self, text: str | bytes) -> None:
        try:
            message = json.loads(text)
        except (ValueError, RecursionError):
            return
        if not isinstance(message, dict):
            return
        if message.get("id"):
            future = self._waiting.get(str(message["id"]))
            if future is not None and not future.done():
                future.set_result(message)
            return
        params = message.get("params")
        for listener in list(self._listeners.get(str(message.get("method")), ())):
            listener(params if isinstance(params, dict) else {})


def frame(number: str, method: str, params: Mapping[str, Any]) -> str:
    """One request as the official client writes it."""
    return json.dumps(
        {"id": number, "method": method, "params": dict(params)}, ensure_ascii=False, separators=(",", ":")
    )
