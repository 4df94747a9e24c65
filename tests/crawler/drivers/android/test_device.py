"""The device side without a browser: choosing one, a broken connection, what is changed and given back."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import adbutils
import pytest
from cryptography import x509

from crawler.driver import Unreachable
from crawler.drivers.android import front
from crawler.drivers.android.authority import STORE, Authority, store_name
from crawler.drivers.android.choice import connect, held
from crawler.drivers.android.device import Device, Interrupted
from crawler.drivers.android.frame import BlackFrame, frame
from crawler.drivers.android.lease import Lease, lease
from crawler.drivers.android.xweb import XWeb, _titles
from interceptors.client import Proxy

from .conftest import StandIn

Start = Callable[..., StandIn]


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes of what is lent go to a folder of the test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def _device(phone: StandIn) -> Device:
    return Device(phone.client, phone.serial)


def _global(phone: StandIn) -> dict[str, str]:
    settings: dict[str, str] = phone.tell(ask="state")["settings"]["global"]
    return settings


# --- which one


def test_a_device_is_chosen_or_said_why_not(standin: Start, adb_port: int) -> None:
    client = adbutils.AdbClient(port=adb_port)
    with pytest.raises(Unreachable, match=r"no Android device is connected; plug one in"):
        connect(client)
    one = standin()
    assert connect(client) == one.serial
    with pytest.raises(Unreachable, match=r"--serial nothing: adb does not know .*known: 127\.0\.0\.1"):
        connect(client, "nothing")
    two = standin("--auth", connect=False)
    with pytest.raises(Unreachable, match="is unauthorized: unlock it and accept"):
        connect(client, two.serial)
    with pytest.raises(Unreachable, match=r"several devices .*name one with --serial"):
        connect(client)
    assert connect(client, one.serial) == one.serial


def test_no_adb_server_and_a_device_in_use(standin: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adbutils, "adb_path", lambda: "/nowhere/adb")
    with pytest.raises(Unreachable, match=r"adb does not work here .*install it"):
        connect(adbutils.AdbClient(port=1))
    with held("x:1"), pytest.raises(Unreachable, match="in use by another scan"), held("x:1"):
        pass


# --- the connection


def _plug_in_again(phone: StandIn) -> None:
    """As soon as the cable is out: adb's server tries at once, and then only every ten seconds."""
    end = time.monotonic() + 20
    while phone.tell(ask="state")["cable"] == "in" and time.monotonic() < end:
        threading.Event().wait(0.02)
    phone.tell(cable="in")


async def test_a_question_is_asked_again_a_tap_is_not(standin: Start) -> None:
    phone = standin()
    device = _device(phone)
    for command, repeatable in (("echo still here", True), ("input tap 5 5", False)):
        phone.tell(fault={"pull": command.split()[0]})
        back = threading.Thread(target=_plug_in_again, args=(phone,))
        back.start()
        if repeatable:
            assert (await device.sh(command)).out == "still here\n"
        else:
            with pytest.raises(Interrupted):
                await device.sh(command, again=False)
        back.join()
    assert device.reconnected == 2
    assert "tap 5 5" not in phone.tell(ask="state")["inputs"]


async def test_a_black_picture_is_no_picture(standin: Start) -> None:
    phone = standin()
    device = _device(phone)
    assert frame(await device.output("screencap -p"), 3).viewport == (360, 800)
    phone.tell(set={"black": True})
    with pytest.raises(BlackFrame):
        frame(await device.output("screencap -p"), 3)
    with pytest.raises(ValueError, match="no picture"):
        frame(b"error: something", 3)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("  mCurrentFocus=Window{1f u0 com.a/com.a.B}\n", "com.a/com.a.B"),
        ("  mCurrentFocus=Window{1f u10 com.a/.B}\n", "com.a/com.a.B"),
        ("mCurrentFocus=null\n    topResumedActivity=ActivityRecord{5 u0 com.a/.b.C t88}\n", "com.a/com.a.b.C"),
        ("  mResumedActivity: ActivityRecord{5 u0 com.a/com.a.C t88}\n", "com.a/com.a.C"),
        ("  ResumedActivity: ActivityRecord{5 u0 com.a/.C t8}\n", "com.a/com.a.C"),
        ("nothing of the kind", ""),
    ],
)
def test_the_window_in_front_in_all_spellings(text: str, where: str) -> None:
    assert front.parse(text) == where


# --- what is lent


async def test_everything_lent_is_given_back(standin: Start, tmp_path: Path) -> None:
    phone = standin()
    device = _device(phone)
    before = _global(phone)
    with pytest.raises(RuntimeError, match="whatever"):
        async with lease(device, tmp_path) as lent:
            await lent.through(4711)
            during = phone.tell(ask="state")
            assert during["settings"]["global"]["http_proxy"] == "127.0.0.1:18080"
            assert during["reverses"] == {"tcp:18080": "tcp:4711"}
            assert lent.open_note
            raise RuntimeError("whatever")
    after = phone.tell(ask="state")
    assert after["settings"]["global"] == before
    assert after["reverses"] == {}
    assert not list(tmp_path.glob("*.json"))


async def test_a_killed_scan_is_cleaned_up_by_the_next(standin: Start, tmp_path: Path) -> None:
    """The user's own proxy comes back, not what the killed scan had put there."""
    phone = standin()
    device = _device(phone)
    await device.sh("settings put global http_proxy 10.0.0.1:8888")
    killed = Lease(device, tmp_path)
    await killed.take()
    await killed.through(4711)
    async with lease(device, tmp_path) as lent:
        assert _global(phone)["http_proxy"] == "10.0.0.1:8888"
        await lent.through(4712)
    assert _global(phone)["http_proxy"] == "10.0.0.1:8888"


async def test_a_device_that_is_gone_keeps_its_note(
    standin: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.drivers.android.device._BACK", 0.5)
    phone = standin()
    async with lease(_device(phone), tmp_path) as lent:
        await lent.through(4711)
        phone.tell(cable="out")
    assert lent.open_note
    assert "settings put global http_proxy :0" in lent.problem
    phone.tell(cable="in")
    # The server would find it by itself within ten seconds.
    phone.client.disconnect(phone.serial)
    phone.connect()
    assert await Lease(_device(phone), tmp_path).recover()
    assert "http_proxy" not in _global(phone)


async def test_the_authority_goes_where_the_device_lets_it(standin: Start, tmp_path: Path) -> None:
    proxy = await Proxy.start(tmp_path, lambda _: None)
    try:
        certificate = Path(proxy.confdir) / "mitmproxy-ca-cert.pem"
        name = store_name(certificate.read_bytes())
        assert x509.load_pem_x509_certificate(certificate.read_bytes())
        rooted = _device(standin("--rooted"))
        authority = Authority(rooted, certificate)
        assert await authority.install() == ""
        assert name in await rooted.text(f"ls {STORE}")
        await authority.remove()
        assert name not in await rooted.text(f"ls {STORE}")
        ordinary = Authority(_device(standin()), certificate)
        assert "not rooted" in await ordinary.install()
        assert not ordinary.installed
    finally:
        await proxy.stop()


async def test_the_debugging_socket_names_the_page_in_front(standin: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """Offered after somebody switched WeChat's inspector on; titles of hidden pages and of WeChat itself are not it."""
    phone = standin()
    sockets = XWeb(_device(phone))
    assert await sockets.page() == ""
    phone.tell(inspectable=True, set={"area": None})
    await sockets.look()
    assert await sockets.page() == ""
    (port,) = sockets._ports.values()
    assert "MagicBrush" in await _titles(port), "by the older path, which this one answers only"
    titles = [
        "Magic",
        "wx00aa00aa00aa00aa:pages/a/b.html:INVISIBLE",
        "wx00bb00bb00bb00bb:pages/c/d.html:VISIBLE(PAUSED)",
    ]

    async def told(port: int) -> list[str]:
        return titles

    monkeypatch.setattr("crawler.drivers.android.xweb._titles", told)
    assert await sockets.page() == "pages/c/d"
    assert sockets.appids == {"wx00bb00bb00bb00bb"}
    assert [f.remote for f in phone.client.device(phone.serial).forward_list()] == [
        "localabstract:webview_devtools_remote_2410"
    ]
    await sockets.close()
    assert not phone.client.device(phone.serial).forward_list()
