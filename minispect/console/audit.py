"""The audit log: who did what in the console, as JSON lines that each hold the hash of the line before.

The format is that of a pack's custody chain (``reports/chain.py``) with one field more, ``address``.
"""

import fcntl
import hashlib
import os
from pathlib import Path
from typing import Any

from minispect.exits import UserError
from recording import canonical, clock
from reports import chain

NAME = "audit.jsonl"
OPEN, COMMAND = "local", "command line"
"""Who acted where nobody logs in, and who called a command; no user can be called so."""
_TAIL = 64 << 10
_LONGEST = 500


class Audit:
    """Appends to one file; several processes may do so at the same time. It is readable by its owner only."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, actor: str, action: str, object_: str = "", *, address: str = "", sha256: str = "") -> None:
        """Write one line, stamped now. Raises UserError when it cannot be written: nothing is done unlogged."""
        try:
            self._append(actor, action, object_, address, sha256)
        except OSError as error:
            raise UserError(
                f"{self.path}: the audit log cannot be written ({error.strerror}); mend that first"
            ) from None

    def _append(self, actor: str, action: str, object_: str, address: str, sha256: str) -> None:
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            tail = file.read()
            last = tail.rstrip(b"\n").rpartition(b"\n")[2]
            before = chain.parsed(last) if last else None
            if last and before is None:
                raise UserError(
                    f"{self.path}: its last line is no entry of the log; move the file away to begin another"
                )
            entry = {
                "seq": int(str(before["seq"])) + 1 if before else 1,
                "time": clock.utc_text(),
                "actor": actor[:_LONGEST],
                "action": action,
                "object": object_[:_LONGEST],
                "sha256": sha256,
                "address": address,
                "prev": hashlib.sha256(last).hexdigest() if last else chain.FIRST,
            }
            file.write((b"" if not tail or tail.endswith(b"\n") else b"\n") + canonical.line(entry).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def last(self, most: int) -> tuple[list[dict[str, Any]], int]:
        """The newest entries, newest first, and the number of the first line that breaks the chain (0: it holds)."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return [], 0
        entries = [entry for line in data.splitlines()[-most:] if (entry := chain.parsed(line)) is not None]
        return list(reversed(entries)), chain.broken_at(data)
