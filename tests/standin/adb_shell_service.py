"""``shell:``, ``shell,v2,raw:`` and ``exec:``: a command's output as the three services carry it."""

import asyncio
import struct

from adb_wire import Stream

_OUT, _ERR, _EXIT = 1, 2, 3


async def run_shell(phone, name: str, stream: Stream) -> None:
    options, _, line = name.partition(":")
    if phone.helper.starts(line):
        await phone.helper.run(line, stream)
        return
    second = "v2" in options.split(",")
    result = await _run(phone, line)
    if not second:
        # The old service has one stream for both and no exit code.
        await stream.write(result.out + result.err)
        return
    for number, data in ((_OUT, result.out), (_ERR, result.err)):
        for start in range(0, len(data), 32 * 1024):
            piece = data[start : start + 32 * 1024]
            await stream.write(struct.pack("<BI", number, len(piece)) + piece)
    await stream.write(struct.pack("<BIB", _EXIT, 1, result.code & 0xFF))


async def run_exec(phone, line: str, stream: Stream) -> None:
    if line == "getevent -lt":
        await follow_touches(phone, stream)
        return
    result = await _run(phone, line)
    await stream.write(result.out + result.err)


async def follow_touches(phone, stream: Stream) -> None:
    """``getevent -lt``: goes on until the other side has had enough."""
    with phone.hand.listening() as lines:
        while not stream.closed:
            try:
                text = await asyncio.wait_for(lines.get(), 0.2)
            except TimeoutError:
                continue
            await stream.write(text.encode())


async def _run(phone, line: str):
    if phone.faults.slow:
        await asyncio.sleep(phone.faults.slow)
    await phone.maybe_pull_cable(line)
    return await phone.shell.run(line)
