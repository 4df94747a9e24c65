"""The replay backend: answers from the flows of an earlier recording, so that the same pages come up offline.

A request is matched by method, host, path and query. Values that change from one inspection to the next (planted
values, timestamps, tokens) match anything (``alike``; if all is equal even so: ``exact``). Every other value of the
query must be equal, or an answer to another question would be given. A body that differs beyond such values is
answered too, and counted as ``loose``. Repeated calls are answered in their order, within the run they were recorded
in if it has any. What was never recorded is a miss: status 504 without a body.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from interceptors.answers import Asked, BackendError, Frame, Reply
from interceptors.likeness import Likeness, Match, place

LARGE = 1 << 20
"""Bytes of a body from which on it is handed out piece by piece."""
_EXCHANGES = ("http", "websocket", "failed")
_OWN = ("content-length", "transfer-encoding", "connection", "keep-alive", "trailer", "upgrade")
_BEST_FIRST: tuple[Match, ...] = ("exact", "alike", "loose")
_MISS = Reply(504, marks={"replay_match": "miss"})


@dataclass(frozen=True)
class Taken:
    """One recorded exchange."""

    id: str
    run: str
    likeness: Likeness
    data: dict[str, Any]

    @property
    def answered(self) -> bool:
        return self.data.get("type") != "failed" and bool(self.data.get("status"))


class Replay:
    """A loaded recording. ``root`` is its ``original/`` folder."""

    served_by: Literal["stub", "replay"] = "replay"

    def __init__(self, root: Path, taken: list[Taken], frames: dict[str, list[dict[str, Any]]]) -> None:
        self._root = root
        self._frames = frames
        self._table: dict[tuple[str, str], list[Taken]] = {}
        for one in taken:
            self._table.setdefault(_key(one.data), []).append(one)
        self._used: Counter[tuple[str, str, Match]] = Counter()

    def reply(self, asked: Asked) -> Reply:
        """The recorded answer to this request, the next one of its kind."""
        found = self._find(asked)
        if found is None:
            return _MISS
        taken, match = found
        marks = {"replay_of": taken.id, "replay_match": match, "tls": taken.data.get("tls") or {}}
        if not taken.answered:
            return Reply(0, broken=True, marks=marks)
        body = self._body(str(taken.data.get("response_body") or ""), int(taken.data.get("response_size") or 0))
        if body is None:
            return _MISS
        headers = tuple((str(n), str(v)) for n, v in taken.data.get("response_headers") or ())
        kept = tuple((n, v) for n, v in headers if n.lower() not in _OWN)
        return Reply(int(taken.data["status"]), kept, body, marks=marks)

    def socket(self, asked: Asked) -> list[list[Frame]] | None:
        """What the server said: at the start, and after each frame of the program."""
        found = self._find(asked)
        if found is None or found[0].data.get("type") != "websocket":
            return None
        batches: list[list[Frame]] = [[]]
        for frame in self._frames.get(f"{found[0].run}/{found[0].id}", ()):
            if frame.get("from_client", True):
                batches.append([])
                continue
            body = self._body(str(frame.get("response_body") or ""), 0)
            if isinstance(body, bytes):
                batches[-1].append((frame.get("content_type") != "binary", body))
        return batches

    def _find(self, asked: Asked) -> tuple[Taken, Match] | None:
        like = Likeness.of(asked.url, asked.body, asked.content_type)
        rows = [(t, t.likeness.match(like)) for t in self._table.get((asked.method.upper(), place(asked.url)), ())]
        for wanted in _BEST_FIRST:
            alike = [t for t, match in rows if match == wanted]
            best = [t for t in alike if t.answered] or alike
            own = [t for t in best if t.run == asked.run] or best
            if own:
                # Calls that ask alike share one turn, whatever they carry that changes.
                turn = (asked.run, own[0].id, wanted)
                self._used[turn] += 1
                return own[min(self._used[turn], len(own)) - 1], wanted
        return None

    def _body(self, name: str, size: int) -> bytes | Path | None:
        """None when the recording does not hold it (a redacted twin)."""
        if not name:
            return b"" if not size else None
        path = self._root / "blobs" / Path(name).name
        try:
            return path if path.stat().st_size > LARGE else path.read_bytes()
        except OSError:
            return None


def load(pack: Path) -> Replay:
    """Read the flows of a pack. Raises BackendError with one sentence."""
    root = pack / "data" / "original"
    log = root / "events.jsonl"
    if not log.is_file():
        raise BackendError(f"{pack}: this is no evidence pack (data/original/events.jsonl is missing); name the pack")
    try:
        flows, planted = _read(log)
        taken = [_taken(root, run, data, planted) for run, data in flows if data.get("type", "http") in _EXCHANGES]
    except OSError as error:
        raise BackendError(f"{log}: the recording cannot be read ({error.strerror}); check the path") from None
    except (ValueError, KeyError, TypeError):
        raise BackendError(f"{log}: the recording is damaged; run 'minispect verify' on the pack") from None
    if not taken:
        raise BackendError(f"{pack}: its recording holds no network exchange, so nothing can be replayed from it")
    frames: dict[str, list[dict[str, Any]]] = {}
    for run, data in flows:
        if data.get("type") == "frame":
            frames.setdefault(f"{run}/{data.get('parent')}", []).append(data)
    return Replay(root, taken, frames)


def _read(log: Path) -> tuple[list[tuple[str, dict[str, Any]]], list[str]]:
    """Flows with their runs, and the values that were planted; the rest of a large log is not taken in."""
    flows: list[tuple[str, dict[str, Any]]] = []
    planted: list[str] = []
    for event in _events(log):
        data = event["data"]
        if event["kind"] == "flow":
            flows.append((str(event.get("run", "")), data))
        elif data.get("name") == "planted" and len(str(data.get("value", ""))) > 3:
            planted.append(str(data["value"]))
    return flows, planted


def _events(log: Path) -> Iterator[dict[str, Any]]:
    with log.open("rb") as file:
        for line in file:
            if b'"kind":"flow"' in line or b'"name":"planted"' in line:
                yield json.loads(line)


def _taken(root: Path, run: str, data: dict[str, Any], planted: list[str]) -> Taken:
    headers = {str(n).lower(): str(v) for n, v in data.get("request_headers") or ()}
    body = b""
    name = str(data.get("request_body") or "")
    if name and int(data.get("request_size") or 0) <= LARGE:
        path = root / "blobs" / Path(name).name
        body = path.read_bytes() if path.is_file() else b""
    like = Likeness.of(str(data["url"]), body, headers.get("content-type", ""), planted)
    return Taken(str(data["id"]), run, like, data)


def _key(data: dict[str, Any]) -> tuple[str, str]:
    return str(data.get("method", "")).upper(), place(str(data["url"]))
