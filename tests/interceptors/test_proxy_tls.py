import asyncio
import contextlib
import ssl
from typing import Any


async def test_servers_are_judged_and_not_refused(watch: Any, serve: Any, send: Any, authority: Any) -> None:
    servers = {
        "good.test": await serve(tls=authority.context("good.test")),
        "old.test": await serve(tls=authority.context("old.test", days=-1)),
        "wrong.test": await serve(tls=authority.context("right.test")),
    }
    hosts = {name: f"127.0.0.1:{server.port}" for name, server in servers.items()}
    seen = await watch(hosts=hosts, trust=(authority.pem,))
    for name in hosts:
        assert (await send(seen.port, f"https://{name}/x"))[0] == 200
    await seen.settle(3)
    good, old, wrong = (f["tls"] for f in seen.flows())
    assert (good["verdict"], good["version"]) == ("valid", "TLSv1.3")
    assert (good["subject_organisation"], good["subject_cn"]) == ("测试有限公司", "good.test")
    assert good["cipher"]
    assert b"BEGIN CERTIFICATE" in seen.blob(good["chain"][0])
    assert (old["verdict"], old["reason"]) == ("invalid", "expired")
    assert (wrong["verdict"], wrong["reason"]) == ("invalid", "hostname mismatch")


async def test_a_client_that_pins_another_certificate(watch: Any, send: Any) -> None:
    seen = await watch(hosts={"pinned.test": "127.0.0.1:1"})
    with contextlib.suppress(ssl.SSLError):
        await send(seen.port, "https://pinned.test:8443/x", context=ssl.create_default_context())
    await seen.settle(1)
    (failed,) = seen.flows("failed")
    assert (failed["host"], failed["port"], failed["url"]) == ("pinned.test", 8443, "https://pinned.test:8443/")
    assert "certificate" in failed["error"]


async def test_tcp_inside_a_connect_is_recorded_whole(watch: Any, serve: Any) -> None:
    async def echo(head: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"\x00pong")
        await writer.drain()
        writer.close()

    server = await serve(echo)
    seen = await watch(hosts={"raw.test": f"127.0.0.1:{server.port}"})
    reader, writer = await asyncio.open_connection("127.0.0.1", seen.port)
    writer.write(b"CONNECT raw.test:7000 HTTP/1.1\r\nhost: raw.test:7000\r\n\r\n")
    assert b"200" in await reader.readuntil(b"\r\n\r\n")
    writer.write(b"\x00\x01ping\r\n\r\n")
    await writer.drain()
    assert await reader.read() == b"\x00pong"
    writer.close()
    await seen.settle(1)
    (stream,) = seen.flows("tcp")
    assert (stream["host"], stream["port"]) == ("raw.test", 7000)
    assert seen.blob(stream["request_body"]) == b"\x00\x01ping\r\n\r\n"
    assert seen.blob(stream["response_body"]) == b"\x00pong"
