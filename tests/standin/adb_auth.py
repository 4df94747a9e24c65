"""The RSA side of adb's AUTH: a host signs the token, or shows a key that the phone's user may accept."""

import base64
import binascii
import struct

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa, utils

TOKEN, SIGNATURE, PUBLIC_KEY = 1, 2, 3


def public_key(blob: bytes) -> rsa.RSAPublicKey | None:
    """Of adb's own layout: word count, n0inv, modulus (little endian), rr, exponent; base64, then a comment."""
    try:
        raw = base64.b64decode(blob.rstrip(b"\0").split(b" ")[0], validate=True)
        (words,) = struct.unpack_from("<I", raw)
        modulus = int.from_bytes(raw[8 : 8 + 4 * words], "little")
        (exponent,) = struct.unpack_from("<I", raw, 8 + 8 * words)
        return rsa.RSAPublicNumbers(exponent, modulus).public_key()
    except (binascii.Error, struct.error, ValueError):
        return None


def signed(key: rsa.RSAPublicKey, token: bytes, signature: bytes) -> bool:
    """The 20 bytes of the token stand for a SHA-1 digest."""
    try:
        key.verify(signature, token, padding.PKCS1v15(), utils.Prehashed(hashes.SHA1()))
    except InvalidSignature:
        return False
    return True
