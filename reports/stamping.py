"""Asking a time-stamp authority (RFC 3161): the request is always made, sent only when an authority is named."""

import hashlib
import secrets
import urllib.error
import urllib.request
from pathlib import Path

from reports import sealcheck
from reports.seal import SealError
from reports.settings import StampAuthority

_SHA256 = bytes.fromhex("300d06096086480165030402010500")
"""AlgorithmIdentifier of SHA-256 in DER."""
_LIMIT = 1 << 20


def request(root: Path, policy: str = "") -> None:
    """Write the request over the pack's signature beside it. Its nonce is random; it is no part of what is sealed."""
    digest = hashlib.sha256((root / sealcheck.SIGNATURE).read_bytes()).digest()
    imprint = _der(0x30, _SHA256 + _der(0x04, digest))
    asked = _der(0x06, _oid(policy)) if policy else b""
    nonce = _der(0x02, b"\x01" + secrets.token_bytes(8))
    whole = _der(0x30, _der(0x02, b"\x01") + imprint + asked + nonce + _der(0x01, b"\xff"))
    (root / sealcheck.REQUEST).write_bytes(whole)


def send(root: Path, authority: StampAuthority) -> None:
    """Send the request and keep the whole answer as it came. Raises SealError when none was granted."""
    query = (root / sealcheck.REQUEST).read_bytes()
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    asked = urllib.request.Request(authority.url, data=query, headers=headers, method="POST")
    try:
        with urllib.request.urlopen(asked, timeout=authority.seconds) as answer:
            data = answer.read(_LIMIT + 1)
    except (OSError, ValueError, urllib.error.URLError) as error:
        reason = getattr(error, "reason", None) or error
        raise SealError(
            f"{authority.url}: the time-stamp authority did not answer ({reason}); try 'minispect stamp' later"
        ) from None
    keep(root, data, Path(authority.ca) if authority.ca else None, authority.url)


def keep(root: Path, data: bytes, ca: Path | None, source: str) -> None:
    """Put an answer into the pack, whole; an answer that does not stamp this pack is not kept. Raises SealError."""
    target = root / sealcheck.STAMP
    if not data or len(data) > _LIMIT:
        raise SealError(f"{source}: the answer is empty or larger than any time stamp")
    target.write_bytes(data)
    outcome = sealcheck.stamp(root, ca)
    if outcome.ok is False:
        target.unlink()
        raise SealError(f"{source}: the answer {outcome.text}")


def _der(tag: int, content: bytes) -> bytes:
    if len(content) < 128:
        return bytes([tag, len(content)]) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def _oid(dotted: str) -> bytes:
    first, second, *rest = (int(part) for part in dotted.split("."))
    out = b""
    for number in (first * 40 + second, *rest):
        piece = bytes([number & 0x7F])
        while number := number >> 7:
            piece = bytes([0x80 | number & 0x7F]) + piece
        out += piece
    return out
