"""Whether the JSON of a pack has its shape and whether files named by a hash bear it.

Shapes are those of the schemas in the pack, which are sealed like everything else; what every pack must
have whatever its schemas say is asked for here.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from reports import chain, hashes, jsonshape, manifests

Problem = tuple[str, str]
PACK_FORMAT = "minispect-pack/1"
EVENTS = "data/original/events.jsonl"
INSPECTION = "data/inspection.json"
SARIF = "data/derived/findings.sarif"
CUSTODY = "data/original/custody.jsonl"
_SCHEMAS = "data/schema"
_MAX_LINE = 64 << 20
_MAX_FILE = 512 << 20
_SHAPED: tuple[tuple[str, str], ...] = (
    (r"data/inspection\.json", "inspection"),
    (r"data/original/environment\.json", "environment"),
    (r"data/original/identity\.json", "identity"),
    (r"data/original/target/profile\.json", "profile"),
    (r"data/original/screens/\d+\.tree\.json", "screen-tree"),
    (r"data/original/screens/\d+\.(ocr|tess)\.json", "screen-reading"),
    (r"data/derived/findings\.sarif", "findings"),
    (r"data/derived/traffic\.har", "traffic"),
    (r"data/derived/redactions\.json", "redactions"),
)
"""Which files have the shape of which schema; a schema that the pack does not hold asks for nothing."""
_NEEDED = ("inspection", "event")


class Schemas:
    """The schemas of a pack, compiled when first asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[str, jsonshape.Check | None] = {}

    def problem(self, name: str, value: Any) -> str:
        """``""`` when the value fits, or there is no such schema."""
        if name not in self._known:
            self._known[name] = self._load(name)
        check = self._known[name]
        return check(value).lstrip(": ") if check is not None else ""

    def _load(self, name: str) -> jsonshape.Check | None:
        path = f"{_SCHEMAS}/{name}.schema.json"
        if not (self._root / path).exists() and name not in _NEEDED:
            return None
        return jsonshape.compiled(_json(self._root, path))


def shapes(root: Path, paths: Iterable[str]) -> Iterator[Problem]:
    """Problems of all JSON files among ``paths``, of the events and of the custody's lines."""
    schemas = Schemas(root)
    try:
        for path in paths:
            name = next((name for pattern, name in _SHAPED if re.fullmatch(pattern, path)), "")
            if name:
                yield from _file(root, path, name, schemas)
            elif path.endswith(".json"):
                _json(root, path)
        yield from _events(root, schemas)
    except RecursionError:
        raise manifests.BadFileError(_SCHEMAS, "holds schemas that are nested without end") from None


def _file(root: Path, path: str, schema: str, schemas: Schemas) -> Iterator[Problem]:
    value = _json(root, path)
    if path == SARIF and (problem := _not_ours(value)):
        yield path, problem
    elif path == INSPECTION and (not isinstance(value, dict) or value.get("format") != PACK_FORMAT):
        yield path, f"is not of the format {PACK_FORMAT}"
    elif problem := schemas.problem(schema, value):
        yield path, f"is not of the pack's format ({problem[:200]})"


def _not_ours(value: Any) -> str:
    """Why this is not a list of findings written by minispect."""
    if not isinstance(value, dict) or not isinstance(runs := value.get("runs"), list):
        return "is not SARIF"
    drivers = []
    for run in runs:
        tool = run.get("tool") if isinstance(run, dict) else None
        driver = tool.get("driver") if isinstance(tool, dict) else None
        drivers.append(driver.get("name") if isinstance(driver, dict) else None)
    good = value.get("version") == "2.1.0" and drivers == ["minispect"]
    return "" if good else "was written by another tool or in another version"


def _events(root: Path, schemas: Schemas) -> Iterator[Problem]:
    """Events are numbered 1, 2, 3 … without a gap; a cut-off last line is what a crash leaves, no tampering."""
    number, cut = 0, 0
    for event in _lines_of(root, EVENTS):
        if cut:
            yield EVENTS, f"line {cut} is not an event"
            return
        if not isinstance(event, dict) or schemas.problem("event", event):
            cut = number + 1
            continue
        number += 1
        if event.get("seq") != number:
            yield EVENTS, f"line {number} bears the number {str(event.get('seq'))[:20]}"
            return
        if problem := schemas.problem(f"event-{str(event.get('kind'))[:20]}", event.get("data")):
            yield EVENTS, f"line {number} is no {event.get('kind')} ({problem[:200]})"
            return


def hashes_of(root: Path, digests: Mapping[str, hashes.Digests]) -> Iterator[Problem]:
    """Blobs are named by their SHA-256; pictures have the SHA-256 that their event wrote down."""
    prefix = "data/original/blobs/"
    for path, one in digests.items():
        if path.startswith(prefix) and path.removeprefix(prefix) != one.sha256:
            yield path, "does not bear the hash of its content"
    for event in _lines_of(root, EVENTS):
        data = event.get("data") if isinstance(event, dict) and event.get("kind") == "screen" else None
        if not isinstance(data, dict) or not isinstance(data.get("png"), str):
            continue
        path = f"data/original/{data['png']}"
        if path not in digests:
            yield EVENTS, f"event {event.get('seq')} names a picture that is missing"
        elif digests[path].sha256 != data.get("sha256"):
            yield path, f"is not the picture that event {event.get('seq')} wrote down"


def custody_chain(root: Path) -> Iterator[Problem]:
    """The chain up to sealing is unbroken."""
    number = chain.broken_at(manifests.read_small(root, CUSTODY))
    if number:
        yield CUSTODY, f"line {number} does not continue the chain"


def _json(root: Path, path: str) -> Any:
    try:
        return json.loads(manifests.read_small(root, path, _MAX_FILE))
    except RecursionError:
        raise manifests.BadFileError(path, "is nested too deeply to be read") from None
    except ValueError:
        raise manifests.BadFileError(path, "is not readable JSON") from None


def _lines_of(root: Path, path: str) -> Iterator[Any]:
    """Each line's value; None for one that is not JSON. Raises BadFileError for one that no crash leaves behind."""
    for number, line in enumerate(_lines(root, path), 1):
        try:
            yield json.loads(line)
        except ValueError:
            yield None
        except RecursionError:
            raise manifests.BadFileError(path, f"line {number} is nested too deeply to be read") from None


def _lines(root: Path, path: str) -> Iterator[bytes]:
    try:
        descriptor = hashes.open_regular(root / path)
    except FileNotFoundError:
        raise manifests.BadFileError(path, "is missing") from None
    except (OSError, hashes.NotAFileError) as error:
        raise manifests.BadFileError(path, f"cannot be read ({error})") from None
    with os.fdopen(descriptor, "rb") as file:
        while line := file.readline(_MAX_LINE):
            yield line
