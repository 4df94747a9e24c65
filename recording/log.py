"""The one writer of ``original/``: events in one order, blobs by hash, pictures by event number."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from recording import canonical, clock
from recording.event import Event, Kind
from recording.observations import MODELS, Observation


class Log:
    """Append-only. One process holds it; every line is handed to the operating system before ``add`` returns.

    ``add`` may be called from one thread only (the event loop's).
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "screens").mkdir(parents=True, exist_ok=True)
        (root / "texts").mkdir(exist_ok=True)
        (root / "target").mkdir(exist_ok=True)
        self.blobs = Blobs(root / "blobs")
        self._file = os.open(root / "events.jsonl", os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o644)
        self._seq = 0
        self.run = ""
        self.start = 0
        """The number of the current cold start within the run; put into events that do not name one."""

    @property
    def seq(self) -> int:
        """The number of the last event written; 0 before the first."""
        return self._seq

    def add(
        self,
        kind: Kind,
        data: Observation | Mapping[str, Any],
        *,
        page: str = "",
        mono_ns: int | None = None,
        run: str | None = None,
        files: tuple[str, ...] = (),
    ) -> Event:
        """Write one event and give it the next number. ``data`` is checked by the kind's model.

        Raises pydantic.ValidationError for data of another shape; nothing is written then.
        """
        model = MODELS[kind]
        checked = data if isinstance(data, model) else model.model_validate(dict(data))
        body = checked.model_dump(mode="json", exclude_defaults=True)
        if "start" in model.model_fields and "start" not in body and self.start:
            body["start"] = self.start
        event = Event(
            seq=self._seq + 1,
            utc=clock.utc_text(),
            mono_ns=clock.mono_ns() if mono_ns is None else mono_ns,
            kind=kind,
            run=self.run if run is None else run,
            page=page,
            data=body,
            files=files,
        )
        self._append((canonical.line(event.model_dump(mode="json")) + "\n").encode("utf-8"))
        self._seq = event.seq
        return event

    def note(self, name: str, *, page: str = "", run: str | None = None, **data: Any) -> Event:
        """A note event (see ``NoteData`` for the names in use)."""
        return self.add(Kind.NOTE, {"name": name, **data}, page=page, run=run)

    def screen(self, picture: bytes, tree: Mapping[str, Any] | None, data: Mapping[str, Any], *, page: str) -> Event:
        """Write an untouched picture (and its tree) under the number of the event that announces it."""
        name = f"screens/{self._seq + 1:06d}"
        files = [f"{name}.png"]
        (self.root / files[0]).write_bytes(picture)
        extra: dict[str, Any] = {"png": files[0], "sha256": hashlib.sha256(picture).hexdigest()}
        if tree is not None:
            files.append(f"{name}.tree.json")
            canonical.write(self.root / files[1], tree)
            extra["tree"] = files[1]
        return self.add(Kind.SCREEN, {**data, **extra}, page=page, files=tuple(files))

    def text(self, name: str, text: str) -> str:
        """Keep a text as shown (a policy, a notice); returns its path relative to ``original/``."""
        path = f"texts/{name}"
        (self.root / path).write_bytes(text.encode("utf-8", "replace"))
        return path

    def close(self) -> None:
        """Hand everything to the disk. The log cannot be written to afterwards."""
        if self._file >= 0:
            os.fsync(self._file)
            os.close(self._file)
            self._file = -1

    def _append(self, line: bytes) -> None:
        view = memoryview(line)
        while view:
            view = view[os.write(self._file, view) :]


class Blobs:
    """Large payloads, each named by the SHA-256 of its bytes. Safe for several processes at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def put(self, body: bytes) -> str:
        """Keep a payload; returns its name. Empty payloads are not kept and have the name ``""``."""
        if not body:
            return ""
        name = hashlib.sha256(body).hexdigest()
        if (self.folder / name).exists():
            return name
        stream = self.stream()
        stream.write(body)
        return stream.close()

    def stream(self) -> "BlobStream":
        """Keep a payload piece by piece without holding it in memory."""
        return BlobStream(self.folder)


class BlobStream:
    """A payload on its way to the disk; ``close`` gives it its name."""

    _count = 0

    def __init__(self, folder: Path) -> None:
        BlobStream._count += 1
        self._folder = folder
        self._part = folder / f".part-{os.getpid()}-{BlobStream._count}"
        self._file = self._part.open("wb")
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, piece: bytes) -> None:
        self._file.write(piece)
        self._hash.update(piece)
        self.size += len(piece)

    def close(self) -> str:
        """The SHA-256 name, or ``""`` when nothing was written."""
        self._file.close()
        if self.size == 0:
            self._part.unlink()
            return ""
        name = self._hash.hexdigest()
        self._part.replace(self._folder / name)
        return name
