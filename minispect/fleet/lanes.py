"""Queues are named by what a worker has: the embedded host, a DevTools, a given device."""

import hashlib
import os
from dataclasses import dataclass

from minispect.exits import UserError

EMBEDDED, DEVTOOLS, DEVICE = "embedded", "devtools", "device:"
_LONGEST = 40
"""Bytes of a queue's name. PostgreSQL refuses to notify a channel of more than 63 bytes, and procrastinate puts 23
before the name (``procrastinate_queue_v1#``)."""


@dataclass(frozen=True)
class Lane:
    """A queue, and how many of its inspections one worker runs at once."""

    queue: str
    concurrency: int


def queue(driver: str, device: str) -> str:
    """The queue of a target. Raises ValueError when nobody could tell whose device it needs."""
    if driver == DEVTOOLS:
        return DEVTOOLS
    if driver != "android":
        return EMBEDDED
    if not device:
        raise ValueError("the target names no device, so no worker can be found for it; give its serial with --device")
    return device_queue(device)


def device_queue(serial: str) -> str:
    """Serials of wireless devices are long; those keep their beginning and a mark."""
    name = DEVICE + serial
    if len(name.encode()) <= _LONGEST and serial.isprintable():
        return name
    mark = hashlib.sha256(serial.encode()).hexdigest()[:12]
    plain = "".join(c for c in serial if c.isascii() and c.isprintable())
    return f"{name[: len(DEVICE)]}{plain[: _LONGEST - len(DEVICE) - 1 - len(mark)]}~{mark}"


def lanes(asked: str, concurrency: int) -> tuple[Lane, ...]:
    """``embedded,device:SERIAL``: the lanes of one worker. A DevTools and a device do one thing at a time.

    Raises UserError.
    """
    names = dict.fromkeys(name.strip() for name in asked.split(",") if name.strip())
    for name in names:
        if name not in (EMBEDDED, DEVTOOLS) and not (name.startswith(DEVICE) and len(name) > len(DEVICE)):
            raise UserError(f"--queues {asked}: '{name}' is no queue; give embedded, devtools or device:SERIAL")
    if not names:
        raise UserError("--queues: give at least one of embedded, devtools or device:SERIAL")
    return tuple(
        Lane(EMBEDDED, concurrency)
        if name == EMBEDDED
        else Lane(name if name == DEVTOOLS else device_queue(name.removeprefix(DEVICE)), 1)
        for name in names
    )


def fitting(memory_bytes: int, cores: int, per_scan_bytes: int) -> int:
    """How many embedded inspections a machine carries at once: one a core, as far as memory goes, at least one."""
    return max(1, min(cores, memory_bytes // per_scan_bytes))


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0))
