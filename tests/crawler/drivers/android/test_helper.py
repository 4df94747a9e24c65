"""uiautomator2's own client against the stand-in: trees of a screen that moves, any text typed, the jar taken away."""

import sys
from collections.abc import Callable
from typing import Any

import adbutils
import pytest

from crawler.drivers.android import helper
from crawler.drivers.android.device import Device
from crawler.drivers.android.trees import Trees
from crawler.drivers.android.way_in import type_text

from .conftest import StandIn

JAR = "ls /data/local/tmp/u2.jar"


async def test_it_tells_trees_where_the_tool_finds_no_rest(standin: Callable[..., StandIn], adb_port: int) -> None:
    pytest.importorskip("uiautomator2")
    phone, client = standin("--tree", "moving"), adbutils.AdbClient(port=adb_port)
    device = Device(client, phone.serial)
    alone = Trees(device, 3)
    assert await alone._dump() is None
    assert b"could not get idle state" in alone.raw
    async with helper.running(client, phone.serial) as (held, why):
        assert held is not None, why
        tree = await Trees(device, 3, held)._dump()
        assert tree is not None and tree.nodes
        assert "Killed" in (await device.sh("uiautomator dump /sdcard/x.xml")).err, "one owner at a time"
    assert (await device.sh(JAR)).code != 0, "nothing of ours stays"
    assert "dumpWindowHierarchy" in phone.tell(ask="state")["helper"]
    assert await held.tree() is None, "one that ended says so by giving none"


async def test_any_text_is_typed(standin: Callable[..., StandIn], adb_port: int) -> None:
    pytest.importorskip("uiautomator2")
    phone, client = standin(), adbutils.AdbClient(port=adb_port)
    device = Device(client, phone.serial)
    phone.tell(set={"scene": "search"})
    assert not await type_text(device, "天气")
    async with helper.running(client, phone.serial) as (held, why):
        assert held is not None, why
        assert await type_text(device, "天气", held)
    assert {"setClipboard", "pasteClipboard"} <= set(phone.tell(ask="state")["helper"])


async def test_without_it_plain_adb_goes_on(
    standin: Callable[..., StandIn], adb_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, client = standin(), adbutils.AdbClient(port=adb_port)
    absent: Any = None
    monkeypatch.setitem(sys.modules, "uiautomator2.core", absent)
    assert await helper.start(client, phone.serial) == (None, "not installed (pip install 'minispect[android]')")
    tree = await Trees(Device(client, phone.serial), 3)._dump()
    assert tree is not None and tree.nodes
