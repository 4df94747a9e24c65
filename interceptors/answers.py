"""Answers of our own: what the stub table and an earlier recording have in common for the proxy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol


class BackendError(Exception):
    """The backend cannot be used; the message is one sentence naming the file and the mend."""


@dataclass(frozen=True)
class Asked:
    """A request as it would have left. ``body`` is None while it still runs through."""

    run: str
    method: str
    url: str
    host: str
    body: bytes | None = None
    content_type: str = ""


@dataclass(frozen=True)
class Reply:
    """``body`` is a file when it is too large for memory. ``broken``: no answer, the connection breaks."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | Path = b""
    problem: str = ""
    """One sentence on what is wrong with our side, for the recording."""
    broken: bool = False
    marks: Mapping[str, Any] = field(default_factory=dict)
    """Fields of ``FlowData`` that tell where the answer is from."""


Frame = tuple[bool, bytes]
"""Whether it is text, and its payload."""


class Source(Protocol):
    """Where answers come from. Asked once for each request."""

    served_by: Literal["stub", "replay"]

    def reply(self, asked: Asked) -> Reply: ...

    def socket(self, asked: Asked) -> list[list[Frame]] | None:
        """What a WebSocket says: at its start, then after each frame of the client; None: there is none."""
