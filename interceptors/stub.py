"""The stub backend: answers from a small table of hosts and paths, so that nothing reaches the network.

Format: the design's section 2, "Input formats".
"""

import json
import mimetypes
import re
import urllib.parse
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from interceptors.answers import Asked, BackendError, Frame, Reply

LARGE = 64 * 1024
"""Bytes above which a file is handed out piece by piece."""


class Answer(BaseModel):
    """Status, headers and one of three bodies."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    status: int = Field(default=200, ge=100, le=599)
    headers: dict[str, str] = Field(default_factory=dict)
    json_: Any = Field(default=None, alias="json")
    text: str | None = None
    file: str | None = None


class Route(Answer):
    """``host`` and ``path`` are globs: ``*`` stands for any characters, ``?`` for one."""

    host: str = "*"
    path: str = "*"
    method: str = "*"

    def matches(self, method: str, host: str, path: str) -> bool:
        return (
            self.method in ("*", method.upper())
            and glob(self.host.lower()).fullmatch(host.lower()) is not None
            and glob(self.path).fullmatch(path) is not None
        )


class Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    routes: tuple[Route, ...] = ()
    default: Answer = Answer.model_validate({"status": 404, "json": {}})


class Stub:
    """A loaded table. ``folder`` is where its ``file`` bodies lie; nothing outside of it is served."""

    served_by: Literal["stub", "replay"] = "stub"

    def __init__(self, table: Table, folder: Path) -> None:
        self.table = table
        self._folder = folder

    def answer(self, method: str, host: str, path: str) -> Answer:
        """First match wins; ``path`` may have a query, which is left out, and escapes, which are undone."""
        plain = urllib.parse.unquote(path.split("?", 1)[0])
        return next((r for r in self.table.routes if r.matches(method, host, plain)), self.table.default)

    def knows(self, host: str) -> bool:
        """Whether a route is written for this host (one for every host does not count)."""
        return any(r.host != "*" and glob(r.host.lower()).fullmatch(host.lower()) for r in self.table.routes)

    def reply(self, asked: Asked) -> Reply:
        """The table's answer to a request."""
        answer = self.answer(asked.method, asked.host, "/" + asked.url.split("://", 1)[-1].partition("/")[2])
        try:
            body, kind = self.body(answer)
        except OSError as error:
            return Reply(500, problem=f"stub file {answer.file} could not be read: {error.strerror}")
        kinds = (
            () if not kind or "content-type" in {name.lower() for name in answer.headers} else (("content-type", kind),)
        )
        return Reply(answer.status, (*kinds, *answer.headers.items()), body)

    def socket(self, asked: Asked) -> list[list[Frame]] | None:
        """A host with a route of its own accepts every WebSocket and says nothing."""
        return [] if self.knows(asked.host) else None

    def body(self, answer: Answer) -> tuple[bytes | Path, str]:
        """The bytes, or the file when it is too large to be held in memory, and the content type that it
        has unless the table's headers name another."""
        if answer.file is not None:
            kind = mimetypes.guess_type(answer.file)[0] or "application/octet-stream"
            file = self._folder / answer.file
            return (file if file.stat().st_size > LARGE else file.read_bytes()), kind
        if answer.text is not None:
            return answer.text.encode("utf-8"), "text/plain; charset=utf-8"
        if "json_" in answer.model_fields_set:
            return json.dumps(answer.json_, ensure_ascii=False).encode("utf-8"), "application/json; charset=utf-8"
        return b"", ""


def load(path: Path) -> Stub:
    """Read a stub backend. Raises BackendError with one sentence."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        table = Table.model_validate(data)
    except OSError as error:
        raise BackendError(f"{path}: the stub backend cannot be read ({error.strerror}); check the path") from None
    except UnicodeDecodeError:
        raise BackendError(f"{path}: the stub backend is not UTF-8 text; save it as UTF-8") from None
    except json.JSONDecodeError as error:
        raise BackendError(f"{path}: not valid JSON at line {error.lineno}: {error.msg}") from None
    except ValidationError as error:
        raise BackendError(f"{path}: {_first_sentence(error)}") from None
    folder = path.resolve().parent
    for number, answer in enumerate((*table.routes, table.default)):
        where = f"routes[{number}]" if number < len(table.routes) else "default"
        _check(answer, folder, f"{path}: {where}")
    return Stub(table, folder)


def _check(answer: Answer, folder: Path, where: str) -> None:
    if len({"json_", "text", "file"} & answer.model_fields_set) > 1:
        raise BackendError(f"{where} has more than one of json, text and file; keep one")
    if answer.file is None:
        return
    file = (folder / answer.file).resolve()
    if not file.is_relative_to(folder):
        raise BackendError(
            f"{where}: file '{answer.file}' lies outside of the folder {folder}; put it beside the table"
        )
    if not file.is_file():
        raise BackendError(f"{where}: file '{answer.file}' does not exist in {folder}; add it or mend the name")


def _first_sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"]) or "the whole file"
    if first["type"] == "extra_forbidden":
        return f"there is no setting named '{where}'; a route has host, path, method, status, headers, json, text, file"
    return f"'{where}': {first['msg']}"


@cache
def glob(pattern: str) -> re.Pattern[str]:
    """``*`` any characters, ``?`` one; all else is itself."""
    parts = (".*" if c == "*" else "." if c == "?" else re.escape(c) for c in pattern)
    return re.compile("".join(parts), re.DOTALL)
