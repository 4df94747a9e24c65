"""Undoing compression within a limit: a bomb gives no more than that, damaged data gives nothing."""

import zlib

import brotli
import zstandard

from recording.packed import looks_binary

_SHORTEST_RAW = 8
_TRIED = 1 << 16
_FIRST_BITS = (2, 3, 4, 5)
"""Last block or not, with the standard code or its own: what any compressor begins with."""
_FLUSHED = b"\0\0\xff\xff"


def decompressed(data: bytes, coding: str, limit: int) -> bytes | None:
    """At most ``limit`` plain bytes; None when the data is not of that coding or the coding is unknown.

    A limit of 0 gives None: to zlib it would mean no limit at all.
    """
    if limit <= 0:
        return None
    try:
        return _by_coding(data, coding, limit)
    except (OSError, EOFError, ValueError, zlib.error, brotli.error, zstandard.ZstdError):
        return None


def _by_coding(data: bytes, coding: str, limit: int) -> bytes | None:
    if coding in ("gzip", "x-gzip"):
        return zlib.decompressobj(31).decompress(data, limit)
    if coding in ("deflate", "zlib"):
        try:
            return zlib.decompressobj(15).decompress(data, limit)
        except zlib.error:
            return zlib.decompressobj(-15).decompress(data, limit)
    if coding == "raw deflate":
        return zlib.decompressobj(-15).decompress(data, limit)
    if coding == "br":
        return _brotli(data, limit)
    if coding == "zstd":
        return zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(data).read(limit)
    return data if coding == "identity" else None


def _brotli(data: bytes, limit: int) -> bytes:
    """Fed in small pieces, so that a bomb is stopped soon after the limit."""
    decoder, out = brotli.Decompressor(), bytearray()
    for start in range(0, len(data), 32):
        out += decoder.process(data[start : start + 32])
        if len(out) >= limit:
            break
    return bytes(out[:limit])


def named_by_magic(data: bytes) -> str:
    """The coding that the bytes tell of themselves: ``gzip``, ``zstd``, ``zlib``, ``raw deflate`` or nothing."""
    if data[:3] == b"\x1f\x8b\x08":
        return "gzip"
    if data[:4] == b"\x28\xb5\x2f\xfd":
        return "zstd"
    if len(data) > 8 and data[0] == 0x78 and data[1] in (0x01, 0x5E, 0x9C, 0xDA):
        return "zlib"
    return "raw deflate" if _looks_deflated(data) else ""


def _looks_deflated(data: bytes) -> bool:
    """Text compressed without any head: a stream that ends just where the data does, or goes on for long.

    Of random bytes one in ten thousand is such a stream, and hardly any of them gives text.
    """
    if len(data) < _SHORTEST_RAW or data[0] & 7 not in _FIRST_BITS or data.isascii():
        return False
    reader = zlib.decompressobj(-15)
    try:
        plain = reader.decompress(data, _TRIED)
    except zlib.error:
        return False
    whole = not reader.unused_data if reader.eof else len(plain) >= _TRIED or data.endswith(_FLUSHED)
    return whole and len(plain) >= _SHORTEST_RAW and not looks_binary(plain)
