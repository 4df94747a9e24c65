"""A small program on the embedded host, used by a hand."""

import asyncio
import base64
import io
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest_asyncio
from PIL import Image
from playwright.async_api import Browser

from crawler.host import touch
from crawler.host.compiler import compile_project
from crawler.host.page import HostPage, Launch, open_page
from crawler.host.project import read

LISTENERS = """
const hear = (name) => function (e) { console.log('EV', name, JSON.stringify(e.detail)) }
"""


class Program:
    """A running page; ``heard`` are the events its listeners got, in order."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers = answers
        self.messages: list[dict[str, Any]] = []
        self.sheets = 0
        self.sheet: dict[str, Any] = {}
        self.page: HostPage
        self._arrived = asyncio.Event()
        self._tasks: set[asyncio.Task[Any]] = set()

    def receive(self, message: dict[str, Any]) -> None:
        self.messages.append(message)
        self._arrived.set()
        if message["t"] == "native":
            refusal = {"ok": False, "errMsg": "fail user deny", "errno": 103}
            answer = self.page.control("answer", message["q"], self.answers.get(message["api"], refusal))
            task = asyncio.ensure_future(answer)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def told(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.messages if message["t"] == kind]

    def heard(self, name: str) -> list[Any]:
        found = [message["text"] for message in self.told("console")]
        return [json.loads(text[2]) for text in found if text[:2] == ["EV", name]]

    async def until(self, found: Callable[[], Any]) -> None:
        """Wait for messages until something is true of them; what does not come shows in the assertion after it."""
        async with asyncio.timeout(20):
            while not found():
                self._arrived.clear()
                await self._arrived.wait()

    async def hears(self, name: str, count: int = 1) -> list[Any]:
        """All details of an event, once there are so many."""
        await self.until(lambda: len(self.heard(name)) >= count)
        return self.heard(name)

    def order(self) -> list[str]:
        return [message["text"][1] for message in self.told("console") if message["text"][0] == "EV"]

    def args(self, api: str) -> list[dict[str, Any]]:
        return [message["args"] for message in self.told("call") if message["api"] == api]

    async def rest(self) -> None:
        await self.page.control("quiet", 2000)

    async def js(self, expression: str) -> Any:
        return await self.page.in_isolation(f"function () {{ return {expression} }}")

    async def box(self, selector: str) -> dict[str, float]:
        find = f"const e = document.querySelector('.mi-page:not(.hidden) {selector}')"
        show = "e.scrollIntoView({block: 'nearest'}); return e.getBoundingClientRect().toJSON()"
        found: dict[str, float] = await self.js(f"(() => {{ {find}; {show} }})()")
        return found

    async def tap(self, selector: str, across: float = 0.5) -> None:
        box = await self.box(selector)
        await self.tap_at(box["x"] + box["width"] * across, box["y"] + box["height"] / 2)

    async def tap_at(self, x: float, y: float) -> None:
        await touch.tap(self.page.session, x, y)
        await self.rest()

    async def type(self, selector: str, *texts: str) -> None:
        await self.tap(selector)
        for text in texts:
            await touch.insert(self.page.session, text)
        await self.rest()

    async def drag(self, selector: str, dx: float, dy: float) -> None:
        box = await self.box(selector)
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        send = self.page.session.send
        await send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        for step in range(1, 6):
            point = {"x": x + dx * step / 5, "y": y + dy * step / 5}
            await send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        await send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        await self.rest()

    async def style(self, selector: str, name: str, pseudo: str = "") -> str:
        """Computed style of the first element on the page that matches."""
        find = f"document.querySelector('.mi-page:not(.hidden) {selector}')"
        found: str = await self.js(f"getComputedStyle({find}, '{pseudo}').getPropertyValue('{name}')")
        return found

    async def text(self, selector: str) -> str:
        found: str = await self.js(f"document.querySelector('.mi-page:not(.hidden) {selector}').textContent")
        return found

    async def picture(self) -> Image.Image:
        """What the screen shows, in CSS px."""
        answer = await self.page.session.send("Page.captureScreenshot", {"format": "png"})
        picture = Image.open(io.BytesIO(base64.b64decode(answer["data"]))).convert("RGB")
        return picture.resize((375, 812), Image.Resampling.NEAREST)

    async def pinch(self, selector: str, ratio: float) -> None:
        box = await self.box(selector)
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

        def fingers(apart: float) -> list[dict[str, float]]:
            return [{"x": x - apart, "y": y, "id": 1}, {"x": x + apart, "y": y, "id": 2}]

        for kind, points in (("Start", fingers(10)), ("Move", fingers(10 * ratio)), ("End", [])):
            await self.page.session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
        await self.rest()

    async def turn(self, *rows_below: int) -> None:
        """In a sheet that has just opened: for each number, tap so many rows below the middle of a wheel."""
        self.sheets += 1
        shown: list[dict[str, Any]] = []

        def look() -> bool:
            shown[:] = [message for message in self.told("dialog") if message["phase"] == "shown"]
            return len(shown) >= self.sheets

        await self.until(look)
        self.sheet = shown[-1]
        left, top, width, _ = self.sheet["rect"]
        middle = (top + self._confirm()[1]) / 2
        for index, rows in enumerate(rows_below):
            if rows:
                await self.tap_at(left + width * (index + 0.5) / len(rows_below), middle + rows * 40)

    def _confirm(self) -> list[float]:
        found: list[float] = next(button["rect"] for button in self.sheet["buttons"] if button["text"] == "确定")
        return found

    async def confirm(self) -> None:
        x, y, width, height = self._confirm()
        await self.tap_at(x + width / 2, y + height / 2)

    async def choose(self, *rows_below: int) -> None:
        """Turn the wheels of the sheet that opens, and confirm."""
        await self.turn(*rows_below)
        await self.confirm()


Start = Callable[..., Awaitable[Program]]


@pytest_asyncio.fixture(loop_scope="module")
async def start(browser: Browser, tmp_path: Path) -> AsyncIterator[Start]:
    made: list[Program] = []

    async def begin(
        markup: str,
        script: str,
        files: Mapping[str, str | bytes] | None = None,
        answers: Mapping[str, Any] | None = None,
    ) -> Program:
        pages = ["pages/a/a", "pages/b/b"]
        texts: dict[str, str | bytes] = {
            "app.json": json.dumps({"pages": pages}),
            "pages/a/a.wxml": markup,
            "pages/a/a.js": LISTENERS + script,
            "pages/b/b.wxml": "<view>b</view>",
            "pages/b/b.js": LISTENERS + "Page({onLoad: function (q) { hear('arrived')({detail: q}) }})",
            **(files or {}),
        }
        for name, text in texts.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        project = read(tmp_path)
        compiled = await compile_project(browser, project, "wx0")
        assert compiled.problems == ()
        program = Program(answers or {})
        program.page = await open_page(browser, project, compiled, Launch("wx0"), program.receive)
        made.append(program)
        await program.page.control("start", "", "", 1001)
        await program.rest()
        return program

    yield begin
    for program in made:
        await program.page.close()
