"""A comparison as JSON: ``minispect-diff/1``."""

from typing import Any

from reports.difference.difference import Change, Difference, Item
from reports.difference.side import Found, Side

FORMAT = "minispect-diff/1"
_LISTS = {"recipient": "recipients", "kind": "kinds", "page": "pages", "declared": "declared"}


def document(found: Difference) -> dict[str, Any]:
    """One list for each state, one table for each sort of change. Texts are the target's own, unescaped."""
    return {
        "format": FORMAT,
        "earlier": _side(found.old),
        "later": _side(found.new),
        "same_target": found.same_target,
        "notes": [note.model_dump() for note in found.notes],
        "totals": {state: len(found.of(state)) for state in ("new", "fixed", "unchanged", "not-comparable")},
        "new": [_item(item) for item in found.of("new")],
        "fixed": [_item(item) for item in found.of("fixed")],
        "unchanged": [_item(item) for item in found.of("unchanged")],
        "not_comparable": [_item(item) for item in found.of("not-comparable")],
        **{name: _changes(found, sort) for sort, name in _LISTS.items()},
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "id": side.id,
        "appid": side.appid,
        "name": side.name,
        "version": side.version,
        "started": side.started,
        "driver": side.reach.driver,
        "pages_declared": len(side.reach.declared),
        "pages_reached": len(side.reach.seen),
        "runs": list(side.reach.ended),
    }


def _item(item: Item) -> dict[str, Any]:
    found, ruling = item.shown, item.ruling
    return {
        "check": found.check,
        "severity": found.severity,
        "title": found.title.en,
        "title_zh": found.title.zh,
        "fingerprint": found.fingerprint,
        "why": item.why.model_dump(),
        "sure": item.sure,
        "moved": item.moved,
        "needs_person": found.needs_person,
        "review": ruling.model_dump() if ruling is not None else None,
        "before": _found(item.old),
        "now": _found(item.new),
    }


def _found(found: Found | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "number": found.number,
        "page": found.page,
        "run": found.run,
        "moment": found.moment,
        "reason": found.reason.model_dump(),
        "call": {"api": found.api, "file": found.file, "line": found.line} if found.api else None,
        "kinds": list(found.kinds),
        "recipients": list(found.domains),
        "screens": list(found.screens),
    }


def _changes(found: Difference, sort: str) -> dict[str, list[dict[str, Any]]]:
    table: dict[str, list[dict[str, Any]]] = {"new": [], "gone": [], "not_seen_again": []}
    for change in found.changes:
        if change.sort == sort:
            table[change.state.replace("-", "_")].append(_change(change))
    return table


def _change(change: Change) -> dict[str, Any]:
    if change.sort == "recipient":
        return {
            "name": change.name,
            "owner": change.owner,
            "organisation": change.also,
            "kinds": list(change.kinds),
        }
    return {"name": change.name, "how": change.also} if change.sort == "kind" else {"name": change.name}
