"""What lies in a pack's folder, looked at without following a link or reading a byte."""

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

TAG_FILES = (
    "bagit.txt",
    "bag-info.txt",
    "VERIFY.txt",
    "manifest-sha256.txt",
    "manifest-sm3.txt",
    "tagmanifest-sha256.txt",
    "tagmanifest-sm3.txt",
)
SEAL_FILES = (
    "seal/tagmanifest-sha256.txt.sig",
    "seal/tagmanifest-sha256.txt.sig.tsq",
    "seal/tagmanifest-sha256.txt.sig.tsr",
    "seal/tagmanifest-sha256.txt.p7s",
    "seal/tagmanifest-sm3.txt.sm2",
)
MAX_NAME = 120
MAX_DEPTH = 12
MAX_FILES = 200_000
_NAME = re.compile(r"[a-z0-9_-][a-z0-9._-]*")

Sort = Literal["file", "folder", "link", "other"]


@dataclass(frozen=True)
class Entry:
    """One name of the folder. ``path`` is relative, with ``/``; unreadable bytes of a name become ``\\udcXX``."""

    path: str
    sort: Sort
    size: int = 0
    blocks: int = 0
    """Bytes really held on the disk."""
    empty: bool = False

    @property
    def sparse(self) -> bool:
        """A file that claims far more than the disk holds for it."""
        return self.size > 64 << 20 and self.blocks * 50 < self.size


class TooMuchError(Exception):
    """The folder is deeper or fuller than any pack."""


def entries(root: Path) -> list[Entry]:
    """Everything below ``root``, sorted by path. Raises TooMuchError; OSError when it cannot be listed."""
    found: list[Entry] = []
    _walk(root, "", 0, found)
    return sorted(found, key=lambda entry: os.fsencode(entry.path))


def _walk(folder: Path, prefix: str, depth: int, found: list[Entry]) -> None:
    if depth > MAX_DEPTH:
        raise TooMuchError(f"{prefix.rstrip('/')}: folders are nested deeper than {MAX_DEPTH}")
    with os.scandir(folder) as names:
        for item in names:
            path = prefix + item.name
            state = item.stat(follow_symlinks=False)
            sort = _sort(state.st_mode)
            before = len(found)
            if before >= MAX_FILES:
                raise TooMuchError(f"{path}: more than {MAX_FILES} files")
            if sort == "folder":
                _walk(Path(item.path), path + "/", depth + 1, found)
            found.append(Entry(path, sort, state.st_size, state.st_blocks * 512, len(found) == before))


def _sort(mode: int) -> Sort:
    if stat.S_ISLNK(mode):
        return "link"
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) else "other"


def allowed_name(path: str) -> bool:
    """Whether a payload path keeps to the pack's alphabet: lower case, digits, ``._-``; at most 120 characters."""
    parts = path.split("/")
    return all(_NAME.fullmatch(part) is not None and len(part) <= MAX_NAME for part in parts)


def shown(path: str) -> str:
    """A path that is safe to print: control and direction characters escaped, at most 200 characters."""
    text = "".join(c if c.isprintable() and c != "\\" else c.encode("unicode_escape").decode() for c in path[:200])
    return text.encode("utf-8", "backslashreplace").decode() + ("…" if len(path) > 200 else "")
