"""The chain of custody up to sealing: ``original/custody.jsonl``, each line holding the hash of the one before."""

import hashlib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from recording import canonical, clock
from reports import chain

Action = Literal[
    "run.opened", "target.opened", "capture.failed", "assist.asked", "assist.acted", "assist.replayed", "assist.ended",
    "run.closed", "read", "derived", "redacted", "sealed",
]  # fmt: skip
"""``assist.…``: a person was asked, acted on the target, or what a person once did was done again."""


class Entry(BaseModel):
    """One line. ``prev`` is the SHA-256 of the previous line without its line feed; zeros for the first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seq: int
    time: str
    actor: str
    action: Action
    object: str = ""
    sha256: str = ""
    prev: str


class Custody:
    """Appends to the chain of one inspection; goes on where an existing file ends."""

    def __init__(self, path: Path, actor: str) -> None:
        self.path = path
        self.actor = actor
        lines = path.read_bytes().splitlines() if path.exists() else []
        self._seq = len(lines)
        self._prev = hashlib.sha256(lines[-1]).hexdigest() if lines else chain.FIRST

    def add(self, action: Action, object_: str = "", sha256: str = "") -> Entry:
        """Write one entry, stamped now."""
        return self._append(clock.utc_text(), self.actor, action, object_, sha256)

    def repeat(self, entry: Entry, sha256: str) -> Entry:
        """Write an entry of another chain again, as the next of this one."""
        return self._append(entry.time, entry.actor, entry.action, entry.object, sha256)

    def _append(self, time: str, actor: str, action: Action, object_: str, sha256: str) -> Entry:
        entry = Entry(
            seq=self._seq + 1, time=time, actor=actor, action=action, object=object_, sha256=sha256, prev=self._prev
        )
        line = canonical.line(entry.model_dump(mode="json")).encode()
        with self.path.open("ab") as file:
            file.write(line + b"\n")
        self._seq, self._prev = entry.seq, hashlib.sha256(line).hexdigest()
        return entry
