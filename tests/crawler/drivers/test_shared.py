"""One suite for every kind of target: what the walk relies on, whichever driver does it."""

import contextlib
import hashlib
import io
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from crawler.aims import aim, middle
from crawler.driver import Driver, Snapshot, Start, Unsupported
from crawler.drivers.android.way_in import Wanted
from crawler.eyes.reader import Reader
from interceptors.client import Proxy
from interceptors.delivery import Delivery
from minispect.android import Android
from minispect.devtools import DevTools
from minispect.door import Door
from minispect.embedded import Embedded
from minispect.subject import Setting, Subject
from minispect.target import described, find
from recording.identity import PlantedIdentity
from recording.log import Log
from recording.observations import ActionData
from recording.recording import Recording
from recording.sight.controls import Control, controls

from .android.conftest import StandIn, adb_port, standin  # noqa: F401  (fixtures)
from .turns import todays

pytestmark = [pytest.mark.browser, pytest.mark.ocr]
PROGRAM = Path(__file__).parent / "devtools" / "program"
CLI = Path(sys.executable).with_name("minispect")
Make = Callable[[], Subject]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROGRAM, tmp_path / "project"))


@pytest.fixture
def served(project: Path) -> Iterator[str]:
    command = [str(CLI), "auto", "--project", str(project), "--auto-port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()
        process.wait(30)


@pytest.fixture(
    params=["embedded", pytest.param("devtools", marks=todays(0)), pytest.param("android", marks=todays(1))]
)
def subject(request: pytest.FixtureRequest, project: Path, monkeypatch: pytest.MonkeyPatch) -> Subject:
    """A target of each kind with the same program in it."""
    if request.param == "embedded":
        return Embedded(find(str(project), None, "", None))
    if request.param == "devtools":
        address = request.getfixturevalue("served")
        return DevTools(described(project / "minispect.toml", "", None), Door(address=address))
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(request.getfixturevalue("adb_port")))
    monkeypatch.setenv("XDG_STATE_HOME", str(project.parent / "state"))
    phone: StandIn = request.getfixturevalue("standin")(project)
    program = phone.programs[1]
    target = described(project / "minispect.toml", "", None)
    return Android(target, Wanted(program["name"], program["appid"]), phone.serial, "none")


class Held:
    """A driver as the walk holds it."""

    def __init__(self, driver: Driver, log: Log) -> None:
        self.driver, self.log = driver, log
        self.shot: Snapshot

    async def start(self) -> None:
        self.log.start += 1
        await self.driver.open(Start(number=self.log.start))
        await self.look()

    async def look(self) -> str:
        self.shot = await self.driver.snapshot("test")
        return " ".join(node.text for node in self.shot.tree.nodes)

    def control(self, text: str) -> Control:
        found = [c for c in controls(self.shot.tree) if text in c.text]
        assert found, f"no control says {text!r}: {[c.text for c in controls(self.shot.tree)]}"
        return found[-1]

    async def press(self, text: str) -> str:
        control = self.control(text)
        point = middle(control.rect, self.shot.tree.viewport)
        action = ActionData(type="tap", target=aim(control), point=point, screen=self.shot.event.seq)
        outcome = await self.driver.perform(action)
        assert outcome.event.seq > self.shot.event.seq
        return await self.look()


@contextlib.asynccontextmanager
async def held(subject: Subject, folder: Path) -> AsyncIterator[Held]:
    log = Log(folder / "original")
    log.run = "test"
    delivery = Delivery(log, subject.call_of)
    async with contextlib.AsyncExitStack() as stack:
        stack.callback(log.close)
        proxy = await Proxy.start(log.root, delivery)
        stack.push_async_callback(proxy.stop)
        reader = Reader(log)
        reader.start()
        stack.push_async_callback(reader.close)
        authority = Path(proxy.confdir) / "mitmproxy-ca-cert.pem"
        await stack.enter_async_context(subject.opened(Setting(log, proxy.spki, authority, reader, proxy)))
        driver = subject.driver(log, await proxy.listen("test"), PlantedIdentity(1, "test"), patience=3)
        stack.push_async_callback(driver.close)
        yield Held(driver, log)
        # A second time does nothing.
        await driver.close()


async def test_a_program_is_seen_acted_on_and_started_afresh(subject: Subject, tmp_path: Path) -> None:
    async with held(subject, tmp_path) as hand:
        await hand.start()
        shot = hand.shot
        assert "Kitchen" in await hand.look()
        with Image.open(io.BytesIO(shot.picture)) as picture:
            digest = hashlib.sha256(picture.convert("RGB").tobytes()).hexdigest()
        assert shot.event.data["pixels_sha256"] == digest
        assert not shot.event.data.get("blank")
        assert shot.tree.viewport[0] * shot.tree.scale == pytest.approx(shot.event.data["width"], abs=2)

        # The platform's window answers by its own buttons, and what lies beneath is out of reach.
        await hand.press("Empty a drawer")
        assert not [c for c in controls(hand.shot.tree) if "What is near" in c.text]
        assert "kept" in await hand.press("Keep")
        assert "Inside of Forks" in await hand.press("Forks") if subject.kind != "android" else True

        await hand.start()
        assert "kept" not in await hand.look()
        with pytest.raises(Unsupported):
            await hand.driver.perform(ActionData(type="launch"))
        try:
            told: list[Any] = await hand.driver.calls()
        except Unsupported:
            told = []
        assert {event.kind for event in told} <= {"call"}

    events = Recording(tmp_path / "original").events
    actions = [e for e in events if e.kind == "action"]
    assert actions[0].data["type"] == "launch"
    # What was done is written before what came of it.
    screens = [e.seq for e in events if e.kind == "screen"]
    assert all(any(seq > action.seq for seq in screens) for action in actions if action.data["type"] == "tap")
