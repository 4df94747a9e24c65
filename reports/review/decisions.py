"""Decisions on findings: ``<pack>.review/decisions.jsonl``, one line each, chained, signed and bound to the pack.

A line is one of a custody chain (``reports.chain``) with ``finding``, ``comment`` and ``signature`` beside:
``sha256`` is that of the pack's ``tagmanifest-sha256.txt``, ``object`` the sealed fingerprint of the finding. The
signature covers the line without its field ``signature``. What a chain cannot show is that its last lines were
taken away: ``head`` is what to write down elsewhere.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal, get_args

from recording import clock
from reports import chain, hashes, plain, seal, signed, signers, sshsig
from reports.pack import PackError
from reports.review import listed
from reports.review.listed import Listed

Act = Literal["confirm", "reject", "comment"]
ACTS: tuple[str, ...] = get_args(Act)
NAMESPACE = "minispect-review"
FILE = "decisions.jsonl"
MAX_COMMENT = 4000
MAX_NAME = 200
_LARGEST = 64 << 20
_NONE = "is not a decision"


class ReviewError(PackError):
    """The decisions beside a pack do not hold; the message names file and line (exit code 5)."""


@dataclass(frozen=True)
class Decision:
    """One line, as it is shown. ``problem`` is empty when it holds."""

    number: int
    time: str = ""
    by: str = ""
    act: str = ""
    finding: str = ""
    """Number in the report, e.g. ``F1``."""
    check: str = ""
    mark: str = ""
    fingerprint: str = ""
    comment: str = ""
    key: str = ""
    """Fingerprint of the key that signed."""
    sha256: str = ""
    """Of the line: the head of the chain up to here."""
    problem: str = ""


def beside(root: Path) -> Path:
    """Where the decisions on a pack stand."""
    root = root.absolute()
    return root.with_name(f"{root.name}.review") / FILE


def add(root: Path, act: Act, finding: str, by: str, comment: str, key: seal.Key) -> Decision:
    """Write one decision; writers wait for one another. Raises PackError, ReviewError when earlier lines do not hold.

    ``finding``: number or beginning of a fingerprint; it must exist. Whether the pack is whole is the caller's to ask.
    """
    by, comment = plain.line(by, MAX_NAME), plain.visible(comment).strip()
    if not by:
        raise PackError(f"{root}: a decision says who decided; give a name")
    if len(comment) > MAX_COMMENT:
        raise PackError(f"{root}: the comment is longer than {MAX_COMMENT} characters; shorten it")
    if act == "comment" and not comment:
        raise PackError(f"{root}: a comment without a text says nothing; give one")
    found, tag, path = listed.named(root, finding), signed.tag(root), beside(root)
    try:
        path.parent.mkdir(exist_ok=True)
        with _opened(path) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            return _append(file, path, _entry(act, found, by, comment, tag), key)
    except OSError as error:
        raise PackError(f"{path}: cannot be written ({error.strerror})") from None


def _opened(path: Path) -> BinaryIO:
    """Never through a link that somebody put there."""
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    return os.fdopen(descriptor, "a+b")


def _entry(act: Act, found: Listed, by: str, comment: str, tag: str) -> dict[str, Any]:
    return {
        "time": clock.utc_text(),
        "actor": by,
        "action": act,
        "object": found.mark,
        "sha256": tag,
        "finding": {"number": found.number, "check": found.check, "fingerprint": found.fingerprint},
        "comment": comment,
    }


def _append(file: BinaryIO, path: Path, said: dict[str, Any], key: seal.Key) -> Decision:
    file.seek(0)
    data = file.read(_LARGEST)
    broken = next((one for one in _lines(data, said["sha256"], None) if one.problem), None)
    if broken is not None:
        raise ReviewError(f"{path}: line {broken.number} {broken.problem}; no decision is added to a broken chain")
    before = data.splitlines()
    entry = {
        **said,
        "seq": len(before) + 1,
        "prev": hashlib.sha256(before[-1]).hexdigest() if before else chain.FIRST,
    }
    line = signed.line(entry, key, NAMESPACE)
    file.write(line + b"\n")
    file.flush()
    os.fsync(file.fileno())
    return _shown(len(before) + 1, entry, line, key.fingerprint, "")


def decisions(root: Path, allowed_signers: Path | None = None) -> list[Decision]:
    """All lines with what is wrong about each; none when nobody decided. Raises PackError, signers.SignersError."""
    path = beside(root)
    try:
        descriptor = hashes.open_regular(path)
    except FileNotFoundError:
        return []
    except (OSError, hashes.NotAFileError):
        raise ReviewError(f"{path}: cannot be read as a file") from None
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ReviewError(f"{path}: is larger than any list of decisions")
    known = signers.load(allowed_signers) if allowed_signers is not None else None
    return list(_lines(data, signed.tag(root), known))


def sound(root: Path) -> list[Decision]:
    """All lines. Raises ReviewError for the first that does not hold."""
    found = decisions(root)
    broken = next((one for one in found if one.problem), None)
    if broken is not None:
        raise ReviewError(
            f"{beside(root)}: line {broken.number} {broken.problem}; 'minispect review PACK verify' tells more"
        )
    return found


def _lines(data: bytes, tag: str, known: list[signers.Signer] | None) -> Iterator[Decision]:
    prev = chain.FIRST
    whole = data.endswith(b"\n") or not data
    lines = data.splitlines()
    for number, line in enumerate(lines, 1):
        entry = chain.parsed(line)
        if entry is None or not isinstance(entry.get("finding"), dict) or (number == len(lines) and not whole):
            yield Decision(number, problem="is cut off or not a decision")
            return
        problem, key = _signature(entry, known)
        if entry["seq"] != number or entry["prev"] != prev:
            problem = "does not continue the chain"
        elif entry["sha256"] != tag:
            problem = "is about another pack than the one that lies here"
        elif entry["action"] not in ACTS:
            problem = _NONE
        yield _shown(number, entry, line, key, problem)
        prev = hashlib.sha256(line).hexdigest()


def _shown(number: int, entry: dict[str, Any], line: bytes, key: str, problem: str) -> Decision:
    finding = entry["finding"]
    return Decision(
        number=number,
        time=str(entry["time"]),
        by=str(entry["actor"]),
        act=str(entry["action"]),
        finding=str(finding.get("number", "")),
        check=str(finding.get("check", "")),
        mark=str(entry["object"]),
        fingerprint=str(finding.get("fingerprint", "")),
        comment=str(entry.get("comment", "")),
        key=key,
        sha256=hashlib.sha256(line).hexdigest(),
        problem=problem,
    )


def _signature(entry: dict[str, Any], known: list[signers.Signer] | None) -> tuple[str, str]:
    """Why the signature does not count, and whose it is."""
    try:
        public_key = signed.signer(entry, NAMESPACE)
    except (sshsig.BadSignatureError, ValueError) as error:
        return (f"is not signed as it stands: {error}" if isinstance(error, sshsig.BadSignatureError) else _NONE), ""
    return signed.unpublished(public_key, known), sshsig.fingerprint(public_key)
