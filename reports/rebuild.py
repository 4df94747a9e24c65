"""``minispect report``: ``derived/`` again. A sealed pack never changes: what differs goes beside it."""

import filecmp
import shutil
from pathlib import Path

from recording.recording import Recording
from reports import intact, listing
from reports.derive import IN_PACK, derive
from reports.existing import Existing, open_pack
from reports.pack import PackError

NOT_REBUILT = ("redactions.json",)
"""Of a shared pack: what was taken out can only be said by whoever has the full one."""


def rebuild(root: Path, lang: str = "") -> list[Path]:
    """Paths of the derived files: those in the pack when they come out the same, byte for byte, else those
    in ``<pack>.derived-<lang>`` beside it. Raises PackError."""
    pack = open_pack(root)
    intact.originals(root)
    lang = lang or pack.inspection.lang
    beside = root.with_name(f"{root.name}.derived-{lang}")
    part = beside.with_name(beside.name + ".part")
    recording = Recording(pack.original)
    try:
        shutil.rmtree(part, ignore_errors=True)
        if lang == pack.inspection.lang:
            names = derive(recording, part, pack.inspection, lang=lang, base=IN_PACK)
            if _same(pack, part, names):
                shutil.rmtree(part)
                return [pack.derived / name for name in names]
            shutil.rmtree(part)
        names = derive(recording, part, pack.inspection, lang=lang, base=f"../{root.resolve().name}/data/original")
        shutil.rmtree(beside, ignore_errors=True)
        part.replace(beside)
    except OSError as error:
        raise PackError(f"{beside}: the report cannot be written there ({error.strerror})") from None
    except RecursionError:
        raise PackError(f"{root}: a file below data/original/ is nested too deeply to be read") from None
    return [beside / name for name in names]


def _same(pack: Existing, part: Path, names: list[str]) -> bool:
    there = [entry.path for entry in listing.entries(pack.derived) if entry.sort == "file"]
    there = sorted(path for path in there if path not in NOT_REBUILT)
    return there == names and not any(filecmp.cmpfiles(pack.derived, part, names, shallow=False)[1:])
