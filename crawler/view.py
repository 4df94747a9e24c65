"""One look at the target: the picture and tree of a moment, and what they mean to a user."""

from dataclasses import dataclass
from functools import cached_property

from crawler.driver import Snapshot
from crawler.states import lasting, state_id
from recording.sight.meaning import Meaning
from recording.sight.surfaces import Surface
from recording.tree import Tree


@dataclass(frozen=True)
class View(Meaning):
    """Worked out once for each picture."""

    shot: Snapshot

    @property
    def tree(self) -> Tree:
        return self.shot.tree

    @property
    def seq(self) -> int:
        return self.shot.event.seq

    @property
    def page(self) -> str:
        return self.shot.tree.page

    @property
    def blank(self) -> bool:
        return bool(self.shot.event.data.get("blank"))

    @cached_property
    def state(self) -> str:
        return state_id(self.tree)

    @cached_property
    def face(self) -> tuple[str, ...]:
        """The state with its words: tells a second question from the first one of the same make."""
        shown = lasting(self.tree)
        return (self.state, *(node.text for node in self.tree.nodes if node.text and node.id in shown))

    @property
    def shows_content(self) -> bool:
        return not self.tree.exited and self.content.is_content

    @cached_property
    def asking(self) -> list[Surface]:
        """Surfaces that stand in the way, topmost first; an asking button among other content does not."""
        return [surface for surface in self.surfaces if surface.form != "inline" or surface.full_screen]

    @property
    def kinds(self) -> list[str]:
        """What the screen asks for, each once, in a fixed order."""
        return sorted({kind for surface in self.surfaces for kind in surface.kinds})

    @property
    def walled(self) -> bool:
        """Nothing of the service is shown, and something is asked for."""
        return bool(self.surfaces) and not self.shows_content and not self.tree.exited

    @property
    def veiled(self) -> bool:
        """A toast or a loading mark of the platform keeps everything out of reach for the moment."""
        passing = any(n.attrs.get("data-mi-type") in ("toast", "loading") for n in self.tree.nodes)
        return passing and not any(c.node.surface == "app" or c.node.dialog for c in self.controls)
