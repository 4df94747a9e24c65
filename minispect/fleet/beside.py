"""What people decide about a pack in a storage: kept beside it there, for everybody who reads the pack.

``<pack>.review/decisions.jsonl`` is the same file as beside a pack in a folder. Two people may decide at once, and a
storage writes whole files only, the last one winning. So each line is first a file of its own in ``lines/``, which
is only made when there is none of its number; ``decisions.jsonl`` is then written from all of them, and whoever reads
adds the lines that it does not have yet.
"""

import contextlib
import errno
import fcntl
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fsspec.core import url_to_fs

from minispect.fleet.storage import StorageError, folder, told
from reports import seal
from reports.review import decisions
from reports.review.decisions import Act, Decision

_MOST_BYTES = 64 << 20
_TRIES = 20
"""Others that may decide on the same pack in the same moment."""


def fetch(pack: str, root: Path, not_since: float = 0) -> None:
    """Bring the decisions on the pack at the URL ``pack`` beside its copy in ``root``, in place of what was brought
    before; not when that was within the last ``not_since`` seconds. Raises StorageError."""
    with _turn(root) as last:
        if time.time() - last >= not_since:
            _fetch(pack, root)


def decided(pack: str) -> bool:
    """Whether anybody decided anything about the pack at this URL. Raises StorageError."""
    try:
        return bool(_lines(*_place(pack)))
    except StorageError:
        raise
    except Exception as error:
        raise StorageError(f"{pack}: the decisions on it cannot be read ({told(error)})") from error


def add(pack: str, root: Path, act: Act, finding: str, by: str, comment: str, key: seal.Key) -> Decision:
    """As ``decisions.add``, and into the storage. Raises StorageError besides; then it is not decided."""
    with _turn(root):
        for _ in range(_TRIES):
            _fetch(pack, root)
            made = decisions.add(root, act, finding, by, comment, key)
            if _kept(pack, root):
                return made
    raise StorageError(f"{pack}: too many people decide on this pack at once; try again")


@contextlib.contextmanager
def _turn(root: Path) -> Iterator[float]:
    """One at a time changes the copy on this machine. Gives the moment when it was brought, 0 for never."""
    with (root.parent / ".decisions").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        yield float(lock.read() or 0)


def _fetch(pack: str, root: Path) -> None:
    path = decisions.beside(root)
    try:
        found = _lines(*_place(pack))
        if found:
            path.parent.mkdir(exist_ok=True)
            part = path.with_suffix(".part")
            part.write_bytes(b"".join(line + b"\n" for line in found))
            part.replace(path)
        else:
            path.unlink(missing_ok=True)
        (root.parent / ".decisions").write_text(str(time.time()))
    except StorageError:
        raise
    except Exception as error:  # every storage has errors of its own
        raise StorageError(f"{pack}: the decisions on it cannot be read ({told(error)})") from error


def _kept(pack: str, root: Path) -> bool:
    """Whether our last line is the storage's; somebody else's may have come first."""
    lines = decisions.beside(root).read_bytes().splitlines()
    fs, place = _place(pack)
    try:
        if not _put_first(fs, f"{place}/lines/{len(lines):06}.json", lines[-1]):
            return False
        fs.pipe_file(f"{place}/{decisions.FILE}", b"".join(line + b"\n" for line in _lines(fs, place)))
    except Exception as error:
        raise StorageError(f"{pack}: the decision could not be stored ({told(error)})") from error
    return True


def _put_first(fs: Any, path: str, line: bytes) -> bool:
    folder(fs, path.rpartition("/")[0])
    try:
        fs.pipe_file(path, line, mode="create")
    except Exception:  # some say that the file is there, others only that a condition does not hold
        fs.invalidate_cache()
        if not fs.exists(path):
            raise
    return bool(fs.cat_file(path) == line)


def _lines(fs: Any, place: str) -> list[bytes]:
    """All lines there are, as far as they follow one another. Whether they hold is ``decisions.sound``'s to say."""
    fs.invalidate_cache()
    found = _read(fs, f"{place}/{decisions.FILE}").splitlines()
    while line := _read(fs, f"{place}/lines/{len(found) + 1:06}.json"):
        found.append(line)
    return found


def _read(fs: Any, path: str) -> bytes:
    for turn in range(_TRIES):
        try:
            with fs.open(path, "rb") as file:
                data = bytes(file.read(_MOST_BYTES + 1))
            break
        except FileNotFoundError:
            return b""
        except OSError as error:
            # s3fs: somebody wrote the file anew between our asking for its size and our reading it.
            if error.errno != errno.EBUSY or turn == _TRIES - 1:
                raise
            fs.invalidate_cache()
    if len(data) > _MOST_BYTES:
        raise StorageError(f"{path}: is larger than any list of decisions")
    return data


def _place(pack: str) -> tuple[Any, str]:
    fs, base = url_to_fs(pack)
    return fs, f"{base}.review"
