import asyncio
import json
from pathlib import Path
from typing import Any

import wsproto
from wsproto.events import (
    AcceptConnection,
    BytesMessage,
    CloseConnection,
    Message,
    RejectConnection,
    Request,
    TextMessage,
)

from recording.profile import Backend


async def websocket(port: int, host: str, *messages: Any, echoes: int = 0) -> tuple[list[Any], asyncio.StreamWriter]:
    """Connect through the proxy, send, close after so many echoes, and return what came."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"CONNECT {host}:80 HTTP/1.1\r\nhost: {host}:80\r\n\r\n".encode())
    await reader.readuntil(b"\r\n\r\n")
    client = wsproto.WSConnection(wsproto.ConnectionType.CLIENT)
    writer.write(client.send(Request(host=host, target="/live", extra_headers=[(b"x-minispect-call", b"W1")])))
    came: list[Any] = []
    while piece := await asyncio.wait_for(reader.read(65536), 30):
        client.receive_data(piece)
        for event in client.events():
            came.append(event)
            if isinstance(event, AcceptConnection):
                for message in messages:
                    writer.write(client.send(Message(message)))
            if isinstance(event, RejectConnection):
                return came, writer
        if len(came) == echoes + 1:
            writer.write(client.send(CloseConnection(1000)))
    return came, writer


async def echo(head: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    server = wsproto.WSConnection(wsproto.ConnectionType.SERVER)
    piece = head.encode("latin-1")
    while piece:
        server.receive_data(piece)
        for event in server.events():
            if isinstance(event, Request):
                writer.write(server.send(AcceptConnection()))
            elif isinstance(event, TextMessage | BytesMessage):
                writer.write(server.send(Message(event.data)))
            elif isinstance(event, CloseConnection):
                writer.write(server.send(event.response()))
                return
        piece = await reader.read(65536)


async def test_every_frame_is_recorded_in_both_directions(watch: Any, serve: Any) -> None:
    server = await serve(echo)
    seen = await watch(hosts={"ws.test": f"127.0.0.1:{server.port}"})
    came, writer = await websocket(seen.port, "ws.test", "手机号", b"\x00\x01", echoes=2)
    writer.close()
    assert [e.data for e in came if isinstance(e, TextMessage | BytesMessage)] == ["手机号", b"\x00\x01"]
    await seen.settle(5)
    (opened,) = seen.flows("websocket")
    assert opened["url"] == "ws://ws.test/live"
    assert (opened["scheme"], opened["status"]) == ("ws", 101)
    assert "minispect" not in server.heads[0]
    frames = seen.flows("frame")
    assert {f["parent"] for f in frames} == {opened["id"]}
    sent = [seen.blob(f["request_body"]) for f in frames if f["from_client"]]
    got = [seen.blob(f["response_body"]) for f in frames if not f["from_client"]]
    assert sent == got == ["手机号".encode(), b"\x00\x01"]
    assert {r.label for r in seen.of("flow")} == {"W1"}


async def test_a_stubbed_host_accepts_and_stays_silent(watch: Any, tmp_path: Path) -> None:
    table = tmp_path / "backend.json"
    table.write_text(json.dumps({"routes": [{"host": "ws.test", "json": {}}]}))
    seen = await watch(backend=Backend(mode="stub", file=str(table)))
    came, writer = await websocket(seen.port, "ws.test", "hello")
    writer.close()
    assert [type(e) for e in came] == [AcceptConnection, CloseConnection]
    other, writer = await websocket(seen.port, "other.test")
    writer.close()
    assert not any(isinstance(e, AcceptConnection) for e in other)
    await seen.settle(3)
    assert [f["host"] for f in seen.flows("websocket")] == ["ws.test"]
    assert [seen.blob(f["request_body"]) for f in seen.flows("frame")] == [b"hello"]
    (refused,) = seen.flows("http")
    assert (refused["host"], refused["scheme"], refused["status"]) == ("other.test", "ws", 404)
