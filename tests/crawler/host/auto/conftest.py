"""The server as a process, and the official client installed for the tests alone."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
CLI = Path(sys.executable).with_name("minispect")


@pytest.fixture(scope="session")
def client_environment(npm_packages: Callable[[str, Path], tuple[Path, dict[str, str]]]) -> dict[str, str]:
    """Environment of a Node process that finds the official client."""
    modules, environment = npm_packages("automator", HERE / "npm")
    return {**environment, "AUTOMATOR": str(modules / "miniprogram-automator")}


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the test's program: a client may write into the project's folder."""
    folder = tmp_path_factory.mktemp("auto") / "program"
    shutil.copytree(HERE / "program", folder)
    return folder


@pytest.fixture
def cli() -> Path:
    """The command as a shell finds it."""
    return CLI


@pytest.fixture(scope="module")
def address(program: Path) -> Iterator[str]:
    """A running ``minispect auto``; its address as it says it."""
    command = [str(CLI), "auto", "--project", str(program), "--auto-port", "0", "--trust-project", "--future", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        line = process.stdout.readline().strip()
        if not line:
            pytest.fail(process.stderr.read())
        try:
            yield line
        finally:
            process.terminate()
            _, errors = process.communicate(timeout=30)
    assert process.returncode == 0, errors
    assert errors == "minispect: not known to auto and left: --future 1\n"


Scenario = Callable[..., dict[str, Any]]


@pytest.fixture
def scenario(client_environment: dict[str, str]) -> Scenario:
    """``scenario(name, *arguments)`` runs a script with the official client and reads its answers."""

    def run(name: str, *arguments: str) -> dict[str, Any]:
        command = ["node", str(HERE / "scenarios" / f"{name}.js"), *arguments]
        done = subprocess.run(command, env=client_environment, capture_output=True, text=True, timeout=240)
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return run
