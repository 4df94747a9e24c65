"""What the walk needs of a target. A new target is one file in ``crawler/drivers/`` with such a class."""

from dataclasses import dataclass, field
from typing import Any, Protocol

from recording.event import Event
from recording.observations import ActionData
from recording.tree import Tree


class Unreachable(Exception):
    """The target cannot be started; the message is one sentence with the mend (exit code 3)."""


class Gone(Unreachable):
    """The running mini program died, left its page or answers no more; a new launch may help."""


class Lost(Unreachable):
    """The tool that runs the mini program went away in the middle of a run: no new launch helps."""


class Unsupported(Exception):
    """The target cannot do this; the report lists it under its limits."""


@dataclass(frozen=True)
class Start:
    """A launch. ``fresh`` is a new user: empty storage, no consent, no scope decision (a cold start)."""

    number: int = 1
    fresh: bool = True
    path: str = ""
    query: str = ""
    scene: int = 1001
    purpose: str = "explore"
    away_ms: float = 0
    """For a user who comes back (not ``fresh``): virtual milliseconds since the mini program was left."""


@dataclass(frozen=True)
class Snapshot:
    """A picture (already in the recording as ``event``) and the tree of the same moment."""

    event: Event
    tree: Tree
    picture: bytes = field(repr=False)


@dataclass(frozen=True)
class Outcome:
    """What the driver can say about a performed action. The truth is in the recording."""

    event: Event
    """The logged action."""
    quiet: bool
    """Whether the target came to rest before the ceiling."""
    details: dict[str, Any] = field(default_factory=dict)


class Driver(Protocol):
    """Five verbs. All raise ``Unsupported`` for what this target cannot do."""

    name: str

    async def open(self, start: Start) -> None:
        """Launch the mini program (ending an earlier launch), wait for a quiet state. Raises Unreachable."""

    async def snapshot(self, reason: str = "") -> Snapshot:
        """Take the picture and the tree and write them to the recording."""

    async def perform(self, action: ActionData) -> Outcome:
        """Log the action, dispatch it as a user's hand would, wait for a quiet state."""

    async def calls(self) -> list[Event]:
        """Call events that arrived since the last time; drains what is on its way first."""

    async def close(self) -> None:
        """End the mini program and give everything back. Idempotent."""
