"""``traffic.har`` (HAR 1.2): for reading in browsers' tools; the flow events and their blobs are what counts.

HAR has no place for binary request bodies and none that is standard for WebSocket messages; binary
bodies are named by their blob, messages go into ``_webSocketMessages`` as Chromium does it.
"""

import base64
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from pydantic import ValidationError

from recording.event import Event
from recording.observations import FlowData
from recording.recording import Recording
from reports import tool
from reports.moments import Moments

BODY_LIMIT = 256 << 10
"""Larger bodies are named by their blob only."""


def build(recording: Recording) -> dict[str, Any]:
    """The whole log: one page per run, one entry per exchange."""
    moments = Moments(recording.events)
    entries: list[dict[str, Any]] = []
    frames: dict[str, list[dict[str, Any]]] = {}
    for event in recording.of("flow"):
        try:
            flow = recording.flow(event)
        except ValidationError:
            continue
        if flow.type == "frame":
            frames.setdefault(flow.parent, []).append(_frame(recording, event, flow, moments))
        else:
            entries.append(_entry(recording, event, flow, moments))
    for entry in entries:
        messages = frames.get(entry["_flow"])
        if messages:
            entry["_webSocketMessages"] = messages
    return {
        "log": {
            "version": "1.2",
            "creator": {"name": "minispect", "version": tool.version()},
            "pages": [
                {
                    "id": run.run,
                    "title": run.run,
                    "startedDateTime": run.utc,
                    "pageTimings": {"onContentLoad": -1, "onLoad": -1},
                }
                for run in recording.notes("run.begin")
            ],
            "entries": entries,
        }
    }


def _entry(recording: Recording, event: Event, flow: FlowData, moments: Moments) -> dict[str, Any]:
    duration = max(0, flow.ended_ns - flow.started_ns) / 1e6 if flow.ended_ns else 0
    return {
        "pageref": event.run,
        "startedDateTime": moments.utc(flow.started_ns or event.mono_ns),
        "time": duration,
        "request": _request(recording, flow),
        "response": _response(recording, flow),
        "cache": {},
        "timings": {"send": 0, "wait": duration, "receive": 0},
        "_event": event.seq,
        "_flow": flow.id,
        "_page": event.page,
        "_served_by": flow.served_by,
    }


def _request(recording: Recording, flow: FlowData) -> dict[str, Any]:
    request: dict[str, Any] = {
        "method": flow.method,
        "url": flow.url,
        "httpVersion": flow.http_version or "unknown",
        "cookies": [],
        "headers": _headers(flow.request_headers),
        "queryString": [{"name": n, "value": v} for n, v in _query(flow.url)],
        "headersSize": -1,
        "bodySize": flow.request_size,
    }
    if flow.request_body:
        post: dict[str, Any] = {"mimeType": _header(flow.request_headers, "content-type"), "text": ""}
        text = _text(recording, flow.request_body)
        if text is None:
            post["comment"] = f"original/blobs/{flow.request_body}"
        else:
            post["text"] = text
        request["postData"] = post
    return request


def _response(recording: Recording, flow: FlowData) -> dict[str, Any]:
    content: dict[str, Any] = {
        "size": flow.response_size,
        "mimeType": _header(flow.response_headers, "content-type"),
    }
    if flow.response_body:
        content["comment"] = f"original/blobs/{flow.response_body}"
        if flow.response_size <= BODY_LIMIT:
            text = _text(recording, flow.response_body)
            if text is not None:
                content["text"] = text
            else:
                content["text"] = base64.b64encode(_blob(recording, flow.response_body)).decode()
                content["encoding"] = "base64"
    response: dict[str, Any] = {
        "status": flow.status,
        "statusText": "",
        "httpVersion": flow.http_version or "unknown",
        "cookies": [],
        "headers": _headers(flow.response_headers),
        "content": content,
        "redirectURL": _header(flow.response_headers, "location"),
        "headersSize": -1,
        "bodySize": flow.response_size,
    }
    if flow.error:
        response["_error"] = flow.error
    return response


def _frame(recording: Recording, event: Event, flow: FlowData, moments: Moments) -> dict[str, Any]:
    name = flow.request_body or flow.response_body
    text = _text(recording, name) if name else ""
    return {
        "type": "send" if flow.from_client else "receive",
        "time": moments.utc(flow.started_ns or event.mono_ns),
        "opcode": 1 if text is not None else 2,
        "data": text if text is not None else base64.b64encode(_blob(recording, name)).decode(),
        "_event": event.seq,
    }


def _headers(pairs: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in pairs]


def _header(pairs: tuple[tuple[str, str], ...], wanted: str) -> str:
    return next((value for name, value in pairs if name.lower() == wanted), "")


def _query(url: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(urlsplit(url).query, keep_blank_values=True, max_num_fields=1000)
    except ValueError:
        return []


def _blob(recording: Recording, name: str) -> bytes:
    try:
        return recording.blob(name, BODY_LIMIT)
    except OSError:
        return b""


def _text(recording: Recording, name: str) -> str | None:
    """The payload as text; None when it is binary, larger than the limit or gone."""
    try:
        data = recording.blob(name, BODY_LIMIT + 1)
    except OSError:
        return None
    if len(data) > BODY_LIMIT or b"\0" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
