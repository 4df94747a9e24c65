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
from reports import hashes, listing

_AT_ONCE = 4
"""Transfers side by side; a pack is many small files."""
_EXTRAS = {"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "az": "adlfs", "abfs": "adlfs", "oss": "ossfs"}
"""What has to be installed beside minispect to reach a kind of storage."""
_PATHLIKE = re.compile(r"^[a-z][a-z0-9+.-]*:")


class StorageError(UserError):
    """A pack could not be stored or brought back whole; the message names the place."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, Exit.UNREACHABLE)


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
            raise UserError(f"{url}: storage of this kind needs {package}; install it beside minispect") from None
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
            self._fs.makedirs(self._base, exist_ok=True)
            self._fs.pipe_file(name, text)
            same = self._fs.cat_file(name) == text
            self._fs.rm_file(name)
        except Exception as error:  # every storage has errors of its own
            raise UserError(f"{self.url}: packs cannot be kept there ({told(error)})") from None
        if not same:
            raise UserError(f"{self.url}: packs cannot be kept there (what was written does not come back)")

    def put(self, pack: Path, under: str) -> str:
        """Copy a pack to ``<url>/<under>/<its name>`` and read every byte back. Returns its path or URL.

        Doing it twice is harmless. Raises StorageError.
        """
        place = f"{self._base}/{under}/{pack.name}"
        # A folder can be renamed into place at once; elsewhere the history names a pack only when all of it is there.
        work = f"{self._base}/{under}/.incoming-{pack.name}" if self.shared_folder else place
        try:
            names = [entry.path for entry in listing.entries(pack) if entry.sort == "file"]
            with threads() as pool:
                list(pool.map(lambda name: self._copy(pack / name, f"{work}/{name}"), names))
                if not self.shared_folder:
                    self._fs.invalidate_cache()
                remote = list(pool.map(lambda name: self._sha256(f"{work}/{name}"), names))
            for name, found in zip(names, remote, strict=True):
                if found != hashes.of_file(pack / name).sha256:
                    raise StorageError(f"{self._shown(place)}: {name} came back changed; nothing was recorded of it")
            if self.shared_folder:
                shutil.rmtree(place, ignore_errors=True)
                Path(work).rename(place)
        except StorageError:
            raise
        except Exception as error:
            raise StorageError(f"{self._shown(place)}: the pack could not be stored ({told(error)})") from error
        return self._shown(place)

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
        self._fs.makedirs(str(PurePosixPath(target).parent), exist_ok=True)
        with source.open("rb") as reading, self._fs.open(target, "wb") as writing:
            shutil.copyfileobj(reading, writing, hashes.PIECE)

    def _sha256(self, path: str) -> str:
        digest = hashlib.sha256()
        with self._fs.open(path, "rb") as reading:
            while piece := reading.read(hashes.PIECE):
                digest.update(piece)
        return digest.hexdigest()


def told(error: Exception) -> str:
    """What a library says, on one line."""
    return " ".join(str(error).split())[:300] or type(error).__name__


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
