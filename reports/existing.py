"""Opening a finished pack that may be hostile, before its contents are read again."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from reports import hashes, listing
from reports.inspection import Inspection
from reports.intact import ChangedError
from reports.pack import PackError, read_inspection

_MAX_JSON = 256 << 20


@dataclass(frozen=True)
class Existing:
    """A pack on disk: nothing in it is a link, and its inspection.json could be read."""

    root: Path
    inspection: Inspection

    @property
    def original(self) -> Path:
        return self.root / "data" / "original"

    @property
    def derived(self) -> Path:
        return self.root / "data" / "derived"


def open_pack(root: Path) -> Existing:
    """Raises PackError with one sentence naming what cannot be used."""
    if not (root / "data" / "original" / "events.jsonl").is_file():
        raise PackError(f"{root}: not an evidence pack (data/original/events.jsonl is missing)")
    try:
        entries = listing.entries(root)
    except (OSError, listing.TooMuchError) as error:
        raise PackError(f"{root}: the pack cannot be read ({error})") from None
    for entry in entries:
        if entry.sort not in ("file", "folder"):
            raise ChangedError(
                f"{root}: {listing.shown(entry.path)} is a link or a device; this is not a pack as sealed"
            )
        if entry.sparse or (entry.path.endswith((".json", ".sarif")) and entry.size > _MAX_JSON):
            raise ChangedError(f"{root}: {listing.shown(entry.path)} is too large to be part of a pack")
    try:
        return Existing(root, read_inspection(root))
    except (OSError, hashes.NotAFileError):
        raise PackError(f"{root}: data/inspection.json is missing or cannot be read") from None
    except ValidationError:
        raise PackError(f"{root}: data/inspection.json is not of the format minispect-pack/1") from None
