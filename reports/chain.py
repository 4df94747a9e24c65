"""A custody chain: JSON lines, each holding the SHA-256 of the line before."""

import hashlib
import json

FIRST = "0" * 64
FIELDS = {"seq": int, "time": str, "actor": str, "action": str, "object": str, "sha256": str, "prev": str}
"""The fields of a line with their types; lines written after sealing have more."""


def broken_at(data: bytes) -> int:
    """The number of the first line that does not continue the chain; 0 when the whole chain holds."""
    prev = FIRST
    for number, line in enumerate(data.splitlines(), 1):
        entry = parsed(line)
        if entry is None or entry["seq"] != number or entry["prev"] != prev:
            return number
        prev = hashlib.sha256(line).hexdigest()
    return 0


def parsed(line: bytes) -> dict[str, object] | None:
    """One line, or None when it is not an entry."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(entry, dict) or not all(type(entry.get(name)) is sort for name, sort in FIELDS.items()):
        return None
    return entry
