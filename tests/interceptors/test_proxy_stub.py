import asyncio
import hashlib
import json
import random
from pathlib import Path
from typing import Any

import psutil
import pytest

from interceptors.answers import BackendError
from interceptors.client import ProxyError
from recording.profile import Backend


async def test_answers_come_from_the_table_and_nothing_reaches_a_server(
    watch: Any, serve: Any, send: Any, tmp_path: Path
) -> None:
    server = await serve()
    routes = [{"host": "api.test", "path": "/v1/*", "headers": {"x-a": "b"}, "json": {"名": 1}}]
    table = tmp_path / "backend.json"
    table.write_text(json.dumps({"routes": routes}))
    hosts = {"api.test": f"127.0.0.1:{server.port}", "raw.test": f"127.0.0.1:{server.port}"}
    seen = await watch(backend=Backend(mode="stub", file=str(table)), hosts=hosts)
    status, headers, body = await send(seen.port, "https://api.test/v1/x?y=/z")
    assert (status, headers["x-a"], json.loads(body)) == (200, "b", {"名": 1})
    assert (await send(seen.port, f"http://127.0.0.1:{server.port}/v1/x"))[0] == 404

    size = 8 << 20
    for extra in ({"content-length": str(size)}, {}):
        pieces = (b"m" * 65536 for _ in range(size >> 16))
        status, _, body = await send(seen.port, "https://api.test/v1/up", method="POST", body=pieces, headers=extra)
        assert (status, json.loads(body)) == (200, {"名": 1}), "an upload that streams through is answered all the same"

    reader, writer = await asyncio.open_connection("127.0.0.1", seen.port)
    writer.write(b"CONNECT raw.test:7000 HTTP/1.1\r\nhost: raw.test:7000\r\n\r\n")
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"\x00\x01\x02ping")
    assert await reader.read() == b"", "raw TCP has no answer in a table and gets none"
    writer.close()

    await seen.settle(4)
    assert server.connections == 0
    uploads = [f for f in seen.flows("http") if f["method"] == "POST"]
    assert [(u["url"], u["request_size"], u["served_by"]) for u in uploads] == [
        ("https://api.test/v1/up", size, "stub")
    ] * 2
    assert {u["request_body"] for u in uploads} == {uploads[0]["request_body"]}
    assert uploads[0]["tls"]["verdict"] == "unchecked"


async def test_a_large_file_runs_through_without_growing_the_process(watch: Any, send: Any, tmp_path: Path) -> None:
    size, route = 60 << 20, {"host": "cdn.test", "status": 203, "headers": {"x-a": "b"}, "file": "large.mp4"}
    content = random.Random(1).randbytes(1 << 20) * 60
    (tmp_path / "large.mp4").write_bytes(content)
    (tmp_path / "backend.json").write_text(json.dumps({"routes": [route]}))
    seen = await watch(backend=Backend(mode="stub", file=str(tmp_path / "backend.json")))
    await send(seen.port, "http://warm.test/")
    process = psutil.Process(seen.proxy._process.pid)
    before = process.memory_info().rss
    status, headers, body = await send(seen.port, "https://cdn.test/v", headers={"x-minispect-serve": "000001"})
    assert (status, headers["x-a"], headers["content-type"], body == content) == (203, "b", "video/mp4", True)
    pieces = (b"m" * 65536 for _ in range(32))
    status, _, body = await send(seen.port, "https://cdn.test/up", method="POST", body=pieces)
    assert (status, body == content) == (203, True), "the same after an upload that streams through"
    status, headers, body = await send(seen.port, "https://cdn.test/v", method="HEAD")
    assert (status, headers["content-length"], body) == (203, str(size), b"")
    await seen.settle(4)
    peak = next(x for x in Path(f"/proc/{process.pid}/status").read_text().splitlines() if x.startswith("VmHWM"))
    assert int(peak.split()[1]) * 1024 - before < 30 << 20
    _, down, up, head = seen.flows("http")
    assert {down["response_body"], up["response_body"]} == {hashlib.sha256(content).hexdigest()}
    assert (down["url"], down["status"], down["response_size"]) == ("https://cdn.test/v", 203, size)
    assert (up["request_size"], head["response_size"], down["served_by"]) == (2 << 20, 0, "stub")


async def test_what_cannot_start_says_why_in_one_sentence(watch: Any, serve: Any, tmp_path: Path) -> None:
    with pytest.raises(BackendError, match=r"none\.json: the stub backend cannot be read"):
        await watch(backend=Backend(mode="stub", file=str(tmp_path / "none.json")))
    with pytest.raises(BackendError, match="nowhere: this is no evidence pack"):
        await watch(backend=Backend(mode="replay", file="nowhere"))
    taken = await serve()
    seen = await watch()
    with pytest.raises(ProxyError, match=f"port {taken.port} on 127.0.0.1 is in use"):
        await seen.proxy.listen("refuse", taken.port)
    assert await seen.proxy.canary(seen.port), "a port that was taken harms nothing that runs"
    assert await seen.proxy.canary(await seen.proxy.listen("refuse"))


async def test_connections_still_open_at_the_end_are_no_errors(watch: Any, tmp_path: Path) -> None:
    table = tmp_path / "backend.json"
    table.write_text(json.dumps({"routes": [{"host": "api.test", "json": {}}]}))
    seen = await watch(backend=Backend(mode="stub", file=str(table)))
    reader, idle = await asyncio.open_connection("127.0.0.1", seen.port)
    idle.write(b"CONNECT api.test:443 HTTP/1.1\r\nhost: api.test:443\r\n\r\n")
    await reader.readuntil(b"\r\n\r\n")
    _, slow = await asyncio.open_connection("127.0.0.1", seen.port)
    slow.write(b"POST http://api.test/up HTTP/1.1\r\nhost: api.test\r\ncontent-length: 900000\r\n\r\n" + b"x" * 70_000)
    await slow.drain()
    await seen.proxy.fence(1)
    await seen.proxy.stop()
    assert seen.of("error") == []
    idle.close()
    slow.close()
