"""The BagIt bag (RFC 8493, version 1.0) around a pack's ``data/``: manifests and tag files."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from reports import hashes, listing
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
    (root / "VERIFY.txt").write_bytes(verification_text(info.identifier).encode())
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


def verification_text(identifier: str) -> str:
    """``VERIFY.txt``: how anybody checks this pack with public tools."""
    return _VERIFY.replace("PACK-ID", identifier)


def read_only(root: Path) -> None:
    """Take the write bits off every file, so that nothing is changed by accident."""
    for entry in listing.entries(root):
        if entry.sort == "file":
            (root / entry.path).chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)


_VERIFY = """\
How to check this pack without minispect / 不依赖 minispect 校验本证据包
======================================================================

Pack: PACK-ID
Bring from outside the pack (a key found inside proves nothing) / 须从包外取得:
  allowed_signers   published by the authority that made the inspection / 由检查机构公布
  tsa-root.pem      root of the time-stamp authority, if a stamp is present / 如有时间戳

Run inside the pack's folder / 在包目录内运行:

# 1  every listed file is there and unchanged; nothing extra under data/   (pip install bagit)
bagit.py --validate .

# 2  the same with coreutils, tag files included
sha256sum --quiet --strict -c tagmanifest-sha256.txt manifest-sha256.txt

# 3  national hash SM3 (coreutils 9.0 or later; else: openssl dgst -sm3 FILE)
cksum -a sm3 --quiet --strict -c tagmanifest-sm3.txt manifest-sm3.txt

# 4  nothing else anywhere: prints nothing when right
export LC_ALL=C
{ cut -c67- manifest-sha256.txt tagmanifest-sha256.txt; echo tagmanifest-sha256.txt; echo tagmanifest-sm3.txt
  for s in sha256.txt.sig sha256.txt.sig.tsq sha256.txt.sig.tsr sha256.txt.p7s sm3.txt.sm2; do
    [ -f seal/tagmanifest-$s ] && echo seal/tagmanifest-$s; done; } | sort > ../listed.txt
find . -mindepth 1 ! -type d -printf '%P\\n' | sort | diff ../listed.txt -
find . -type l

# 5  who sealed it (NAME is the signer's name in allowed_signers)
ssh-keygen -Y verify -f allowed_signers -I NAME -n minispect-pack \\
  -s seal/tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt

# 6  when, by a third party (only if the .tsr is present)
openssl ts -verify -data seal/tagmanifest-sha256.txt.sig -in seal/tagmanifest-sha256.txt.sig.tsr -CAfile tsa-root.pem

# 7  organisation certificate (only if the .p7s is present)
openssl cms -verify -binary -inform DER -in seal/tagmanifest-sha256.txt.p7s -content tagmanifest-sha256.txt \\
  -CAfile org-root.pem -purpose any -out /dev/null

# 8  SM2 (only if the .sm2 is present)
openssl dgst -sm3 -verify sm2.pub -sigopt distid:1234567812345678 \\
  -signature seal/tagmanifest-sm3.txt.sm2 tagmanifest-sm3.txt

# 9  shape of the JSON   (pip install jsonschema)
python -m jsonschema -i data/inspection.json data/schema/inspection.schema.json

Then compare Minispect-Seals-Required in bag-info.txt with what was verified in 5 to 8.
data/original/ is as captured; data/derived/ was computed from it. Open data/derived/report.html to read the report.
data/original/ 为原始记录，data/derived/ 由其计算得出；打开 data/derived/report.html 阅读报告。
"""
