"""Digests that only show with the rest of their request: salted with another of its values, or made in two steps."""

import hmac
from collections.abc import Iterator

from recording import digests
from recording.decoding import Leaf
from recording.digests import Digests
from recording.hit import Hit, Place, hit_at
from recording.identity import Planted
from recording.spellings import digest_of

_MAX_HASHES, _MAX_SALTS, _MAX_VALUES = 8, 16, 40


def salted(table: Digests, leaves: list[Leaf], known: set[str]) -> Iterator[Hit]:
    """Every other short value of the request is tried as salt before and after each planted value.

    ``known`` are values already found in the request in another spelling.
    """
    long = [leaf for leaf in leaves if 22 <= len(leaf.data) <= 128]
    found = [(digest, leaf) for leaf in long if (digest := digests.in_leaf(leaf))][:_MAX_HASHES]
    if not found:
        return
    wanted = dict(found)
    for digest, leaf in wanted.items():
        owner = table.of(digest)
        if owner is not None and owner[0].id not in known:
            yield _hit(*owner, leaf)
    hashed = {leaf.data for leaf in wanted.values()}
    salts = list(dict.fromkeys(leaf.data for leaf in leaves if 0 < len(leaf.data) <= 64 and leaf.data not in hashed))
    candidates = [value for value in digests.lasting(table.values) if value.id not in known]
    names = sorted({name for digest in wanted for name in digests.algorithms(digest)})
    for value in candidates[:_MAX_VALUES]:
        for salt in salts[:_MAX_SALTS]:
            for name, digest in _with(value.value.encode("utf-8"), salt, names):
                if digest in wanted:
                    yield _hit(value, name, wanted[digest])


def _with(raw: bytes, salt: bytes, names: list[str]) -> Iterator[tuple[str, bytes]]:
    for algorithm in names:
        for name, message in (("value+salt", raw + salt), ("salt+value", salt + raw)):
            if (digest := digest_of(algorithm, message)) is not None:
                yield f"{algorithm}-hex of {name}", digest
        if algorithm != "sm3":
            yield f"{algorithm}-hex keyed with a value", hmac.digest(salt, raw, algorithm)


def _hit(value: Planted, spelling: str, leaf: Leaf) -> Hit:
    place: Place = "url" if leaf.path.startswith("url") else "header" if leaf.path.startswith("header") else "body"
    return hit_at(value, spelling, place, leaf, 0, len(leaf.data))
