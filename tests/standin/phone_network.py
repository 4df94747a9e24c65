"""The phone's network: every connection goes where the ``http_proxy`` setting says, or out by itself.

Chromium is pointed at this once and for all; what the setting holds decides for each connection anew, so that
clearing it really changes what a capture sees. Nothing ever leaves the machine: without a proxy names do not resolve.
"""

import asyncio
import contextlib


class PhoneNetwork:
    def __init__(self, phone) -> None:
        self.phone = phone
        self.port = 0
        self.direct: list[str] = []
        """First lines of requests that went out without a proxy."""
        self.through = 0
        self._server: asyncio.Server | None = None

    async def start(self) -> int:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self.port

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            stream = await self._dial()
            if stream is None:
                head = await reader.readuntil(b"\r\n")
                self.direct.append(head.decode("latin-1").strip())
                writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            else:
                self.through += 1
                await asyncio.gather(_up(reader, stream), _down(stream, writer))
        writer.close()

    async def _dial(self):
        setting = self.phone.settings["global"].get("http_proxy", "")
        host, _, port = setting.partition(":")
        if not host or port in ("", "0"):
            return None
        target = self.phone.reverses.get(f"tcp:{port}") if host in ("127.0.0.1", "localhost") else None
        return await self.phone.adbd.dial_host(target) if target else None


async def _up(reader: asyncio.StreamReader, stream) -> None:
    with contextlib.suppress(Exception):
        while data := await reader.read(65536):
            await stream.write(data)
    await stream.close()


async def _down(stream, writer: asyncio.StreamWriter) -> None:
    while data := await stream.read():
        writer.write(data)
        await writer.drain()
    writer.close()
