"""The tunnel's configuration as a phone takes it in, and the canary that must come through before a scan begins."""

import asyncio
import base64
import importlib.util
import json
import re
import socket
import stat
import sys
from pathlib import Path
from typing import Any

import cv2
import pytest

from crawler.driver import Unreachable
from interceptors.client import Proxy
from minispect import wireguard

CLIENT = Path(__file__).parents[1] / "interceptors" / "wireguard.py"


def test_the_configuration_is_made_once_and_is_the_owners(tmp_path: Path) -> None:
    file, picture = wireguard.handed_out("192.0.2.7")
    text = file.read_text("utf-8")
    assert "Endpoint = 192.0.2.7:51820" in text
    # OpenCV's reader misses about one code in 25 at a given size; a phone looks from more than one distance.
    code = cv2.imread(str(picture))
    assert code is not None
    sizes = [cv2.resize(code, None, fx=k, fy=k, interpolation=cv2.INTER_NEAREST) for k in (1, 2, 3)]
    assert text.strip() in [cv2.QRCodeDetector().detectAndDecode(size)[0].strip() for size in sizes]
    assert {stat.S_IMODE(p.stat().st_mode) for p in (file, picture, wireguard.keys())} == {0o600}
    assert wireguard.configuration("192.0.2.7") == text, "the phone's copy stays good"
    wireguard.keys().write_text("{}", encoding="utf-8")
    with pytest.raises(Unreachable, match=r"keys\.json: these keys cannot be read .*delete the file"):
        wireguard.configuration("192.0.2.7")


class Phone:
    """Its shell's ``nc``, through a tunnel of its own or through none."""

    serial = "phone-1"

    def __init__(self, port: int) -> None:
        self.port = port

    async def sh(self, command: str, *, limit: float) -> None:
        found = re.fullmatch(r"printf '(.*)' \| nc -w 5 (\S+) (\d+)", command)
        assert found is not None
        if self.port:
            text = found[1].replace("\\r\\n", "\r\n").encode()
            await asyncio.to_thread(self._through, found[2], int(found[3]), text)

    def _through(self, address: str, port: int, text: bytes) -> None:
        module = _client()
        known = {n: base64.b64decode(k) for n, k in json.loads(wireguard.keys().read_text()).items()}
        server = module._public(module.X25519PrivateKey.from_private_bytes(known["server_key"]))
        client = module.Client(known["client_key"], server, ("127.0.0.1", self.port))
        try:
            client.exchange(address, port, text)
        finally:
            client.close()


async def test_a_scan_begins_only_with_a_canary_through_the_tunnel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wireguard, "_WAIT", 3.0)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    proxy = await Proxy.start(tmp_path / "original", lambda _: None)
    try:
        tunnel = wireguard.Tunnel(proxy, port, "127.0.0.1")
        await tunnel.lead("refuse")
        said: list[str] = []
        phone: Any = Phone(port)
        await tunnel.prove(phone, said.append)
        assert "phone.conf" in said[0]
        phone.port = 0
        with pytest.raises(Unreachable, match=r"did not come through the WireGuard tunnel: take .*phone\.conf"):
            await tunnel.prove(phone)
    finally:
        await proxy.stop()


def _client() -> Any:
    spec = importlib.util.spec_from_file_location("wireguard_client", CLIENT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
