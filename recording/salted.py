"""Hashes salted with something that left in the same request: a time stamp, a nonce, a user id."""

import re
from collections.abc import Iterable, Iterator

from recording.decoding import Leaf
from recording.hit import Hit, Place, hit_at
from recording.identity import Planted
from recording.spellings import digest_of

_HASH = re.compile(r"[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}")
_ALGORITHMS = {32: ("md5",), 40: ("sha1",), 64: ("sha256", "sm3")}
_MAX_HASHES, _MAX_SALTS, _MAX_VALUES = 8, 16, 40
_LASTING = frozenset({"phone", "id_number", "bank_card", "name", "plate", "email", "openid", "nickname_avatar"}) | {
    "device_id",
    "install_id",
    "wifi",
    "bluetooth",
    "invoice",
}
"""Kinds that are hashed to know a person again."""
_PASSING = frozenset({"code", "encryptedData", "iv", "cloudID", "encryptCode", "signature", "picture"})


def salted(values: Iterable[Planted], leaves: list[Leaf], known: set[str]) -> Iterator[Hit]:
    """Every other short value of the request is tried as salt before and after each planted value.

    ``known`` are values already found in the request in another spelling.
    """
    texts = [leaf for leaf in leaves if len(leaf.data) <= 64]
    hashes = [leaf for leaf in texts if _HASH.fullmatch(leaf.text)][:_MAX_HASHES]
    if not hashes:
        return
    wanted = {leaf.text.lower(): leaf for leaf in hashes}
    algorithms = sorted({name for text in wanted for name in _ALGORITHMS[len(text)]})
    salts = list(dict.fromkeys(leaf.data for leaf in texts if leaf.data and leaf.text.lower() not in wanted))
    candidates = [v for v in values if v.id not in known and v.kind in _LASTING and v.field not in _PASSING]
    for value in candidates[:_MAX_VALUES]:
        raw = value.value.encode("utf-8")
        for salt in salts[:_MAX_SALTS]:
            for name, message in (("value+salt", raw + salt), ("salt+value", salt + raw)):
                for algorithm in algorithms:
                    digest = digest_of(algorithm, message)
                    leaf = wanted.get(digest.hex()) if digest else None
                    if leaf is not None:
                        yield _hit(value, f"{algorithm}-hex of {name}", leaf)


def _hit(value: Planted, spelling: str, leaf: Leaf) -> Hit:
    place: Place = "url" if leaf.path.startswith("url") else "header" if leaf.path.startswith("header") else "body"
    return hit_at(value, spelling, place, leaf, 0, len(leaf.data))
