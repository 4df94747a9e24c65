"""A recording as it lies on disk, read for judging: tolerant of a log that was cut off."""

import bisect
import json
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from recording.event import Event
from recording.observations import (
    ActionData,
    CallData,
    ConsentData,
    DialogData,
    FlowData,
    Observation,
    ScreenData,
)
from recording.profile import Profile
from recording.reading import Reading
from recording.tree import Tree

T = TypeVar("T", bound=Observation)


def _seq(event: Event) -> int:
    return event.seq


class Recording:
    """Read access to ``original/``. Nothing here writes; equal folders give equal answers."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.damage: list[str] = []
        """Plain sentences on lines and files that could not be read."""

    @cached_property
    def events(self) -> tuple[Event, ...]:
        return tuple(self._read())

    def _read(self) -> Iterator[Event]:
        path = self.root / "events.jsonl"
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    yield Event.model_validate_json(line)
                except ValidationError:
                    self.damage.append(f"events.jsonl line {number} is cut off or not an event; it was left out")

    def of(self, kind: str, run: str | None = None) -> list[Event]:
        """Events of one kind, in order; of one run when named."""
        return list(self._sorted.get((kind, run), ()))

    @cached_property
    def _sorted(self) -> dict[tuple[str, str | None], list[Event]]:
        """Events by kind and run, and by kind over all runs (None)."""
        table: dict[tuple[str, str | None], list[Event]] = {}
        for event in self.events:
            table.setdefault((event.kind, None), []).append(event)
            table.setdefault((event.kind, event.run), []).append(event)
        return table

    @cached_property
    def by_seq(self) -> dict[int, Event]:
        return {event.seq: event for event in self.events}

    @cached_property
    def runs(self) -> tuple[str, ...]:
        """Names of the runs that began, in order: ``untouched``, ``refuse``, ``agree`` …"""
        return tuple(dict.fromkeys(e.run for e in self.notes("run.begin")))

    def notes(self, name: str, run: str | None = None) -> list[Event]:
        return [e for e in self.of("note", run) if e.data.get("name") == name]

    def data(self, event: Event, model: type[T]) -> T:
        """The event's data as its model. Raises pydantic.ValidationError on a forged line."""
        return model.model_validate(event.data)

    def action(self, event: Event) -> ActionData:
        return self.data(event, ActionData)

    def screen(self, event: Event) -> ScreenData:
        return self.data(event, ScreenData)

    def call(self, event: Event) -> CallData:
        return self.data(event, CallData)

    def flow(self, event: Event) -> FlowData:
        return self.data(event, FlowData)

    def dialog(self, event: Event) -> DialogData:
        return self.data(event, DialogData)

    def consent(self, event: Event) -> ConsentData:
        return self.data(event, ConsentData)

    def tree(self, screen: Event) -> Tree | None:
        """The view tree of a screen event, or None when there is none."""
        name = screen.data.get("tree")
        return self._tree(str(name)) if name else None

    @lru_cache(maxsize=256)  # noqa: B019  (a recording lives as long as its judgement)
    def _tree(self, name: str) -> Tree | None:
        try:
            return Tree.model_validate_json(self.file(name))
        except (OSError, ValidationError):
            self.damage.append(f"{name} could not be read")
            return None

    @cached_property
    def _readings(self) -> dict[str, str]:
        """Pixels' SHA-256 -> path of the reading made at capture time."""
        return {str(e.data.get("pixels_sha256")): str(e.data.get("path")) for e in self.notes("ocr")}

    def reading(self, screen: Event) -> Reading | None:
        """What OCR read on a screen at capture time, or None when it was not read."""
        name = self._readings.get(str(screen.data.get("pixels_sha256")))
        if name is None:
            return None
        try:
            return Reading.model_validate_json(self.file(name))
        except (OSError, ValidationError):
            self.damage.append(f"{name} could not be read")
            return None

    def screen_before(self, seq: int, run: str | None = None) -> Event | None:
        """The last picture taken before an event."""
        return self._before("screen", seq, run)

    def screen_after(self, seq: int, run: str | None = None) -> Event | None:
        screens = self._sorted.get(("screen", run), [])
        at = bisect.bisect_right(screens, seq, key=_seq)
        return screens[at] if at < len(screens) else None

    def action_before(self, seq: int, run: str | None = None) -> Event | None:
        """What was done last before an event."""
        return self._before("action", seq, run)

    def _before(self, kind: str, seq: int, run: str | None) -> Event | None:
        events = self._sorted.get((kind, run), [])
        at = bisect.bisect_left(events, seq, key=_seq)
        return events[at - 1] if at else None

    def file(self, name: str) -> bytes:
        """A file of ``original/`` by its relative path. Raises OSError; never reads outside the folder."""
        path = (self.root / name).resolve()
        if not path.is_relative_to(self.root.resolve()):
            raise FileNotFoundError(f"{name} is outside of the recording")
        return path.read_bytes()

    def blob(self, name: str, limit: int | None = None) -> bytes:
        """A payload by its hash, at most ``limit`` bytes of it; ``b""`` for the empty name."""
        if not name:
            return b""
        path = self.root / "blobs" / Path(name).name
        with path.open("rb") as file:
            return file.read() if limit is None else file.read(limit)

    @cached_property
    def profile(self) -> Profile:
        """The profile the inspection ran with (kept in ``target/profile.json``)."""
        try:
            return Profile.model_validate_json(self.file("target/profile.json"))
        except (OSError, ValidationError):
            self.damage.append("target/profile.json is missing or cannot be read; nothing is taken as declared")
            return Profile()

    @cached_property
    def app(self) -> dict[str, Any]:
        """``app.json`` of the target as the host understood it."""
        try:
            found = json.loads(self.file("target/app.json"))
        except (OSError, ValueError):
            self.damage.append("target/app.json is missing or cannot be read")
            return {}
        return found if isinstance(found, dict) else {}

    @cached_property
    def declared_pages(self) -> tuple[str, ...]:
        """All page paths that app.json declares, main package first, each once; where a target hands no code out, those
        that the profile names (``target.pages``)."""
        app = self.app
        if not app:
            return tuple(path.strip("/") for path in self.profile.target.pages)
        pages = [str(p).strip("/") for p in app.get("pages", [])]
        for package in app.get("subpackages") or app.get("subPackages") or []:
            root = str(package.get("root", "")).strip("/")
            pages += [f"{root}/{str(p).strip('/')}" for p in package.get("pages", [])]
        return tuple(dict.fromkeys(pages))

    @cached_property
    def environment(self) -> dict[str, Any]:
        try:
            found = json.loads(self.file("environment.json"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}
