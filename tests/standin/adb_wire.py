"""adb's transport: packets and streams as a device speaks them (AOSP ``packages/modules/adb/protocol.txt``)."""

import asyncio
import struct
from collections import deque
from dataclasses import dataclass

VERSION = 0x01000001
MAX_DATA = 256 * 1024
_HEADER = struct.Struct("<4sIIIII")


class Broken(Exception):
    """The other side is gone or speaks nonsense."""


@dataclass(frozen=True)
class Packet:
    command: bytes
    arg0: int = 0
    arg1: int = 0
    data: bytes = b""

    def encode(self) -> bytes:
        (number,) = struct.unpack("<I", self.command)
        # The check sum counts for nothing when both sides speak this version.
        check = sum(self.data) & 0xFFFFFFFF if self.command == b"CNXN" else 0
        return _HEADER.pack(self.command, self.arg0, self.arg1, len(self.data), check, number ^ 0xFFFFFFFF) + self.data


async def receive(reader: asyncio.StreamReader) -> Packet:
    try:
        command, arg0, arg1, length, _check, magic = _HEADER.unpack(await reader.readexactly(_HEADER.size))
        (number,) = struct.unpack("<I", command)
        if magic != number ^ 0xFFFFFFFF or length > 16 * 1024 * 1024:
            raise Broken(f"bad header for {command!r}")
        return Packet(command, arg0, arg1, await reader.readexactly(length) if length else b"")
    except (asyncio.IncompleteReadError, ConnectionError, struct.error) as error:
        raise Broken(str(error)) from None


class Stream:
    """One open stream. Each ``WRTE`` waits for its ``OKAY``."""

    def __init__(self, send, local: int, remote: int = 0) -> None:
        self._send = send
        self.local, self.remote = local, remote
        self.max_data = MAX_DATA
        self._incoming: deque[bytes] = deque()
        self._news = asyncio.Event()
        self._ready = asyncio.Event()
        self.opened: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.closed = False
        self._rest = b""

    # --- told by the connection

    def confirmed(self, remote: int) -> None:
        self.remote = remote
        self._ready.set()
        if not self.opened.done():
            self.opened.set_result(True)

    async def fed(self, data: bytes) -> None:
        self._incoming.append(data)
        self._news.set()
        await self._send(Packet(b"OKAY", self.local, self.remote))

    def ended(self) -> None:
        self.closed = True
        self._news.set()
        self._ready.set()
        if not self.opened.done():
            self.opened.set_result(False)

    # --- used by services

    async def read(self) -> bytes:
        """Some bytes; empty at the end."""
        if self._rest:
            rest, self._rest = self._rest, b""
            return rest
        while not self._incoming:
            if self.closed:
                return b""
            self._news.clear()
            await self._news.wait()
        return self._incoming.popleft()

    async def exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            piece = await self.read()
            if not piece:
                raise Broken("the stream ended")
            data += piece
        data, self._rest = data[:count], data[count:]
        return data

    async def write(self, data: bytes) -> None:
        for start in range(0, len(data), self.max_data):
            await self._ready.wait()
            if self.closed:
                raise Broken("the stream is closed")
            self._ready.clear()
            await self._send(Packet(b"WRTE", self.local, self.remote, data[start : start + self.max_data]))

    async def close(self) -> None:
        if not self.closed:
            await self._ready.wait()
            if not self.closed:
                self.ended()
                await self._send(Packet(b"CLSE", self.local, self.remote))
