"""``original/`` of a shared pack: every file of the full one rewritten, or kept when nothing in it was planted."""

import hashlib
import hmac
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from recording import canonical
from recording.decoding import Decoder
from recording.event import Event
from recording.observations import FlowData, Rect
from recording.placeholders import stands_for
from recording.recording import Recording
from reports import pictures
from reports.redaction import bodies, json_text, screens
from reports.redaction.json_text import Pairs, Raw
from reports.redaction.ledger import Ledger
from reports.redaction.needles import Match, Needles
from reports.redaction.texts import Texts

GONE = ("identity.json", "flows/flows.mitm")
"""Files that hold the identity itself, or bytes that cannot be rewritten; the events and blobs are what counts."""


class Original:
    """Rewrites one ``original/`` into another folder. ``secret`` keys the names that stand for old hashes."""

    def __init__(self, recording: Recording, into: Path, needles: Needles, ledger: Ledger, secret: bytes) -> None:
        self._recording = recording
        self._into = into
        self._needles = needles
        self._ledger = ledger
        self._secret = secret
        self._texts = Texts(needles, ledger)
        self._renamed: dict[str, str] = {}
        """Old hashes of blobs, pictures and pixels -> those that stand for them now."""
        self._replaced: dict[str, str] = {}
        """Names of payloads that held something planted -> names of what stands for them."""
        self._later: dict[str, Any] = {}
        """Readings, whose pictures' hashes may still change."""
        self._done: set[str] = set()

    def write(self) -> list[str]:
        """All files but the custody chain; returns the names of those that were left out."""
        self._into.mkdir(parents=True)
        boxes = self._readings(self._trees())
        self._pictures(boxes)
        for name, document in self._later.items():
            self._put(name, canonical.document(json_text.plain(self._renaming(document))).encode("utf-8"))
        flows = {event.seq: self._flow(event) for event in self._recording.of("flow")}
        self._blobs()
        self._rest()
        self._events(flows)
        return [name for name in GONE if (self._recording.root / name).exists()]

    def _trees(self) -> dict[str, list[Rect]]:
        """Pixels' hash -> boxes to cover, from the view trees."""
        found: dict[str, list[Rect]] = {}
        for event in self._recording.of("screen"):
            name = str(event.data.get("tree") or "")
            if not name:
                continue
            before, after = self._document(name)
            boxes = list(screens.boxes_of_tree(before, after))
            picture = partial(self._recording.file, str(event.data.get("png")))
            try:
                drawn = screens.boxes_of_pictures(before, picture, float(event.data.get("scale", 2)), self._needles)
                boxes += list(drawn)
            except (OSError, pictures.BlankPictureError):
                pass
            found.setdefault(str(event.data.get("pixels_sha256")), []).extend(boxes)
        return found

    def _readings(self, found: dict[str, list[Rect]]) -> dict[str, list[Rect]]:
        """The same with the boxes from what OCR read at capture time and before sealing."""
        likenesses = screens.likenesses(self._needles)
        for path in sorted((self._recording.root / "screens").glob("*.json")):
            name = f"screens/{path.name}"
            if name in self._done:
                continue
            before, after = self._document(name, later=True)
            pixels = next((str(v) for k, v in before if k == "pixels_sha256"), "") if isinstance(before, Pairs) else ""
            found.setdefault(pixels, []).extend(screens.boxes_of_reading(before, after, likenesses))
        return found

    def _document(self, name: str, *, later: bool = False) -> tuple[Any, Any]:
        """A JSON file of the recording before and after, written at once or later. Unreadable ones are left out."""
        self._done.add(name)
        try:
            data = self._recording.file(name)
            before = json_text.loads(data.decode("utf-8"))
        except (OSError, ValueError):
            return None, None
        self._ledger.file, self._ledger.place = f"original/{name}", ""
        after = self._texts.document(before, own=True)
        if later:
            self._later[name] = after
        elif after == before:
            self._put(name, data)
        else:
            self._put(name, canonical.document(json_text.plain(after)).encode("utf-8"))
        return before, after

    def _pictures(self, boxes: dict[str, list[Rect]]) -> None:
        for event in self._recording.of("screen"):
            name, pixels = str(event.data.get("png")), str(event.data.get("pixels_sha256"))
            if name in self._done:
                continue
            self._done.add(name)
            try:
                data = self._recording.file(name)
                todo = list(dict.fromkeys(boxes.get(pixels, [])))
                if todo:
                    scale = float(event.data.get("scale", 2))
                    covered = screens.covered(data, scale, todo)
                    self._renamed[pixels] = self._stand_in(pixels)
                    self._renamed[hashlib.sha256(data).hexdigest()] = hashlib.sha256(covered).hexdigest()
                    self._boxed(name, scale, todo, data)
                    data = covered
            except (OSError, pictures.BlankPictureError):
                continue
            self._put(name, data)

    def _boxed(self, name: str, scale: float, boxes: list[Rect], picture: bytes) -> None:
        self._ledger.file, self._ledger.place = f"original/{name}", ""
        for box in boxes:
            at = "pixels " + ",".join(str(round(side * scale)) for side in box)
            self._ledger.covered(at, picture)

    def _stand_in(self, digest: str) -> str:
        """A hash in place of one that could confirm a guess: equal for equal, and nothing else."""
        return hmac.new(self._secret, digest.encode(), hashlib.sha256).hexdigest()

    def _flow(self, event: Event) -> dict[str, Any]:
        """The flow's data with address, headers and bodies rewritten; the other fields follow with the events."""
        try:
            flow = self._recording.flow(event)
        except ValidationError:
            return {}
        self._ledger.file, self._ledger.place = "original/events.jsonl", f"seq {event.seq}"
        request, response = self._body(flow.request_body), self._body(flow.response_body)
        self._texts.extra = self._salted(flow, request)
        found: dict[str, Any] = {"url": self._texts.url(flow.url, "url")} if flow.url else {}
        for side, headers, name, raw in (
            ("request", flow.request_headers, flow.request_body, request),
            ("response", flow.response_headers, flow.response_body, response),
        ):
            values = self._texts.lines([(name.lower(), value) for name, value in headers], f"{side}.header")
            kept = [[key, value] for (key, _), value in zip(headers, values, strict=True)]
            if raw:
                self._ledger.file = f"original/blobs of seq {event.seq}"
                told = {key.lower(): value for key, value in headers}
                kind, coding = told.get("content-type", ""), told.get("content-encoding", "")
                body, undone = bodies.redacted(self._texts, raw, kind, coding, side)
                found[f"{side}_body"] = name
                if body != raw:
                    found[f"{side}_body"] = self._replaced[name] = self._renamed[name] = self._blob(body)
                self._ledger.file = "original/events.jsonl"
                kept = [pair for pair in kept if not undone or pair[0].lower() != "content-encoding"]
            found[f"{side}_headers"] = kept
        self._texts.extra = {}
        return found

    def _salted(self, flow: FlowData, body: bytes) -> dict[bytes, Any]:
        """Hashes of this request that another of its values was mixed into."""
        decoder = Decoder()
        leaves = list(decoder.url(flow.url))
        for name, value in flow.request_headers:
            leaves += list(decoder.header(name, value))
        told = {name.lower(): value for name, value in flow.request_headers}
        leaves += list(decoder.body(body, told.get("content-type", ""), told.get("content-encoding", "")))
        return self._needles.salted(leaves)

    def _body(self, name: str) -> bytes:
        try:
            return self._recording.blob(name) if name else b""
        except OSError:
            return b""

    def _blob(self, data: bytes) -> str:
        """Keep a rewritten payload under its own hash; the old name is mentioned nowhere."""
        digest = hashlib.sha256(data).hexdigest()
        self._put(f"blobs/{digest}", data)
        return digest

    def _blobs(self) -> None:
        """Payloads as they are: those that hold nothing planted are kept, the others are named anew."""
        for path in sorted((self._recording.root / "blobs").glob("*")):
            if path.name in self._replaced:
                continue
            data = path.read_bytes()
            self._ledger.file, self._ledger.place = "original/blobs", ""
            clean, _ = bodies.redacted(Texts(self._needles, Ledger(b"")), data, "", "", "body")
            if clean == data:
                self._put(f"blobs/{path.name}", data)
            else:
                self._replaced[path.name] = self._renamed[path.name] = self._blob(clean)

    def _rest(self) -> None:
        """Texts, the target's own files and the environment."""
        for path in sorted(self._recording.root.rglob("*")):
            name = path.relative_to(self._recording.root).as_posix()
            own = name in self._done or name in (*GONE, "events.jsonl", "custody.jsonl") or name.startswith("blobs/")
            if own or not path.is_file():
                continue
            if name.endswith(".json") and self._document(name)[1] is not None:
                continue
            self._ledger.file, self._ledger.place = f"original/{name}", ""
            self._put(name, bodies.redacted(self._texts, path.read_bytes(), "", "", "")[0])

    def _events(self, flows: dict[int, dict[str, Any]]) -> None:
        lines = []
        self._ledger.file = "original/events.jsonl"
        for event in self._recording.events:
            self._ledger.place = f"seq {event.seq}"
            known = {name: self._replaced.get(str(value), value) for name, value in flows.get(event.seq, {}).items()}
            data = {name: value for name, value in event.data.items() if name not in known}
            data.pop("seed", None)  # from it all planted values could be made again
            changed = json_text.plain(self._renaming(self._texts.document(_parsed(data), "data", own=True)))
            if event.kind == "note" and event.data.get("name") == "planted":
                changed["value"] = self._planted(str(event.data.get("id")), str(changed.get("value")))
            written = event.model_dump(mode="json") | {
                "data": {**changed, **known},
                "page": self._texts.text(event.page, "page"),
                "files": [self._renamed.get(name.removeprefix("blobs/"), name) for name in event.files],
            }
            lines.append(canonical.line(written) + "\n")
        self._put("events.jsonl", "".join(lines).encode("utf-8"))

    def _planted(self, number: str, changed: str) -> str:
        """The plain placeholder of a planted value, whatever was found in its text."""
        value = next((one for one in self._needles.values if one.id == number), None)
        if value is None or stands_for(changed):
            return changed
        return self._needles.instead(Match(0, 0, value, "plain"))

    def _renaming(self, value: Any) -> Any:
        if isinstance(value, Pairs):
            return Pairs((key, self._renaming(item)) for key, item in value)
        if isinstance(value, list):
            return [self._renaming(item) for item in value]
        return self._renamed.get(value, value) if isinstance(value, str) and not isinstance(value, Raw) else value

    def _put(self, name: str, data: bytes) -> None:
        path = self._into / name
        if not path.resolve().is_relative_to(self._into.resolve()):
            return  # a forged event names a place outside of the pack
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _parsed(value: dict[str, Any]) -> Any:
    return json_text.loads(canonical.line(value))
