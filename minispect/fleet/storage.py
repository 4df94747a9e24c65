"""Where finished packs go: a folder that all machines share, or a storage that fsspec can reach, such as S3."""

import hashlib
import re
import secrets
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from fsspec.core import url_to_fs

from minispect.exits import Exit, UserError
from reports import hashes, listing, sealcheck

_AT_ONCE = 4
"""Transfers side by side; a pack is many small files."""
_EXTRAS = {"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "az": "adlfs", "abfs": "adlfs", "oss": "ossfs"}
"""What has to be installed beside minispect to reach a kind of storage. These name files by keys: there are no folders
to make, and whoever tries makes a bucket instead."""
_PATHLIKE = re.compile(r"^[a-z][a-z0-9+.-]*:")


class StorageError(UserError):
    """A pack could not be stored or brought back whole; the message names the place."""

    def __init__(self, sentence: str, code: Exit = Exit.UNREACHABLE) -> None:
        super().__init__(sentence, code)


class TakenError(StorageError):
    """Another pack lies where this one was to go. Trying again would not help."""


class Storage:
    """A place for packs, named by a path or an fsspec URL. Credentials come from the environment, never from here."""

    def __init__(self, url: str) -> None:
        """Raises UserError when this kind of place is not known or its library is not installed."""
        self.url = url.rstrip("/") or url
        kind = url.partition(":")[0] if _PATHLIKE.match(url) else "file"
        try:
            self._fs, self._base = url_to_fs(self.url)
        except ImportError:
            package = _EXTRAS.get(kind, f"the fsspec package for {kind}")
            how = "pip install 'minispect[s3]'" if package == "s3fs" else "install it beside minispect"
            raise UserError(f"{url}: storage of this kind needs {package}; {how}") from None
        except ValueError:
            raise UserError(f"{url}: '{kind}:' is no storage known here; give a folder or s3://…") from None
        # A folder is named by its path in the history, from the root on.
        self.shared_folder = "file" in _protocols(self._fs)

    @property
    def root(self) -> str:
        """What the names of all packs here begin with."""
        return self._shown(self._base)

    def check(self) -> None:
        """Write, read and remove a small file: what is wrong shows before a scan, not after it. Raises UserError."""
        name, text = f"{self._base}/.probe-{secrets.token_hex(8)}", secrets.token_bytes(16)
        try:
            folder(self._fs, self._base)
            self._fs.pipe_file(name, text)
            same = self._fs.cat_file(name) == text
            self._fs.rm_file(name)
        except Exception as error:  # every storage has errors of its own
            raise UserError(f"{self.url}: packs cannot be kept there ({told(error)})") from None
        if not same:
            raise UserError(f"{self.url}: packs cannot be kept there (what was written does not come back)")

    def put(self, pack: Path, under: str) -> str:
        """Copy a pack to ``<url>/<under>/<its name>`` and read every byte back. Returns its path or URL.

        Doing it twice is harmless; another pack is never overwritten. Raises StorageError, TakenError.
        """
        place = f"{self._base}/{under}/{pack.name}"
        # A folder can be renamed into place at once; elsewhere the history names a pack only when all of it is there.
        work = f"{self._base}/{under}/.incoming-{pack.name}" if self.shared_folder else place
        try:
            self._refuse_another(pack, place)
            names = [entry.path for entry in listing.entries(pack) if entry.sort == "file"]
            # What makes a folder a pack comes last: what was cut off on its way has neither list nor seal.
            for part in ([n for n in names if n.startswith("data/")], [n for n in names if not n.startswith("data/")]):
                self._carry(pack, part, work)
            if self.shared_folder:
                shutil.rmtree(place, ignore_errors=True)
                Path(work).rename(place)
        except StorageError:
            raise
        except Exception as error:
            raise StorageError(f"{self._shown(place)}: the pack could not be stored ({told(error)})") from error
        return self._shown(place)

    def _refuse_another(self, pack: Path, place: str) -> None:
        """The name of a pack has sixteen random bits a second: two machines may give the same one."""
        try:
            there = self._fs.cat_file(f"{place}/{sealcheck.SIGNED}")
        except FileNotFoundError:
            return
        if there != (pack / sealcheck.SIGNED).read_bytes():
            raise TakenError(f"{self._shown(place)}: another pack of this name lies there already; nothing was changed")

    def _carry(self, pack: Path, names: list[str], work: str) -> None:
        """Copy files and read every byte back."""
        with threads() as pool:
            list(pool.map(lambda name: self._copy(pack / name, f"{work}/{name}"), names))
            if not self.shared_folder:
                self._fs.invalidate_cache()
            remote = list(pool.map(lambda name: self._sha256(f"{work}/{name}"), names))
        for name, found in zip(names, remote, strict=True):
            if found != hashes.of_file(pack / name).sha256:
                raise StorageError(f"{self._shown(work)}: {name} came back changed; nothing was recorded of it")

    def remove(self, url: str) -> None:
        """Take a pack away. One that is gone already is fine. Raises StorageError."""
        try:
            path = self._fs._strip_protocol(url)
            if self._fs.exists(path):
                self._fs.rm(path, recursive=True)
        except Exception as error:
            raise StorageError(f"{url}: the pack could not be removed ({told(error)})") from error

    def _shown(self, place: str) -> str:
        """How the history names it: a plain path where machines share a folder."""
        return place if self.shared_folder else str(self._fs.unstrip_protocol(place))

    def _copy(self, source: Path, target: str) -> None:
        folder(self._fs, str(PurePosixPath(target).parent))
        with source.open("rb") as reading, self._fs.open(target, "wb") as writing:
            shutil.copyfileobj(reading, writing, hashes.PIECE)

    def _sha256(self, path: str) -> str:
        digest = hashlib.sha256()
        with self._fs.open(path, "rb") as reading:
            while piece := reading.read(hashes.PIECE):
                digest.update(piece)
        return digest.hexdigest()


def told(error: Exception) -> str:
    """What a library says, on one line, and what to do about it."""
    said = " ".join(str(error).split())[:300].rstrip(".") or type(error).__name__
    if isinstance(error, PermissionError) or "credentials" in said.lower():
        return f"{said}; check the keys in the environment, and what they are allowed to do"
    if "bucket does not exist" in said.lower():
        return f"{said}; make it first, or name another"
    return f"{said}; check the address" if "could not connect" in said.lower() else said


def folder(fs: Any, path: str) -> None:
    """Make a folder, where a storage has such a thing."""
    if not {*_EXTRAS} & {*_protocols(fs)}:
        fs.makedirs(path, exist_ok=True)


def _protocols(fs: Any) -> tuple[str, ...]:
    return (fs.protocol,) if isinstance(fs.protocol, str) else tuple(fs.protocol)


@contextmanager
def threads() -> Iterator[ThreadPoolExecutor]:
    """For transfers side by side; on an error what has not begun is dropped."""
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
