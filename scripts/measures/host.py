"""The embedded host on a program of forty pages: first page, page changes, a sweep, memory, four programs at once."""

import asyncio
import contextlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
from measures import shop
from playwright.async_api import Browser, async_playwright

from crawler.driver import Start
from crawler.drivers.embedded import EmbeddedDriver
from crawler.host import chromium
from crawler.host.compiler import Compiled, compile_project
from crawler.host.native.native import Native
from crawler.host.project import Project, read
from recording.identity import PlantedIdentity
from recording.log import Log
from recording.observations import ActionData
from recording.profile import Profile

_ROUNDS = 5
_TOGETHER = 4


def measure() -> dict[str, float]:
    """Seconds, milliseconds (names that end in ``ms``) and megabytes; medians where something is done several times."""
    with tempfile.TemporaryDirectory(prefix="minispect-bench-") as name:
        folder = shop.write(Path(name) / "program")
        found = asyncio.run(_in_browser(folder, Path(name)))
        began = time.perf_counter()
        command = [str(Path(sys.executable).with_name("minispect")), "sweep", str(folder), "--json"]
        told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        found["sweep"] = time.perf_counter() - began
        found["sweep_ok"] = told["totals"]["ok"]
    return found


async def _in_browser(folder: Path, root: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    project = read(folder)
    async with _browser() as (browser, tree):
        found["first_compiled"], compiled = await _first(browser, project, root)
        times = sorted(await _changes(browser, project, compiled, root))
        found["change_p50_ms"], found["change_p95_ms"] = times[len(times) // 2], times[int(len(times) * 0.95)]
        found["first"] = sorted([await _start(browser, project, compiled, root) for _ in range(_ROUNDS)])[_ROUNDS // 2]
    async with _browser() as (browser, tree):
        began = time.perf_counter()
        drivers = await asyncio.gather(
            *(_program(browser, project, compiled, root / f"together{n}", n) for n in range(_TOGETHER))
        )
        found["together"] = time.perf_counter() - began
        found["together_ok"] = float(sum(shown for _, shown in drivers))
        found["mb_per_program"] = _pss(tree) / _TOGETHER / 2**20
        for driver, _ in drivers:
            await driver.close()
    return found


@contextlib.asynccontextmanager
async def _browser() -> AsyncIterator[tuple[Browser, psutil.Process]]:
    """A browser as a scan starts it, and the process whose children it is among."""
    async with async_playwright() as playwright:
        browser = await chromium.launch(playwright)
        try:
            yield browser, psutil.Process()
        finally:
            await browser.close()


def _pss(root: psutil.Process) -> int:
    total = 0
    for process in root.children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if "chrom" in process.name().lower():
                total += int(process.memory_full_info().pss)
    return total


def _driver(browser: Browser, project: Project, root: Path) -> EmbeddedDriver:
    log = Log(root)
    log.run = "bench"
    profile = Profile()
    native = Native(log, profile, PlantedIdentity(1, "bench"), project.app)
    return EmbeddedDriver(log, project, profile, browser, native)


async def _first(browser: Browser, project: Project, root: Path) -> tuple[float, Compiled]:
    """From a browser that has opened nothing to the first painted page: compiling, new context, start."""
    began = time.perf_counter()
    compiled = await compile_project(browser, project, "wx0")
    taken = time.perf_counter() - began
    return taken + await _start(browser, project, compiled, root), compiled


async def _start(browser: Browser, project: Project, compiled: Compiled, root: Path) -> float:
    """From a new context to the first painted page."""
    driver = _driver(browser, project, root / f"start{time.monotonic_ns()}")
    driver.compiled = compiled
    began = time.perf_counter()
    await driver.open(Start(1))
    await driver.snapshot("first")
    taken = time.perf_counter() - began
    await driver.close()
    return taken


async def _changes(browser: Browser, project: Project, compiled: Compiled, root: Path) -> list[float]:
    """Milliseconds of each page change, as the program itself sees it; each page twice."""
    driver = _driver(browser, project, root / "changes")
    driver.compiled = compiled
    await driver.open(Start(1))
    page = driver._page
    if page is None:
        raise RuntimeError("the program did not start")
    paths = json.dumps([*project.pages[1:], *project.pages])
    await page.page.evaluate(f"() => {{ setTimeout(() => getApp().time({paths}), 0) }}")
    times = None
    while not times:
        await asyncio.sleep(0.2)
        times = await page.page.evaluate("() => wx.getStorageSync('times')")
    await driver.close()
    return [float(value) for value in times]


async def _program(
    browser: Browser, project: Project, compiled: Compiled, root: Path, number: int
) -> tuple[EmbeddedDriver, bool]:
    """One of several programs at once: ten pages; whether each showed what it should."""
    driver = _driver(browser, project, root)
    driver.compiled = compiled
    await driver.open(Start(1))
    right = True
    for page in project.pages[number * 5 : number * 5 + 10]:
        await driver.perform(ActionData(type="open", value=page))
        seen = await driver.snapshot("bench")
        right = right and seen.tree.page == page and any("欢迎光临" in node.text for node in seen.tree.nodes)
    return driver, right


if __name__ == "__main__":
    print({k: round(v, 2) for k, v in measure().items()})
