"""Encodings undone and done again."""

import base64
import binascii
import gzip
import zlib

import zstandard


def unbase64(text: str) -> bytes:
    """The bytes, whatever the alphabet and padding; empty when it is no base64."""
    plain = text.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""


def packed(text: str, name: str, inner: bytes) -> str:
    """``text`` with what it held in the encoding ``name`` (``b64``, ``hex``, ``jwt[1]``) exchanged."""
    if name == "hex":
        return inner.hex()
    if name == "b32":
        return base64.b32encode(inner).decode()
    if name.startswith("jwt["):
        parts = text.strip().split(".")
        parts[int(name[4:-1])] = _base64(parts[int(name[4:-1])], inner)
        return ".".join(parts)
    return _base64(text.strip(), inner)


def compressed(data: bytes, coding: str) -> bytes:
    """The same bytes for the same data: no time, a fixed level."""
    if coding == "gzip":
        return gzip.compress(data, 6, mtime=0)
    if coding == "raw deflate":
        return zlib.compress(data, 6, -15)
    return zstandard.compress(data, 6) if coding == "zstd" else zlib.compress(data, 6)


def _base64(before: str, inner: bytes) -> str:
    """In the alphabet and with the padding that stood there before."""
    text = base64.b64encode(inner).decode()
    if "-" in before or "_" in before:
        text = text.replace("+", "-").replace("/", "_")
    return text if before.endswith("=") or len(before) % 4 == 0 else text.rstrip("=")
