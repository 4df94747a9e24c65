"""Who works here: each scheduler holds a lock as long as it lives, so that others know whose runs nobody tends."""

import contextlib
import fcntl
import os
import secrets
import socket
from collections.abc import Iterator
from pathlib import Path

FOLDER = "workers"
_PLACE = "place"
"""A file with a word that no other data folder has: two containers may bear one host name."""


@contextlib.contextmanager
def at_work(data: Path) -> Iterator[str]:
    """The name of a new worker, ``<host>/<token>``, and its lock for as long as the block lasts."""
    folder = data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    token = _place(folder) + secrets.token_hex(8)
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
    if where != host() or not token.isalnum() or not token.startswith(_place(data / FOLDER)):
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


def _place(folder: Path) -> str:
    path = folder / _PLACE
    if not path.exists():
        word = secrets.token_hex(8)
        draft = folder / f".{word}"
        draft.write_text(word, encoding="ascii")
        with contextlib.suppress(FileExistsError):  # whole or not there, whoever else looks
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="ascii")
