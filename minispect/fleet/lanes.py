"""Queues are named by what a worker has: the embedded host, a DevTools, a given device."""

import hashlib
import socket
from dataclasses import dataclass

from minispect.exits import UserError
from minispect.schedule.targets import ANY_DEVICE, DEVTOOLS

EMBEDDED, DEVICE = "embedded", "device:"
_LONGEST = 40
"""Bytes of a queue's name. PostgreSQL refuses to notify a channel of more than 63 bytes, and procrastinate puts 23
before the name (``procrastinate_queue_v1#``)."""


@dataclass(frozen=True)
class Lane:
    """What one worker has of one sort: the queues it serves and how many inspections it runs at once."""

    name: str
    queues: tuple[str, ...]
    concurrency: int = 1
    serial: str = ""
    """Of an Android device."""

    def device(self, wanted: str) -> str:
        """What an inspection here holds for itself alone, where its target says only "a DevTools" or "a phone"."""
        if wanted == DEVTOOLS:
            return f"{DEVTOOLS}@{socket.gethostname()}"
        return self.serial if wanted == ANY_DEVICE else wanted


def queue(driver: str, device: str) -> str:
    """The queue of a target."""
    if driver == "android":
        return ANY_DEVICE if device in ("", ANY_DEVICE) else device_queue(device)
    return DEVTOOLS if driver == DEVTOOLS else EMBEDDED


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
    names = tuple(dict.fromkeys(name.strip() for name in asked.split(",") if name.strip()))
    if not names:
        raise UserError("--queues: give at least one of embedded, devtools or device:SERIAL")
    return tuple(_lane(name, asked, concurrency) for name in names)


def _lane(name: str, asked: str, concurrency: int) -> Lane:
    if name == EMBEDDED:
        return Lane(name, (name,), concurrency)
    if name == DEVTOOLS:
        return Lane(name, (name,))
    serial = name.removeprefix(DEVICE).strip()
    if not name.startswith(DEVICE) or not serial:
        raise UserError(f"--queues {asked}: '{name}' is no queue; give embedded, devtools or device:SERIAL")
    return Lane(name, (device_queue(serial), ANY_DEVICE), serial=serial)
