"""A WireGuard tunnel from the device to our proxy, for apps that do not heed the proxy setting.

The keys are made once and kept, so that the configuration is taken into the device's WireGuard app once. What the
tunnel carries is proven by a canary that the device itself sends, before a scan begins.
"""

import asyncio
import base64
import contextlib
import json
import os
import secrets
import socket
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from crawler.driver import Unreachable
from crawler.drivers.android.device import Device
from interceptors.client import Proxy, ProxyError
from interceptors.config import CANARY_HOST
from reports.seal import home

PORT = 51820
"""WireGuard's own (IANA: none; the project's documents use it throughout)."""
SPOT = "198.18.0.1"
"""An address that only a tunnel leads anywhere (RFC 2544); the canary is sent there."""
_ADDRESS, _NAMES = "10.0.0.1/32", "10.0.0.53"
"""What mitmproxy gives the client and where it answers names."""
_WAIT = 12.0


def keys() -> Path:
    """The file with both ends' keys, made at its first use, readable by its owner only."""
    path = home() / "wireguard" / "keys.json"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = {name: base64.b64encode(secrets.token_bytes(32)).decode() for name in ("server_key", "client_key")}
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(made, file)
    return path


def configuration(address: str, port: int = PORT) -> str:
    """What the device's WireGuard app takes in. Raises Unreachable for keys that cannot be read."""
    try:
        known = json.loads(keys().read_text("utf-8"))
        server = X25519PrivateKey.from_private_bytes(base64.b64decode(known["server_key"], validate=True))
        client = str(known["client_key"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unreachable(
            f"{keys()}: these keys cannot be read ({error}); delete the file, new ones are made"
        ) from None
    public = base64.b64encode(server.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()
    return (
        f"[Interface]\nPrivateKey = {client}\nAddress = {_ADDRESS}\nDNS = {_NAMES}\n\n"
        f"[Peer]\nPublicKey = {public}\nAllowedIPs = 0.0.0.0/0\nEndpoint = {address}:{port}\n"
    )


def handed_out(address: str, port: int = PORT) -> tuple[Path, Path]:
    """The configuration as a file and as a picture with a QR code, for the app's two ways to take it in."""
    import cv2

    text = configuration(address, port)
    file, picture = keys().with_name("phone.conf"), keys().with_name("phone.png")
    code = cv2.resize(cv2.QRCodeEncoder.create().encode(text), None, fx=6, fy=6, interpolation=cv2.INTER_NEAREST)
    framed = cv2.copyMakeBorder(code, 24, 24, 24, 24, cv2.BORDER_CONSTANT, value=255)
    for path, data in ((file, text.encode()), (picture, cv2.imencode(".png", framed)[1].tobytes())):
        path.touch(mode=0o600)
        path.write_bytes(data)
    return file, picture


def own_address() -> str:
    """This machine's address in the network that leads out, as devices beside it reach it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])
    return "127.0.0.1"


class Tunnel:
    """One inspection's tunnel. ``say`` shows where the configuration lies."""

    def __init__(self, proxy: Proxy, port: int = PORT, listen: str = "0.0.0.0") -> None:  # noqa: S104  (phones come from outside; WireGuard answers nobody without the key)
        self._proxy, self._port, self._listen = proxy, port, listen

    async def lead(self, run: str) -> None:
        """What comes through it belongs to this run from now on. Raises Unreachable."""
        try:
            await self._proxy.tunnel(run, keys(), self._listen, self._port)
        except ProxyError as error:
            raise Unreachable(str(error)) from None

    async def prove(self, device: Device, say: Callable[[str], None] | None = None) -> None:
        """A request of the device itself must arrive. Raises Unreachable with what to do."""
        file, picture = await asyncio.to_thread(handed_out, own_address(), self._port)
        if say is not None:
            say(f"WireGuard: {file} (QR: {picture})")
        mark = f"tunnel-{secrets.token_hex(4)}"
        arrived = self._proxy.expect(mark)
        request = f"GET /{mark} HTTP/1.0\\r\\nHost: {CANARY_HOST}\\r\\n\\r\\n"
        await device.sh(f"printf '{request}' | nc -w 5 {SPOT} 80", limit=_WAIT)
        if not await arrived(_WAIT):
            raise Unreachable(
                f"a canary request of {device.serial} did not come through the WireGuard tunnel: take {file} (or the "
                f"QR code {picture}) into the device's WireGuard app, switch it on, and let UDP port {self._port} in"
            )
