"""The values in a body, where it may hold what is looked for."""

import re
from collections.abc import Iterable

from recording.decoding import Decoder, Leaf
from recording.recording import Recording

_LIMIT = 1 << 20


def leaves(
    recording: Recording, blob: str, headers: Iterable[tuple[str, str]], wanted: re.Pattern[bytes] | None = None
) -> list[Leaf]:
    """None of a body that is lost, or is plain JSON without the pattern (any, where none is named): most are, and
    decoding takes its time."""
    try:
        body = recording.blob(blob, _LIMIT) if blob else b""
    except OSError:
        return []
    named = {name.lower(): value for name, value in headers}
    coding = named.get("content-encoding", "")
    if not body or (not coding and body[:1] in (b"{", b"[") and wanted and not wanted.search(body)):
        return []
    return list(Decoder().body(body, named.get("content-type", ""), coding))
