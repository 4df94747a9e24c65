"""The chain of custody after sealing: ``<id>.custody.jsonl`` beside the pack, each line signed by who acted.

The pack itself never changes any more. A line names the SHA-256 of its ``tagmanifest-sha256.txt`` before and
after the act; the signature covers the line without its field ``signature``.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from recording import clock
from reports import chain, manifests, seal, signed, signers, sshsig
from reports.pack import PackError

Act = Literal["handed-over", "received", "copied", "viewed", "rechecked"]
ACTS: tuple[str, ...] = get_args(Act)
NAMESPACE = "minispect-custody"
_LIMIT = 16 << 20


@dataclass(frozen=True)
class Line:
    """One act, as it is shown. ``problem`` is empty when the line holds."""

    number: int
    time: str
    actor: str
    action: str
    object: str
    fingerprint: str
    problem: str = ""


def beside(root: Path) -> Path:
    """Where the lines of a pack stand."""
    root = root.absolute()
    return root.with_name(f"{root.name}.custody.jsonl")


def add(root: Path, act: Act, note: str, actor: str, key: seal.Key) -> Path:
    """Write one line, signed with the actor's key. Raises PackError when earlier lines do not hold."""
    path, now = beside(root), signed.tag(root)
    data = path.read_bytes() if path.exists() else b""
    broken = next((line for line in _lines(data, now, None) if line.problem), None)
    if broken is not None:
        raise PackError(f"{path}: line {broken.number} {broken.problem}; no line is added to a broken chain")
    before = data.splitlines()
    entry = {
        "seq": len(before) + 1,
        "time": clock.utc_text(),
        "actor": actor,
        "action": act,
        "object": note,
        "sha256": now,
        "sha256_before": json.loads(before[-1])["sha256"] if before else now,
        "prev": hashlib.sha256(before[-1]).hexdigest() if before else chain.FIRST,
    }
    line = signed.line(entry, key, NAMESPACE)
    try:
        with path.open("ab") as file:
            file.write(line + b"\n")
    except OSError as error:
        raise PackError(f"{path}: cannot be written ({error.strerror})") from None
    return path


def lines(root: Path, allowed_signers: Path | None = None) -> list[Line]:
    """All acts with what is wrong about each. Raises PackError, signers.SignersError."""
    path = beside(root)
    if not path.exists():
        return []
    try:
        data = manifests.read_small(path.parent, path.name, _LIMIT)
    except manifests.BadFileError as error:
        raise PackError(f"{path}: {error}") from None
    return list(_lines(data, signed.tag(root), allowed_signers))


def _lines(data: bytes, tag: str, allowed_signers: Path | None) -> Iterator[Line]:
    known = signers.load(allowed_signers) if allowed_signers is not None else None
    prev, before = chain.FIRST, ""
    for number, line in enumerate(data.splitlines(), 1):
        entry = chain.parsed(line)
        if entry is None:
            yield Line(number, "", "", "", "", "", "is not an entry")
            return
        problem, fingerprint = _signature(entry, known)
        if entry["seq"] != number or entry["prev"] != prev:
            problem = "does not continue the chain"
        elif before and entry.get("sha256_before") != before:
            problem = "names another pack before it than the line before"
        elif entry["sha256"] != tag:
            problem = "names another pack than the one that lies here"
        said = [str(entry[name]) for name in ("time", "actor", "action", "object")]
        yield Line(number, said[0], said[1], said[2], said[3], fingerprint, problem)
        prev, before = hashlib.sha256(line).hexdigest(), str(entry["sha256"])


def _signature(entry: dict[str, Any], known: list[signers.Signer] | None) -> tuple[str, str]:
    """Why the signature does not count, and whose it is."""
    try:
        public_key = signed.signer(entry, NAMESPACE)
    except sshsig.BadSignatureError as error:
        return str(error), ""
    except ValueError:  # e.g. half of a character
        return "is not an entry", ""
    return signed.unpublished(public_key, known), sshsig.fingerprint(public_key)
