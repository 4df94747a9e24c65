"""A notice on its way, and how sending it can go wrong."""

from dataclasses import dataclass
from typing import Any


class NotSentError(Exception):
    """One sentence for the history, without secrets. ``for_good``: trying again is of no use."""

    def __init__(self, sentence: str, *, for_good: bool = False) -> None:
        super().__init__(sentence)
        self.for_good = for_good


@dataclass(frozen=True)
class Message:
    """``id`` stays the same however often it is tried, so that a receiver can tell a repetition."""

    id: str
    kind: str
    created: str
    subject: str
    text: str
    payload: dict[str, Any]

    @property
    def document(self) -> dict[str, Any]:
        """As JSON: ``minispect-notice/1``."""
        return {
            "format": "minispect-notice/1",
            "id": self.id,
            "kind": self.kind,
            "created": self.created,
            "subject": self.subject,
            "text": self.text,
            **self.payload,
        }
