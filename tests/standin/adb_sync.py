"""The sync service: STAT, LIST, SEND and RECV, in their first and second versions."""

import struct

from adb_wire import Broken, Stream
from files import Entry, Files

_PIECE = 64 * 1024


async def serve_sync(files: Files, stream: Stream) -> None:
    while True:
        try:
            request, length = struct.unpack("<4sI", await stream.exactly(8))
        except Broken:
            return
        if request == b"QUIT":
            return
        path = (await stream.exactly(length)).decode("utf-8", "replace")
        if request in (b"STAT", b"LST2", b"STA2"):
            await stream.write(_stat(request, files.get(path)))
        elif request == b"LIST":
            await _list(files, path, stream)
        elif request == b"SEND":
            await _take(files, path, stream)
        elif request == b"RECV":
            await _give(files, path, stream)
        else:
            await _fail(stream, f"unknown command {request.decode('ascii', 'replace')}")
            return


def _stat(request: bytes, entry: Entry | None) -> bytes:
    mode, size, mtime = (entry.mode, entry.size, entry.mtime) if entry is not None else (0, 0, 0)
    if request == b"STAT":
        return struct.pack("<4sIII", b"STAT", mode, size, mtime)
    error = 0 if entry is not None else 2
    return struct.pack("<4sIQQIIIIQqqq", request, error, 1, 1, mode, 1, 0, 0, size, mtime, mtime, mtime)


async def _list(files: Files, path: str, stream: Stream) -> None:
    for name, entry in files.listing(path):
        raw = name.encode()
        await stream.write(struct.pack("<4sIIII", b"DENT", entry.mode, entry.size, entry.mtime, len(raw)) + raw)
    await stream.write(struct.pack("<4sIIII", b"DONE", 0, 0, 0, 0))


async def _take(files: Files, target: str, stream: Stream) -> None:
    path, _, mode = target.rpartition(",")
    data = b""
    while True:
        kind, length = struct.unpack("<4sI", await stream.exactly(8))
        if kind == b"DONE":
            break
        data += await stream.exactly(length)
    if not files.may_write(path):
        await _fail(stream, f"couldn't create file: {path}: Read-only file system")
        return
    files.write(path, data, mode=0o100000 | (int(mode or 0o644) & 0o777), mtime=length)
    await stream.write(struct.pack("<4sI", b"OKAY", 0))


async def _give(files: Files, path: str, stream: Stream) -> None:
    entry = files.get(path)
    if entry is None or entry.folder:
        await _fail(stream, f"open failed: No such file or directory: {path}")
        return
    for start in range(0, len(entry.data), _PIECE):
        piece = entry.data[start : start + _PIECE]
        await stream.write(struct.pack("<4sI", b"DATA", len(piece)) + piece)
    await stream.write(struct.pack("<4sI", b"DONE", 0))


async def _fail(stream: Stream, message: str) -> None:
    raw = message.encode()
    await stream.write(struct.pack("<4sI", b"FAIL", len(raw)) + raw)
