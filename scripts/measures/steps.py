"""A step on a known screen (tap, rest, picture, tree) on the stand-in phone, against the same on the embedded host.

Both take turns, so that the machine's mood hits both alike. Readings (OCR) are left out: every screen was seen before.
"""

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import adbutils
from playwright.async_api import async_playwright

from crawler.driver import Driver, Start
from crawler.drivers.android.device import Device
from crawler.drivers.android.driver import AndroidDriver
from crawler.drivers.android.screen import Screen
from crawler.drivers.android.way_in import Wanted, WayIn
from crawler.drivers.embedded import EmbeddedDriver
from crawler.eyes.reader import Reader
from crawler.host import chromium
from crawler.host.native.native import Native
from crawler.host.project import read
from recording.identity import PlantedIdentity
from recording.log import Log
from recording.observations import ActionData
from recording.profile import Profile

STANDIN = Path(__file__).parents[2] / "tests" / "standin"
STEPS = 12
FILES = {
    "app.json": '{"pages": ["pages/a"], "window": {"navigationBarTitleText": "Two sides"}}',
    "pages/a.js": "Page({ data: { on: false }, turn() { this.setData({ on: !this.data.on }); } })",
    "pages/a.wxml": '<view style="padding: 40px" bindtap="turn">{{on ? "this side" : "that side"}}</view>'
    "<view>Opening hours, address, what is offered today and what it costs, in words enough for a page.</view>",
}


async def measure() -> dict[str, float]:
    """Seconds: ``embedded`` and ``standin`` for one step (medians), ``pictures`` of the latter; ``ratio``."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, text in FILES.items():
            (folder / "p" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "p" / path).write_text(text, encoding="utf-8")
        with _phone(folder) as (phone, client):
            return await _both(folder, phone, client)


async def _both(folder: Path, phone: dict[str, Any], client: adbutils.AdbClient) -> dict[str, float]:
    logs = [Log(folder / "embedded"), Log(folder / "standin")]
    reader = Reader(logs[1])
    reader.start()
    project = read(folder / "p")
    serial = f"127.0.0.1:{phone['port']}"
    client.connect(serial, timeout=10)
    screen = Screen(Device(client, serial), reader, 3.0)
    found = phone["programs"][1]
    android = AndroidDriver(logs[1], WayIn(screen, Wanted(found["name"], found["appid"])))
    async with async_playwright() as playwright:
        browser = await chromium.launch(playwright)
        profile = Profile()
        native = Native(logs[0], profile, PlantedIdentity(7, "test"), project.app)
        embedded = EmbeddedDriver(logs[0], project, profile, browser, native)
        for driver in (embedded, android):
            await driver.open(Start())
            for _ in range(3):
                await _step(driver)
        took: dict[str, list[float]] = {"embedded": [], "standin": []}
        pictures, count = screen.seconds, screen.pictures
        for _ in range(STEPS):
            took["embedded"].append(await _step(embedded))
            took["standin"].append(await _step(android))
        spent, taken = screen.seconds - pictures, screen.pictures - count
        await embedded.close()
        await browser.close()
    await reader.close()
    for log in logs:
        log.close()
    middle = {name: statistics.median(values) for name, values in took.items()}
    more = {"pictures": spent / STEPS, "pictures_a_step": taken / STEPS}
    return {**middle, **more, "ratio": middle["standin"] / middle["embedded"]}


async def _step(driver: Driver) -> float:
    """What the walk does for one press: tap, wait for rest, look."""
    began = time.monotonic()
    await driver.perform(ActionData(type="tap", point=(100.0, 130.0)))
    await driver.snapshot("after-tap")
    return time.monotonic() - began


class _phone:  # noqa: N801  (used as a function)
    """The stand-in behind an adb server of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> tuple[dict[str, Any], adbutils.AdbClient]:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        environment = {**os.environ, "HOME": str(self.folder), "ANDROID_ADB_SERVER_PORT": str(port)}
        self.adb, self.environment = [adbutils.adb_path(), "-P", str(port)], environment
        subprocess.run([*self.adb, "start-server"], env=environment, check=True, capture_output=True, timeout=30)
        command = [sys.executable, str(STANDIN), str(self.folder / "p")]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline()), adbutils.AdbClient(port=port)

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(30)
        subprocess.run([*self.adb, "kill-server"], env=self.environment, check=False, capture_output=True, timeout=30)


if __name__ == "__main__":
    print(json.dumps({name: round(value, 3) for name, value in asyncio.run(measure()).items()}))
