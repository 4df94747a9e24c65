"""Real proxy processes, real sockets on loopback, certificates of a local authority."""

import asyncio
import datetime
import http.client
import ssl
import urllib.parse
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from interceptors.client import Proxy, Record


@dataclass
class Seen:
    """A running proxy and what it reported."""

    proxy: Proxy
    root: Path
    port: int
    records: list[Record]

    def flows(self, kind: str = "") -> list[dict[str, Any]]:
        found = [dict(r.data) for r in self.records if r.kind == "flow"]
        return [f for f in found if not kind or f["type"] == kind]

    def of(self, kind: str) -> list[Record]:
        return [r for r in self.records if r.kind == kind]

    def blob(self, name: str) -> bytes:
        return (self.root / "blobs" / name).read_bytes()

    async def settle(self, count: int) -> None:
        """Wait until so many flows have come."""
        async with asyncio.timeout(40):
            while len(self.of("flow")) < count:
                await asyncio.sleep(0.01)


@dataclass
class Server:
    """A server that remembers each request's head and answers by ``answer``."""

    port: int = 0
    heads: list[str] = field(default_factory=list)
    connections: int = 0


@pytest.fixture
async def watch(tmp_path: Path) -> AsyncIterator[Callable[..., Awaitable[Seen]]]:
    running: list[Proxy] = []

    async def start(**settings: Any) -> Seen:
        records: list[Record] = []
        proxy = await Proxy.start(tmp_path, records.append, **settings)
        running.append(proxy)
        return Seen(proxy, tmp_path, await proxy.listen("agree"), records)

    yield start
    for proxy in running:
        await proxy.stop()


@pytest.fixture
async def serve() -> AsyncIterator[Callable[..., Awaitable[Server]]]:
    """Start a server: ``serve(answer, tls)``; ``answer(head, reader, writer)`` is a coroutine or bytes."""
    running: list[asyncio.Server] = []

    async def start(answer: Any = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok", tls: Any = None) -> Server:
        server = Server()

        async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            server.connections += 1
            try:
                while True:
                    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                    server.heads.append(head)
                    if not isinstance(answer, bytes):
                        await answer(head, reader, writer)
                        continue
                    size = next((int(x[15:]) for x in head.lower().split("\r\n") if x.startswith("content-length:")), 0)
                    await reader.readexactly(size)
                    writer.write(answer)
                    await writer.drain()
            except (asyncio.IncompleteReadError, ConnectionError):
                pass
            finally:
                writer.close()

        running.append(await asyncio.start_server(client, "127.0.0.1", 0, ssl=tls))
        server.port = running[-1].sockets[0].getsockname()[1]
        return server

    yield start
    for server in running:
        server.close()


def _send(
    port: int, url: str, method: str, headers: dict[str, str], body: Any, context: ssl.SSLContext | None
) -> tuple[int, dict[str, str], bytes]:
    parts = urllib.parse.urlsplit(url)
    target = parts._replace(scheme="", netloc="").geturl()
    if parts.scheme == "https":
        if context is None:
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            "127.0.0.1", port, context=context, timeout=15
        )
        connection.set_tunnel(parts.hostname or "", parts.port or 443)
    else:
        connection, target = http.client.HTTPConnection("127.0.0.1", port, timeout=60), url
    try:
        connection.request(method, target, body=body, headers=headers)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


@pytest.fixture
def send() -> Callable[..., Awaitable[tuple[int, dict[str, str], bytes]]]:
    async def through(
        port: int,
        url: str,
        *,
        method: str = "GET",
        headers: dict[str, str] | None = None,
        body: Any = None,
        context: ssl.SSLContext | None = None,
    ) -> tuple[int, dict[str, str], bytes]:
        return await asyncio.to_thread(_send, port, url, method, headers or {}, body, context)

    return through


class Authority:
    """Issues certificates of every kind of badness."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = self._sign("Test Root", self.key, self.key, "Test Root", [], True)
        self.pem = folder / "root.pem"
        self.pem.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))

    def issue(
        self, *names: str, days: int = 30, own: bool = False, organisation: str = "测试有限公司"
    ) -> x509.Certificate:
        key = ec.generate_private_key(ec.SECP256R1())
        signer, issuer = (key, names[0]) if own else (self.key, "Test Root")
        certificate = self._sign(names[0], key, signer, issuer, list(names), False, days, organisation)
        self.last_key = key
        return certificate

    def context(self, *names: str, **settings: Any) -> ssl.SSLContext:
        certificate = self.issue(*names, **settings)
        file = self.folder / f"{names[0]}.pem"
        key = self.last_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + key)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def _sign(
        self,
        name: str,
        key: ec.EllipticCurvePrivateKey,
        signer: ec.EllipticCurvePrivateKey,
        issuer: str,
        names: list[str],
        root: bool,
        days: int = 30,
        organisation: str = "",
    ) -> x509.Certificate:
        def subject(text: str, org: str) -> x509.Name:
            parts = [x509.NameAttribute(NameOID.COMMON_NAME, text)]
            return x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, org), *parts] if org else parts)

        now = datetime.datetime.now(datetime.UTC)
        end = now + datetime.timedelta(days=days)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject(name, organisation))
            .issuer_name(subject(issuer, organisation if issuer == name else ""))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(min(now, end) - datetime.timedelta(days=2))
            .not_valid_after(end)
            .add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        )
        if root:
            usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
            builder = builder.add_extension(usage, critical=True)
        else:
            san = x509.SubjectAlternativeName([x509.DNSName(n) for n in names])
            server = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
            builder = builder.add_extension(san, critical=False).add_extension(server, critical=False)
        return builder.sign(signer, hashes.SHA256())


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    folder = tmp_path / "ca"
    folder.mkdir()
    return Authority(folder)
