"""Whether the JSON of a pack has its shape and whether files named by a hash bear it."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from recording.event import Event
from recording.observations import ScreenData
from reports import custody, hashes, manifests
from reports.inspection import Inspection

Problem = tuple[str, str]
EVENTS = "data/original/events.jsonl"
INSPECTION = "data/inspection.json"
SARIF = "data/derived/findings.sarif"
CUSTODY = "data/original/custody.jsonl"
_MAX_LINE = 64 << 20


class _Driver(BaseModel):
    model_config = ConfigDict(extra="ignore")
    name: str


class _Tool(BaseModel):
    model_config = ConfigDict(extra="ignore")
    driver: _Driver


class _Run(BaseModel):
    model_config = ConfigDict(extra="ignore")
    tool: _Tool


class _Sarif(BaseModel):
    model_config = ConfigDict(extra="ignore")
    version: str
    runs: tuple[_Run, ...]


def shapes(root: Path) -> Iterable[Problem]:
    """Problems of inspection.json, events.jsonl and findings.sarif."""
    try:
        Inspection.model_validate_json(manifests.read_small(root, INSPECTION))
    except ValidationError as error:
        yield INSPECTION, f"is not of the pack's format ({_why(error)})"
    yield from _events(root)
    try:
        sarif = _Sarif.model_validate_json(manifests.read_small(root, SARIF, 512 << 20))
    except ValidationError as error:
        yield SARIF, f"is not SARIF ({_why(error)})"
    else:
        if sarif.version != "2.1.0" or [run.tool.driver.name for run in sarif.runs] != ["minispect"]:
            yield SARIF, "was written by another tool or in another version"


def _events(root: Path) -> Iterable[Problem]:
    """Events are numbered 1, 2, 3 … without a gap; a cut-off last line is what a crash leaves, no tampering."""
    number, cut = 0, 0
    for line in _lines(root, EVENTS):
        if cut:
            yield EVENTS, f"line {cut} is not an event"
            return
        try:
            event = Event.model_validate_json(line)
        except ValidationError:
            cut = number + 1
            continue
        number += 1
        if event.seq != number:
            yield EVENTS, f"line {number} bears the number {event.seq}"
            return


def hashes_of(root: Path, digests: Mapping[str, hashes.Digests]) -> Iterable[Problem]:
    """Blobs are named by their SHA-256; pictures have the SHA-256 that their event wrote down."""
    prefix = "data/original/blobs/"
    for path, one in digests.items():
        if path.startswith(prefix) and path.removeprefix(prefix) != one.sha256:
            yield path, "does not bear the hash of its content"
    for line in _lines(root, EVENTS):
        try:
            event = Event.model_validate_json(line)
            if event.kind != "screen":
                continue
            screen = ScreenData.model_validate(event.data)
        except ValidationError:
            continue
        path = f"data/original/{screen.png}"
        if path not in digests:
            yield EVENTS, f"event {event.seq} names a picture that is missing"
        elif digests[path].sha256 != screen.sha256:
            yield path, f"is not the picture that event {event.seq} wrote down"


def custody_chain(root: Path) -> Iterable[Problem]:
    number = custody.broken_at(manifests.read_small(root, CUSTODY))
    if number:
        yield CUSTODY, f"line {number} does not continue the chain"


def _lines(root: Path, path: str) -> Iterable[bytes]:
    try:
        descriptor = hashes.open_regular(root / path)
    except FileNotFoundError:
        raise manifests.BadFileError(path, "is missing") from None
    except (OSError, hashes.NotAFileError) as error:
        raise manifests.BadFileError(path, f"cannot be read ({error})") from None
    with os.fdopen(descriptor, "rb") as file:
        while line := file.readline(_MAX_LINE):
            yield line


def _why(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])[:80]
    return f"{where + ': ' if where else ''}{first['msg'][:120]}"
