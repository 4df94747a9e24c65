"""What was taken out and where: the entries of ``redactions.json``."""

import hashlib
import hmac
from collections import Counter

from recording.identity import Planted
from reports.redaction.needles import Match
from reports.shapes import Redaction


class Ledger:
    """Counts what is taken out, place by place; commits to it under a key that only the full pack gives."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._found: Counter[tuple[str, str, str, str, str, bytes]] = Counter()
        self.file = ""
        """The file that is being worked on, relative to the pack's ``data/``."""
        self.place = ""
        """Within the file, before the way to the value: ``seq 12`` of the events."""

    def taken(self, at: str, match: Match, what: bytes) -> None:
        """One finding at a place; ``what`` stood there."""
        self.add(at, match.value, match.spelling, what)

    def add(self, at: str, value: Planted, spelling: str, what: bytes) -> None:
        place = f"{self.place} {at}".strip()
        self._found[(self.file, place, f"{value.kind}.{value.field}", value.id, spelling, what)] += 1

    def covered(self, at: str, picture: bytes) -> None:
        """A box on a picture; what it covers is read from the tree and the readings beside it."""
        self._found[(self.file, at, "picture", "", "drawn", picture)] += 1

    def __len__(self) -> int:
        return sum(self._found.values())

    def entries(self) -> list[Redaction]:
        """Sorted by file and place."""
        return [
            Redaction(
                file=file,
                at=at,
                name=name,
                planted=planted,
                spelling=spelling,
                count=count,
                commitment=self.commitment(what),
            )
            for (file, at, name, planted, spelling, what), count in sorted(self._found.items())
        ]

    def commitment(self, what: bytes) -> str:
        """Proves what stood somewhere to whoever holds the full pack, and tells nobody else."""
        return hmac.new(self._key, what, hashlib.sha256).hexdigest()


def key_of(signature: bytes) -> bytes:
    """The key of the commitments: from the full pack's signature, which the shared pack does not hold."""
    return hmac.new(signature, b"minispect redaction commitments", hashlib.sha256).digest()
