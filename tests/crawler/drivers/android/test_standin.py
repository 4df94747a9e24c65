"""The stand-in phone speaks adb as the real server and the usual client expect it; without a browser."""

import io
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import adbutils
import pytest
from PIL import Image

from .conftest import StandIn


def _state(phone: StandIn) -> str:
    return next((d.state for d in phone.client.list(extended=False) if d.serial == phone.serial), "absent")


def _until(wanted: str, phone: StandIn) -> str:
    """adb notices a change by itself within a few seconds."""
    end = time.monotonic() + 15
    while (found := _state(phone)) != wanted and time.monotonic() < end:
        threading.Event().wait(0.1)
    return found


def _output(device: adbutils.AdbDevice, service: str) -> bytes:
    with device.open_transport() as connection:
        connection.send_command(service)
        connection.check_okay()
        return b"".join(iter(lambda: connection.conn.recv(1 << 20), b""))


def test_shell_sync_and_pictures(standin: Callable[..., StandIn], tmp_path: Path) -> None:
    phone = standin()
    device = phone.client.device(phone.serial)
    done = device.shell2("getprop ro.product.brand; ls /nowhere", v2=True)
    assert (done.returncode, done.stdout) == (1, "minispect\n")
    assert "No such file" in done.stderr
    assert device.shell2("nothing-of-the-kind", v2=True).returncode == 127
    assert device.window_size() == (1080, 2400)
    (tmp_path / "there").write_bytes(b"x" * 300_000)
    device.sync.push(tmp_path / "there", "/sdcard/there")
    assert device.sync.stat("/sdcard/there").size == 300_000
    assert [entry.path for entry in device.sync.list("/sdcard")] == ["Download", "there"]
    assert device.sync.read_bytes("/sdcard/there") == b"x" * 300_000
    assert device.screenshot(error_ok=False).size == (1080, 2400)
    raw = _output(device, "exec:screencap")
    assert len(raw) == 16 + 1080 * 2400 * 4
    png = _output(device, "exec:screencap -p")
    assert Image.open(io.BytesIO(png)).getpixel((5, 2000)) == tuple(raw[16 + 4 * (2000 * 1080 + 5) :][:3])


def test_a_reverse_tunnel_leads_to_the_host(standin: Callable[..., StandIn]) -> None:
    """The phone's network takes the way of its proxy setting, and loses it with the setting."""
    phone = standin()
    device = phone.client.device(phone.serial)
    with socket.create_server(("127.0.0.1", 0)) as server:
        device.reverse("tcp:18080", f"tcp:{server.getsockname()[1]}")
        assert [(r.remote, r.local) for r in device.reverse_list()] == [("tcp:18080", f"tcp:{server.getsockname()[1]}")]
    state = phone.tell(ask="state")
    assert list(state["reverses"]) == ["tcp:18080"]


def test_a_cable_pulled_in_the_middle_comes_back(standin: Callable[..., StandIn]) -> None:
    phone = standin()
    device = phone.client.device(phone.serial)
    device.reverse("tcp:18080", "tcp:9")
    phone.tell(fault={"pull": "screencap"})
    with pytest.raises((adbutils.AdbError, OSError, ValueError)):
        device.screenshot(error_ok=False)
    assert _until("offline", phone) == "offline"
    phone.tell(cable="in")
    assert _until("device", phone) == "device"
    assert device.reverse_list() == [], "tunnels die with the transport"


def test_a_phone_that_asks_its_user_first(standin: Callable[..., StandIn]) -> None:
    phone = standin("--auth", connect=False)
    assert "failed to authenticate" in phone.connect()
    assert _state(phone) == "unauthorized"
    phone.tell(accept=True)
    assert _until("device", phone) == "device"
    assert phone.client.device(phone.serial).shell("echo in") == "in"
