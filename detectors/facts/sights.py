"""What each picture shows: content or not, and what asks on it."""

from dataclasses import dataclass
from functools import cached_property

from detectors.facts.once import once
from recording.event import Event
from recording.recording import Recording
from recording.sight.controls import Control
from recording.sight.meaning import Meaning
from recording.sight.surfaces import Surface
from recording.tree import Tree


@dataclass(frozen=True)
class Sight(Meaning):
    """One picture with its tree. Everything of it is worked out when first asked for."""

    recording: Recording
    event: Event

    @property
    def seq(self) -> int:
        return self.event.seq

    @property
    def run(self) -> str:
        return self.event.run

    @property
    def page(self) -> str:
        return self.tree.page or self.event.page

    @property
    def blank(self) -> bool:
        """One colour, or no tree: no finding may rest on it."""
        return bool(self.event.data.get("blank")) or not self.tree.nodes

    @cached_property
    def tree(self) -> Tree:
        return self.recording.tree(self.event) or Tree()

    @property
    def shows_content(self) -> bool:
        return self.content.is_content

    @cached_property
    def blocking(self) -> list[Surface]:
        """Surfaces that stand between the user and the page, for anything beyond the notice itself."""
        return [s for s in self.surfaces if s.blocks and s.wants]

    @property
    def wants(self) -> frozenset[str]:
        """What is demanded on a screen that shows no content."""
        if self.shows_content:
            return frozenset()
        return frozenset[str]().union(*(s.wants for s in self.blocking))

    def control(self, node: int) -> Control | None:
        return next((c for c in self.controls if c.node.id == node), None)


@once
def all_sights(recording: Recording) -> tuple[Sight, ...]:
    """Every picture in the order of the events."""
    return tuple(Sight(recording, event) for event in recording.of("screen"))


@once
def _by_seq(recording: Recording) -> dict[int, Sight]:
    return {sight.seq: sight for sight in all_sights(recording)}


def sight(recording: Recording, seq: object) -> Sight | None:
    """The picture with this event number."""
    return _by_seq(recording).get(seq) if isinstance(seq, int) else None


def after(recording: Recording, seq: int) -> Sight | None:
    """The next picture of the same run."""
    event = recording.by_seq.get(seq)
    found = recording.screen_after(seq, event.run if event is not None else "")
    return sight(recording, found.seq) if found is not None else None


def before(recording: Recording, action: Event) -> Sight | None:
    """The picture an action was aimed by: the one it names, or the last of its run."""
    named = sight(recording, action.data.get("screen"))
    if named is not None:
        return named
    event = recording.screen_before(action.seq, action.run)
    return sight(recording, event.seq) if event is not None else None
