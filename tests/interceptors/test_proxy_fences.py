import asyncio
import os
import signal
from typing import Any

import pytest

from interceptors.client import ProxyError


async def test_a_fence_orders_what_was_seen_whatever_the_delays(watch: Any, serve: Any, send: Any) -> None:
    release = asyncio.Event()

    async def slow(head: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if "/slow" in head:
            await release.wait()
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
        await writer.drain()

    server = await serve(slow)
    seen = await watch(hosts={"api.test": f"127.0.0.1:{server.port}"})
    waiting = asyncio.create_task(send(seen.port, "http://api.test/slow"))
    while not server.heads:
        await asyncio.sleep(0.01)
    await send(seen.port, "http://api.test/before")
    await seen.proxy.fence(1)
    assert [f["url"] for f in seen.flows()] == ["http://api.test/before"], "all that ended before is here"

    reader, writer = await asyncio.open_connection("127.0.0.1", seen.port)
    writer.write(
        b"POST http://api.test/straddle HTTP/1.1\r\nhost: api.test\r\ncontent-length: 90000\r\n\r\n" + b"a" * 45000
    )
    await writer.drain()
    while len(server.heads) < 3:
        await asyncio.sleep(0.01)
    await seen.proxy.fence(2)
    writer.write(b"b" * 45000)
    await reader.readuntil(b"ok")
    writer.close()
    await send(seen.port, "http://api.test/after")
    release.set()
    await waiting
    await seen.settle(4)
    fences = {f["url"].rpartition("/")[2]: (f["fence_start"], f["fence_end"]) for f in seen.flows()}
    assert fences == {"before": (0, 0), "slow": (0, 0), "straddle": (1, 2), "after": (2, 2)}


async def test_a_connection_made_before_the_fence_is_no_proof_of_after(watch: Any, serve: Any) -> None:
    server = await serve()
    seen = await watch(hosts={"api.test": f"127.0.0.1:{server.port}"})
    reader, writer = await asyncio.open_connection("127.0.0.1", seen.port)
    await seen.proxy.canary(seen.port)
    await seen.proxy.fence(1)
    for _ in range(2):
        writer.write(b"GET http://api.test/ HTTP/1.1\r\nhost: api.test\r\n\r\n")
        await reader.readuntil(b"ok")
    writer.close()
    await seen.settle(2)
    assert [(f["fence_start"], f["fence_end"]) for f in seen.flows()] == [(0, 1), (1, 1)]


@pytest.mark.parametrize("how", ["stop", "crash"])
async def test_a_request_under_way_at_the_end_is_not_lost(watch: Any, serve: Any, how: str) -> None:
    async def never(head: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    server = await serve(never)
    seen = await watch(hosts={"api.test": f"127.0.0.1:{server.port}"})
    _, writer = await asyncio.open_connection("127.0.0.1", seen.port)
    head = b"POST http://api.test/phone HTTP/1.1\r\nhost: api.test\r\nx-minispect-call: L9\r\n"
    writer.write(head + b"content-length: 90000\r\n\r\n" + b"1" * 9)
    while not server.heads:
        await asyncio.sleep(0.01)
    if how == "stop":
        await seen.proxy.stop()
    else:
        os.kill(seen.proxy._process.pid, signal.SIGKILL)
    await seen.settle(1)
    (flow,) = seen.of("flow")
    assert (flow.label, flow.data["type"], flow.data["url"]) == ("L9", "failed", "http://api.test/phone")
    assert flow.data["truncated"]
    if how == "crash":
        async with asyncio.timeout(30):
            while not seen.proxy.failure:
                await asyncio.sleep(0.01)
        assert "was not seen" in seen.of("error")[0].data["message"]
        with pytest.raises(ProxyError, match="ended by itself"):
            await seen.proxy.fence(1)
    writer.close()


async def test_bytes_that_arrived_before_a_fence_belong_before_it(watch: Any, serve: Any) -> None:
    server = await serve()
    seen = await watch(hosts={"api.test": f"127.0.0.1:{server.port}"})
    reader, writer = await asyncio.open_connection("127.0.0.1", seen.port)
    for number in range(1, 21):
        writer.write(b"GET http://api.test/ HTTP/1.1\r\nhost: api.test\r\n\r\n")
        await writer.drain()
        await seen.proxy.fence(number)
        await reader.readuntil(b"ok")
    writer.close()
    await seen.settle(20)
    assert [f["fence_start"] for f in seen.flows()] == list(range(20))


async def test_a_hook_that_breaks_is_told_and_the_request_kept(watch: Any, serve: Any, send: Any) -> None:
    server = await serve()
    seen = await watch(hosts={"api.test": f"127.0.0.1:{server.port}"})
    (seen.root / "blobs").rmdir()
    (seen.root / "blobs").write_text("a disk that will not take blobs")
    await send(seen.port, "http://api.test/phone", method="POST", body=b"1")
    await seen.settle(1)
    assert "blobs" in seen.of("error")[0].data["message"]
    assert seen.flows()[0]["url"] == "http://api.test/phone"
