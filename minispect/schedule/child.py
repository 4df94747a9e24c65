"""One scan as a child process: a group of its own, files for what it says, an end that is certain."""

import asyncio
import os
import resource
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from minispect.schedule import processes

LOG, ANSWER, LOCK = "scan.log", "scan.json", "running.lock"
_GIVEN_UP_FIRST = 500
"""How much rather than the scheduler the kernel ends a scan when memory runs out (``oom_score_adj``)."""
_PRIVATE = ("MINISPECT_DATABASE", "PGPASS", "AWS_", "AZURE_", "GOOGLE_", "OSS_", "FSSPEC_")
"""What variables begin with that are nobody's business in a process that runs the target's code: the database, keys of
storages."""
_TAIL = 16384


@dataclass(frozen=True)
class Ended:
    """``code`` as ``subprocess`` has it, CPU seconds of the child and all it waited for."""

    code: int
    cpu_seconds: float


class Child:
    """A running scan. ``await wait()``; whatever happens to the waiting, ``kill()`` leaves nothing behind."""

    def __init__(self, process: "subprocess.Popen[bytes]", inspection: str) -> None:
        self._process = process
        self._inspection = inspection
        self._pidfd = os.pidfd_open(process.pid)
        self._ended: Ended | None = None
        self._known: set[int] = set()

    @property
    def pid(self) -> int:
        return self._process.pid

    async def wait(self, seconds: float | None = None) -> Ended | None:
        """How it ended; None when it still runs after ``seconds``."""
        if self._ended is not None:
            return self._ended
        loop = asyncio.get_running_loop()
        ready = asyncio.Event()
        loop.add_reader(self._pidfd, ready.set)
        try:
            await asyncio.wait_for(ready.wait(), seconds)
        except TimeoutError:
            return None
        finally:
            loop.remove_reader(self._pidfd)
        return self._reap()

    def ask_to_end(self) -> None:
        """The scan stops its walk and makes a pack of what there is."""
        if self._ended is None:
            processes.end([self.pid], signal.SIGTERM)

    def kill(self) -> Ended:
        """End it and everything it started, at once. Nothing when it has ended; ``close`` then looks after the rest."""
        if self._ended is not None:
            return self._ended
        mine = self._processes()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        processes.end(mine)
        return self._reap()

    def memory(self) -> int:
        """Bytes that the scan and all its processes hold."""
        return processes.memory(self._processes())

    def close(self) -> None:
        """End what outlived the scan, e.g. a browser whose parent died. Once it has ended."""
        processes.end(processes.of(self._inspection))
        with suppress(OSError):
            os.close(self._pidfd)

    def _processes(self) -> set[int]:
        return processes.of(self._inspection, 0 if self._ended else self.pid)

    def _reap(self) -> Ended:
        _, status, usage = os.wait4(self.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        self._process.returncode = code
        self._ended = Ended(code, usage.ru_utime + usage.ru_stime)
        return self._ended


def start(
    command: Sequence[str], folder: Path, inspection: str, lock: int, *, log: str = LOG, answer: str = ANSWER
) -> Child:
    """Start ``command`` with what it says in files of ``folder``: ``log`` its stderr, ``answer`` its stdout.

    ``lock``: a descriptor the child holds as long as it lives, by which others see that it does. Raises OSError.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith(_PRIVATE)}
    environment[processes.MARK] = inspection
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    out = os.open(folder / answer, flags, 0o600)
    try:
        err = os.open(folder / log, flags, 0o600)
        try:
            process = subprocess.Popen(
                list(command), stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment,
                start_new_session=True, pass_fds=[lock],
            )  # fmt: skip
        finally:
            os.close(err)
    finally:
        os.close(out)
    with suppress(OSError):
        resource.prlimit(process.pid, resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        Path(f"/proc/{process.pid}/oom_score_adj").write_text(str(_GIVEN_UP_FIRST))
    return Child(process, inspection)


def last_words(folder: Path) -> str:
    """The sentence with which a scan left, from its log; the last line when it left without one."""
    try:
        with (folder / LOG).open("rb") as file:
            file.seek(max(0, os.fstat(file.fileno()).st_size - _TAIL))
            lines = file.read(_TAIL).decode("utf-8", "replace").splitlines()
    except OSError:
        return ""
    told = [line.removeprefix("minispect: ") for line in lines if line.startswith("minispect: ")]
    plain = [line.strip() for line in lines if line.strip()]
    return (told or plain or [""])[-1][:600]
