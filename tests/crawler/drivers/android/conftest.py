"""A stand-in phone of its own for a test, behind a real adb server of its own."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import adbutils
import pytest

STANDIN = Path(__file__).parents[3] / "standin"
FAKE_EMULATOR = Path(__file__).with_name("fake_emulator.py")


@dataclass
class StandIn:
    """The phone's process. ``tell`` sends it a command and returns what it is like afterwards."""

    process: "subprocess.Popen[str]"
    client: adbutils.AdbClient
    port: int
    programs: list[dict[str, str]]
    said: list[dict[str, Any]] = field(default_factory=list)

    @property
    def serial(self) -> str:
        return f"127.0.0.1:{self.port}"

    def connect(self) -> str:
        return str(self.client.connect(self.serial, timeout=10))

    def tell(self, **command: Any) -> dict[str, Any]:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            message = json.loads(line)
            self.said.append(message)
            if "state" in message:
                state: dict[str, Any] = message["state"]
                return state
        raise AssertionError("the stand-in ended")

    def close(self) -> None:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()


@pytest.fixture(scope="module")
def adb_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A private adb server, so that nobody's phones are touched."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    home = tmp_path_factory.mktemp("adb-home")
    environment = {**os.environ, "HOME": str(home), "ANDROID_ADB_SERVER_PORT": str(port)}
    command = [adbutils.adb_path(), "-P", str(port)]
    subprocess.run([*command, "start-server"], env=environment, check=True, capture_output=True, timeout=30)
    yield port
    subprocess.run([*command, "kill-server"], env=environment, check=False, capture_output=True, timeout=30)


@pytest.fixture
def standin(adb_port: int) -> Iterator[Callable[..., StandIn]]:
    """Start a phone; ``standin(folder, "--dark", …)``."""
    started: list[StandIn] = []

    def start(*arguments: object, connect: bool = True) -> StandIn:
        process = subprocess.Popen(
            [sys.executable, str(STANDIN), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())
        phone = StandIn(process, adbutils.AdbClient(port=adb_port), first["port"], first["programs"])
        started.append(phone)
        if connect:
            phone.connect()
        return phone

    yield start
    for phone in started:
        phone.client.disconnect(phone.serial)
        phone.close()


@pytest.fixture
def sdk(adb_port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """A folder with an ``emulator`` in it; returns what it was started with."""
    executable = tmp_path / "sdk" / "emulator" / "emulator"
    executable.parent.mkdir(parents=True)
    executable.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{FAKE_EMULATOR}" "$@"\n', encoding="utf-8")
    executable.chmod(0o755)
    log = tmp_path / "options.json"
    for name, value in (
        ("ANDROID_HOME", executable.parents[1]), ("FAKE_EMULATOR_LOG", log), ("HOME", tmp_path),
        ("ANDROID_ADB_SERVER_PORT", adb_port),
    ):  # fmt: skip
        monkeypatch.setenv(name, str(value))
    return lambda: list(json.loads(log.read_text("utf-8")))
