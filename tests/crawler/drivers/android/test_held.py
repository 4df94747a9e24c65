"""What a device holds and what is put on it: known to the recording, and given back on every way out."""

import importlib
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from crawler.drivers.android import helper
from crawler.drivers.android.device import Device
from crawler.drivers.android.held import Held, holding
from crawler.drivers.android.lease import Lease, lease
from crawler.drivers.android.mock_position import mode_of
from recording.identity import Planted, PlantedIdentity, planted
from recording.log import Log
from recording.recording import Recording

from .conftest import STANDIN, StandIn

Start = Callable[..., StandIn]


def _told(phone: StandIn) -> dict[str, Any]:
    told: dict[str, Any] = phone.tell(ask="state")["held"]
    return told


async def _planted(held: Held, folder: Path, run: str = "agree") -> dict[tuple[str, str], Planted]:
    """What a start puts on the device, as the recording has it."""
    folder.mkdir()
    with_log = Log(folder)
    with_log.run = run
    identity = PlantedIdentity(7, run, lambda value: with_log.note("planted", **value.model_dump(mode="json")))
    await held.plant(with_log, identity)
    with_log.close()
    values = planted(Recording(folder).of("note"))
    return {(value.kind, value.field): value for value in values}


async def test_network_and_position_are_known_and_given_back(standin: Start, tmp_path: Path) -> None:
    phone = standin()
    device = Device(phone.client, phone.serial)
    before = _told(phone)
    with pytest.raises(RuntimeError, match="whatever"):
        async with lease(device, tmp_path) as lent, holding(device, lent, None) as held:
            assert (held.facts, held.limits("en")) == ({}, []), "nothing is read or changed before a start"
            assert _told(phone) == before
            found = await _planted(held, tmp_path / "one")
            name, point = found["wifi", "SSID"], found["wifi", "BSSID"]
            assert (name.value, point.value) == ("翠湖路18号_5G", "9e:37:c1:5b:04:d8")
            assert name.interface == "device, read", "said to be read, not planted"
            place = [found["location", field].value for field in ("latitude", "longitude")]
            assert set(_told(phone)["mocked"]) == {"gps", "network", "fused"}
            assert _told(phone)["mocked"]["gps"] == place
            again = await _planted(held, tmp_path / "two", "refuse")
            assert ("wifi", "SSID") not in again, "noted once"
            assert _told(phone)["mocked"]["gps"] != place, "another place for another run"
            (said,) = held.limits("en")
            assert said.endswith("not found when they leave: the clipboard (no uiautomator2).")
            raise RuntimeError("whatever")
    assert _told(phone) == before
    assert not list(tmp_path.glob("*.json"))


async def test_a_killed_scan_leaves_no_position_behind(standin: Start, tmp_path: Path) -> None:
    """What the shell was allowed before comes back, not what the killed scan had put there."""
    phone = standin()
    device = Device(phone.client, phone.serial)
    phone.tell(held={"modes": {"com.android.shell": "ignore"}})
    killed = Lease(device, tmp_path)
    await killed.take()
    held = Held(device, killed, None)
    await _planted(held, tmp_path / "one")
    await held.leave()
    assert _told(phone)["modes"] == {"com.android.shell": "allow"}
    assert await Lease(device, tmp_path).recover()
    assert (_told(phone)["modes"], _told(phone)["mocked"]) == ({"com.android.shell": "ignore"}, {})


@pytest.mark.parametrize(
    ("holds", "why"),
    [
        ({"takes_position": False}, "its Android takes none from the shell; 12 and newer do"),
        ({"mocked": {"gps": ["1.5", "2.5"]}}, "another app sets the device's position already"),
        ({"located": False}, "location is switched off on the device"),
    ],
)
async def test_a_device_that_takes_no_position(standin: Start, tmp_path: Path, holds: dict[str, Any], why: str) -> None:
    """Nothing is planted then, the report says why, and what others had set stays."""
    phone = standin()
    device = Device(phone.client, phone.serial)
    phone.tell(held={**holds, "network": None})
    before = _told(phone)
    async with lease(device, tmp_path) as lent, holding(device, lent, None) as held:
        assert await _planted(held, tmp_path / "one") == {}
        (said,) = held.limits("en")
        assert f"the Wi-Fi network (none is connected), the position ({why})" in said
        assert why not in held.limits("zh")[0]
    assert _told(phone) == before


async def test_the_clipboard_is_planted_and_emptied(standin: Start, adb_port: int, tmp_path: Path) -> None:
    """Typing goes by way of the clipboard; what was planted is there again after it."""
    pytest.importorskip("uiautomator2")
    phone = standin()
    device = Device(phone.client, phone.serial)
    async with (
        lease(device, tmp_path) as lent,
        helper.running(phone.client, phone.serial) as (hand, why),
        holding(device, lent, hand) as held,
    ):
        assert hand is not None, why
        text = (await _planted(held, tmp_path / "one"))["clipboard", "data"].value
        assert _told(phone)["clipboard"] == text
        assert await hand.type("天气")
        assert _told(phone)["clipboard"] == text
        assert held.limits("en") == []
    assert _told(phone)["clipboard"] == ""


async def test_the_note_names_what_is_owed_before_anything_is_changed(standin: Start, tmp_path: Path) -> None:
    phone = standin()
    device = Device(phone.client, phone.serial)
    lent = Lease(device, tmp_path)
    await lent.take()
    lent.owe("appops set com.android.shell android:mock_location default")
    (note,) = tmp_path.glob("*.json")
    assert json.loads(note.read_text("utf-8"))["owed"] == ["appops set com.android.shell android:mock_location default"]
    assert not _told(phone)["modes"]
    await lent.give_back()
    assert not note.exists()


def test_the_stand_in_hands_out_what_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its program gets the position that was set, and its own where none was; nothing else tells the two apart."""
    monkeypatch.syspath_prepend(str(STANDIN))
    module = importlib.import_module("held_values")
    phone = SimpleNamespace(helper=SimpleNamespace(clipboard=""))
    phone.held = module.HeldValues(phone)
    identity = module.HeldIdentity(5, "phone")
    identity.held = phone.held
    asked = (("wifi", "BSSID"), ("location", "latitude"), ("location", "longitude"), ("clipboard", "data"))

    def given() -> list[str]:
        return [identity.hand_out(kind, field, "wx.x", "pages/a").value for kind, field in asked]

    own = given()
    assert own[0] == module.WIFI[1]
    phone.held.mocked["gps"], phone.helper.clipboard = ("40.4904755", "116.9502934"), "copied"
    assert given() == [own[0], "40.4904755", "116.9502934", "copied"]
    phone.held.mocked.clear()
    phone.held.network, phone.helper.clipboard = None, ""
    assert given() == ["", *own[1:]]


@pytest.mark.parametrize(
    ("said", "mode"),
    [
        ("MOCK_LOCATION: allow; time=+2m4s0ms ago\n", "allow"),
        ("android:mock_location: deny\n", "deny"),
        ("No operations.\nDefault mode: deny\n", "default"),
        ("Uid mode: MOCK_LOCATION: ignore\nMOCK_LOCATION: foreground\n", "foreground"),
        ("Error: Unknown operation string: android:mock_location\n", ""),
        ("", ""),
    ],
)
def test_what_the_shell_was_allowed_before(said: str, mode: str) -> None:
    assert mode_of(said) == mode
