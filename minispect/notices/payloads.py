"""What a message tells, as data: from the history alone, free of personal values."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from detectors import catalogue
from minispect.notices.masks import Masks
from minispect.store.tables import Inspection, Target
from reports.difference.difference import Difference, Item

MOST = 30
"""Findings named in one message; the others are counted."""


def violation(
    target: Target, inspection: Inspection, new: Sequence[Item], found: Difference | None, masks: Masks
) -> dict[str, Any]:
    """New violations, by the rules of the inspection's day. ``found`` is None for the first inspection of a target."""
    day = inspection.started_at.date()
    totals = {"new": len(new)}
    for state in ("unchanged", "fixed", "not-comparable"):
        totals[state] = len(found.of(state)) if found is not None else 0
    notes = found.notes if found is not None else ()
    return {
        **_about(target, masks),
        "inspection": _inspection(inspection),
        "first": found is None,
        "findings": [_item(item, masks, day) for item in new[:MOST]],
        "more": max(0, len(new) - MOST),
        "totals": totals,
        "notes": [{"zh": masks.line(note.zh, 200), "en": masks.line(note.en, 200)} for note in notes],
    }


def failure(target: Target, inspection: Inspection | None, reason: str, masks: Masks) -> dict[str, Any]:
    """An inspection that could not be made, or broke off for good."""
    about = _inspection(inspection) if inspection is not None else None
    return {**_about(target, masks), "inspection": about, "reason": masks.line(reason, 300)}


def deadline(
    target: Target, check: str, fingerprint: str, until: datetime, set_by: str, masks: Masks, today: date
) -> dict[str, Any]:
    """A finding that was to be mended by now and is not known to be."""
    return {
        **_about(target, masks),
        "inspection": None,
        "finding": {**_check(check, today), "fingerprint": fingerprint},
        "deadline": until.isoformat(timespec="minutes"),
        "set_by": masks.line(set_by, 80),
    }


def _about(target: Target, masks: Masks) -> dict[str, Any]:
    return {"target": {"id": target.id, "name": masks.line(target.name, 80), "driver": target.driver}}


def _inspection(inspection: Inspection) -> dict[str, Any]:
    ended = inspection.ended_at
    return {
        "id": inspection.id,
        "pack": inspection.pack_id or "",
        "state": inspection.state,
        "headline": inspection.headline,
        "started": inspection.started_at.isoformat(timespec="seconds"),
        "ended": ended.isoformat(timespec="seconds") if ended is not None else "",
    }


def _item(item: Item, masks: Masks, day: date) -> dict[str, Any]:
    found = item.shown
    return {
        **_check(found.check, day),
        "number": found.number,
        "fingerprint": found.fingerprint,
        "page": masks.line(found.page.partition("?")[0]),
        "recipients": [masks.line(domain, 80) for domain in found.domains],
        "kinds": list(found.kinds),
        "needs_person": found.needs_person and item.ruling is None,
        "review": item.ruling.word if item.ruling is not None else "",
        "sure": item.sure,
    }


def _check(check: str, day: date) -> dict[str, Any]:
    """The catalogue's own words. Only clauses that were read, of documents in force on that day, are cited."""
    entry = catalogue.entries().get(check)
    if entry is None:
        return {"check": check, "severity": "", "title": {"zh": check, "en": check}, "basis": []}
    cited = [citation for citation in map(catalogue.citation, entry.basis) if citation.citable(day)]
    return {
        "check": check,
        "severity": entry.severity,
        "title": entry.title.model_dump(),
        "basis": [{"zh": one.text("zh"), "en": one.text("en")} for one in cited],
    }
