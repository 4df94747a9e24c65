import asyncio
import contextlib
import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

PROGRAM = {"referer": "https://servicewechat.com/wx1/1/page-frame.html"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
async def test_requests_leave_as_a_phone_would_send_them(watch: Any, serve: Any, send: Any) -> None:
    packed = gzip.compress(b'{"a":1}')
    head = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-type: application/json\r\n"
    server = await serve(head + b"content-length: %d\r\n\r\n" % len(packed) + packed)
    seen = await watch(hosts={"api.example.test": f"127.0.0.1:{server.port}"})
    other = await seen.proxy.listen("refuse")
    browser = {"Sec-Fetch-Mode": "cors", "sec-ch-ua": "x", "Origin": "https://servicewechat.com"}
    status, _, body = await send(
        seen.port,
        "http://api.example.test/a?b=1",
        method="POST",
        body=b"q=1",
        headers={**browser, "X-Minispect-Call": "L1"},
    )
    assert (status, body) == (200, packed)
    await send(other, "http://api.example.test/page", headers={**browser, "Origin": "https://web.example.test"})
    await seen.settle(2)

    first, second = (h.lower() for h in server.heads)
    assert "minispect" not in first
    assert not any(name.lower() in first for name in browser)
    assert "sec-fetch-mode: cors" in second, "a web page inside a web-view stays a web page"
    assert "origin: https://web.example.test" in second

    call, page = seen.of("flow")
    assert (call.label, call.run, page.label, page.run) == ("L1", "agree", "", "refuse")
    assert call.data["stripped"] == {"sec-fetch-mode": 1, "sec-ch-ua": 1, "origin": 1}
    assert not any("minispect" in name.lower() for name, _ in call.data["request_headers"])
    assert call.data["url"] == "http://api.example.test/a?b=1"
    assert seen.blob(call.data["request_body"]) == b"q=1"
    assert seen.blob(call.data["response_body"]) == packed, "the content coding stays in the blob"
    assert call.data["request_body"] == hashlib.sha256(b"q=1").hexdigest()
    assert call.data["id"] != page.data["id"]
    assert call.data["started_ns"] < call.data["ended_ns"] < page.data["started_ns"]
    from mitmproxy.io import FlowReader  # here, under the filter: its import warns of its own dependencies

    with (seen.root / "flows" / "flows.mitm").open("rb") as dump:
        kept = list(FlowReader(dump).stream())
    assert [flow.request.content for flow in kept] == [b"q=1", b""], "mitmproxy's own tools can read the dump"


async def test_the_browsers_own_calls_are_counted_and_kept_out(watch: Any, send: Any) -> None:
    seen = await watch()
    assert (await send(seen.port, "http://update.googleapis.com/service/update2"))[0] == 204
    assert await seen.proxy.canary(seen.port)
    await seen.proxy.fence(1)
    assert [r.data["host"] for r in seen.of("browser_call")] == ["update.googleapis.com"]
    assert seen.of("flow") == []
    status = None
    with contextlib.suppress(OSError):
        status = (await send(seen.port, "http://update.googleapis.com/x", headers=PROGRAM))[0]
    await seen.settle(1)
    assert status is None, "the program's request to that host is no call of the browser's: it is tried and recorded"
    assert seen.flows("failed")[0]["host"] == "update.googleapis.com"


async def test_failures_keep_the_request_and_look_like_failures(watch: Any, serve: Any, send: Any) -> None:
    async def half(head: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 900000\r\n\r\n" + b"x" * 1000)
        await writer.drain()
        writer.close()

    server = await serve(half)
    dead = await serve()
    seen = await watch(hosts={"half.test": f"127.0.0.1:{server.port}", "dead.test": "127.0.0.1:1"})
    for url in ("http://dead.test/x", f"http://127.0.0.1:{dead.port}/adb", "https://localhost/", "http://half.test/"):
        try:
            status = (await send(seen.port, url, method="POST", body=b"phone=1"))[0]
        except OSError:
            continue
        except Exception as error:  # http.client's own: no status line, or fewer bytes than promised
            assert type(error).__name__ in ("RemoteDisconnected", "IncompleteRead")
            continue
        raise AssertionError(f"{url} answered {status}")
    await seen.settle(4)
    refused, local, name, cut = seen.flows("failed")
    assert seen.blob(refused["request_body"]) == b"phone=1"
    assert "Connect call failed" in refused["error"] or "refused" in refused["error"].lower()
    assert "inspecting machine" in local["error"]
    assert "inspecting machine" in name["error"]
    assert dead.connections == 0
    assert not cut["truncated"], "the request is whole; only its answer broke off"
    assert (cut["status"], cut["response_size"]) == (200, 1000)


async def test_bodies_run_through_without_growing_the_process(watch: Any, serve: Any, send: Any) -> None:
    import psutil

    size = 120 << 20

    async def swallow(head: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        left = int(next(x for x in head.lower().split("\r\n") if x.startswith("content-length:"))[15:])
        while left:
            left -= len(await reader.read(min(left, 65536)))
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")

    def pieces() -> Any:
        for _ in range(size >> 16):
            yield b"m" * 65536

    server = await serve(swallow)
    seen = await watch(hosts={"up.test": f"127.0.0.1:{server.port}"})
    await send(seen.port, "http://up.test/warm", method="POST", body=b"x")
    process = psutil.Process(seen.proxy._process.pid)
    before = process.memory_info().rss
    status, _, _ = await send(
        seen.port, "http://up.test/big", method="POST", body=pieces(), headers={"content-length": str(size)}
    )
    peak = _peak(process.pid)
    await seen.settle(2)
    assert status == 200
    assert seen.flows()[1]["request_size"] == size
    assert peak - before < 40 << 20


def _peak(pid: int) -> int:
    """The most memory the process ever held, in bytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) * 1024


@pytest.mark.parametrize("size", [2, 200_000])
async def test_the_programs_cookies_pass_and_the_recording_shows_the_real_ones(
    watch: Any, serve: Any, send: Any, size: int
) -> None:
    head = b"HTTP/1.1 200 OK\r\nset-cookie: s=1; Path=/\r\nset-cookie: t=2\r\ncontent-length: %d\r\n\r\n" % size
    server = await serve(head + b"x" * size)
    seen = await watch(hosts={"api.example.test": f"127.0.0.1:{server.port}"})
    headers = {"X-Minispect-Call": "L1", "X-Minispect-Cookie": "sid=9"}
    _, answer, body = await send(seen.port, "http://api.example.test/a", headers=headers)
    assert len(body) == size
    assert json.loads(answer["x-minispect-set-cookie"]) == ["s=1; Path=/", "t=2"]
    _, other, _ = await send(seen.port, "http://api.example.test/b", headers={"X-Minispect-Cookie": "sid=9"})
    assert "x-minispect-set-cookie" not in other, "only calls of the program are handed what was set"
    await seen.settle(2)
    assert "\r\ncookie: sid=9\r\n" in server.heads[0].lower()
    assert "cookie" not in server.heads[1].lower()
    first = seen.flows()[0]
    assert ("cookie", "sid=9") in [(name.lower(), value) for name, value in first["request_headers"]]
    assert [value for name, value in first["response_headers"] if name == "set-cookie"] == ["s=1; Path=/", "t=2"]
    assert not any("minispect" in name.lower() for f in seen.flows() for name, _ in f["response_headers"])
