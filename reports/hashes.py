"""The two hashes of a pack: SHA-256 counts, SM3 (GB/T 32905) stands beside it where it can be had."""

import hashlib
import os
import stat
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

PIECE = 1 << 20


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def hexdigest(self) -> str: ...


class NotAFileError(Exception):
    """The path is not a regular file (a link, a device, a folder); nothing of it was read."""


@dataclass(frozen=True)
class Digests:
    """Lower-case hex; ``sm3`` is empty when this machine cannot compute it."""

    sha256: str
    sm3: str
    size: int


@cache
def has_sm3() -> bool:
    """Whether this Python's OpenSSL offers SM3."""
    try:
        hashlib.new("sm3")
    except ValueError:
        return False
    return True


def of_bytes(data: bytes) -> Digests:
    sm3 = hashlib.new("sm3", data).hexdigest() if has_sm3() else ""
    return Digests(hashlib.sha256(data).hexdigest(), sm3, len(data))


def of_file(path: Path) -> Digests:
    """Both hashes in one reading. Links are not followed; raises NotAFileError for anything but a regular file."""
    sha256 = hashlib.sha256()
    hashes: list[_Hash] = [sha256]
    sm3: _Hash | None = hashlib.new("sm3") if has_sm3() else None
    if sm3 is not None:
        hashes.append(sm3)
    size = 0
    descriptor = open_regular(path)
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        while piece := file.read(PIECE):
            size += len(piece)
            for one in hashes:
                one.update(piece)
    return Digests(sha256.hexdigest(), sm3.hexdigest() if sm3 is not None else "", size)


def open_regular(path: Path) -> int:
    """A descriptor for reading a regular file, never through a link. Raises NotAFileError or OSError."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if path.is_symlink():
            raise NotAFileError(f"{path.name} is a link") from error
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotAFileError(f"{path.name} is not a regular file")
    return descriptor
