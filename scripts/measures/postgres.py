"""A PostgreSQL server of our own for tests and measures: its own folder, its own socket, no port, no system cluster."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

_STARTS_WITHIN = 30
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "60",
}
"""Faster: a crash of the server's process loses nothing by these, only one of the machine does."""


class NoPostgresError(Exception):
    """No server program here; the message says how to get it."""


class Cluster:
    """``start()``, then ``create()`` gives the URL of a new empty database. The folder goes with ``close()``."""

    def __init__(self) -> None:
        self._programs = _programs()
        self._folder = Path(tempfile.mkdtemp(prefix="ms-pg-"))
        self._process: subprocess.Popen[bytes] | None = None
        self._databases = 0
        # The server refuses to run as root.
        self._user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        if os.geteuid() == 0:
            shutil.chown(self._folder, self._user)
        command = [self._programs / "initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        self._run(*command, "--no-sync", "--no-locale", "--no-instructions")

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def start(self) -> None:
        """Returns when connections are accepted. The server ends with the thread that starts it."""
        options = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
        command = [self._programs / "postgres", "-D", self._data, "-k", self._folder, *options]
        words = [*self._as_user(), "--pdeathsig", "INT", *map(str, command)]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(words, cwd=self._folder, stdout=subprocess.DEVNULL, stderr=log)
        until = time.monotonic() + _STARTS_WITHIN
        while subprocess.run([self._programs / "pg_isready", "-q", "-h", self._folder], check=False).returncode:
            if self._process.poll() is not None or time.monotonic() > until:
                raise NoPostgresError((self._folder / "log").read_text(errors="replace")[-2000:])
            time.sleep(0.02)

    def stop(self, number: int = signal.SIGINT) -> None:
        """``SIGINT`` ends every connection at once; ``SIGQUIT`` is a crash, the next start replays the journal."""
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(60)
            self._process = None

    def create(self) -> str:
        """A new empty database: its URL."""
        self._databases += 1
        name = f"test{self._databases}"
        self._run(self._programs / "createdb", "-h", self._folder, "-U", "postgres", name)
        return f"postgresql://postgres@/{name}?host={self._folder}"

    def close(self) -> None:
        """Stop it and take its folder away."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _as_user(self) -> list[str]:
        account = pwd.getpwnam(self._user)
        if os.geteuid():
            return ["setpriv"]
        return ["setpriv", "--reuid", self._user, "--regid", str(account.pw_gid), "--clear-groups"]

    def _run(self, *command: object) -> None:
        words = [*(self._as_user() if os.geteuid() == 0 else []), *map(str, command)]
        done = subprocess.run(words, cwd=self._folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise NoPostgresError(f"{words[-1]}: {done.stderr.strip()}")


def _programs() -> Path:
    """Where the server's programs are: Debian keeps them out of the path, by version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    if elsewhere := shutil.which("postgres"):
        return Path(elsewhere).resolve().parent
    raise NoPostgresError("no PostgreSQL server here; 'sh scripts/setup.sh tests' installs Debian's package")
