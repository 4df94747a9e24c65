"""Lines written about a sealed pack: each bound to the pack that lies there, and signed by who wrote it."""

from pathlib import Path
from typing import Any

from recording import canonical
from reports import ed25519, hashes, seal, sealcheck, signers, sshsig
from reports.pack import PackError


def tag(root: Path) -> str:
    """SHA-256 of what the pack's seal covers. Raises PackError when the pack is not sealed."""
    try:
        return hashes.of_file(root / sealcheck.SIGNED).sha256
    except (OSError, hashes.NotAFileError):
        raise PackError(f"{root}: not a sealed pack ({sealcheck.SIGNED} is missing)") from None


def line(entry: dict[str, Any], key: seal.Key, namespace: str) -> bytes:
    """The entry with its signature, which covers the entry without it; no line feed."""
    signature = ed25519.sign(key.private, canonical.line(entry).encode(), namespace)
    return canonical.line({**entry, "signature": signature}).encode()


def signer(entry: dict[str, Any], namespace: str) -> bytes:
    """Public key of who signed. Raises sshsig.BadSignatureError, and ValueError for an entry that is no text."""
    bare = {name: value for name, value in entry.items() if name != "signature"}
    signature = sshsig.parse(str(entry.get("signature", "")))
    ed25519.check(signature, canonical.line(bare).encode(), namespace)
    return signature.public_key


def unpublished(public_key: bytes, known: list[signers.Signer] | None) -> str:
    """What is wrong with a signer that the list of signers, where there is one, does not name; else ``""``."""
    if known is not None and not any(one.public_key == public_key for one in known):
        return "is signed by a key that nobody published"
    return ""
