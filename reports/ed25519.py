"""Ed25519 signatures made and checked in this process: what ssh-keygen writes and accepts, without it."""

import struct
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from reports import sshsig


def sign(key: Ed25519PrivateKey, message: bytes, namespace: str) -> str:
    """The armoured signature. Deterministic: the same key and message give the same text."""
    value = key.sign(sshsig.signed_blob(message, namespace.encode(), b"sha512"))
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    fields = (
        sshsig.string(sshsig.KEY_TYPE) + sshsig.string(public),
        namespace.encode(),
        b"",
        b"sha512",
        sshsig.string(sshsig.KEY_TYPE) + sshsig.string(value),
    )
    return sshsig.armoured(sshsig.MAGIC + struct.pack(">I", 1) + b"".join(sshsig.string(field) for field in fields))


def check(signature: sshsig.Signature, message: bytes, namespace: str) -> None:
    """Raises BadSignatureError unless the signature holds for this message and purpose."""
    if signature.namespace != namespace:
        raise sshsig.BadSignatureError(f"the signature was made for another purpose ({signature.namespace!a})")
    if not holds(Path(), signature, message):
        raise sshsig.BadSignatureError("the signature does not fit the signed file")


def holds(_path: Path, signature: sshsig.Signature, message: bytes) -> bool:
    """Whether the key signed this message for the purpose that the signature names."""
    key = Ed25519PublicKey.from_public_bytes(signature.public_key)
    try:
        key.verify(signature.value, sshsig.signed_blob(message, signature.namespace.encode(), signature.hash_name))
    except InvalidSignature:
        return False
    return True
