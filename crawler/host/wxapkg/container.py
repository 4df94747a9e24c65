"""The .wxapkg container: a header, an index, the files. Every number of it is the target's and is checked.

Layout, big endian (github.com/coolzilj/kaitai_struct_format_for_wxapkg): u8 0xBE, u32 of unknown use, u32 length of the
index, u32 length of the body, u8 0xED; the index: u32 count, then for each file u32 length of its name, the name
(UTF-8, with a leading slash), u32 offset from the container's start, u32 size; then the body.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crawler.host.project import ProjectError

_HEADER = struct.Struct(">B3IB")
_FIRST, _LAST = 0xBE, 0xED
_ENCRYPTED = b"V1MMWX"
"""How WeChat for PC stores packages; the rest is AES, keyed by the appid."""
_MAX_FILE = 256 << 20
_MAX_INDEX = 8 << 20
_MAX_COUNT = 65_536
_MAX_NAME = 1024
_MAX_ENTRY = 64 << 20


class WxapkgError(ProjectError):
    """A package that cannot be used; one sentence that names the file and the mend."""


@dataclass(frozen=True)
class Entry:
    """One file of a container; ``path`` has no leading slash."""

    container: Path
    path: str
    offset: int
    size: int

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    def read_bytes(self) -> bytes:
        """Raises WxapkgError when the container has changed or gone since it was read."""
        try:
            with self.container.open("rb") as file:
                file.seek(self.offset)
                data = file.read(self.size)
        except OSError as error:
            raise WxapkgError(
                f"{self.container}: it cannot be read ({error.strerror}); check it and try again"
            ) from None
        if len(data) != self.size:
            raise WxapkgError(f"{self.container}: it changed while it was read; try again")
        return data


def entries(container: Path) -> tuple[Entry, ...]:
    """The files of a container, in its order. Only the index is read. Raises WxapkgError."""
    try:
        with container.open("rb") as file:
            return _entries(container, file, container.stat().st_size)
    except OSError as error:
        raise WxapkgError(f"{container}: it cannot be read ({error.strerror}); check its permissions") from None


def _entries(container: Path, file: BinaryIO, size: int) -> tuple[Entry, ...]:
    head = file.read(_HEADER.size)
    if head.startswith(_ENCRYPTED):
        raise WxapkgError(
            f"{container}: this package is encrypted (V1MMWX, as WeChat for PC stores packages), and minispect "
            "decrypts nothing; give the project folder or a package that is not encrypted"
        )
    if len(head) < _HEADER.size or head[0] != _FIRST or head[-1] != _LAST:
        raise WxapkgError(
            f"{container}: not a .wxapkg package (0xBE … 0xED is missing); give a package or a project folder"
        )
    _, _, index_length, body_length, _ = _HEADER.unpack(head)
    start = _HEADER.size + index_length
    if size > _MAX_FILE or index_length > _MAX_INDEX:
        raise _broken(container, f"larger than a package can be ({_MAX_FILE >> 20} MiB)")
    if start + body_length > size:
        raise _broken(container, f"cut short, {start + body_length} bytes are announced and {size} are there")
    index = file.read(index_length)
    if len(index) < index_length:
        raise _broken(container, "cut short within its index")
    found = _index(container, index)
    _check_places(container, found, start, start + body_length)
    return found


def _index(container: Path, index: bytes) -> tuple[Entry, ...]:
    found: dict[str, Entry] = {}
    at = 4
    count = _number(container, index, 0)
    if count > _MAX_COUNT:
        raise _broken(container, f"{count} files are announced, {_MAX_COUNT} are the most")
    for _ in range(count):
        length = _number(container, index, at)
        if length > _MAX_NAME or at + 4 + length > len(index):
            raise _broken(container, f"a name of {length} bytes in its index")
        path = _path(container, index[at + 4 : at + 4 + length])
        at += 4 + length
        offset, size = _number(container, index, at), _number(container, index, at + 4)
        at += 8
        if size > _MAX_ENTRY:
            raise _broken(container, f"'{path}' is announced with {size} bytes")
        if path in found:
            raise _broken(container, f"'{path}' is in it twice")
        found[path] = Entry(container, path, offset, size)
    if at != len(index):
        raise _broken(container, f"its index is {len(index)} bytes long and its files fill {at}")
    return tuple(found.values())


def _number(container: Path, index: bytes, at: int) -> int:
    if at + 4 > len(index):
        raise _broken(container, "its index ends in the middle of a file")
    return int.from_bytes(index[at : at + 4], "big")


def _path(container: Path, raw: bytes) -> str:
    try:
        path = raw.decode("utf-8").removeprefix("/")
    except UnicodeDecodeError:
        raise _broken(container, f"the name {raw[:40]!r} is not UTF-8") from None
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts) or any(ord(c) < 32 or c == "\\" for c in path):
        raise _broken(container, f"the name {path[:80]!r} leads out of it or is no name")
    return path


def _check_places(container: Path, found: tuple[Entry, ...], start: int, end: int) -> None:
    """Files lie in the body and no two share a byte, so that they fill no more than the file has."""
    at, before = start, ""
    for entry in sorted(found, key=lambda e: (e.offset, e.size)):
        if entry.offset < start or entry.offset + entry.size > end:
            raise _broken(container, f"'{entry.path}' lies outside of its body")
        if entry.offset < at and entry.size:
            raise _broken(container, f"'{entry.path}' lies over '{before}'")
        at, before = max(at, entry.offset + entry.size), entry.path


def _broken(container: Path, what: str) -> WxapkgError:
    return WxapkgError(f"{container}: a broken package: {what}; fetch it again")
