"""SSH signatures (OpenSSH PROTOCOL.sshsig) with Ed25519: their shape, read without any library."""

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass

MAGIC = b"SSHSIG"
KEY_TYPE = b"ssh-ed25519"
_BEGIN = "-----BEGIN SSH SIGNATURE-----"
_END = "-----END SSH SIGNATURE-----"
_HASHES = {b"sha512": hashlib.sha512, b"sha256": hashlib.sha256}


class BadSignatureError(Exception):
    """The signature is not one, or does not hold; the message says which."""


@dataclass(frozen=True)
class Signature:
    """A parsed signature: the raw public key it claims, its namespace and the signed hash's name."""

    public_key: bytes
    namespace: str
    hash_name: bytes
    value: bytes


def parse(armoured: str) -> Signature:
    """Read an armoured signature. Raises BadSignatureError for any other shape."""
    lines = armoured.strip().splitlines()
    if len(lines) < 3 or lines[0] != _BEGIN or lines[-1] != _END or len(armoured) > 16384:
        raise BadSignatureError("this is not an SSH signature")
    try:
        body = base64.b64decode("".join(lines[1:-1]), validate=True)
        if body[:6] != MAGIC or struct.unpack(">I", body[6:10])[0] != 1:
            raise BadSignatureError("this is not an SSH signature of version 1")
        key, namespace, _reserved, hash_name, wrapped = _strings(body[10:], 5)
        key_type, public = _strings(key, 2)
        signature_type, value = _strings(wrapped, 2)
    except (binascii.Error, struct.error, ValueError):
        raise BadSignatureError("the SSH signature is damaged") from None
    if key_type != KEY_TYPE or signature_type != KEY_TYPE or len(public) != 32:
        raise BadSignatureError("the signature is not an Ed25519 signature")
    if hash_name not in _HASHES:
        raise BadSignatureError("the signature uses an unknown hash")
    return Signature(public, namespace.decode("utf-8", "replace"), hash_name, value)


def armoured(body: bytes) -> str:
    """The text form of a signature's bytes."""
    text = base64.b64encode(body).decode()
    lines = [text[i : i + 70] for i in range(0, len(text), 70)]
    return "\n".join([_BEGIN, *lines, _END]) + "\n"


def signed_blob(message: bytes, namespace: bytes, hash_name: bytes) -> bytes:
    """What the key really signs."""
    digest = _HASHES[hash_name](message).digest()
    return MAGIC + string(namespace) + string(b"") + string(hash_name) + string(digest)


def fingerprint(public_key: bytes) -> str:
    """``SHA256:…`` as ssh-keygen prints it, of a raw 32-byte public key."""
    blob = string(KEY_TYPE) + string(public_key)
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def string(data: bytes) -> bytes:
    """A string on SSH's wire: its length, then its bytes."""
    return struct.pack(">I", len(data)) + data


def _strings(data: bytes, count: int) -> list[bytes]:
    """Exactly ``count`` length-prefixed strings and nothing after them."""
    found = []
    for _ in range(count):
        (length,) = struct.unpack(">I", data[:4])
        if length > len(data) - 4:
            raise ValueError("a length points past the end")
        found.append(data[4 : 4 + length])
        data = data[4 + length :]
    if data:
        raise ValueError("bytes after the end")
    return found
