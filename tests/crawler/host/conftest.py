"""A host page for tests of what a program meets: a program written by the test, and what its probes saw."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Route, async_playwright

from crawler.host import chromium
from crawler.host.compiler import compile_project
from crawler.host.page import HostPage, Launch, open_page
from crawler.host.project import read

APPID = "wx1234567890abcdef"
PROGRAMS = Path(__file__).parent / "api_programs"


def _script(name: str) -> str:
    return (PROGRAMS / f"{name}.js").read_text()


class Program:
    """A program written by a test, run in the host's page; ``results`` are what its probes saw."""

    def __init__(self, folder: Path, answers: Mapping[str, Mapping[str, Any]]) -> None:
        self.folder = folder
        self.answers = answers
        self.messages: list[dict[str, Any]] = []
        self.finished = asyncio.Event()
        self.arrived = asyncio.Event()
        self.results: dict[str, Any] = {}
        self.page: HostPage | None = None
        self._tasks: set[asyncio.Task[Any]] = set()

    def receive(self, message: dict[str, Any]) -> None:
        self.messages.append(message)
        self.arrived.set()
        if message["t"] == "native" and self.page:
            failed = {"ok": False, "errMsg": "auth deny", "errno": 103}
            answer = self.page.control("answer", message["q"], self.answers.get(message["api"], failed))
            task = asyncio.ensure_future(answer)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        if message["t"] == "console" and message["text"][:1] == ["RESULTS"]:
            self.results = json.loads(message["text"][1])
            self.finished.set()

    def told(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.messages if message["t"] == kind]

    def call(self, api: str) -> dict[str, Any]:
        """The last call of an interface."""
        return [message for message in self.told("call") if message["api"] == api][-1]

    def ended(self, api: str) -> dict[str, Any]:
        return next(message for message in self.told("end") if message["id"] == self.call(api)["id"])

    async def until(self, seen: Callable[[], bool]) -> None:
        """Wait for something among the messages."""
        while not seen():
            self.arrived.clear()
            await asyncio.wait_for(self.arrived.wait(), 20)

    async def tap(self, selector: str) -> None:
        """Press a drawn control with a real touch, as soon as it is there."""
        assert self.page
        box = await self.page.page.locator(selector).first.bounding_box()
        assert box
        await self.page.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


class Host:
    """One browser for all programs of a test."""

    def __init__(self, browser: Any, folder: Path) -> None:
        self.browser = browser
        self.folder = folder
        self.count = 0

    async def start(
        self,
        script: str,
        *,
        markup: str = "<view/>",
        answers: Mapping[str, Any] | None = None,
        sdk: str = "3.17.0",
        cloud: Callable[[Route], Awaitable[None]] | None = None,
        enter: tuple[str, int] = ("", 1001),
    ) -> Program:
        self.count += 1
        folder = self.folder / str(self.count)
        files = {
            "app.json": json.dumps(
                {
                    "pages": ["pages/a/a", "pages/b/b", "pages/tab/tab", "pages/two/two"],
                    "tabBar": {
                        "list": [
                            {"pagePath": "pages/tab/tab", "text": "T"},
                            {"pagePath": "pages/two/two", "text": "N"},
                        ]
                    },
                }
            ),
            "data.txt": "packed",
            "workers/w.js": _script("worker"),
            "pages/a/a.wxml": markup,
            "pages/a/a.js": _script("probes") + script,
            "pages/b/b.wxml": "<view/>",
            "pages/b/b.js": "Page({onLoad(q) { this.getOpenerEventChannel().emit('opened', q); }})",
            "pages/tab/tab.wxml": "<view/>",
            "pages/tab/tab.js": "Page({})",
            "pages/two/two.wxml": "<view/>",
            "pages/two/two.js": "Page({})",
        }
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        project = read(folder)
        compiled = await compile_project(self.browser, project, APPID)
        program = Program(folder, answers or {})
        program.page = await open_page(self.browser, project, compiled, Launch(APPID, sdk_version=sdk), program.receive)
        if cloud:
            await program.page.context.route("https://tcb-api.weixin.invalid/**", cloud)
        await program.page.control("start", "", *enter)
        return program

    async def run(self, script: str, **options: Any) -> Program:
        program = await self.start(script, **options)
        await asyncio.wait_for(program.finished.wait(), 20)
        assert program.page
        await program.page.close()
        return program


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[Host]:
    async with async_playwright() as playwright:
        browser = await chromium.launch(playwright)
        yield Host(browser, tmp_path)
        await browser.close()
