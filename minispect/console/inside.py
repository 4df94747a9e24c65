"""Files of a pack, by their path in it: never outside, never through a link."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from reports.listing import MAX_DEPTH

_CHUNK = 1 << 18


class NotThere(Exception):
    """There is no such regular file in the folder."""


def opened(root: Path, path: str) -> tuple[int, int]:
    """A descriptor of the file and its size. Every folder on the way is opened without following links, so that
    nothing can be swapped in between. Raises NotThere."""
    parts = path.split("/")
    if len(parts) > MAX_DEPTH or not all(_plain(part) for part in parts):
        raise NotThere(path)
    try:
        folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        raise NotThere(path) from None
    try:
        for part in parts[:-1]:
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            os.close(folder)
            folder = inner
        file = os.open(parts[-1], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except (OSError, ValueError):
        raise NotThere(path) from None
    finally:
        os.close(folder)
    state = os.fstat(file)
    if not stat.S_ISREG(state.st_mode):
        os.close(file)
        raise NotThere(path)
    return file, state.st_size


def pieces(descriptor: int, size: int) -> Iterator[bytes]:
    """The file's bytes, at most as many as it had when it was opened; closes it."""
    with os.fdopen(descriptor, "rb") as file:
        while size > 0 and (piece := file.read(min(_CHUNK, size))):
            size -= len(piece)
            yield piece


def content(root: Path, path: str, most: int) -> bytes:
    """A small file whole. Raises NotThere when it is larger than ``most``."""
    descriptor, size = opened(root, path)
    with os.fdopen(descriptor, "rb") as file:
        if size > most:
            raise NotThere(path)
        return file.read(most)


def _plain(part: str) -> bool:
    return part not in ("", ".", "..") and not any(c in part for c in "\\\0/")
