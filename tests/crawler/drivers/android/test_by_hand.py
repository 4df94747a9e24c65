"""A person's finger on the device: told stroke by stroke, but never what is typed."""

import asyncio
from collections.abc import Callable

import pytest

from crawler.assistance import Act
from crawler.drivers.android.by_hand import ByHand
from crawler.drivers.android.device import Device
from crawler.drivers.android.touches import Panel, Touches, panel

from .conftest import StandIn

Start = Callable[..., StandIn]
PANEL = Panel("/dev/input/event2", 1000, 2000)


def _stroke(*points: tuple[int, int], path: str = PANEL.path) -> list[str]:
    lines = [f"[ 1.0] {path}: EV_ABS       ABS_MT_TRACKING_ID   0000001a"]
    for x, y in points:
        lines += [f"[ 1.0] {path}: EV_ABS       ABS_MT_POSITION_X    {x:08x}"]
        lines += [f"[ 1.0] {path}: EV_ABS       ABS_MT_POSITION_Y    {y:08x}"]
        lines += [f"[ 1.0] {path}: EV_SYN       SYN_REPORT           00000000"]
    return [*lines, f"[ 1.0] {path}: EV_ABS       ABS_MT_TRACKING_ID   ffffffff"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (_stroke((500, 1000)), [Act("tap", (180.0, 400.0))]),
        (_stroke((500, 1000), (504, 1010)), [Act("tap", (180.0, 400.0))]),
        (_stroke((500, 1500), (500, 1000), (500, 500)), [Act("scroll", (180.0, 600.0), "400")]),
        (_stroke((5, 1000), (400, 1000)), [Act("back")]),
        (["/dev/input/event0: EV_KEY       KEY_BACK             DOWN"], [Act("back")]),
        (_stroke((500, 1000), path="/dev/input/event9"), []),
        (["garbage", "[ 1.0] /dev/input/event2: EV_ABS ABS_MT_TRACKING_ID ffffffff"], []),
    ],
)
def test_strokes_are_put_together(lines: list[str], told: list[Act]) -> None:
    assert Touches(PANEL, (360, 800)).take(lines) == told


def test_a_device_without_a_touch_screen() -> None:
    assert panel('add device 1: /dev/input/event0\n  name: "keys"\n') is None
    assert panel("could not open /dev/input: Permission denied") is None


async def test_touches_are_told_and_keys_are_not(standin: Start) -> None:
    phone = standin()
    by_hand = ByHand(Device(phone.client, phone.serial), (360, 800))
    await by_hand.begin()
    assert by_hand.told
    phone.tell(finger=[300, 900])
    assert [(a.type, tuple(round(v) for v in a.point or ())) for a in await _soon(by_hand)] == [("tap", (100, 300))]
    phone.tell(set={"keyboard": True})
    for x, y in ((100, 1800), (500, 2000), (900, 2200)):
        phone.tell(finger=[x, y])
    acts = await _soon(by_hand)
    assert [(a.blind, a.point) for a in acts] == [(True, None)], "where a key was touched tells what was typed"
    await by_hand.end()
    await by_hand.end()


async def _soon(by_hand: ByHand) -> list[Act]:
    for _ in range(100):
        if acts := await by_hand.acts():
            return acts
        await asyncio.sleep(0.05)
    return []
