"""Values that left and that nothing explains: on a target that tells no calls they may say something of the user.

A value is explained when it is one that was looked for and found, when the inspection typed it or a server gave it
before, when it was to be read on a picture or is a login code by its shape and name, and when it is too plain to say
who somebody is: a small number, a moment, a version, a word. Where every value that left is explained, nothing of a
person can have left unnoticed. Source: decision 0054.
"""

import json
import re
import urllib.parse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from detectors.facts import senders, sights, transmissions
from detectors.facts.login_codes import alike
from detectors.facts.once import once
from recording.event import Event
from recording.observations import FlowData
from recording.recording import Recording

_LIMIT = 1 << 20
_NESTING = 32
_WRITTEN_BY_THE_PLATFORM = frozenset(
    {"accept", "accept-charset", "accept-encoding", "accept-language", "cache-control", "charset", "connection",
     "content-length", "content-type", "host", "if-modified-since", "if-none-match", "origin", "pragma", "range",
     "referer", "sec-websocket-extensions", "sec-websocket-key", "sec-websocket-version", "transfer-encoding",
     "upgrade", "user-agent"}
)  # fmt: skip
"""Headers in whose values a program has no part (wx.request: ``Referer`` and ``User-Agent`` cannot be set)."""
_PLAIN = re.compile(
    r"|true|false|null|-?\d{1,4}"  # nothing, yes, no, a small number; one with decimals may be half a position
    r"|v\d{1,3}(?:\.\d{1,3}){1,3}|\d{1,3}(?:\.\d{1,3}){2,3}"  # a version
    r"|(?:[a-z]{1,12}|[A-Z]{1,12})(?:[A-Z_./:-][a-z]{1,12}){0,3}[/_-]?\d{0,2}"  # a word, or a few of them
    r"|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?"  # a day, a moment
)
_MOMENT = re.compile(r"(\d{10})(?:\d{3})?")
_A_WHILE = 2 * 24 * 3600
"""Seconds around a request within which a number is its moment."""
_SHOWN = 2
"""Characters from which a text that stands on a picture is known by it; one character stands everywhere."""
_STATIC = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|ico|css|js|woff2?|ttf|mp[34]|json)$", re.IGNORECASE)


@dataclass(frozen=True)
class Unexplained:
    """``name``: of the value, as the request calls it; empty for a request that nobody can read."""

    flow: Event
    name: str


@once
def unexplained(recording: Recording) -> tuple[Unexplained, ...]:
    """The first such value of each request of the program, in order."""
    typed = {str(e.data.get("value", "")) for e in recording.of("action") if e.data.get("type") == "input"}
    given = {recording.profile.target.appid, *typed}
    hits: dict[int, list[str]] = {}
    for one in transmissions.transmissions(recording):
        hits.setdefault(one.flow.seq, []).append(one.hit.path)
    found = []
    for event in senders.of_the_program(recording):
        flow = recording.flow(event)
        if flow.from_client:
            name = _first(recording, event, given, hits.get(event.seq, []))
            if name is not None:
                found.append(Unexplained(event, name))
        given.update(_answered(recording, flow))
    return tuple(found)


def _first(recording: Recording, event: Event, given: set[str], hits: list[str]) -> str | None:
    """Name of the first value that nothing explains; None when there is none. ``hits``: ways to what was looked for."""
    flow = recording.flow(event)
    if flow.type in ("tcp", "failed") or flow.truncated:
        return ""
    moment = _moment(event)
    for path, value in _values(recording, flow):
        text, name = value.strip(), path.rpartition(".")[2].rpartition(" ")[2]
        plain = bool(_PLAIN.fullmatch(text)) or _near(text, moment) or alike(name, text)
        fetched = path.startswith("url > path") and flow.method == "GET" and bool(_STATIC.search(text))
        if plain or fetched or text in given or any(hit == path or hit.startswith(f"{path} >") for hit in hits):
            continue
        if not _on_a_picture(recording, text):
            return name
    return None


def _moment(event: Event) -> float:
    try:
        return datetime.fromisoformat(event.utc).astimezone(UTC).timestamp()
    except ValueError:
        return 0.0


def _near(text: str, moment: float) -> bool:
    number = _MOMENT.fullmatch(text)
    return number is not None and abs(int(number[1]) - moment) < _A_WHILE


def _on_a_picture(recording: Recording, text: str) -> bool:
    """Not numbers: one that stands somewhere may be the user's own."""
    return len(text) >= _SHOWN and not re.search(r"\d{5}", text) and text in _shown(recording)


@once
def _shown(recording: Recording) -> str:
    every = sights.all_sights(recording)
    return "\n".join({node.text: None for sight in every for node in sight.tree.nodes if node.text})


# --- the values of a request


def _values(recording: Recording, flow: FlowData) -> Iterator[tuple[str, str]]:
    """Way and text of each value; the way is written as ``recording.decoding`` does."""
    parts = urllib.parse.urlsplit(flow.url)
    for number, piece in enumerate(parts.path.split("/")):
        yield f"url > path[{number}]", urllib.parse.unquote(piece)
    yield from _form(parts.query, "url > query")
    yield "url > fragment", urllib.parse.unquote(parts.fragment)
    for name, value in flow.request_headers:
        folded = name.casefold()
        if folded == "cookie":
            pairs = (piece.strip().partition("=") for piece in value.split(";"))
            yield from ((f"header.cookie > {key}", content) for key, _, content in pairs)
        elif folded not in _WRITTEN_BY_THE_PLATFORM and not folded.startswith("sec-"):
            bearer, _, rest = value.partition(" ")
            yield f"header.{folded}", rest if folded == "authorization" and rest else bearer if not rest else value
    yield from _body(recording, flow)


def _body(recording: Recording, flow: FlowData) -> Iterator[tuple[str, str]]:
    """Of JSON and forms; any other body is one value that nothing explains."""
    if not flow.request_body:
        return
    headers = {name.casefold(): value for name, value in flow.request_headers}
    try:
        text = recording.blob(flow.request_body, _LIMIT).decode("utf-8")
    except (OSError, ValueError):
        yield "body", "unreadable body"
        return
    if "application/x-www-form-urlencoded" in headers.get("content-type", "").casefold():
        yield from _form(text, "body > form")
        return
    try:
        yield from _json(json.loads(text, parse_float=str, parse_int=str), "body > json", 0)
    except (ValueError, RecursionError):
        yield "body", text


def _form(text: str, path: str) -> Iterator[tuple[str, str]]:
    for name, value in urllib.parse.parse_qsl(text, keep_blank_values=True):
        yield f"{path}.(key)", name
        yield f"{path}.{name[:80]}", value


def _json(value: object, path: str, level: int) -> Iterator[tuple[str, str]]:
    if level > _NESTING:
        raise ValueError("nested too deep")
    if isinstance(value, dict):
        for key, item in value.items():
            yield f"{path}.(key)", key
            yield from _json(item, f"{path}.{key[:80]}", level + 1)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _json(item, f"{path}[{number}]", level + 1)
    else:
        yield path, "" if value is None or isinstance(value, bool) else str(value)


def _answered(recording: Recording, flow: FlowData) -> Iterable[str]:
    """What a server gave: values of its JSON, and cookies."""
    for name, value in flow.response_headers:
        if name.casefold() == "set-cookie":
            yield value.partition(";")[0].partition("=")[2]
    body = flow.request_body if flow.type == "frame" and not flow.from_client else flow.response_body
    if body:
        try:
            text = recording.blob(body, _LIMIT).decode("utf-8")
            yield from (item for _, item in _json(json.loads(text, parse_float=str, parse_int=str), "", 0))
        except (OSError, ValueError, RecursionError):
            return
