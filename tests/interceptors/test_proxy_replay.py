"""Through a real proxy: recorded answers and socket frames, and nothing else."""

import asyncio
import gzip
from pathlib import Path
from typing import Any

import wsproto
from wsproto.events import AcceptConnection, Message, Request, TextMessage

from recording.log import Log
from recording.profile import Backend


def recorded(root: Path) -> Path:
    log = Log(root / "data" / "original")
    log.run = "agree"
    put = log.blobs.put
    packed = gzip.compress("你好".encode(), mtime=0)
    headers = (("content-type", "text/plain; charset=utf-8"), ("content-encoding", "gzip"), ("set-cookie", "s=1"))
    base = {"method": "GET", "host": "api.test", "status": 200}
    log.add("flow", {**base, "id": "f1", "url": "https://api.test/v1/x?t=1763800000000", "response_headers": headers,
                     "response_body": put(packed), "response_size": len(packed)})  # fmt: skip
    log.add("flow", {**base, "id": "f2", "url": "https://api.test/dead", "type": "failed", "status": 0})
    log.add("flow", {**base, "id": "f3", "url": "ws://api.test/ws", "type": "websocket", "status": 101})
    for number, (from_client, text) in enumerate(((False, "welcome"), (True, "ask"), (False, "told"))):
        body = {"request_body" if from_client else "response_body": put(text.encode())}
        log.add("flow", {"type": "frame", "id": f"g{number}", "parent": "f3", "from_client": from_client,
                         "content_type": "text", "url": "ws://api.test/ws", **body})  # fmt: skip
    log.close()
    return root


async def test_the_recording_answers_and_nothing_reaches_a_server(
    watch: Any, serve: Any, send: Any, tmp_path: Path
) -> None:
    server = await serve()
    pack = recorded(tmp_path / "pack")
    seen = await watch(backend=Backend(mode="replay", file=str(pack)), hosts={"*": f"127.0.0.1:{server.port}"})
    status, headers, body = await send(seen.port, "https://api.test/v1/x?t=1763899999999")
    assert (status, headers["content-encoding"], gzip.decompress(body).decode()) == (200, "gzip", "你好")
    assert (await send(seen.port, "https://api.test/other"))[0] == 504
    try:
        await send(seen.port, "https://api.test/dead")
        raise AssertionError("a connection that broke then breaks now")
    except OSError:
        pass

    assert await _talk(seen.port) == ["welcome", "told"]
    await seen.settle(7)
    assert server.connections == 0
    told = {f["url"]: (f["served_by"], f.get("replay_of"), f.get("replay_match")) for f in seen.flows("http")}
    assert told == {
        "https://api.test/v1/x?t=1763899999999": ("replay", "f1", "alike"),
        "https://api.test/other": ("replay", None, "miss"),
    }
    assert [f["url"] for f in seen.flows("failed")] == ["https://api.test/dead"]
    frames = [(f["from_client"], seen.blob(f["request_body" if f["from_client"] else "response_body"]))
              for f in seen.flows("frame")]  # fmt: skip
    assert frames == [(False, b"welcome"), (True, b"now"), (False, b"told")]
    assert seen.of("error") == []


async def _talk(port: int) -> list[str]:
    """A client that listens, says something, and listens again."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    socket = wsproto.WSConnection(wsproto.ConnectionType.CLIENT)
    head = socket.send(Request(host="api.test", target="/ws")).replace(b"GET /ws", b"GET http://api.test/ws", 1)
    writer.write(head)
    heard: list[str] = []
    async with asyncio.timeout(20):
        while len(heard) < 2:
            socket.receive_data(await reader.read(4096))
            for event in socket.events():
                assert isinstance(event, AcceptConnection | Message)
                if isinstance(event, TextMessage):
                    heard.append(event.data)
                    if len(heard) == 1:
                        writer.write(socket.send(TextMessage(data="now")))
    writer.close()
    return heard
