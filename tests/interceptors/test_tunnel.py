"""A WireGuard tunnel into the proxy: a handshake, names answered, HTTPS opened, requests told by name and run."""

import asyncio
import base64
import json
import socket
import ssl
from pathlib import Path

from interceptors.client import Proxy, Record
from interceptors.config import CANARY_HOST
from recording.profile import Backend

from .wireguard import Client, X25519PrivateKey, _public


def _port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_a_phone_in_a_tunnel(tmp_path: Path) -> None:
    records: list[Record] = []
    stub = tmp_path / "stub.json"
    stub.write_text(
        '{"routes": [{"host": "api.example.test", "path": "/shop", "status": 200, "json": {"open": true}}]}'
    )
    keys, port = tmp_path / "keys.json", _port()
    proxy = await Proxy.start(tmp_path / "original", records.append, backend=Backend(mode="stub", file=str(stub)))
    try:
        await proxy.tunnel("refuse", keys, "127.0.0.1", port)
        known = {name: base64.b64decode(key) for name, key in json.loads(keys.read_text()).items()}
        server = _public(X25519PrivateKey.from_private_bytes(known["server_key"]))
        arrived = proxy.expect("hello")

        trusting = ssl.create_default_context(cafile=Path(proxy.confdir) / "mitmproxy-ca-cert.pem")

        def phone() -> tuple[str, bytes, bytes]:
            client = Client(known["client_key"], server, ("127.0.0.1", port))
            try:
                named = client.ask_name("api.example.test")
                head = "GET {} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n"
                canary = client.exchange("198.18.9.9", 80, head.format("/hello", CANARY_HOST).encode())
                asked = head.format("/shop", "api.example.test").encode()
                answer = client.exchange_tls(named, "api.example.test", asked, trusting)
                return named, canary, answer
            finally:
                client.close()

        named, canary, answer = await asyncio.to_thread(phone)
        assert named.startswith("198.18.")
        assert canary.endswith(b"minispect")
        assert await arrived(5)
        assert b'{"open":' in answer.replace(b" ", b"")
        # The tunnel stays, and belongs to the next run.
        await proxy.tunnel("agree", keys, "127.0.0.1", port)
    finally:
        await proxy.stop()
    (flow,) = [record for record in records if record.kind == "flow"]
    assert (flow.run, flow.data["url"], flow.data["status"]) == ("refuse", "https://api.example.test/shop", 200)
