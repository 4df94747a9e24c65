"""``findings.sarif`` (SARIF 2.1.0): one run, one rule per judged check, one result per finding."""

import datetime
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from detectors import catalogue
from detectors.catalogue import Entry
from detectors.verdict import Evidence, Text, Verdict
from recording.observations import FlowData
from recording.recording import Recording
from reports import findings, plain, tool
from reports.findings import Numbered

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_KIND = {"fail": "fail", "pass": "pass", "inconclusive": "open", "not-applicable": "notApplicable"}
_LEVEL = {"critical": "error", "major": "error", "minor": "warning", "notice": "note"}


def build(recording: Recording, verdicts: Sequence[Verdict], numbered: Sequence[Numbered]) -> dict[str, Any]:
    """The whole file. A check that broke is a notification of the invocation, never a result."""
    judged = [v for v in verdicts if v.verdict != "not-judged"]
    rules = [entry for check, entry in catalogue.entries().items() if any(v.check == check for v in judged)]
    day = findings.day(recording)
    places = {entry.id: position for position, entry in enumerate(rules)}
    results = [_found(recording, item, places[item.entry.id]) for item in numbered]
    told = {item.entry.id for item in numbered}
    results += [
        _plain(recording, verdict, places[verdict.check])
        for verdict in judged
        if verdict.check in places and verdict.check not in told and verdict.verdict in _KIND
    ]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "minispect",
                        "version": tool.version(),
                        "semanticVersion": tool.version(),
                        "language": "en",
                        "rules": [_rule(entry, day) for entry in rules],
                    }
                },
                "invocations": [_invocation(recording, judged)],
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }


def _rule(entry: Entry, day: datetime.date | None) -> dict[str, Any]:
    clauses = catalogue.cited(entry, day)
    known = findings.mend(entry.id)
    return {
        "id": entry.id,
        "name": entry.slug,
        "shortDescription": {"text": entry.title.en},
        "fullDescription": {"text": f"{entry.title.en} / {entry.title.zh}"},
        "help": {"text": known.en or entry.title.en},
        "defaultConfiguration": {"level": _LEVEL[entry.severity], "rank": findings.RANK[entry.severity]},
        "properties": {
            "title": entry.title.model_dump(),
            "help": known.model_dump(),
            "severity": entry.severity,
            "verdict_by": entry.verdict_by,
            "basis": [
                {"key": c.basis, "zh": c.text("zh"), "en": c.text("en"), "confirmed": c.confirmed} for c in clauses
            ],
        },
    }


def _invocation(recording: Recording, judged: Sequence[Verdict]) -> dict[str, Any]:
    broken = [v for v in judged if v.verdict == "error"]
    notes = [
        {"associatedRule": {"id": v.check}, "level": "error", "message": {"text": v.reason.en}} for v in broken
    ] + [{"level": "warning", "message": {"text": plain.line(sentence)}} for sentence in sorted(set(recording.damage))]
    invocation: dict[str, Any] = {"executionSuccessful": not broken, "toolExecutionNotifications": notes}
    if recording.events:
        invocation["startTimeUtc"] = recording.events[0].utc
        invocation["endTimeUtc"] = recording.events[-1].utc
    return invocation


def _kind(word: str, entry: Entry) -> str:
    """``review`` where only a person can say yes or no: the machine has made a sheet to decide by."""
    return "review" if entry.verdict_by == "review" and word in ("fail", "inconclusive") else _KIND[word]


def _found(recording: Recording, item: Numbered, rule: int) -> dict[str, Any]:
    """A proven finding, or one whose proof is not complete (``open``; of a check of notices, a plain fact)."""
    violated = item.violated
    kind = _kind(item.verdict.verdict, item.entry)
    result = _result(recording, item.verdict, item.finding.evidence, item.finding.reason, rule)
    result |= {
        "kind": "informational" if kind == "open" and item.entry.severity == "notice" else kind,
        "level": _LEVEL[item.entry.severity] if kind == "fail" else "none",
        "rank": findings.RANK[item.entry.severity],
        "partialFingerprints": {"minispect/v1": item.finding.fingerprint},
    }
    if violated:
        result["properties"] |= {"needs_person": item.confirm, "tags": ["needs-a-person" if item.confirm else "proven"]}
    result["properties"] |= {"number": item.number, "subject": list(item.finding.subject)}
    return result


def _plain(recording: Recording, verdict: Verdict, rule: int) -> dict[str, Any]:
    """A verdict without findings: passed, undecided or not applicable."""
    return _result(recording, verdict, verdict.evidence, verdict.reason, rule) | {
        "kind": _kind(verdict.verdict, catalogue.entries()[verdict.check]),
        "level": "none",
    }


def _result(recording: Recording, verdict: Verdict, evidence: Evidence, reason: Text, rule: int) -> dict[str, Any]:
    entry = catalogue.entries()[verdict.check]
    result: dict[str, Any] = {
        "ruleId": verdict.check,
        "ruleIndex": rule,
        "message": {"text": plain.visible(reason.en)},
        "properties": {
            "verdict": verdict.verdict,
            "severity": entry.severity,
            "reason": {"zh": plain.visible(reason.zh), "en": plain.visible(reason.en)},
            "target": verdict.target,
            "simulated": verdict.simulated,
            "run": evidence.run,
            "events": list(evidence.events),
            "screens": list(evidence.screens),
            "flows": list(evidence.flows),
            "missing": [text.model_dump() for text in verdict.missing],
            "numbers": dict(verdict.numbers),
            "hits": [hit.model_dump(exclude={"excerpt"}) for hit in evidence.hits],
        },
    }
    location = _location(evidence)
    if location:
        result["locations"] = [location]
    attachments = [made for seq in evidence.screens if (made := _attachment(recording, evidence, seq)) is not None]
    if attachments:
        result["attachments"] = attachments
    flow = _first_flow(recording, evidence)
    if flow is not None:
        result["webRequest"] = _web_request(flow)
        if flow.status:
            result["webResponse"] = _web_response(flow)
    return result


def _location(evidence: Evidence) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if evidence.page:
        location["logicalLocations"] = [{"fullyQualifiedName": plain.line(evidence.page), "kind": "page"}]
    call = evidence.call
    if call is not None and call.file:
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(call.file)}}
        if call.line > 0:
            place["region"] = {"startLine": call.line}
        location["physicalLocation"] = place
        location["message"] = {"text": plain.line(call.api)}
    return location


def _attachment(recording: Recording, evidence: Evidence, seq: int) -> dict[str, Any] | None:
    event = recording.by_seq.get(seq)
    try:
        screen = recording.screen(event) if event is not None and event.kind == "screen" else None
    except ValidationError:
        return None
    if screen is None:
        return None
    rectangles = []
    for box in evidence.boxes:
        if box.screen == seq:
            x, y, width, height = (value * screen.scale for value in box.rect)
            rectangles.append(
                {"top": y, "left": x, "bottom": y + height, "right": x + width, "message": {"text": box.label.en}}
            )
    attachment: dict[str, Any] = {
        "description": {"text": f"screen at event {seq}"},
        "artifactLocation": {"uri": f"../original/{screen.png}"},
    }
    return attachment | ({"rectangles": rectangles} if rectangles else {})


def _first_flow(recording: Recording, evidence: Evidence) -> FlowData | None:
    for seq in (*(hit.flow for hit in evidence.hits), *evidence.flows):
        event = recording.by_seq.get(seq)
        if event is not None and event.kind == "flow":
            try:
                return recording.flow(event)
            except ValidationError:
                continue
    return None


def _web_request(flow: FlowData) -> dict[str, Any]:
    request: dict[str, Any] = {
        "protocol": flow.scheme or "https",
        "method": flow.method,
        "target": flow.url,
        "headers": dict(flow.request_headers),
    }
    if flow.request_body:
        request["properties"] = {"body": f"../original/blobs/{flow.request_body}", "size": flow.request_size}
    return request


def _web_response(flow: FlowData) -> dict[str, Any]:
    response: dict[str, Any] = {"statusCode": flow.status, "headers": dict(flow.response_headers)}
    if flow.response_body:
        response["properties"] = {"body": f"../original/blobs/{flow.response_body}", "size": flow.response_size}
    return response


def _uri(path: str) -> str:
    """A project path as a relative URI reference: the target's own names cannot form a scheme or leave."""
    safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/"
    quoted = "".join(c if c in safe else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace")) for c in path)
    return "/".join(part for part in quoted.split("/") if part not in ("", ".", ".."))
