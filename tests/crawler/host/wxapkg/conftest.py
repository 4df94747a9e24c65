"""Containers made by the tests: whole ones, and ones whose index says anything."""

import struct
from collections.abc import Callable, Mapping, Sequence

import pytest

Rows = Sequence[tuple[bytes, int, int]]


def _index(rows: Rows) -> bytes:
    parts = [struct.pack(">I", len(rows))]
    parts += [struct.pack(">I", len(name)) + name + struct.pack(">II", offset, size) for name, offset, size in rows]
    return b"".join(parts)


@pytest.fixture(scope="session")
def raw() -> Callable[..., bytes]:
    """``raw(rows, body)``: a container with these (name, offset, size) in its index."""

    def make(rows: Rows, body: bytes = b"", first: int = 0xBE, last: int = 0xED) -> bytes:
        index = _index(rows)
        return struct.pack(">BIIIB", first, 0, len(index), len(body), last) + index + body

    return make


@pytest.fixture(scope="session")
def packed(raw: Callable[..., bytes]) -> Callable[[Mapping[str, bytes]], bytes]:
    """``packed({path: content})``: a container that is right."""

    def make(files: Mapping[str, bytes]) -> bytes:
        names = [f"/{name}".encode() for name in files]
        at = 14 + 4 + sum(len(name) + 12 for name in names)
        rows = []
        for name, data in zip(names, files.values(), strict=True):
            rows.append((name, at, len(data)))
            at += len(data)
        return raw(rows, b"".join(files.values()))

    return make
