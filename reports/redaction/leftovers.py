"""The last look at a shared pack before it is sealed: is any planted value still in it?"""

import re
from pathlib import Path

from reports import listing
from reports.redaction import bodies
from reports.redaction.ledger import Ledger
from reports.redaction.needles import Needles
from reports.redaction.texts import Texts

_PICTURES = (".png",)


def found(data: Path, needles: Needles, seed: int) -> str:
    """The first file that holds one, in any spelling or encoding, or the seed of all; ``""`` when none does.

    Pictures of screens are not read again: their boxes come from the trees and readings beside them.
    """
    for entry in listing.entries(data):
        if entry.sort != "file" or entry.path.endswith(_PICTURES):
            continue
        content = (data / entry.path).read_bytes()
        if seed and re.search(rb"\"seed\": ?%d\b" % seed, content):
            return entry.path
        if any(match.counts for match in needles.matches(content)):
            return entry.path
        if entry.path.startswith("original/") and not entry.path.endswith((".json", ".jsonl")):
            ledger = Ledger(b"")
            bodies.redacted(Texts(needles, ledger), content, "", "", "")
            if len(ledger):
                return entry.path
    return ""
