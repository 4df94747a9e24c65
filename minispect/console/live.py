"""How far a running inspection is, read from what it has recorded so far."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from minispect.console import inside, words
from reports import plain

_EVENTS = "data/original/events.jsonl"
_AT_ONCE = 32 << 20
"""Bytes read at one look; the rest at the next."""


@dataclass
class Step:
    """Where it is. ``runs``: each run that began, ``now`` or ``over``; ``screen``: number of the newest picture."""

    runs: dict[str, str] = field(default_factory=dict)
    page: str = ""
    action: str = ""
    action_text: str = ""
    screen: int = 0
    screens: int = 0
    calls: int = 0
    flows: int = 0
    declared: int = 0
    reached: int = 0
    first: str = ""
    last: str = ""

    @property
    def run(self) -> str:
        return next((name for name, how in self.runs.items() if how == "now"), "")

    @property
    def seconds(self) -> int:
        try:
            return round((datetime.fromisoformat(self.last) - datetime.fromisoformat(self.first)).total_seconds())
        except ValueError:
            return 0

    def as_json(self, lang: str) -> dict[str, Any]:
        """For the browser: texts of the target are cut and freed of what steers."""

        def say(table: str, code: str) -> str:
            both = words.of(table, code)
            return both.zh if lang == "zh" else both.en

        said = say("action", self.action) if self.action else ""
        return {
            "runs": self.runs,
            "run": say("run", self.run or "after") if self.runs else "",
            "page": plain.line(self.page, 80),
            "action": f"{said} {plain.line(self.action_text, 60)}".strip(),
            "screen": self.screen,
            "screens": self.screens,
            "calls": self.calls,
            "flows": self.flows,
            "declared": self.declared,
            "reached": self.reached,
            "seconds": self.seconds,
        }


class Live:
    """Reads on where it stopped. ``folder`` is where the scan writes ``<pack id>.part``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._at = 0
        self._pages: set[str] = set()
        self._step = Step()

    def part(self) -> Path | None:
        """The unfinished pack, when there is one."""
        try:
            names = sorted(
                e.path for e in os.scandir(self._folder) if e.name.endswith(".part") and e.is_dir(follow_symlinks=False)
            )
        except OSError:
            return None
        return Path(names[-1]) if names else None

    def step(self) -> Step:
        """How it stands now."""
        part = self.part()
        for event in self._new(part) if part else ():
            self._take(event)
        if part and not self._step.declared:
            self._step.declared = _declared(part)
        self._step.reached = len(self._pages)
        return self._step

    def _new(self, part: Path) -> Iterator[dict[str, Any]]:
        try:
            descriptor, size = inside.opened(part, _EVENTS)
        except inside.NotThere:
            return
        with os.fdopen(descriptor, "rb") as file:
            file.seek(self._at)
            data = file.read(min(_AT_ONCE, max(0, size - self._at)))
        whole = data[: data.rfind(b"\n") + 1]
        self._at += len(whole)
        for line in whole.splitlines():
            try:
                event = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(event, dict) and isinstance(event.get("data"), dict):
                yield event

    def _take(self, event: dict[str, Any]) -> None:
        step, data, kind, run = self._step, event["data"], event.get("kind"), str(event.get("run", ""))
        step.first = step.first or str(event.get("utc", ""))
        step.last = str(event.get("utc", ""))
        if kind == "note" and data.get("name") == "run.begin":
            step.runs = {**dict.fromkeys(step.runs, "over"), run: "now"}
        elif kind == "note" and data.get("name") == "run.end":
            step.runs[run] = "over"
        elif kind == "screen":
            step.screens += 1
            step.screen = event["seq"] if isinstance(event.get("seq"), int) else step.screen
            step.page = str(event.get("page", ""))
            self._pages.add(step.page)
        elif kind == "action":
            target = data.get("target")
            step.action = str(data.get("type", ""))[:20]
            step.action_text = str(target.get("text", ""))[:200] if isinstance(target, dict) else ""
        elif kind == "call":
            step.calls += data.get("phase") == "begin"
        elif kind == "flow":
            step.flows += data.get("type", "http") != "frame"


def _declared(part: Path) -> int:
    """Pages of app.json, as far as it is there already."""
    try:
        app = json.loads(inside.content(part, "data/original/target/app.json", 4 << 20))
    except (inside.NotThere, ValueError, RecursionError):
        return 0
    if not isinstance(app, dict):
        return 0
    listed = app.get("pages")
    count = len(listed) if isinstance(listed, list) else 0
    packages = app.get("subPackages") or app.get("subpackages")
    for package in packages if isinstance(packages, list) else ():
        inner = package.get("pages") if isinstance(package, dict) else None
        count += len(inner) if isinstance(inner, list) else 0
    return count
