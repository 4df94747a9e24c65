"""SSH signatures (OpenSSH PROTOCOL.sshsig) with Ed25519: written and checked without ssh-keygen."""

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_MAGIC = b"SSHSIG"
_BEGIN = "-----BEGIN SSH SIGNATURE-----"
_END = "-----END SSH SIGNATURE-----"
_KEY_TYPE = b"ssh-ed25519"
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


def sign(key: Ed25519PrivateKey, message: bytes, namespace: str) -> str:
    """The armoured signature. Deterministic: the same key and message give the same text."""
    value = key.sign(_signed_blob(message, namespace.encode(), b"sha512"))
    body = _MAGIC + struct.pack(">I", 1)
    body += _string(public_blob(key.public_key())) + _string(namespace.encode()) + _string(b"") + _string(b"sha512")
    body += _string(_string(_KEY_TYPE) + _string(value))
    text = base64.b64encode(body).decode()
    lines = [text[i : i + 70] for i in range(0, len(text), 70)]
    return "\n".join([_BEGIN, *lines, _END]) + "\n"


def parse(armoured: str) -> Signature:
    """Read an armoured signature. Raises BadSignatureError for any other shape."""
    lines = armoured.strip().splitlines()
    if len(lines) < 3 or lines[0] != _BEGIN or lines[-1] != _END or len(armoured) > 16384:
        raise BadSignatureError("this is not an SSH signature")
    try:
        body = base64.b64decode("".join(lines[1:-1]), validate=True)
        if body[:6] != _MAGIC or struct.unpack(">I", body[6:10])[0] != 1:
            raise BadSignatureError("this is not an SSH signature of version 1")
        key, namespace, _reserved, hash_name, wrapped = _strings(body[10:], 5)
        key_type, public = _strings(key, 2)
        signature_type, value = _strings(wrapped, 2)
    except (binascii.Error, struct.error, ValueError):
        raise BadSignatureError("the SSH signature is damaged") from None
    if key_type != _KEY_TYPE or signature_type != _KEY_TYPE or len(public) != 32:
        raise BadSignatureError("the signature is not an Ed25519 signature")
    if hash_name not in _HASHES:
        raise BadSignatureError("the signature uses an unknown hash")
    return Signature(public, namespace.decode("utf-8", "replace"), hash_name, value)


def check(signature: Signature, message: bytes, namespace: str) -> None:
    """Raises BadSignatureError unless the signature holds for this message and purpose."""
    if signature.namespace != namespace:
        raise BadSignatureError(f"the signature was made for another purpose ({signature.namespace!a})")
    key = Ed25519PublicKey.from_public_bytes(signature.public_key)
    try:
        key.verify(signature.value, _signed_blob(message, namespace.encode(), signature.hash_name))
    except InvalidSignature:
        raise BadSignatureError("the signature does not fit the signed file") from None


def public_blob(key: Ed25519PublicKey) -> bytes:
    """The key as OpenSSH writes it on the wire."""
    return _string(_KEY_TYPE) + _string(key.public_bytes(Encoding.Raw, PublicFormat.Raw))


def fingerprint(public_key: bytes) -> str:
    """``SHA256:…`` as ssh-keygen prints it, of a raw 32-byte public key."""
    blob = _string(_KEY_TYPE) + _string(public_key)
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def _signed_blob(message: bytes, namespace: bytes, hash_name: bytes) -> bytes:
    digest = _HASHES[hash_name](message).digest()
    return _MAGIC + _string(namespace) + _string(b"") + _string(hash_name) + _string(digest)


def _string(data: bytes) -> bytes:
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
