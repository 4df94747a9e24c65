"""A served program, and the driver connected to it."""

import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from crawler.driver import Snapshot, Start
from crawler.drivers.devtools.driver import DevToolsDriver
from crawler.drivers.devtools.program import Program
from crawler.drivers.devtools.session import connect
from crawler.eyes.reader import Reader
from crawler.host.project import read
from recording.event import Event
from recording.identity import PlantedIdentity
from recording.log import Log
from recording.observations import ActionData
from recording.recording import Recording
from recording.tree import Node

PROGRAM = Path(__file__).parent / "program"
CLI = Path(sys.executable).with_name("minispect")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a running ``minispect auto``."""
    folder = tmp_path_factory.mktemp("devtools") / "program"
    shutil.copytree(PROGRAM, folder)
    with serving(folder) as address:
        yield address


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """``minispect auto`` for a program."""
    command = [str(CLI), "auto", "--project", str(folder), "--auto-port", "0", "--trust-project"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        address = process.stdout.readline().strip()
        if not address:
            pytest.fail(process.stderr.read())
        yield address
        process.terminate()
        process.communicate(timeout=30)


class Driven:
    """A driver with its log."""

    def __init__(self, driver: DevToolsDriver, log: Log) -> None:
        self.driver, self.log = driver, log
        self.last: Snapshot

    async def start(self) -> "Driven":
        self.log.start += 1
        await self.driver.open(Start(number=self.log.start))
        await self.look()
        return self

    async def look(self) -> tuple[Node, ...]:
        self.last = await self.driver.snapshot()
        return self.last.tree.nodes

    @property
    def texts(self) -> list[str]:
        return [node.text for node in self.last.tree.nodes if node.text]

    def node(self, text: str) -> Node:
        found = [
            n for n in self.last.tree.nodes if text in (n.text, n.attrs.get("placeholder"), n.attrs.get("aria-label"))
        ]
        assert found, f"no node says {text!r}: {self.texts}"
        return found[-1]

    async def do(self, kind: Any, text: str = "", **more: Any) -> dict[str, Any]:
        """Act on what says this, as the walk would, and look."""
        if text:
            node = self.node(text)
            x, y, width, height = node.rect
            more |= {"point": (x + width / 2, y + height / 2), "target": {"node": node.id, "text": node.text}}
        outcome = await self.driver.perform(ActionData(type=kind, start=self.log.start, **more))
        await self.look()
        return outcome.details

    async def told(self, kind: str) -> list[Event]:
        await self.driver.calls()
        return list(Recording(self.log.root).of(kind))


Drive = Callable[..., AbstractAsyncContextManager[Driven]]


@pytest.fixture
def drive(tmp_path: Path) -> Drive:
    """``async with drive(address, reading=True) as driven``."""

    @asynccontextmanager
    async def driving(address: str, *, reading: bool = False, folder: Path = PROGRAM) -> AsyncIterator[Driven]:
        project = read(folder)
        program = Program(pages=project.pages, app=project.app, files=project.files)
        log = Log(tmp_path / "original")
        log.run = "test"
        session = await connect(address, program)
        reader = Reader(log) if reading else None
        if reader is not None:
            reader.start()
        identity = PlantedIdentity(3, "test", lambda value: log.note("planted", **value.model_dump(mode="json")))
        driver = DevToolsDriver(log, session, identity, reader)
        try:
            yield await Driven(driver, log).start()
        finally:
            await driver.close()
            await session.close()
            if reader is not None:
                await reader.close()
            log.close()

    return driving


def named(events: list[Event], **wanted: Any) -> list[Mapping[str, Any]]:
    """Data of the events that say all of this."""
    return [e.data for e in events if all(e.data.get(key) == value for key, value in wanted.items())]
