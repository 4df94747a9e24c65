"""The proxy's own process: ``python -m interceptors.process``, one mitmproxy master, JSON lines both ways.

The first line on standard input is a ``ProxyConfig``; every further line is a command. Standard output
carries one ordered stream of answers and records. The end of standard input ends the process.
"""

import asyncio
import base64
import hashlib
import json
import logging
import os
import socket
import sys
from pathlib import Path
from typing import Any, Protocol

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from mitmproxy.addons import core, disable_h2c, next_layer, proxyserver, tlsconfig
from mitmproxy.master import Master
from mitmproxy.net.tls import Version, is_supported_version
from mitmproxy.options import Options
from mitmproxy.proxy.mode_specs import ProxyMode

from interceptors import network, replay, stub
from interceptors.addons.requests import close_request
from interceptors.answers import BackendError, Source
from interceptors.config import ProxyConfig
from interceptors.registry import make_all
from interceptors.session import Session


class StartError(Exception):
    """The proxy cannot start; the message is one sentence."""


class _Errors(logging.Handler):
    """What mitmproxy or an add-on reports as an error becomes a record: a hook that broke lost something."""

    def __init__(self, session: Session) -> None:
        super().__init__(logging.ERROR)
        self.session = session

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError):
            return  # asyncio of Python 3.11 reports each connection that the end of the process finds open
        if record.exc_info and record.exc_info[1] is not None:
            text = f"{text}: {record.exc_info[1]!r}"
        self.session.send({"t": "error", "message": text[:2000]})


class _Ready:
    """Says when mitmproxy's own parts (its authority, its server manager) are there."""

    def __init__(self) -> None:
        self.event = asyncio.Event()

    def running(self) -> None:
        self.event.set()


class _Servers(Protocol):
    async def update(self, modes: Any) -> bool: ...


class Process:
    """The running proxy: its master, its session and what the main process may ask of it."""

    def __init__(self, session: Session, master: Master) -> None:
        self.session = session
        self.master = master
        self.modes: list[ProxyMode] = []

    @property
    def servers(self) -> _Servers:
        found: _Servers = self.master.addons.get("proxyserver").servers
        return found

    async def obey(self, command: dict[str, Any]) -> bool:
        """Carry out one command; False when it was the last."""
        name = command.get("c")
        if name == "listen":
            port = await self.listen(str(command["run"]), int(command.get("port", 0)))
            self.session.send({"t": "listening", "run": command["run"], "port": port})
        elif name == "tunnel":
            await self._tunnel(str(command["run"]), str(command["keys"]), str(command["host"]), int(command["port"]))
        elif name == "fence":
            await self._let_sockets_speak()
            self.session.fence = int(command["n"])
            self.session.send({"t": "fence", "n": self.session.fence})
        elif name == "passthrough":
            self.session.passthrough = str(command["which"])
        elif name == "backend":
            raise StartError("the backend cannot be changed while the proxy runs; start another inspection")
        return name != "stop"

    async def listen(self, run: str, wanted: int) -> int:
        """Open one more port for a run. Raises StartError when the port is taken."""
        host = self.session.config.listen_host
        for _ in range(1 if wanted else 5):
            port = wanted or _free_port(host)
            mode = ProxyMode.parse(f"regular@{host}:{port}")
            self.session.ports[port] = run
            if await self.servers.update([*self.modes, mode]):
                self.modes.append(mode)
                return port
            del self.session.ports[port]
            await self.servers.update(self.modes)
        raise StartError(f"port {wanted or 'of any number'} on {host} is in use; name another or end what holds it")

    async def _tunnel(self, run: str, keys: str, host: str, port: int) -> None:
        """Open the WireGuard tunnel, once; from now on it belongs to this run. Raises StartError."""
        self.session.tunnel_run = run
        mode = ProxyMode.parse(f"wireguard:{keys}@{host}:{port}")
        if mode not in self.modes:
            if not await self.servers.update([*self.modes, mode]):
                await self.servers.update(self.modes)
                raise StartError(f"UDP port {port} on {host} is in use; end what holds it")
            self.modes.append(mode)
        self.session.send({"t": "listening", "run": run, "port": port})

    async def _let_sockets_speak(self) -> None:
        """What already lies in a socket's buffer was sent before the fence: let it be read first."""
        for _ in range(10):
            await asyncio.sleep(0)

    def finish(self) -> None:
        """Hand over what is still under way; a request that left is never lost."""
        for exchange in self.session.take_unfinished():
            close_request(exchange)
            name, size = exchange.request_body
            if exchange.response_stream is not None:
                exchange.response_stream.close()
            data = exchange.request | {"type": "failed", "request_body": name, "request_size": size}
            data |= {"served_by": exchange.served_by, "stripped": exchange.stripped}
            data["truncated"] = exchange.fence_end is None
            data["fence_end"] = self.session.fence if exchange.fence_end is None else exchange.fence_end
            data["error"] = "the inspection ended before the exchange did"
            self.session.send_flow(exchange.run, data, exchange.label)


async def run(config: ProxyConfig, lines: asyncio.StreamReader, descriptor: int) -> None:
    """Serve until told to stop or until the main process is gone. Raises StartError, BackendError."""
    session = Session(config, _source(config), descriptor)
    network.patch_resolver(config.hosts, config.allow_local)
    server = await session.origin.serve()
    master = Master(_options(config))
    ready = _Ready()
    master.addons.add(*_parts(), *make_all(session), ready)
    master.options.update(connection_strategy="lazy", upstream_cert=False, tls_version_server_min=_oldest())
    serving = asyncio.create_task(master.run())
    await ready.event.wait()
    process = Process(session, master)
    logging.getLogger().addHandler(_Errors(session))
    session.send({"t": "ready", "spki": _spki(config.confdir / "mitmproxy-ca-cert.pem"), "pid": os.getpid()})
    try:
        await _commands(process, lines)
    finally:
        process.finish()
        master.shutdown()
        await asyncio.wait([serving], timeout=3)
        server.close()
    session.send({"t": "stopped"})


def _source(config: ProxyConfig) -> Source | None:
    """Where answers come from when no server is asked. Raises BackendError."""
    match config.backend.mode:
        case "stub":
            return stub.load(Path(config.backend.file))
        case "replay":
            return replay.load(Path(config.backend.file))
    return None


async def _commands(process: Process, lines: asyncio.StreamReader) -> None:
    while line := await lines.readline():
        command = json.loads(line)
        try:
            if not await process.obey(command):
                return
        except StartError as error:
            process.session.send({"t": "refused", "c": command.get("c"), "message": str(error)})


def _parts() -> list[Any]:
    """mitmproxy's own add-ons that a recording proxy needs. With all of its default ones, most of which
    serve its own user interfaces, each small exchange costs half as much again."""
    return [
        core.Core(),
        disable_h2c.DisableH2C(),
        proxyserver.Proxyserver(),
        next_layer.NextLayer(),
        tlsconfig.TlsConfig(),
    ]


def _options(config: ProxyConfig) -> Options:
    """HTTP/1.1 only, as ``wx.request`` by default: with HTTP/2 towards the browser the sixth request
    to a slow server would wait for ever (mitmproxy holds five connections per client and server)."""
    return Options(
        mode=[],
        listen_host=config.listen_host,
        confdir=str(config.confdir),
        ssl_insecure=True,
        http2=False,
    )


def _oldest() -> str:
    """A server that offers nothing newer is to be seen as it is (SEC-02), not as one that cannot be reached."""
    return next(v.name for v in (Version.TLS1, Version.TLS1_1, Version.TLS1_2) if is_supported_version(v))


def _spki(certificate: Path) -> str:
    """The pin by which Chromium trusts the inspection's own authority."""
    key = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
    return base64.b64encode(
        hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()
    ).decode("ascii")


def _free_port(host: str) -> int:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


async def _main() -> int:
    descriptor = os.dup(1)
    os.dup2(2, 1)
    lines = asyncio.StreamReader(limit=1 << 24)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin.buffer)
    try:
        config = ProxyConfig.model_validate_json(await lines.readline())
        await run(config, lines, descriptor)
    except (StartError, BackendError) as error:
        message = json.dumps({"t": "failed", "message": str(error), "backend": isinstance(error, BackendError)})
        os.write(descriptor, message.encode("ascii") + b"\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(_main()))
