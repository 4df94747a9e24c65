"""The console on a port: what has to be true before it listens, and listening."""

import ipaddress
import os
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from minispect.console import users
from minispect.console.app import Background, make
from minispect.console.audit import NAME, Audit
from minispect.console.state import LOOPBACK, Console
from minispect.exits import UserError
from minispect.store.database import Database

PORT = 8765
_GRACE = 3
"""Seconds that open connections (pages that follow a running inspection) have at the end."""


@dataclass(frozen=True)
class Wanted:
    """Where to listen. ``names``: host names it is reached by from elsewhere; empty: any."""

    host: str = "127.0.0.1"
    port: int = PORT
    certificate: Path | None = None
    key: Path | None = None
    names: tuple[str, ...] = ()


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach it."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def console(database: Database, wanted: Wanted) -> Console:
    """Raises UserError when it would be open to others without anybody having to log in."""
    inside = is_loopback(wanted.host) and all(is_loopback(name) for name in wanted.names)
    with database.session() as db:
        able = users.able(db)
    if not inside and not able:
        raise UserError(
            f"--host {' --name '.join([wanted.host, *wanted.names])}: others could reach the console and nobody could "
            "log in; add a user first: minispect serve users add NAME"
        )
    _check_tls(wanted)
    names = tuple(name.lower() for name in wanted.names)
    host = f"[{wanted.host}]" if ":" in wanted.host and not wanted.host.startswith("[") else wanted.host
    return Console(
        database,
        Audit(database.folder / NAME),
        names=(*LOOPBACK, host.lower(), *names) if inside or names else (),
        secure=wanted.certificate is not None,
        open=inside,
    )


def _check_tls(wanted: Wanted) -> None:
    if (wanted.certificate is None) != (wanted.key is None):
        raise UserError("--certificate and --key belong together; give both or neither")
    if wanted.certificate is None or wanted.key is None:
        return
    for file in (wanted.certificate, wanted.key):
        if not os.access(file, os.R_OK):
            raise UserError(f"{file}: cannot be read; give the certificate and its key as PEM files")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(wanted.certificate, wanted.key, password=lambda: "")
    except (ssl.SSLError, OSError) as error:
        said = getattr(error, "reason", None) or error
        raise UserError(
            f"{wanted.certificate}: not a certificate that goes with {wanted.key} ({said}); give PEM files, the key "
            "without passphrase"
        ) from None


def listen(wanted: Wanted) -> socket.socket:
    """The port, taken before anything is said of it. Raises UserError."""
    family = socket.AF_INET6 if ":" in wanted.host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((wanted.host.strip("[]"), wanted.port))
        bound.listen(128)
    except (OSError, OverflowError) as error:
        bound.close()
        said = getattr(error, "strerror", None) or error
        raise UserError(f"--host {wanted.host} --port {wanted.port}: cannot listen there ({said})") from None
    return bound


def address(wanted: Wanted, bound: socket.socket) -> str:
    """What to type into a browser."""
    host = wanted.host if ":" not in wanted.host or wanted.host.startswith("[") else f"[{wanted.host}]"
    return f"{'https' if wanted.certificate else 'http'}://{host}:{bound.getsockname()[1]}/"


def serve(found: Console, wanted: Wanted, bound: socket.socket, background: Background | None = None) -> None:
    """Until interrupted."""
    config = uvicorn.Config(
        make(found, background),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE,
        ssl_certfile=wanted.certificate,
        ssl_keyfile=wanted.key,
    )
    try:
        uvicorn.Server(config).run(sockets=[bound])
    except KeyboardInterrupt:
        return
    finally:
        found.database.close()
