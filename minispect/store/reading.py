"""What the history keeps of a finished pack, read from the pack's own files."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detectors import catalogue
from detectors.facts import kinds
from minispect.exits import UserError
from minispect.headline import DECIDED
from minispect.store import comparables
from reports import listing, manifests, recipients
from reports.difference.fingerprint import fingerprint
from reports.difference.side import Side
from reports.existing import Existing, open_pack
from reports.html.headline import HEADLINE
from reports.inspection import Inspection
from reports.pack import PackError

SARIF = "data/derived/findings.sarif"
_MOST_BYTES = 256 << 20
_SHOWN = 2000


@dataclass(frozen=True)
class Read:
    """A pack as the history keeps it. ``findings`` and ``contacts`` are columns by their names."""

    about: Inspection
    findings: tuple[dict[str, Any], ...]
    contacts: tuple[dict[str, Any], ...]
    size: int
    side: Side | None = None
    """As it is compared with other inspections."""

    @property
    def violations(self) -> int:
        return self.about.totals.get("fail", 0)

    @property
    def inconclusive(self) -> int:
        return self.about.totals.get("inconclusive", 0) + self.about.totals.get("error", 0)

    @property
    def headline(self) -> str:
        """``violations``, ``undecided`` or ``clean``, as the scan's exit code says it."""
        if self.violations:
            return "violations"
        words = self.about.verdicts
        open_ = any(words.get(number) not in DECIDED for group in HEADLINE for number in group)
        return "undecided" if open_ else "clean"


def read(root: Path) -> Read:
    """Raises UserError with one sentence when this is no readable pack."""
    try:
        pack = open_pack(root)
        size = sum(entry.size for entry in listing.entries(root))
        return Read(pack.inspection, _findings(pack), _contacts(pack), size, comparables.taken(root))
    except PackError as error:
        raise UserError(str(error)) from None
    except manifests.BadFileError as error:
        raise UserError(f"{root}: {error.path} {error}") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UserError(f"{root}: {SARIF} is not as minispect writes it; 'minispect report' makes it anew") from None


def _findings(pack: Existing) -> tuple[dict[str, Any], ...]:
    data = json.loads(manifests.read_small(pack.root, SARIF, _MOST_BYTES))
    known = _pages(pack.inspection)
    results = (result for run in data["runs"] for result in run["results"])
    return tuple(_finding(result, known) for result in results if result["properties"].get("number"))


def _pages(about: Inspection) -> set[str]:
    scope = about.scope
    return {path.strip("/") for path in (*scope.walked, *scope.direct, *(one.path for one in scope.unvisited))}


def _finding(result: dict[str, Any], known: set[str]) -> dict[str, Any]:
    said, check = result["properties"], str(result["ruleId"])
    entry = catalogue.entries().get(check)
    place: dict[str, Any] = (result.get("locations") or [{}])[0]
    logical: dict[str, Any] = (place.get("logicalLocations") or [{}])[0]
    subject = [str(part) for part in said.get("subject", ())]
    return {
        "fingerprint": fingerprint(check, subject, known),
        "number": str(said["number"])[:12],
        "check_id": check[:16],
        "verdict": str(said["verdict"])[:16],
        "severity": str(said.get("severity", "minor"))[:16],
        "title_zh": entry.title.zh if entry else check,
        "title_en": entry.title.en if entry else check,
        "reason_zh": _text(said.get("reason", {}).get("zh")),
        "reason_en": _text(said.get("reason", {}).get("en")),
        "page": _text(logical.get("fullyQualifiedName")),
        "call": _call(place),
        "needs_person": bool(said.get("needs_person")),
        "moment": _text(said.get("run"))[:40],
    }


def _call(place: dict[str, Any]) -> str:
    physical = place.get("physicalLocation")
    if not physical:
        return ""
    line = physical.get("region", {}).get("startLine", 0)
    return _text(f"{place.get('message', {}).get('text', '')} {physical['artifactLocation']['uri']}:{line}")


def _contacts(pack: Existing) -> tuple[dict[str, Any], ...]:
    """None in packs of versions that did not write the file."""
    if not (pack.derived / recipients.NAME).is_file():
        return ()
    rows = json.loads(manifests.read_small(pack.root, f"data/derived/{recipients.NAME}", _MOST_BYTES))
    found = {
        _text(row["host"])[:255]: {
            "host": _text(row["host"])[:255],
            "recipient": _text(row["organisation"])[:300],
            "status": _text(row["owner"])[:40],
            "kinds": [_text(kind) for kind in row["kinds"] if kinds.personal(str(kind))],
        }
        for row in rows
    }
    return tuple(found.values())


def _text(value: object) -> str:
    """Bounded, without what a database refuses (NUL, lone surrogates)."""
    text = "" if value is None else str(value)[:_SHOWN].replace("\0", "")
    return text.encode("utf-8", "replace").decode("utf-8")
