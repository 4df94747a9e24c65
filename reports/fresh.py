"""The derived part of a pack computed again into a folder that is gone afterwards, for what is made from it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from detectors.judge import judge_all
from recording.recording import Recording
from reports import findings, intact
from reports.derive import derive
from reports.existing import open_pack
from reports.html import report
from reports.html.view import Page
from reports.pack import PackError


@dataclass(frozen=True)
class Fresh:
    """``folder`` holds what ``derived/`` holds; ``page`` is what the report says."""

    page: Page
    folder: Path
    lang: str
    marks: dict[str, str]
    """Fingerprints of the findings by their numbers."""


@contextmanager
def fresh(root: Path, lang: str = "") -> Iterator[Fresh]:
    """Only ``original/`` and ``inspection.json`` are read. Raises PackError."""
    pack = open_pack(root)
    intact.originals(root)
    lang = lang or pack.inspection.lang
    recording = Recording(pack.original)
    with tempfile.TemporaryDirectory(prefix="minispect-report-") as name:
        folder = Path(name) / "derived"
        try:
            verdicts = judge_all(recording)
            names = derive(recording, folder, pack.inspection, verdicts=verdicts, lang=lang)
            numbered = findings.numbered(verdicts)
            page = report.assemble(
                recording, pack.inspection, verdicts, numbered, filmstrip="filmstrip.png" in names, drawings=names
            )
        except OSError as error:
            raise PackError(f"{root}: the report cannot be computed ({error.strerror})") from None
        except RecursionError:
            raise PackError(f"{root}: a file below data/original/ is nested too deeply to be read") from None
        yield Fresh(page, folder, lang, {item.number: item.finding.fingerprint for item in numbered})
