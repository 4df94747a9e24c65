"""Events: one line each in ``original/events.jsonl``, in the one order that is the evidence.

Source: the evidence pack's section 4. ``seq`` is the proof of before and after; ``mono_ns`` is the
stamp of the source's own hook; ``utc`` informs.
"""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Kind(StrEnum):
    """What an event says; the shape of ``data`` for each is a model in ``recording.observations``."""

    ACTION = "action"
    SCREEN = "screen"
    CALL = "call"
    FLOW = "flow"
    DIALOG = "dialog"
    CONSENT = "consent"
    STORAGE = "storage"
    NOTE = "note"
    ERROR = "error"


class Event(BaseModel):
    """One line of the log. ``page`` is the page's path without a leading slash, or ``""`` when none."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    seq: int = Field(ge=1)
    utc: str
    mono_ns: int
    kind: str
    run: str = ""
    page: str = ""
    data: dict[str, Any] = Field(default_factory=dict)
    files: tuple[str, ...] = ()
