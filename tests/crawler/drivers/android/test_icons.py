"""What the stand-in's WeChat sends by HTTPS on its own: read only where the phone trusts us."""

import json
import threading
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest_asyncio

from crawler.drivers.android.authority import Authority
from crawler.drivers.android.device import Device
from crawler.drivers.android.lease import lease
from interceptors.client import Proxy, Record
from recording.profile import Backend

from .conftest import StandIn

Start = Callable[..., StandIn]
OPEN = "am start -a android.intent.action.VIEW -d 'weixin://dl/business/?appid=wx00000000000000aa'"


@pytest_asyncio.fixture
async def proxy(tmp_path: Path) -> AsyncIterator[tuple[Proxy, list[dict[str, Any]]]]:
    records: list[dict[str, Any]] = []

    def receive(record: Record) -> None:
        if record.kind == "flow":
            records.append(dict(record.data))

    stub = tmp_path / "stub.json"
    stub.write_text(json.dumps({"routes": []}), encoding="utf-8")
    running = await Proxy.start(tmp_path / "original", receive, backend=Backend(mode="stub", file=str(stub)))
    yield running, records
    await running.stop()


def _opened(phone: StandIn, key: str) -> list[str]:
    """Open a program; what the phone says of ``key`` once it says anything."""
    phone.client.device(phone.serial).shell(OPEN)
    end = time.monotonic() + 15
    while not (said := phone.tell(ask="state")[key]) and time.monotonic() < end:
        threading.Event().wait(0.05)
    return list(said)


async def test_read_where_the_phone_trusts_us(
    standin: Start, proxy: tuple[Proxy, list[dict[str, Any]]], tmp_path: Path
) -> None:
    running, flows = proxy
    phone = standin("--rooted")
    device = Device(phone.client, phone.serial)
    authority = Authority(device, Path(running.confdir) / "mitmproxy-ca-cert.pem")
    async with lease(device, tmp_path) as lent:
        assert await authority.install() == ""
        await lent.through(await running.listen("agree"))
        assert _opened(phone, "icons") == ["wx00000000000000aa"]
    await running.fence(1)
    (flow,) = flows
    assert (flow["type"], flow["scheme"], flow["host"]) == ("http", "https", "wx.qlogo.cn")
    names = {str(name).casefold() for name, _ in flow["request_headers"]}
    assert "referer" not in names, "nothing says that a mini program sent it"
    assert phone.tell(ask="state")["direct"] == []


async def test_refused_where_it_does_not(
    standin: Start, proxy: tuple[Proxy, list[dict[str, Any]]], tmp_path: Path
) -> None:
    """No request goes out, and none in the clear: the capture level stays at host names."""
    running, flows = proxy
    phone = standin()
    async with lease(Device(phone.client, phone.serial), tmp_path) as lent:
        await lent.through(await running.listen("agree"))
        assert _opened(phone, "icons_refused") == ["wx00000000000000aa"]
    await running.fence(1)
    assert [(flow["type"], flow["host"]) for flow in flows] == [("failed", "wx.qlogo.cn")]
    assert phone.tell(ask="state")["icons"] == []


def test_out_by_itself_without_a_proxy(standin: Start) -> None:
    phone = standin()
    assert _opened(phone, "direct") == ["CONNECT wx.qlogo.cn:443 HTTP/1.1"]
