"""An own server on loopback for stub mode: swallows streamed uploads, keeps WebSockets open and silent,
and hands out large files piece by piece.

Nobody but the proxy talks to it. What it answers to a plain request is replaced by the stub's answer, unless
the answer is a file too large to be held in memory: that comes from here.
"""

import asyncio
import os
from pathlib import Path

import wsproto
from wsproto.connection import ConnectionState
from wsproto.events import AcceptConnection, CloseConnection, Ping, Request

SERVE = "x-minispect-serve"
"""Header by which the proxy names the large file that it was promised; it never leaves the machine."""
_PIECE = 65536


class Origin:
    """The server. ``port`` is 0 until ``serve`` has run."""

    def __init__(self) -> None:
        self.port = 0
        self._promised: dict[str, Path] = {}

    async def serve(self) -> asyncio.Server:
        """Start it."""
        server = await asyncio.start_server(self._client, "127.0.0.1", 0, limit=_PIECE)
        self.port = int(server.sockets[0].getsockname()[1])
        return server

    def promise(self, key: str, file: Path) -> None:
        """The request that names ``key`` gets this file."""
        self._promised[key] = file

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await _converse(self._promised, reader, writer)
        finally:
            writer.close()


async def _converse(promised: dict[str, Path], reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while head := await _head(reader):
            if b"\nupgrade: websocket" in head.lower():
                await _websocket(head, reader, writer)
                return
            await _swallow(head, reader)
            key = _fields(head).get(SERVE.encode(), b"").decode("ascii", "replace")
            await _answer(promised.pop(key, None), writer)
    except (
        OSError,
        asyncio.IncompleteReadError,
        asyncio.LimitOverrunError,
        ValueError,
        wsproto.utilities.ProtocolError,
    ):
        pass


async def _answer(file: Path | None, writer: asyncio.StreamWriter) -> None:
    """The file in pieces, each taken by the other side before the next is read; nothing when there is none."""
    if file is None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
        await writer.drain()
        return
    with file.open("rb") as source:
        size = os.fstat(source.fileno()).st_size
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % size)
        while size > 0 and (piece := source.read(min(size, _PIECE))):
            writer.write(piece)
            await writer.drain()
            size -= len(piece)
        if size:
            raise OSError("the file became shorter while it was sent")


async def _head(reader: asyncio.StreamReader) -> bytes:
    """The request's first lines; empty when the other side is done."""
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""


async def _swallow(head: bytes, reader: asyncio.StreamReader) -> None:
    fields = _fields(head)
    if b"chunked" in fields.get(b"transfer-encoding", b""):
        while size := int((await reader.readline()).split(b";")[0], 16):
            await _skip(reader, size + 2)
        while (await reader.readline()).strip():
            pass
    else:
        await _skip(reader, int(fields.get(b"content-length", b"0")))


async def _skip(reader: asyncio.StreamReader, size: int) -> None:
    while size > 0:
        piece = await reader.read(min(size, _PIECE))
        if not piece:
            raise asyncio.IncompleteReadError(b"", size)
        size -= len(piece)


def _fields(head: bytes) -> dict[bytes, bytes]:
    lines = (line.partition(b":") for line in head.split(b"\r\n")[1:] if b":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in lines}


async def _websocket(head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    socket = wsproto.WSConnection(wsproto.ConnectionType.SERVER)
    socket.receive_data(head)
    closed = _react(socket, writer)
    while not closed:
        await writer.drain()
        piece = await reader.read(_PIECE)
        socket.receive_data(piece or None)
        closed = _react(socket, writer) or not piece


def _react(socket: wsproto.WSConnection, writer: asyncio.StreamWriter) -> bool:
    """Accept, answer pings, return a close; True when the WebSocket is over."""
    over = False
    for event in socket.events():
        if isinstance(event, Request):
            protocol = event.subprotocols[0] if event.subprotocols else None
            writer.write(socket.send(AcceptConnection(subprotocol=protocol)))
        elif isinstance(event, Ping):
            writer.write(socket.send(event.response()))
        elif isinstance(event, CloseConnection):
            over = True
            if socket.state == ConnectionState.REMOTE_CLOSING:
                writer.write(socket.send(event.response()))
    return over
