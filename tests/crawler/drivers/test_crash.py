"""A browser that dies or is missing: one clear sentence, never a hang."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import async_playwright

from crawler.driver import Unreachable
from crawler.host import chromium

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

FILES = {"app.json": '{"pages": ["a/a"]}', "a/a.wxml": "<view>页</view>", "a/a.js": "Page({ properties: {} })"}


async def test_a_page_that_dies_is_told(run: Any) -> None:
    running = await run(FILES)
    await running.look()
    await running.driver._page.context.close()
    with pytest.raises(Unreachable, match="gone"):
        await running.do("tap", point=(10.0, 10.0))
    with pytest.raises(Unreachable, match="gone"):
        await running.look()
    await running.start()
    assert "页" in await running.texts()


async def test_no_browser_names_the_mend(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async with async_playwright() as playwright:
        monkeypatch.setenv("MINISPECT_CHROMIUM", str(tmp_path / "none"))
        with pytest.raises(Unreachable, match="MINISPECT_CHROMIUM"):
            await chromium.launch(playwright)
        broken = tmp_path / "broken"
        broken.write_text("#!/bin/sh\nexit 3\n")
        broken.chmod(0o755)
        monkeypatch.setenv("MINISPECT_CHROMIUM", str(broken))
        with pytest.raises(Unreachable, match="does not start"):
            await chromium.launch(playwright)
