"""The BagIt bag (RFC 8493, version 1.0) around a pack's ``data/``: manifests and tag files."""

import os
from dataclasses import dataclass
from pathlib import Path

from reports import hashes, listing, public_tools
from reports.shapecheck import PACK_FORMAT


class BagError(Exception):
    """The folder cannot become a bag; the message names the file."""


@dataclass(frozen=True)
class Info:
    """What ``bag-info.txt`` says, in its order; ``Payload-Oxum`` is computed."""

    organisation: str
    identifier: str
    date: str
    """``YYYY-MM-DD`` of the last event."""
    software: str
    kind: str = "full"
    seals: tuple[str, ...] = ("sshsig",)


def write(root: Path, info: Info) -> None:
    """Write all tag files of the bag whose payload stands in ``root/data``. Overwrites earlier ones."""
    payload = _payload(root)
    sizes = _manifests(root, "manifest", payload)
    (root / "bagit.txt").write_bytes(b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    (root / "bag-info.txt").write_bytes(_bag_info(info, f"{sum(sizes)}.{len(sizes)}").encode())
    (root / "VERIFY.txt").write_bytes(public_tools.text(info.identifier).encode())
    tags = ["bagit.txt", "bag-info.txt", "VERIFY.txt", "manifest-sha256.txt"]
    tags += ["manifest-sm3.txt"] if hashes.has_sm3() else []
    _manifests(root, "tagmanifest", tags)


def _payload(root: Path) -> list[str]:
    files = []
    for entry in listing.entries(root):
        if not entry.path.startswith("data/"):
            continue
        if entry.sort not in ("file", "folder"):
            raise BagError(f"{listing.shown(entry.path)}: a pack holds files only, no links or devices; remove it")
        if entry.sort == "folder" and entry.empty:
            (root / entry.path).rmdir()
        if entry.sort == "file":
            if not listing.allowed_name(entry.path):
                raise BagError(f"{listing.shown(entry.path)}: names in a pack use a-z, 0-9, '.', '_' and '-' only")
            files.append(entry.path)
    return files


def _manifests(root: Path, stem: str, paths: list[str]) -> list[int]:
    """Write ``<stem>-sha256.txt`` and, where possible, ``<stem>-sm3.txt``; returns the sizes of the files."""
    digests = hashes.of_files(root, sorted(paths, key=os.fsencode))
    for path, one in digests.items():
        if one == hashes.UNREADABLE:
            raise BagError(f"{listing.shown(path)}: cannot be read; a pack cannot be sealed with it")
    listed = list(digests.items())
    _lines(root / f"{stem}-sha256.txt", [(one.sha256, path) for path, one in listed])
    if hashes.has_sm3():
        _lines(root / f"{stem}-sm3.txt", [(one.sm3, path) for path, one in listed])
    return [one.size for _, one in listed]


def _lines(path: Path, rows: list[tuple[str, str]]) -> None:
    path.write_bytes("".join(f"{digest}  {name}\n" for digest, name in rows).encode())


def _bag_info(info: Info, oxum: str) -> str:
    rows = [
        ("Source-Organization", info.organisation or "not given"),
        ("External-Identifier", info.identifier),
        ("Bagging-Date", info.date),
        ("Bag-Software-Agent", info.software),
        ("Minispect-Pack-Format", PACK_FORMAT),
        ("Minispect-Pack-Kind", info.kind),
        ("Minispect-Seals-Required", " ".join(info.seals)),
        ("Payload-Oxum", oxum),
    ]
    return "".join(f"{name}: {_one_line(value)}\n" for name, value in rows)


def _one_line(value: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())
