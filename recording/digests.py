"""Digests of planted values that are not worth a needle each: digests of digests, of texts written another way.

Source: the catalogue's R-HASH. Looked up for values that are one digest and nothing else, so that each costs a row
of a table and no part of the automaton.
"""

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from recording.decoding import Leaf
from recording.encodings import unbase64
from recording.identity import Planted
from recording.spellings import digest_of, written

_HEX = re.compile(r"[0-9a-fA-F]+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")
_SIZES = {16: ("md5",), 20: ("sha1",), 32: ("sha256", "sm3"), 64: ("sha512",)}
"""Bytes of a digest and what makes such."""
_ALGORITHMS = tuple(name for names in _SIZES.values() for name in names)
_INNER = ("md5", "sha1", "sha256", "sm3")
_LASTING = frozenset({"phone", "id_number", "bank_card", "name", "plate", "email", "openid", "nickname_avatar"}) | {
    "device_id",
    "install_id",
    "wifi",
    "bluetooth",
    "invoice",
}
"""Kinds that are hashed to know a person again."""
_PASSING = frozenset({"code", "encryptedData", "iv", "cloudID", "encryptCode", "signature", "picture"})
_MAX_VALUES = 200


def lasting(values: Iterable[Planted]) -> list[Planted]:
    """The values that somebody may hash to know a person again."""
    return [v for v in values if v.kind in _LASTING and v.field not in _PASSING][:_MAX_VALUES]


def in_leaf(leaf: Leaf) -> bytes:
    """The digest that a value is, written in hex or base64; empty when it is none."""
    if not leaf.data.isascii():
        return b""
    text = leaf.text
    if len(text) // 2 in _SIZES and len(text) % 2 == 0 and _HEX.fullmatch(text):
        return bytes.fromhex(text)
    if _BASE64.fullmatch(text):
        digest = unbase64(text)
        return digest if len(digest) in _SIZES else b""
    return b""


def algorithms(digest: bytes) -> tuple[str, ...]:
    """What makes digests of this size."""
    return _SIZES.get(len(digest), ())


@dataclass
class Digests:
    """Built when the first digest is met: most requests carry none."""

    values: tuple[Planted, ...]
    _table: dict[bytes, tuple[Planted, str]] | None = field(default=None, repr=False)

    def of(self, digest: bytes) -> tuple[Planted, str] | None:
        """Whose it is and how it was made: ``md5-hex of sha1-hex``, ``sha256-hex of separated``."""
        if self._table is None:
            self._table = {}
            for value in lasting(self.values):
                for name, made in _rare(value.value):
                    self._table.setdefault(made, (value, name))
        return self._table.get(digest)


def _rare(value: str) -> Iterator[tuple[str, bytes]]:
    """Digests of digests; digests of the value as forms and other charsets write it."""
    for name, form in written(value):
        for inner in _INNER if not name else ():
            yield from _of_digest(inner, form)
        for algorithm in _ALGORITHMS if name else ():
            if (digest := digest_of(algorithm, form)) is not None:
                yield f"{algorithm}-hex of {name}", digest


def _of_digest(inner: str, form: bytes) -> Iterator[tuple[str, bytes]]:
    first = digest_of(inner, form)
    if first is None:
        return
    texts = [first.hex(), first.hex().upper(), base64.b64encode(first).decode("ascii")]
    if inner == "md5":
        texts += [first.hex()[8:24], first.hex()[8:24].upper()]
    for algorithm in _ALGORITHMS:
        for message in (*(text.encode("ascii") for text in texts), first):
            if (digest := digest_of(algorithm, message)) is not None:
                yield f"{algorithm}-hex of {inner}", digest
