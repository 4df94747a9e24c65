"""The processes of one inspection: found by a mark in their environment and by their descent, measured, ended.

A browser leaves the process group it was started in, so the group alone is not the inspection. Linux's /proc.
"""

import os
import signal
from collections.abc import Iterable
from contextlib import suppress

MARK = "MINISPECT_INSPECTION"
_PROC = "/proc"
_OVER = (b"Z", b"X")
"""States of processes that have ended and only wait to be noticed."""


def of(inspection: str, leader: int = 0) -> set[int]:
    """Ids of all processes of an inspection, its leader and everything that descends from them."""
    parents = _parents()
    wanted = f"{MARK}={inspection}".encode()
    found = {pid for pid in parents if pid == leader or _marked(pid, wanted)}
    found.discard(os.getpid())
    children: dict[int, list[int]] = {}
    for pid, parent in parents.items():
        children.setdefault(parent, []).append(pid)
    waiting = list(found)
    while waiting:
        for pid in children.get(waiting.pop(), ()):
            if pid not in found and pid != os.getpid():
                found.add(pid)
                waiting.append(pid)
    return found


def end(processes: Iterable[int], number: signal.Signals = signal.SIGKILL) -> None:
    """Send a signal to each; those that are gone already are no matter."""
    for pid in processes:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)


def memory(processes: Iterable[int]) -> int:
    """Bytes they hold together, shared pages counted once in all (proportional set size)."""
    return sum(_pss(pid) for pid in processes)


def _parents() -> dict[int, int]:
    found = {}
    for entry in os.scandir(_PROC):
        if entry.name.isdecimal():
            with suppress(OSError, ValueError, IndexError):
                # The name in brackets may hold anything, brackets and spaces too.
                stat = _read(entry.name, "stat").rpartition(b")")[2].split(None, 3)
                if stat[0] not in _OVER:
                    found[int(entry.name)] = int(stat[1])
    return found


def _read(pid: int | str, name: str) -> bytes:
    """Hundreds of files at each look: without the objects that a path is made of."""
    descriptor = os.open(f"{_PROC}/{pid}/{name}", os.O_RDONLY)
    try:
        parts = []
        while part := os.read(descriptor, 1 << 16):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def _marked(pid: int, wanted: bytes) -> bool:
    try:
        return wanted in _read(pid, "environ").split(b"\0")
    except OSError:
        return False


def _pss(pid: int) -> int:
    try:
        text = _read(pid, "smaps_rollup")
    except OSError:
        return 0
    for line in text.splitlines():
        if line.startswith(b"Pss:"):
            return int(line.split()[1]) * 1024
    return 0
