"""A program written by a test, driven on the embedded host."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from crawler.driver import Snapshot, Start
from crawler.drivers.embedded import EmbeddedDriver
from crawler.host.native.native import Native
from crawler.host.project import Project, read
from recording.identity import PlantedIdentity
from recording.log import Log
from recording.observations import ActionData
from recording.profile import Profile
from recording.recording import Recording
from recording.tree import Node


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


class Running:
    """A started program with its log."""

    def __init__(self, browser: Browser, folder: Path, files: Mapping[str, str] | Project, profile: Profile) -> None:
        project = files if isinstance(files, Project) else read(write(folder / "project", files))
        self.log = Log(folder / "original")
        self.log.run = "test"
        native = Native(self.log, profile, PlantedIdentity(7, "test"), project.app)
        self.driver = EmbeddedDriver(self.log, project, profile, browser, native)
        self.last: Snapshot

    async def start(self, **more: Any) -> "Running":
        self.log.start += 1
        await self.driver.open(Start(number=self.log.start, **more))
        return self

    async def look(self) -> list[Node]:
        self.last = await self.driver.snapshot()
        return list(self.last.tree.nodes)

    async def texts(self) -> list[str]:
        return [node.text for node in await self.look() if node.text]

    async def node(self, text: str) -> Node:
        found = [node for node in await self.look() if text in (node.text, node.attrs.get("placeholder"))]
        assert found, f"no node says {text!r}: {[n.text for n in self.last.tree.nodes if n.text]}"
        return found[-1]

    async def tap(self, text: str) -> int:
        x, y, width, height = (await self.node(text)).rect
        outcome = await self.driver.perform(ActionData(type="tap", point=(x + width / 2, y + height / 2)))
        return outcome.event.seq

    async def do(self, kind: Any, value: str = "", **more: Any) -> Any:
        return await self.driver.perform(ActionData(type=kind, value=value, **more))

    async def evaluate(self, script: str) -> Any:
        """What the program itself could do at this moment, without a hand."""
        page = self.driver._page
        assert page is not None
        return await page.page.evaluate(script)

    def recording(self) -> Recording:
        return Recording(self.log.root)

    def console(self) -> list[str]:
        return [str(event.data["text"]) for event in self.recording().notes("console")]


@pytest_asyncio.fixture(loop_scope="module")
async def run(browser: Browser, tmp_path: Path) -> AsyncIterator[Callable[..., Awaitable[Running]]]:
    """``await run(files, profile=…, path=…)`` starts a program."""
    made: list[Running] = []

    async def start(files: Mapping[str, str] | Project, profile: Profile | None = None, **more: Any) -> Running:
        running = Running(browser, tmp_path / str(len(made)), files, profile or Profile())
        made.append(running)
        return await running.start(**more)

    yield start
    for running in made:
        await running.driver.close()
        running.log.close()


@pytest.fixture(scope="module")
def running() -> type[Running]:
    """For tests that wire browser and proxy themselves."""
    return Running
