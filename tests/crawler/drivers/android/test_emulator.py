"""An emulator's life: started from a snapshot, found through adb, stopped. A fake executable stands in its place."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import adbutils
import pytest

from crawler.driver import Unreachable
from crawler.drivers.android import emulator
from crawler.drivers.android.device import Device

FAKE = Path(__file__).with_name("fake_emulator.py")


@pytest.fixture
def sdk(adb_port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """A folder with an ``emulator`` in it; returns what it was started with."""
    executable = tmp_path / "sdk" / "emulator" / "emulator"
    executable.parent.mkdir(parents=True)
    executable.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{FAKE}" "$@"\n', encoding="utf-8")
    executable.chmod(0o755)
    log = tmp_path / "options.json"
    for name, value in (
        ("ANDROID_HOME", executable.parents[1]), ("FAKE_EMULATOR_LOG", log), ("HOME", tmp_path),
        ("ANDROID_ADB_SERVER_PORT", adb_port),
    ):  # fmt: skip
        monkeypatch.setenv(name, str(value))
    return lambda: list(json.loads(log.read_text("utf-8")))


async def test_it_begins_clean_and_is_stopped(sdk: Callable[[], list[str]], adb_port: int) -> None:
    client = adbutils.AdbClient(port=adb_port)
    with pytest.raises(RuntimeError, match="whatever"):
        async with emulator.running("Pixel_7", "clean") as serial:
            device = Device(client, serial)
            assert await device.text("getprop ro.product.model") == "Stand-in"
            assert await emulator.save(serial, "clean") == ""
            raise RuntimeError("whatever")
    options = sdk()
    assert options[options.index("-snapshot") + 1] == "clean"
    assert {"-no-snapshot-save", "-no-window"} <= set(options), "nothing of an inspection is kept"
    assert f"emulator-{options[options.index('-port') + 1]}" == serial
    assert not [d for d in client.list() if d.serial == serial and d.state == "device"]


async def test_what_does_not_start_is_said(sdk: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unreachable, match=r"ended by itself: PANIC: Unknown AVD name \[nobody\].*-list-avds"):
        async with emulator.running("nobody"):
            pass
    assert "-no-snapshot-load" in sdk()
    monkeypatch.setenv("ANDROID_HOME", "/nowhere")
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(Unreachable, match="no Android emulator was found"):
        emulator.find()
