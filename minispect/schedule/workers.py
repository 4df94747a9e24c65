"""Who works here: each scheduler holds a lock as long as it lives, so that others know whose runs nobody tends."""

import contextlib
import fcntl
import os
import secrets
import socket
from collections.abc import Iterator
from pathlib import Path

FOLDER = "workers"


@contextlib.contextmanager
def at_work(data: Path) -> Iterator[str]:
    """The name of a new worker, ``<host>/<token>``, and its lock for as long as the block lasts."""
    token = secrets.token_hex(8)
    folder = data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / token
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield f"{host()}/{token}"
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def host() -> str:
    """This machine's name, cut to what the column takes."""
    return socket.gethostname()[:150]


def gone(data: Path, worker: str) -> bool:
    """Whether a worker of this machine and data folder has ended. Of others nobody here can tell: False."""
    where, _, token = worker.rpartition("/")
    if where != host() or not token.isalnum():
        return False
    try:
        descriptor = os.open(data / FOLDER / token, os.O_RDWR)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        (data / FOLDER / token).unlink(missing_ok=True)
        return True
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
