"""What a scan leaves in its folder: a pack, a record that can still become one, a lock that says it is over."""

import asyncio
import contextlib
import fcntl
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from minispect.exits import UserError
from minispect.schedule import child
from minispect.store.reading import Read, read
from minispect.store.tables import Seal
from reports.pack import PART, UNSEALED

_RECOVERING = 600.0
"""Seconds that making a pack of a cut-off record may take."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[int]:
    """The lock of an inspection's folder, held by us and by the scan: it is free when both are gone.

    Raises BlockingIOError when somebody has it, OSError when there is no such folder.
    """
    descriptor = os.open(folder / child.LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield descriptor
    finally:
        os.close(descriptor)


def finished_pack(folder: Path) -> Path | None:
    """The pack in the folder of an inspection; one whose seal failed when there is no better."""
    named = (path for path in folder.glob("MI-*") if path.suffix in ("", UNSEALED) and path.is_dir())
    return min(named, key=lambda path: path.suffix == UNSEALED, default=None)


def seal_of(pack: Path) -> Seal:
    """A scan verifies its own pack before it gives it its name."""
    return "broken" if pack.suffix == UNSEALED else "ok"


def contents(pack: Path | None) -> tuple[tuple[Path, Read] | None, str]:
    """The pack with what it says, or one sentence why it cannot be read."""
    if pack is None:
        return None, ""
    try:
        return (pack, read(pack)), ""
    except UserError as error:
        return None, str(error)


async def recover(folder: Path, inspection: str, lock: int) -> None:
    """``minispect recover`` on what a killed scan left in ``folder``, when there is something to recover.

    A process of its own: judging needs as much memory as in a scan, and may fail as a scan may.
    """
    left = await asyncio.to_thread(_left, folder)
    if left is None:
        return
    command = [sys.executable, "-m", "minispect", "recover", str(left)]
    made = child.start(command, folder, inspection, lock, log="recover.log", answer="recover.txt")
    try:
        await made.wait(_RECOVERING)
    finally:
        made.kill()
        made.close()


def _left(folder: Path) -> Path | None:
    drafts = (path for path in folder.glob(f"MI-*{PART}") if (path / "data/original/events.jsonl").is_file())
    return next(drafts, None)
