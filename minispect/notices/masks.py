"""Texts of a target made fit for a message: no planted values, no personal data, nothing that steers a reader."""

import re
from collections.abc import Iterable
from pathlib import Path

from detectors.facts import looked_for
from recording.identity import Planted
from recording.recording import Recording
from reports import plain
from reports.redaction.ledger import Ledger
from reports.redaction.needles import Needles
from reports.redaction.texts import Texts

_NUMBER = re.compile(r"\d(?:[ -]?\d){6,}")
_TOKEN = re.compile(r"(?=[A-Za-z0-9_+=-]*\d)(?=[A-Za-z0-9_+=-]*[A-Za-z])[A-Za-z0-9_+=-]{24,}")
"""Long enough to be a person's number or an identifier, whoever's it is."""


class Masks:
    """``values``: what was planted in, or learned by, the inspection that a message is about."""

    def __init__(self, values: Iterable[Planted] = ()) -> None:
        self._texts = Texts(Needles(values, (), "notice"), Ledger(b""))

    def line(self, text: str, limit: int = 120) -> str:
        """One harmless line."""
        short = plain.line(self._texts.text(text[:4000]), 4 * limit)
        return plain.line(_TOKEN.sub("***", _NUMBER.sub("***", short)), limit)


def of_pack(pack: str) -> Masks:
    """Those of a pack that lies here; long numbers and tokens go in any case."""
    original = Path(pack) / "data" / "original"
    if not pack or not (original / "events.jsonl").is_file():
        return Masks()
    return Masks(looked_for.by_id(Recording(original)).values())
