"""Seconds per page: a whole cold start with proxy, recorder, two pictures and a tap, against plain Playwright.

Plain Playwright opens the same documents that the host serves, takes two pictures and taps once, without
recorder and proxy. Both take turns, so that the machine's mood hits both alike.
"""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from measures import program
from playwright.async_api import Browser, async_playwright

from crawler.driver import Start
from crawler.drivers.embedded import EmbeddedDriver
from crawler.host import chromium
from crawler.host.compiler import compile_project
from crawler.host.native.native import Native
from crawler.host.page import Launch, open_page
from crawler.host.project import read
from interceptors.client import Proxy
from interceptors.delivery import Delivery
from recording.identity import PlantedIdentity
from recording.log import Log
from recording.observations import ActionData
from recording.profile import Backend, load

POINT = (187.0, 160.0)


async def _plain(browser: Browser, target: "_Target", page: str) -> None:
    opened = await open_page(browser, target.project, target.compiled, Launch("wx0", path=page), lambda _: None)
    await opened.control("start", page, "", 1001)
    await opened.page.wait_for_function("() => document.querySelectorAll('wx-view').length > 0")
    await opened.page.screenshot()
    await opened.page.touchscreen.tap(*POINT)
    await opened.page.screenshot()
    await opened.close()


async def _ours(target: "_Target", page: str, number: int) -> None:
    driver = target.driver
    await driver.open(Start(number, path=page))
    before = await driver.snapshot("launch")
    await driver.perform(ActionData(type="tap", point=POINT, screen=before.event.seq, start=number))
    await driver.snapshot("after-tap")
    await driver.close()


class _Target:
    """The program, compiled once, and the driver on it."""

    def __init__(self, folder: Path, log: Log) -> None:
        self.project = read(folder)
        self.profile = load(folder / "minispect.toml")
        self.log = log

    async def start(self, browser: Browser, port: int) -> None:
        self.compiled = await compile_project(browser, self.project, "wx0")
        identity = PlantedIdentity(1, "bench")
        native = Native(self.log, self.profile, identity, self.project.app)
        self.driver = EmbeddedDriver(self.log, self.project, self.profile, browser, native, proxy_port=port)
        self.driver.compiled = self.compiled


async def measure(pages: int = 24) -> dict[str, float]:
    """Medians in seconds per page, and their ratio."""
    with tempfile.TemporaryDirectory(prefix="minispect-bench-") as name:
        folder = program.write(Path(name) / "program", pages)
        log = Log(Path(name) / "original")
        target = _Target(folder, log)
        delivery = Delivery(log, lambda label: target.driver.call_for_label(label))
        proxy = await Proxy.start(log.root, delivery, backend=Backend(mode="stub", file=str(folder / "backend.json")))
        times: dict[str, list[float]] = {"plain": [], "ours": []}
        async with async_playwright() as playwright:
            browser = await chromium.launch(playwright, [proxy.spki])
            await target.start(browser, await proxy.listen("bench"))
            for number, page in enumerate(target.project.pages):
                began = time.perf_counter()
                await _plain(browser, target, page)
                middle = time.perf_counter()
                await _ours(target, page, number + 1)
                if number:  # the first of each warms the browser up
                    times["plain"].append(middle - began)
                    times["ours"].append(time.perf_counter() - middle)
            await browser.close()
        await proxy.stop()
        log.close()
    plain, ours = statistics.median(times["plain"]), statistics.median(times["ours"])
    return {"plain": plain, "ours": ours, "ratio": ours / plain}


if __name__ == "__main__":
    print({k: round(v, 3) for k, v in asyncio.run(measure()).items()})
