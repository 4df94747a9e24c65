"""Values in binary bodies: protobuf's wire form without its schema, and msgpack. Bounded, never raising.

A body is taken for one of them only when it can be read so to its last byte; text is never one.
Sources: https://protobuf.dev/programming-guides/encoding/, https://github.com/msgpack/msgpack/blob/master/spec.md
"""

import struct
from collections.abc import Iterator

import msgpack

_MAX_NESTING = 16
_MAX_VALUES = 20_000
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_MSGPACK_ROOTS = frozenset((*range(0x81, 0x90), *range(0x91, 0xA0), 0xDC, 0xDD, 0xDE, 0xDF))

_MEDIA = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"ID3", b"OggS", b"#!AMR", b"fLaC", b"%PDF", b"PK\x03\x04",
    b"\xff\xf1", b"\xff\xfb", b"\xff\xf3", b"\x1aE\xdf\xa3", b"FLV\x01", b"Rar!", b"7z\xbc\xaf", b"wOF",
)  # fmt: skip

Value = tuple[str, bytes]
"""Names on the way (``.3.1`` field numbers, ``.key`` of maps, ``[2]`` of lists) and the value, numbers as text."""


def looks_binary(data: bytes) -> bool:
    """Not text: control characters that no text has, or bytes that are no UTF-8."""
    head = data[:4096]
    if any(byte < 9 or 13 < byte < 27 for byte in head):
        return True
    try:
        head[: max(len(head) - 3, 0)].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start < len(head) - 7
    return False


def is_media(data: bytes) -> bool:
    """A picture, sound, film, document or archive by its first bytes: binary, but nothing is hidden by it."""
    return data.startswith(_MEDIA) or data[4:8] == b"ftyp"


def values(data: bytes) -> tuple[str, list[Value]]:
    """``("protobuf" | "msgpack" | "", values)``; the empty name when it is neither."""
    if len(data) < 4 or is_media(data) or not looks_binary(data):
        return "", []
    found = _msgpack(data)
    if found:
        return "msgpack", found
    found = _protobuf(data)
    return ("protobuf", found) if found else ("", [])


def _msgpack(data: bytes) -> list[Value]:
    if data[0] not in _MSGPACK_ROOTS:
        return []
    try:
        limits = {"max_str_len": len(data), "max_bin_len": len(data)}
        root = msgpack.unpackb(data, raw=False, strict_map_key=False, unicode_errors="replace", **limits)
    except (ValueError, RecursionError, msgpack.UnpackException, TypeError):
        return []
    return _bounded(_walk(root, "", 0))


def _walk(value: object, path: str, level: int) -> Iterator[Value]:
    if level > _MAX_NESTING:
        return
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, f"{path}.{str(key)[:80]}", level + 1)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _walk(item, f"{path}[{number}]", level + 1)
    elif isinstance(value, bytes):
        yield path, value
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield path, str(value).encode("utf-8", "replace")


def _protobuf(data: bytes) -> list[Value]:
    try:
        return _bounded(_message(data, "", 0))
    except (ValueError, struct.error, IndexError):
        return []


def _message(data: bytes, path: str, level: int) -> Iterator[Value]:
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        number, wire = tag >> 3, tag & 7
        name = f"{path}.{number}"
        if not 0 < number < 20_000:
            raise ValueError("no field number that anyone uses")
        if wire == _VARINT:
            value, at = _varint(data, at)
            yield name, str(value).encode("ascii")
        elif wire == _FIXED64:
            yield name, _number("<d", data[at : at + 8])
            at += 8
        elif wire == _FIXED32:
            yield name, _number("<f", data[at : at + 4])
            at += 4
        elif wire == _BYTES:
            length, at = _varint(data, at)
            if at + length > len(data):
                raise ValueError("longer than the body")
            yield from _part(data[at : at + length], name, level)
            at += length
        else:
            raise ValueError("no such wire type")
    if at != len(data):
        raise ValueError("ends within a value")


def _part(data: bytes, path: str, level: int) -> Iterator[Value]:
    """A text, a message within, or bytes: only what is no text may be a message."""
    if data and level < _MAX_NESTING and looks_binary(data):
        try:
            yield from _bounded(_message(data, path, level + 1))
            return
        except (ValueError, struct.error, IndexError):
            pass
    yield path, data


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while shift < 70:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if not byte & 0x80:
            return value, at
    raise ValueError("a number of more than ten bytes")


def _number(form: str, data: bytes) -> bytes:
    (number,) = struct.unpack(form, data)
    return format(number, ".9g" if form == "<f" else ".17g").encode("ascii")


def _bounded(found: Iterator[Value]) -> list[Value]:
    kept: list[Value] = []
    for value in found:
        kept.append(value)
        if len(kept) >= _MAX_VALUES:
            break
    return kept
