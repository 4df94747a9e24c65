"""Through WeChat by reading, without a browser: the list, what cannot be reset, and what stands in the way."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from crawler.driver import Start as Launch
from crawler.driver import Unreachable, Unsupported
from crawler.drivers.android.device import Device
from crawler.drivers.android.driver import AndroidDriver
from crawler.drivers.android.screen import Screen
from crawler.drivers.android.way_in import Wanted, WayIn
from crawler.eyes.reader import Reader
from recording.log import Log
from recording.observations import ActionData
from recording.recording import Recording

from ..turns import todays
from .conftest import StandIn

pytestmark = pytest.mark.ocr
Start = Callable[..., StandIn]


@pytest_asyncio.fixture
async def drive(tmp_path: Path) -> AsyncIterator[Callable[[StandIn, Wanted], AndroidDriver]]:
    log = Log(tmp_path / "original")
    reader = Reader(log)
    reader.start()

    def make(phone: StandIn, wanted: Wanted) -> AndroidDriver:
        way = WayIn(Screen(Device(phone.client, phone.serial), reader, 3.0), wanted)
        return AndroidDriver(log, way, patience_s=2)

    yield make
    await reader.close()
    log.close()


@todays(1)
async def test_by_the_list_and_what_cannot_be_reset(
    standin: Start, drive: Callable[[StandIn, Wanted], AndroidDriver], tmp_path: Path
) -> None:
    """No link, and a Chinese name that cannot be typed: deleting it would lose the way back, so it is said instead."""
    phone = standin()
    driver = drive(phone, Wanted("公交查询"))
    await driver.open(Launch())
    assert phone.tell(ask="state")["scene"] == "program"
    assert driver.version == "8.0.77"
    shot = await driver.snapshot("launch")
    assert not shot.tree.exited
    phone.tell(set={"keyboard": True})
    assert (await driver.snapshot("keyboard")).event.data["pixels_sha256"] == shot.event.data["pixels_sha256"]
    await driver.perform(ActionData(type="back"))
    assert (await driver.snapshot("after-back")).tree.exited
    with pytest.raises(Unsupported):
        await driver.perform(ActionData(type="open", value="pages/a/a"))
    with pytest.raises(Unsupported):
        await driver.calls()
    phone.tell(set={"black": True})
    black = await driver.snapshot("black")
    assert black.event.data["blank"]
    recording = Recording(tmp_path / "original")
    (entered,) = recording.notes("entered")
    assert (entered.data["by"], entered.data["fresh"]) == ("list", False)
    said = {str(n.data["what"]): str(n.data["why"]) for n in recording.notes("limit")}
    assert "the way back in would be lost" in said["reset"]
    assert "one colour" in said["pictures"]


async def test_what_stands_in_the_way_is_said(
    standin: Start, drive: Callable[[StandIn, Wanted], AndroidDriver]
) -> None:
    with pytest.raises(Unreachable, match=r"WeChat is not installed on .*install it"):
        await drive(standin("--no-wechat"), Wanted("天气")).open(Launch())
    with pytest.raises(Unreachable, match=r"WeChat on .* is logged out; log in"):
        await drive(standin("--logged-out"), Wanted("天气")).open(Launch())
