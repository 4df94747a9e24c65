"""Reading the manifests and tag files of a pack that may be hostile."""

import os
import re
from pathlib import Path

from reports import hashes, listing

MAX_SIZE = 64 << 20
_LINE = re.compile(rb"([0-9a-f]{64})  ([^\r\n]+)")


class BadFileError(Exception):
    """A tag file cannot be used; ``path`` names it and the message says why."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(why)
        self.path = path


def read_small(root: Path, path: str, limit: int = MAX_SIZE) -> bytes:
    """A regular file of the pack, at most ``limit`` bytes. Raises BadFileError."""
    try:
        descriptor = hashes.open_regular(root / path)
    except FileNotFoundError:
        raise BadFileError(path, "is missing") from None
    except (OSError, hashes.NotAFileError) as error:
        raise BadFileError(path, f"cannot be read ({error})") from None
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise BadFileError(path, f"is larger than {limit} bytes")
    return data


def manifest(root: Path, name: str) -> dict[str, str]:
    """Path -> hash of one manifest. Raises BadFileError for a line of another shape, a path that leaves
    the pack, a path listed twice, or lines out of order."""
    found: dict[str, str] = {}
    data = read_small(root, name)
    if data and not data.endswith(b"\n"):
        raise BadFileError(name, "its last line is cut off")
    for number, line in enumerate(data.split(b"\n")[:-1], 1):
        match = _LINE.fullmatch(line)
        if match is None:
            raise BadFileError(name, f"line {number} is not 'hash, two spaces, path'")
        path = os.fsdecode(match[2])
        if not _belongs(path, tags=name.startswith("tagmanifest")):
            raise BadFileError(name, f"line {number} names '{listing.shown(path)}', which cannot be part of a pack")
        if path in found:
            raise BadFileError(name, f"'{path}' is listed twice")
        found[path] = match[1].decode()
    return found


def bag_info(root: Path) -> dict[str, str]:
    """The fields of ``bag-info.txt``. Raises BadFileError for another shape or a field given twice."""
    name = "bag-info.txt"
    found: dict[str, str] = {}
    for line in read_small(root, name, 1 << 20).decode("utf-8", "replace").split("\n"):
        if not line:
            continue
        label, colon, value = line.partition(": ")
        if not colon or label in found:
            raise BadFileError(name, f"'{listing.shown(line)[:60]}' is not 'Name: value', or its name occurs twice")
        found[label] = value
    return found


def _belongs(path: str, *, tags: bool) -> bool:
    if tags:
        return path in listing.TAG_FILES and not path.startswith("tagmanifest")
    return path.startswith("data/") and listing.allowed_name(path)
