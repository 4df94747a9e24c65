"""Real servers on this machine for a program's stub backend, some of them weak: what only a handshake shows (SEC-02).

``servers.toml`` beside the program names those that are anyhow special, a table for each host; all others are sound,
and all answer what ``backend.json`` says. Keys: ``days`` until the certificate ends (negative: it has ended), ``bits``
of its RSA key, ``name`` it is made out to, ``tls`` (``1.0`` to ``1.2``) as the newest version spoken, ``known = false``
for one that no authority signed.

``main`` with the arguments PROGRAM OUT RUNS BUDGET scans like ``minispect scan --json`` with these servers.
"""

import asyncio
import contextlib
import datetime
import ipaddress
import socket
import socketserver
import ssl
import sys
import tempfile
import threading
import tomllib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from measures.kept import SERVERS

from interceptors import stub
from interceptors.answers import Asked
from minispect import summary, target
from minispect.inspection import RUNS, Inspection, Request

_DAY = datetime.timedelta(days=1)
_BEGAN = 90
"""Days ago from which certificates hold."""
_HELLO = b"\x16"
"""First byte of a client that wants TLS."""
_LARGEST = 1 << 24
_VERSIONS = {"1.0": ssl.TLSVersion.TLSv1, "1.1": ssl.TLSVersion.TLSv1_1, "1.2": ssl.TLSVersion.TLSv1_2}


@dataclass(frozen=True)
class Facts:
    """Of one server."""

    days: int = 300
    bits: int = 2048
    name: str = ""
    tls: str = ""
    known: bool = True


class Authority:
    """Signs the certificates of the laboratory; ``file`` is what has to be trusted."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._made = folder, 0
        self._key = rsa.generate_private_key(65537, 2048)
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Laboratory")])
        whole = self._signed("Laboratory", self._key, self._name, self._key, 3000, authority=True)
        self.file = folder / "authority.pem"
        self.file.write_bytes(whole.public_bytes(serialization.Encoding.PEM))

    def context(self, host: str, facts: Facts) -> ssl.SSLContext:
        """How a server of these facts shakes hands."""
        key, name = rsa.generate_private_key(65537, facts.bits), facts.name or host
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        issuer, signer = (self._name, self._key) if facts.known else (subject, key)
        made = self._signed(name, key, issuer, signer, facts.days)
        form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        self._made += 1
        file = self._folder / f"{self._made}.pem"
        file.write_bytes(
            made.public_bytes(serialization.Encoding.PEM) + key.private_bytes(serialization.Encoding.PEM, *form)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.set_ciphers("ALL:@SECLEVEL=0" if facts.bits < 2048 or facts.tls else "DEFAULT")
        if facts.tls:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                context.minimum_version = ssl.TLSVersion.TLSv1
                context.maximum_version = _VERSIONS[facts.tls]
        context.load_cert_chain(file)
        return context

    def _signed(
        self,
        name: str,
        key: rsa.RSAPrivateKey,
        issuer: x509.Name,
        signer: rsa.RSAPrivateKey,
        days: int,
        *,
        authority: bool = False,
    ) -> x509.Certificate:
        now = datetime.datetime.now(datetime.UTC)
        constraints = x509.BasicConstraints(ca=authority, path_length=None)
        return (
            x509.CertificateBuilder(
                issuer, x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]), key.public_key(),
                x509.random_serial_number(), now - _BEGAN * _DAY, now + days * _DAY,
            )
            .add_extension(constraints, critical=True)
            .add_extension(x509.SubjectAlternativeName([_alternative(name)]), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
            .sign(signer, hashes.SHA256())
        )  # fmt: skip


def _alternative(name: str) -> x509.GeneralName:
    with contextlib.suppress(ValueError):
        return x509.IPAddress(ipaddress.ip_address(name))
    return x509.DNSName(name)


class Servers(socketserver.ThreadingTCPServer):
    """One port that answers for every host, with TLS or without, as the client begins."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, authority: Authority, table: stub.Stub, special: dict[str, Facts]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.authority, self.table = authority, table
        self.special = special
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._lock = threading.Lock()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def context(self, host: str) -> ssl.SSLContext:
        with self._lock:
            if host not in self._contexts:
                self._contexts[host] = self.authority.context(host, self.special.get(host, Facts()))
            return self._contexts[host]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that go away in the middle are nothing to tell of."""


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        server, client = self.server, self.request
        assert isinstance(server, Servers)
        scheme = "http"
        if client.recv(1, socket.MSG_PEEK) == _HELLO:
            client, scheme = server.context(_wanted(client)).wrap_socket(client, server_side=True), "https"
        with client, client.makefile("rwb") as stream:
            while line := stream.readline().split():
                headers = _headers(stream)
                length = min(int(headers.get("content-length", "0")), _LARGEST)
                host = headers.get("host", "").partition(":")[0]
                method, path = line[0].decode(), line[1].decode()
                asked = Asked(
                    "", method, f"{scheme}://{host}{path}", host, stream.read(length), headers.get("content-type", "")
                )
                reply = server.table.reply(asked)
                body = reply.body.read_bytes() if isinstance(reply.body, Path) else reply.body
                head = f"HTTP/1.1 {reply.status} Answer\r\ncontent-length: {len(body)}\r\n"
                head += "".join(f"{name}: {value}\r\n" for name, value in reply.headers)
                stream.write(head.encode() + b"\r\n" + body)
                stream.flush()


def _wanted(client: socket.socket) -> str:
    """The host that a client's first words name (RFC 8446 4.1.2, RFC 6066 3), read without taking them away: which
    versions are spoken has to be settled before the handshake begins."""
    head = client.recv(5, socket.MSG_PEEK | socket.MSG_WAITALL)
    hello = client.recv(5 + int.from_bytes(head[3:5], "big"), socket.MSG_PEEK | socket.MSG_WAITALL)
    at = 5 + 4 + 2 + 32
    for size in (1, 2, 1):  # session, ciphers, compressions
        at += size + int.from_bytes(hello[at : at + size], "big")
    at += 2
    while at + 4 <= len(hello):
        kind, length = int.from_bytes(hello[at : at + 2], "big"), int.from_bytes(hello[at + 2 : at + 4], "big")
        if kind == 0:
            return hello[at + 9 : at + 4 + length].decode("ascii", "replace")
        at += 4 + length
    return "laboratory.invalid"


def _headers(stream: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    while line := stream.readline().strip():
        name, _, value = line.decode("latin-1").partition(":")
        found[name.lower()] = value.strip()
    return found


def special(program: Path) -> dict[str, Facts]:
    """What ``servers.toml`` of a program says."""
    rows = tomllib.loads((program / SERVERS).read_text(encoding="utf-8"))
    return {host: Facts(**facts) for host, facts in rows.items()}


@contextlib.contextmanager
def servers(program: Path) -> Iterator[Servers]:
    """Runs while the block does."""
    with (
        tempfile.TemporaryDirectory(prefix="laboratory-") as folder,
        Servers(Authority(Path(folder)), stub.load(program / "backend.json"), special(program)) as server,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def main() -> None:
    program, out, runs, budget = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    with servers(program) as server:
        request = Request(
            target.find(str(program), None, "live", None),
            out,
            tuple(runs.split(",")) if runs else RUNS,
            budget=budget,
            seed=7,
            read_screens=False,
            hosts={"*": server.address},
            trust=(server.authority.file,),
        )
        sys.stdout.write(summary.as_json(asyncio.run(Inspection(request, lambda _: None).run())))
