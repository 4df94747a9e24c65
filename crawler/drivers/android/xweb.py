"""WeChat's own debugging sockets, where the device offers them: which page of which program is in front.

A tree that lies or is empty names no page; the titles of these sockets do (``APPID:PATH.html:VISIBLE``). Nothing but
titles is read. Offered only after somebody switched WeChat's inspector on; reported for some versions, never a promise.
"""

import asyncio
import contextlib
import json
import re
from typing import Any

from crawler.driver import Unreachable
from crawler.drivers.android.device import Device

_SOCKET = re.compile(
    r"@((?:webview_devtools_remote_|xweb_devtools_remote_|com\.tencent\.mm_devtools_remote)\d+)\s*$", re.MULTILINE
)
_TITLE = re.compile(r"^(wx[0-9a-f]{16}):([\w\-./]{1,200}?)(?:\.html)?:VISIBLE\b")
_LIMIT = 2.0
_LARGEST = 1 << 20
_MOST = 6
"""Sockets that are asked; more are those of other apps."""


class XWeb:
    """One device's sockets."""

    def __init__(self, device: Device) -> None:
        self.appids: set[str] = set()
        """Programs that were named."""
        self._device = device
        self._ports: dict[str, int] = {}
        self._looked = False

    async def page(self) -> str:
        """The path of the page in front; empty where no socket tells."""
        if not self._looked:
            await self.look()
        for port in self._ports.values():
            for title in await _titles(port):
                found = _TITLE.match(title)
                if found is not None:
                    self.appids.add(found[1])
                    return found[2]
        return ""

    async def look(self) -> None:
        """Find the sockets; a program that was started anew has others."""
        self._looked = True
        said = (await self._device.sh("cat /proc/net/unix | grep devtools_remote")).out
        names = list(dict.fromkeys(_SOCKET.findall(said)))[:_MOST]
        await self._drop(set(self._ports) - set(names))
        for name in names:
            if name not in self._ports:
                with contextlib.suppress(Unreachable):
                    self._ports[name] = await self._device.forward(f"localabstract:{name}")

    async def close(self) -> None:
        """Take the forwards away."""
        await self._drop(set(self._ports))

    async def _drop(self, names: set[str]) -> None:
        for name in names:
            await self._device.unforward(self._ports.pop(name))


async def _titles(port: int) -> list[str]:
    """Titles of the targets behind a port; none when it does not answer as a debugging socket."""
    for path in ("/json/list", "/json"):
        with contextlib.suppress(OSError, ValueError, TimeoutError, asyncio.IncompleteReadError):
            listed: Any = json.loads(await asyncio.wait_for(_get(port, path), _LIMIT))
            if isinstance(listed, list):
                return [str(one.get("title")) for one in listed if isinstance(one, dict)]
    return []


async def _get(port: int, path: str) -> bytes:
    """Raises OSError, ValueError."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        data = b""
        while len(data) < _LARGEST and (piece := await reader.read(1 << 16)):
            data += piece
            head, _, body = data.partition(b"\r\n\r\n")
            length = re.search(rb"(?i)content-length:\s*(\d+)", head)
            if body and length is not None and len(body) >= int(length[1]):
                return body
        return data.partition(b"\r\n\r\n")[2]
    finally:
        writer.close()
