"""The findings of an inspection in the order of the report: by severity, what is proven before what needs a person."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detectors import catalogue, registry
from detectors.catalogue import Citation, Entry
from detectors.verdict import Finding, Text, Verdict
from recording.recording import Recording

RANK = {"critical": 90.0, "major": 70.0, "minor": 40.0, "notice": 10.0}
_ORDER = ("critical", "major", "minor", "notice")


@dataclass(frozen=True)
class Numbered:
    """A finding with its number (``F1``), the catalogue's entry of its check and the verdict it belongs to."""

    number: str
    finding: Finding
    entry: Entry
    verdict: Verdict

    @property
    def violated(self) -> bool:
        return self.verdict.violated

    @property
    def confirm(self) -> bool:
        """Whether a person has to confirm the violation: the oracle decided, but its check is one of judgement."""
        return self.violated and self.entry.verdict_by != "machine"

    def citations(self, day: datetime.date | None) -> tuple[Citation, ...]:
        """The rules of that day: what was done is measured by the law that was in force when it was done."""
        return catalogue.cited(self.entry, day)


def day(recording: Recording) -> datetime.date | None:
    """The day (UTC) the inspection began; None when it saw nothing."""
    return datetime.date.fromisoformat(recording.events[0].utc[:10]) if recording.events else None


def mend(check: str) -> Text:
    """What a developer does about it; empty texts for a check this version does not judge."""
    known = registry.judgeable().get(check)
    return known.meta.help if known is not None else Text(zh="", en="")


def told_apart(violations: Iterable[Numbered]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The violated checks: those that are proven, and those that a person has to confirm."""
    checks = {item.entry.id: item.confirm for item in violations if item.violated}
    proven = tuple(check for check, confirm in checks.items() if not confirm)
    return proven, tuple(check for check, confirm in checks.items() if confirm)


def _rank(entry: Entry, place: int) -> tuple[int, bool, int]:
    return _ORDER.index(entry.severity), entry.verdict_by != "machine", place


def numbered(verdicts: Sequence[Verdict]) -> list[Numbered]:
    """The violations first, ``F1``, ``F2`` …; then what points that way without proof, ``U1``, ``U2`` …"""
    entries = catalogue.entries()
    place = {check: position for position, check in enumerate(entries)}
    found: list[Numbered] = []
    for outcome, letter in (("fail", "F"), ("inconclusive", "U")):
        pairs = [
            (verdict, finding)
            for verdict in verdicts
            if verdict.verdict == outcome and verdict.check in entries
            for finding in verdict.findings
        ]
        pairs.sort(key=lambda pair: _rank(entries[pair[0].check], place[pair[0].check]))
        found += [
            Numbered(f"{letter}{count}", finding, entries[verdict.check], verdict)
            for count, (verdict, finding) in enumerate(pairs, 1)
        ]
    return found
