"""Playwright's own process, which stands between this one and Chromium."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator

from playwright._impl._driver import compute_driver_executable
from playwright.async_api import Playwright, async_playwright

from crawler.driver import Unreachable


@contextlib.asynccontextmanager
async def started() -> AsyncIterator[Playwright]:
    """Start it and end it. Raises Unreachable: its Node.js comes with the Python package and needs libraries
    of the system that a small installation lacks; it would die without a word that names them."""
    node = str(compute_driver_executable()[0])
    try:
        process = await asyncio.create_subprocess_exec(
            node, "--version", stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
        )
        _, said = await process.communicate()
        failed, reason = process.returncode != 0, said.decode("utf-8", "replace")
    except OSError as error:
        failed, reason = True, error.strerror or str(error)
    if failed:
        last = (reason.strip().splitlines() or ["it said nothing"])[0].removeprefix(f"{node}: ")
        raise Unreachable(
            f"Playwright's driver does not start ({last}); install the library it names "
            "(Debian: apt-get install libatomic1)"
        )
    # The driver keeps tens of megabytes of short-lived messages otherwise.
    os.environ.setdefault("NODE_OPTIONS", "--max-semi-space-size=1")
    async with async_playwright() as playwright:
        yield playwright
