"""An emulator's life: started from a snapshot, found through adb, stopped. A fake executable stands in its place."""

from collections.abc import Callable

import adbutils
import pytest

from crawler.driver import Unreachable
from crawler.drivers.android import emulator
from crawler.drivers.android.device import Device


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
