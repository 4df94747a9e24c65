"""Whether two requests ask the same: host and path, query and body, but for values that change each time."""

import json
import re
import urllib.parse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Match = Literal["exact", "alike", "loose"]
"""Equal; equal but for values that change; the body differs in more than those."""
Pairs = tuple[tuple[str, str], ...]
ANY = "\0any"
"""Stands for a value that changes from one inspection to the next."""
_NUMBER = re.compile(r"\d{10,}|\d\.\d{4,}")
"""A time stamp, the number of an order, a phone number; a position, a random number."""
_TOKEN = re.compile(r"[A-Za-z0-9+/=_.:-]{16,}")
"""With digits and letters in it: a token, a hash, a code, a uuid, a date with its time."""
_LONG = 4096
"""Characters from which on a value is no name or number of anything."""
_DEEPEST = 12


@dataclass(frozen=True)
class Likeness:
    """A request taken apart. ``body`` is None when it is not known (it still runs through)."""

    query: Pairs
    body: Pairs | None
    literal: tuple[Pairs, Pairs]
    """Query and body with all their values."""

    @classmethod
    def of(cls, url: str, body: bytes | None, content_type: str, planted: Sequence[str] = ()) -> "Likeness":
        """``planted`` are the values handed out in the inspection this request belongs to."""
        query = urllib.parse.parse_qsl(_split(url).query, keep_blank_values=True)
        parts = [] if body is None else _pairs(body, content_type)
        masked = None if body is None else _masked(parts, planted)
        return cls(_masked(query, planted), masked, (tuple(sorted(query)), tuple(sorted(parts))))

    def match(self, asked: "Likeness") -> Match | None:
        """How well a later request fits this recorded one; None when it asks for something else."""
        if not _fits(self.query, asked.query):
            return None
        if self.literal == asked.literal and all(value != ANY for part in self.literal for _, value in part):
            return "exact"
        return "alike" if asked.body is None or self.body is None or _fits(self.body, asked.body) else "loose"


def place(url: str) -> str:
    """Host and path, with parts of the path that change put aside; the scheme does not matter."""
    parts = _split(url)
    segments = (ANY if _changes(s) else s for s in urllib.parse.unquote(parts.path or "/").split("/"))
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    return f"{(parts.hostname or '').lower()}{port}{'/'.join(segments)}"


def _split(url: str) -> urllib.parse.SplitResult:
    try:
        parts = urllib.parse.urlsplit(url)
        _ = parts.port
    except ValueError:
        return urllib.parse.SplitResult("", "", url, "", "")
    return parts


def _fits(recorded: Pairs, asked: Pairs) -> bool:
    """The same names, and for each the same value unless the recorded or the asked one changes each time."""
    if [n for n, _ in recorded] != [n for n, _ in asked]:
        return False
    return all(a == b or ANY in (a, b) for (_, a), (_, b) in zip(recorded, asked, strict=True))


def _masked(pairs: Iterable[tuple[str, str]], planted: Sequence[str]) -> Pairs:
    return tuple(sorted((name, _mask(value, planted)) for name, value in pairs))


def _mask(value: str, planted: Sequence[str]) -> str:
    return ANY if _changes(value) or any(one in value for one in planted) else value


def _changes(value: str) -> bool:
    if len(value) > _LONG or _NUMBER.search(value):
        return True
    tokens = (token[0] for token in _TOKEN.finditer(value))
    return any(any(c.isdigit() for c in token) and any(c.isalpha() for c in token) for token in tokens)


def _pairs(body: bytes, content_type: str) -> list[tuple[str, str]]:
    """Names and values of a body; one of an unknown form is one value."""
    if not body:
        return []
    kind = content_type.split(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        return urllib.parse.parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
    if kind.startswith("multipart/"):
        names = re.findall(rb'name="([^"]*)"', body)
        return [(name.decode("utf-8", "replace"), ANY) for name in names]
    try:
        return list(_leaves(json.loads(body)))
    except (ValueError, RecursionError):
        return [("", body.decode("utf-8", "replace"))]


def _leaves(data: Any, path: str = "", depth: int = 0) -> Iterable[tuple[str, str]]:
    if depth < _DEEPEST and isinstance(data, dict) and data:
        for name, value in data.items():
            yield from _leaves(value, f"{path}.{name}", depth + 1)
    elif depth < _DEEPEST and isinstance(data, list) and data:
        for number, value in enumerate(data):
            yield from _leaves(value, f"{path}[{number}]", depth + 1)
    else:
        yield path, json.dumps(data, ensure_ascii=False, sort_keys=True) if not isinstance(data, str) else data
