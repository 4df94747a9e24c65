"""A pack as one ZIP file, written while it is sent: nothing is compressed, nothing is kept."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from minispect.console import inside
from reports import listing

_MOMENT = (1980, 1, 1, 0, 0, 0)


class _Pipe(io.RawIOBase):
    """What was written and not yet taken."""

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self._held.append(piece)
        return len(piece)

    def taken(self) -> bytes:
        held, self._held = b"".join(self._held), []
        return held


def stream(root: Path, beside: tuple[Path, ...] = ()) -> Iterator[bytes]:
    """The pack's folder under its own name, and files that lie beside it (reviews, custody) next to it.

    Raises OSError, listing.TooMuchError before the first piece when the folder cannot be listed.
    """
    names = [(f"{root.name}/{entry.path}", root, entry.path) for entry in listing.entries(root) if entry.sort == "file"]
    for path in beside:
        if path.is_dir() and not path.is_symlink():
            inner = (entry for entry in listing.entries(path) if entry.sort == "file")
            names += [(f"{path.name}/{entry.path}", path, entry.path) for entry in inner]
        elif path.is_file() and not path.is_symlink():
            names.append((path.name, path.parent, path.name))
    return _pieces(names)


def _pieces(names: list[tuple[str, Path, str]]) -> Iterator[bytes]:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:
        for name, root, path in names:
            descriptor, size = inside.opened(root, path)
            about = zipfile.ZipInfo(name, _MOMENT)
            about.external_attr = 0o644 << 16
            with archive.open(about, "w", force_zip64=size > 1 << 30) as part:
                for piece in inside.pieces(descriptor, size):
                    part.write(piece)
                    yield pipe.taken()
            yield pipe.taken()
    yield pipe.taken()
