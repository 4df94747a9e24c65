"""Messages of the program's page, written into the recording. What the page says is testimony."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from crawler.host.bridge import Message
from crawler.host.stacks import Place, place_of
from recording import clock
from recording.event import Event, Kind
from recording.log import Log

_MAX_TEXT = 4096
_MAX_STORED = 65536
_CONSOLE_LIMIT = 400
_ERROR_LIMIT = 400
_BLOCKED_LIMIT = 400
_LACKING_LIMIT = 1000
_CAUSES = frozenset({"host", "project", "network", "missing"})


class Messages:
    """Turns the messages of one launch into events. ``number`` makes ids unique over the launches."""

    def __init__(
        self,
        log: Log,
        number: int,
        base: str,
        sources: Mapping[str, str],
        planted: Callable[[str], tuple[str, ...]],
    ) -> None:
        self.calls: list[Event] = []
        """Call events since the last time somebody took them."""
        self.labels: dict[str, tuple[str, str]] = {}
        """Label of a request -> id of its call and the page it was made on."""
        self.unsupported: dict[str, int] = {}
        self.fence = 0
        self.ms = 0.0
        self.page = ""
        self.heading = ""
        """The page that the program went to since it was last at rest; it may never get there."""
        self._told_ns = clock.mono_ns()
        self._log = log
        self._number = number
        self._base = base
        self._sources = sources
        self._planted = planted
        self._places: dict[str, Place] = {}
        self._lacking: set[tuple[str, str]] = set()
        self._counts = {"console": 0, "error": 0, "blocked": 0}
        self._table: dict[str, Callable[[Message, str], None]] = {
            "call": self._call,
            "end": self._end,
            "storage": self._storage,
            "lifecycle": self._lifecycle,
            "route": self._route,
            "error": self._error,
            "console": self._console,
            "unsupported": self._unsupported,
            "blocked": self._blocked,
            "omitted": self._omitted,
            "fence": self._fenced,
            "exit": self._exit,
        }

    def identify(self, message: Message) -> None:
        """Make the ids of calls unique over the launches of an inspection."""
        for name in ("id", "call"):
            value = message.get(name)
            if isinstance(value, str) and value.startswith("c") and message.get("t") != "dialog":
                message[name] = f"s{self._number}-{value}"
        if message.get("t") == "dialog" and str(message.get("call") or "").startswith("c"):
            message["call"] = f"s{self._number}-{message['call']}"

    def write(self, message: Message) -> None:
        """Write what a message says; one of a shape we do not know is left out and counted as a contradiction."""
        if "ms" in message:
            self.at(_number(message["ms"]), str(message.get("page") or ""))
        handler = self._table.get(str(message.get("t")))
        if handler is not None:
            handler(message, self.page)

    @property
    def crowded(self) -> bool:
        """So many errors were told that what comes may soon be left out."""
        return self._counts["error"] > _ERROR_LIMIT // 2

    def at(self, ms: float, page: str) -> None:
        """The page has told its time and which page is on top."""
        self.ms = round(ms, 1)
        self.page = page
        self._told_ns = clock.mono_ns()

    def now(self) -> float:
        """The mini program's time at this moment, from when it was last told."""
        return round(self.ms + (clock.mono_ns() - self._told_ns) / 1e6, 1)

    def _call(self, message: Message, page: str) -> None:
        place = place_of(str(message.get("stack") or ""), self._base, self._sources)
        name = str(message["id"])
        self._places[name] = place
        self.labels[str(message.get("label"))] = (name, page)
        since = message.get("since_input_ms")
        data = {
            "phase": "begin",
            "id": name,
            "api": str(message.get("api")),
            "args": shorten(message.get("args")),
            "file": place.file,
            "line": place.line,
            "column": place.column,
            "stack": place.frames,
            "virtual_ms": self.ms,
            "since_input_ms": _number(since) if since is not None else None,
            "fence": self.fence,
            "supported": message.get("supported") is not False,
        }
        self.calls.append(self._log.add(Kind.CALL, data, page=page))

    def _end(self, message: Message, page: str) -> None:
        name = str(message["id"])
        errno = message.get("errno")
        data = {
            "phase": "end",
            "id": name,
            "api": str(message.get("api")),
            "ok": message.get("ok") is True,
            "err_msg": str(message.get("errMsg") or "")[:_MAX_TEXT],
            "errno": int(errno) if isinstance(errno, int | float) else None,
            "virtual_ms": self.ms,
            "fence": self.fence,
            "planted": self._planted(name),
        }
        self.calls.append(self._log.add(Kind.CALL, data, page=page))

    def _storage(self, message: Message, page: str) -> None:
        value = message.get("value")
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        call = str(message.get("call") or "")
        place = self._places.get(call, Place())
        data: dict[str, Any] = {
            "op": str(message.get("op")),
            "key": str(message.get("key") or ""),
            "file": place.file,
            "line": place.line,
            "call": call,
        }
        if len(text) > _MAX_STORED:
            data["blob"] = self._log.blobs.put(text.encode("utf-8", "replace"))
        else:
            data["value"] = text
        self._log.add(Kind.STORAGE, data, page=page)

    def _lifecycle(self, message: Message, page: str) -> None:
        scope, name, path = (str(message.get(key) or "") for key in ("scope", "name", "path"))
        self._log.add(
            Kind.NOTE,
            {"name": "lifecycle", "scope": scope, "event": name, "path": path, "virtual_ms": self.ms},
            page=path or page,
        )

    def _route(self, message: Message, page: str) -> None:
        fields = {key: str(message.get(key) or "") for key in ("type", "path", "query", "origin")}
        self._log.note("route", page=page, **fields, virtual_ms=self.ms)
        self.heading = fields["path"]

    def _error(self, message: Message, page: str) -> None:
        self._counts["error"] += 1
        if self._counts["error"] > _ERROR_LIMIT:
            return
        stack = str(message.get("stack") or "")
        place = place_of(stack, self._base, self._sources)
        cause = message.get("cause")
        data = {
            "where": "page",
            "cause": cause if cause in _CAUSES else "unknown",
            "message": str(message.get("message") or "")[:_MAX_TEXT],
            "stack": "\n".join(place.frames),
            "file": place.file or str(message.get("file") or ""),
            "line": place.line,
        }
        self._log.add(Kind.ERROR, data, page=page)

    def _console(self, message: Message, page: str) -> None:
        self._counts["console"] += 1
        if self._counts["console"] > _CONSOLE_LIMIT:
            return
        text = message.get("text")
        parts = text if isinstance(text, list) else [text]
        shown = " ".join(p if isinstance(p, str) else json.dumps(p, ensure_ascii=False) for p in parts)
        self._log.note("console", page=page, level=str(message.get("level")), text=shown[:2000])

    def _unsupported(self, message: Message, page: str) -> None:
        name = str(message.get("name"))[:200]
        self.unsupported[name] = self.unsupported.get(name, 0) + 1
        if (name, page) not in self._lacking and len(self._lacking) < _LACKING_LIMIT:
            self._lacking.add((name, page))
            self._log.note("unsupported", page=page, what=name)

    def _blocked(self, message: Message, page: str) -> None:
        self._counts["blocked"] += 1
        if self._counts["blocked"] <= _BLOCKED_LIMIT:
            what, sample = str(message.get("what"))[:200], str(message.get("sample"))[:300]
            self._log.note("blocked", page=page, what=what, sample=sample)

    def _omitted(self, message: Message, page: str) -> None:
        api, count = str(message.get("api"))[:200], int(_number(message.get("count")))
        self._log.note("omitted", page=page, what=api, count=count)

    def _fenced(self, message: Message, _page: str) -> None:
        self.fence = int(_number(message.get("number")))

    def _exit(self, message: Message, page: str) -> None:
        self._log.note("exit", page=page, reason=str(message.get("reason") or "program"), virtual_ms=self.ms)


def shorten(value: Any) -> Any:
    """Long strings cut at 4096 characters, with their length and hash."""
    if isinstance(value, str) and len(value) > _MAX_TEXT:
        digest = hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()
        return {"cut": value[:_MAX_TEXT], "length": len(value), "sha256": digest}
    if isinstance(value, list):
        return [shorten(item) for item in value]
    if isinstance(value, dict):
        return {str(key): shorten(item) for key, item in value.items()}
    return value


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) and value == value else 0.0
