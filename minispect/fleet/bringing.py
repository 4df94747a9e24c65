"""A pack from the fleet's storage as a folder on this machine."""

import contextlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from fsspec.core import url_to_fs

from minispect.exits import Exit
from minispect.fleet.storage import Storage, StorageError, threads, told
from reports import ed25519, hashes, listing, verify
from reports.sealcheck import Trust

_URL = re.compile(r"[a-z][a-z0-9+.-]*://")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
BROUGHT = "brought"
"""Folder for them in the data folder."""
_UNUSED = 7 * 86400.0
"""Seconds after which a copy that nobody asked for goes: retention may have taken the pack from the storage."""


def in_storage(pack: str) -> bool:
    """Whether the history names a pack by the URL of a storage, not by a folder."""
    return bool(_URL.match(pack)) and not pack.startswith("file://")


def local(pack: str, cache: Path) -> Path:
    """``pack`` as the history names it: itself where it is a folder, else brought below ``cache`` and verified.

    What was brought before is used again, and goes when nobody asked for it for a week. Raises StorageError (not
    there, or not as it was sealed), and UserError when this kind of storage cannot be reached from here.
    """
    if not in_storage(pack):
        return Path(pack.removeprefix("file://"))
    place = _place(pack, cache)
    if place.is_dir():
        os.utime(place.parent)
        return place
    with as_it_lies(pack, cache) as work:
        result = verify.verify(work, Trust(), ed25519.holds)
        if not result.ok:
            raise StorageError(f"{pack}: {result.summary}", Exit.SEAL_FAILED)
        try:
            work.rename(place)
        except OSError as error:
            if not place.is_dir():  # else somebody brought it in the meantime
                raise StorageError(f"{pack}: the pack cannot be read ({told(error)})") from error
    return place


@contextlib.contextmanager
def as_it_lies(pack: str, cache: Path) -> Iterator[Path]:
    """A copy of what is at the URL ``pack`` now, not verified; it goes with the block. Raises as ``local`` does."""
    place = _place(pack, cache)
    Storage(pack)  # says what to install
    _tidy(cache)
    work = place.parent / f".incoming-{secrets.token_hex(8)}" / place.name
    try:
        try:
            _bring(pack, work)
        except StorageError:
            raise
        except Exception as error:  # every storage has errors of its own
            raise StorageError(f"{pack}: the pack cannot be read ({told(error)})") from error
        yield work
    finally:
        shutil.rmtree(work.parent, ignore_errors=True)


def _place(pack: str, cache: Path) -> Path:
    name = PurePosixPath(pack).name
    if not _NAME.fullmatch(name):
        raise StorageError(f"{pack}: this is not the address of a pack")
    return cache / hashes.of_bytes(pack.encode()).sha256[:32] / name


def _tidy(cache: Path) -> None:
    for folder in cache.glob("*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > _UNUSED:
                shutil.rmtree(folder)


def _bring(pack: str, work: Path) -> None:
    fs, base = url_to_fs(pack)
    fs.invalidate_cache()
    names = list(_names(fs, base, pack))
    with threads() as pool:
        list(pool.map(lambda name: _copy(fs, f"{base}/{name}", work / name), names))


def _names(fs: Any, base: str, pack: str) -> Iterator[str]:
    """The files of a pack, and nothing that would be written outside the folder."""
    found = fs.find(base)
    if not found:
        raise StorageError(f"{pack}: there is no pack there")
    if len(found) > listing.MAX_FILES:
        raise StorageError(f"{pack}: more than {listing.MAX_FILES} files; this is not a pack")
    known = {*listing.TAG_FILES, *listing.SEAL_FILES}
    for path in found:
        name = str(path)[len(base) :].lstrip("/")
        if name not in known and not (name.startswith("data/") and listing.allowed_name(name)):
            raise StorageError(f"{pack}: {listing.shown(name)} does not belong to a pack")
        yield name


def _copy(fs: Any, source: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with fs.open(source, "rb") as reading, target.open("wb") as writing:
        shutil.copyfileobj(reading, writing, hashes.PIECE)
