"""The two hashes of a pack: SHA-256 counts, SM3 (GB/T 32905) stands beside it where it can be had."""

import hashlib
import os
import stat
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

PIECE = 1 << 20
_LARGE = 16 << 20
"""From this size on the two hashes of one file are computed side by side."""


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


UNREADABLE = Digests("unreadable", "unreadable", 0)


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
    hashes = [_new("sha256"), *([_new("sm3")] if has_sm3() else [])]
    size = _feed(path, hashes)
    return Digests(hashes[0].hexdigest(), hashes[1].hexdigest() if has_sm3() else "", size)


def of_files(root: Path, paths: Iterable[str]) -> dict[str, Digests]:
    """Both hashes of many files on all processors; one that cannot be read has the digests ``unreadable``."""
    sizes = {path: _size(root / path) for path in paths}
    large = sorted((p for p in sizes if sizes[p] >= _LARGE), key=lambda p: -sizes[p])
    small = [p for p in sizes if sizes[p] < _LARGE]
    with ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 1)) as pool:
        sm3 = {path: pool.submit(_one, root / path, "sm3") for path in large if has_sm3()}
        sha256 = {path: pool.submit(_one, root / path, "sha256") for path in large}
        both = dict(zip(small, pool.map(lambda path: _both(root / path), small), strict=True))
        for path in large:
            other = sm3[path].result()[0] if path in sm3 else ""
            digest, size = sha256[path].result()
            both[path] = UNREADABLE if "unreadable" in (digest, other) else Digests(digest, other, size)
    return {path: both[path] for path in sizes}


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


def _new(name: str) -> _Hash:
    return hashlib.new(name)


def _feed(path: Path, hashes: list[_Hash]) -> int:
    size = 0
    with os.fdopen(open_regular(path), "rb", buffering=0) as file:
        while piece := file.read(PIECE):
            size += len(piece)
            for one in hashes:
                one.update(piece)
    return size


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0


def _both(path: Path) -> Digests:
    try:
        return of_file(path)
    except (OSError, NotAFileError):
        return UNREADABLE


def _one(path: Path, name: str) -> tuple[str, int]:
    total = _new(name)
    try:
        size = _feed(path, [total])
    except (OSError, NotAFileError):
        return "unreadable", 0
    return total.hexdigest(), size
