"""The debugging port of the DevTools process, where it was started with one: which hosts the program asked, as its own
views and app service tell. It is a second witness: what it saw and the proxy did not went past the proxy.

Targets (DevTools 2.02, by WaterTian/wechat-devtools-mcp): type ``webview``, the page at ``…/__pageframe__/…``, the app
service at ``…/appservice/…``. Each is talked to at its own ``webSocketDebuggerUrl``.
"""

import asyncio
import contextlib
import json
import urllib.request
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from crawler.driver import Unreachable

_MARKS = ("/__pageframe__/", "/appservice/")
_OWN = ("127.0.0.1", "localhost", "servicewechat.com")
"""Where DevTools serves the program from."""
_LIMIT = 3.0


class Watch:
    """Counts requests by host. ``refresh`` finds the targets of a program that was started anew."""

    def __init__(self, port: int) -> None:
        self.hosts: Counter[str] = Counter()
        self.targets = 0
        self._port = port
        self._open: dict[str, tuple[ClientConnection, asyncio.Task[None]]] = {}

    async def refresh(self) -> None:
        """Listen to every view and app service there is. Raises Unreachable when the port is not DevTools'."""
        found = await asyncio.to_thread(listed, self._port)
        known = [t for t in found if any(mark in str(t.get("url")) for mark in _MARKS)]
        if not known and not self._open:
            raise Unreachable(
                f"--cdp-port {self._port}: no view of a mini program is there; start DevTools itself with "
                f"--remote-debugging-port={self._port} (a browser may hold this port)"
            )
        for target in known:
            address = str(target.get("webSocketDebuggerUrl") or "")
            if address and address not in self._open:
                await self._listen(address)

    def missed(self, seen: set[str]) -> list[str]:
        """Hosts the program asked that are not among those the proxy saw."""
        return sorted(host for host in self.hosts if host not in seen)

    async def close(self) -> None:
        """Idempotent."""
        for socket, task in self._open.values():
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            await socket.close()
        self._open.clear()

    async def _listen(self, address: str) -> None:
        try:
            socket = await asyncio.wait_for(connect(address, max_size=None, ping_interval=None, proxy=None), _LIMIT)
            await socket.send(json.dumps({"id": 1, "method": "Network.enable", "params": {}}))
        except (OSError, TimeoutError, InvalidHandshake, ConnectionClosed):
            # A target that went away meanwhile, or is debugged by somebody else.
            return
        self.targets += 1
        self._open[address] = (socket, asyncio.create_task(self._read(socket)))

    async def _read(self, socket: ClientConnection) -> None:
        with contextlib.suppress(ConnectionClosed):
            async for text in socket:
                self._take(text)

    def _take(self, text: str | bytes) -> None:
        try:
            message = json.loads(text)
        except (ValueError, RecursionError):
            return
        if not isinstance(message, dict) or message.get("method") != "Network.requestWillBeSent":
            return
        params = message.get("params")
        request = params.get("request") if isinstance(params, dict) else None
        host = _host(str(request.get("url") or "")) if isinstance(request, dict) else ""
        if host and not any(host == own or host.endswith(f".{own}") for own in _OWN):
            self.hosts[host] += 1


def listed(port: int) -> list[dict[str, Any]]:
    """Targets of a debugging port. Raises Unreachable."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/json/list", timeout=_LIMIT) as answer:
            found = json.loads(answer.read(4 << 20))
    except (OSError, ValueError):
        raise Unreachable(
            f"--cdp-port {port}: nothing answers there; start DevTools itself with --remote-debugging-port={port}, or "
            "leave the option out"
        ) from None
    return [target for target in found if isinstance(target, dict)] if isinstance(found, list) else []


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        return (parts.hostname or "") if parts.scheme in ("http", "https", "ws", "wss") else ""
    except ValueError:
        return ""
