"""The phone's files, kept in memory."""

import posixpath
import time
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass
class Entry:
    data: bytes = b""
    mode: int = 0o100644
    mtime: int = 0
    folder: bool = False

    @property
    def size(self) -> int:
        return len(self.data)


class Files:
    """Folders exist as soon as something lies in them. ``rooted`` lifts the protection of system folders."""

    PROTECTED = ("/system", "/apex", "/vendor", "/product")

    def __init__(self, rooted: bool = False) -> None:
        self.rooted = rooted
        self._table: dict[str, Entry] = {}
        for folder in ("/sdcard", "/data/local/tmp", "/system/etc/security/cacerts", "/sdcard/Download"):
            self._table[folder] = Entry(mode=0o040755, folder=True)

    def write(self, path: str, data: bytes, mode: int = 0o100644, mtime: int = 0) -> None:
        self._table[_clean(path)] = Entry(data, mode, mtime or int(time.time()))

    def make_folder(self, path: str) -> None:
        self._table.setdefault(_clean(path), Entry(mode=0o040755, folder=True))

    def get(self, path: str) -> Entry | None:
        path = _clean(path)
        if path in self._table:
            return self._table[path]
        inside = any(known.startswith(path.rstrip("/") + "/") for known in self._table)
        return Entry(mode=0o040755, folder=True) if inside else None

    def remove(self, path: str) -> bool:
        path = _clean(path)
        gone = [known for known in self._table if known == path or known.startswith(path + "/")]
        for known in gone:
            del self._table[known]
        return bool(gone)

    def listing(self, path: str) -> Iterator[tuple[str, Entry]]:
        base = _clean(path).rstrip("/") + "/"
        names = sorted({known[len(base) :].split("/")[0] for known in self._table if known.startswith(base)})
        for name in names:
            entry = self.get(base + name)
            if name and entry is not None:
                yield name, entry

    def may_write(self, path: str) -> bool:
        return self.rooted or not _clean(path).startswith(self.PROTECTED)


def _clean(path: str) -> str:
    return posixpath.normpath("/" + path.lstrip("/")).replace("/storage/emulated/0", "/sdcard")
