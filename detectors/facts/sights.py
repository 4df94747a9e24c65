"""What each picture shows: content or not, and what asks on it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from detectors.facts.once import once
from recording.event import Event
from recording.recording import Recording
from recording.sight import words
from recording.sight.content import CHARACTERS
from recording.sight.controls import Control
from recording.sight.meaning import Meaning
from recording.sight.surfaces import Surface
from recording.tree import Tree

_OF_ITSELF = ("phone", "login", "login_help", "verification", "profile", "request", "grant", "notice", "terms", "read")
"""What a page of authorization speaks of; such lines show nothing of what was asked for."""
UNNAMED = "~"
"""Page of a picture on which no title could be read."""
_SOON = 3
"""Pictures within which a window is answered and gone."""
_LINES = 3
"""Lines of a list; a slogan and a greeting over a login are fewer."""
_ONWARD = ("browse", "transact")
_SENTENCE = 30
"""Characters; the name of a thing with its price is shorter."""


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

    @cached_property
    def page(self) -> str:
        own = self.tree.page or self.event.page
        return self._beneath if own == UNNAMED else own

    @property
    def _beneath(self) -> str:
        """Under a window that dims it a title cannot always be read on a picture: the page is the one that bears a
        name with the same words once the window is gone."""
        own = {n.text for n in self.tree.nodes if n.surface == "app" and n.text}
        at = self.event.seq
        for _ in range(_SOON):
            later = self.recording.screen_after(at, self.run)
            tree = self.recording.tree(later) if later is not None else None
            if later is None or tree is None:
                break
            same = own & {n.text for n in tree.nodes if n.surface == "app"}
            if tree.page not in ("", UNNAMED) and same and 2 * len(same) >= len(own):
                return tree.page
            at = later.seq
        return UNNAMED

    @property
    def blank(self) -> bool:
        """One colour, or no tree: no finding may rest on it."""
        return bool(self.event.data.get("blank")) or not self.tree.nodes

    @cached_property
    def tree(self) -> Tree:
        return self.recording.tree(self.event) or Tree()

    @property
    def text(self) -> str:
        """The program's own words on it."""
        return " ".join(n.text for n in self.tree.nodes if n.surface == "app" and n.text)

    @property
    def shows_content(self) -> bool:
        return self.content.is_content or (self._tells and _led_to(self.recording).get(self.page) == "more")

    @property
    def informs(self) -> bool:
        """A page that asks and also tells of its service at length, a whole sentence among it or a page behind it:
        whether that is what a user came for cannot be told from the picture."""
        at_length = any(len("".join(text.split())) >= _SENTENCE for text in self._of_the_service)
        return self._tells and (at_length or self.offers)

    @property
    def offers(self) -> bool:
        """A page that asks, from which a press on something of the service led to content of another page."""
        return self.page in _led_to(self.recording)

    @property
    def _tells(self) -> bool:
        """Lines of a service on a page that also asks: several of their own, enough to be content."""
        own = self._of_the_service
        shown = self.content.asking_page and not (self.content.covered or self.content.rules or self.tree.exited)
        return shown and len(own) >= _LINES and sum(len("".join(text.split())) for text in own) >= CHARACTERS

    @property
    def _of_the_service(self) -> list[str]:
        """Lines of what asks on the page itself that speak of something else than the asking."""
        return [n.text for s in self.surfaces if s.form == "page" for n in s.nodes if of_the_service(n.text)]

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


def of_the_service(text: str) -> bool:
    """Whether a line speaks of something else than what a page of authorization speaks of."""
    return not words.mentions(text, *_OF_ITSELF)


@once
def _led_to(recording: Recording) -> dict[str, Literal["more", "text"]]:
    """Pages with a demand from which a press on something of the service led to content of another page. ``more``: that
    page leads on itself, so whatever the first one asks for, it is no page of authorization; ``text``: to read only."""
    found: dict[str, Literal["more", "text"]] = {}
    for action in recording.of("action"):
        control = aimed_at(recording, action) if action.data.get("type") == "tap" else None
        if control is None:
            continue
        asked, led = before(recording, action), after(recording, action.seq)
        if asked is None or led is None or not asked.content.asking_page:
            continue
        if of_what_is_offered(control) and led.content.is_content and led.page != asked.page:
            if any(c.role in _ONWARD and c.node.surface == "app" for c in led.controls):
                found[asked.page] = "more"
            found.setdefault(asked.page, "text")
    return found


def of_what_is_offered(control: Control) -> bool:
    """Something to look at or to have, not who runs the program."""
    return control.role in _ONWARD and not words.mentions(control.text, "firm")


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


def page_of(recording: Recording, event: Event) -> str:
    """The page an event happened on; of a window over a page without a name that of the picture that shows it."""
    seen = after(recording, event.seq) if event.page == UNNAMED else None
    return seen.page if seen is not None else event.page


def before(recording: Recording, action: Event) -> Sight | None:
    """The picture an action was aimed by: the one it names, or the last of its run."""
    named = sight(recording, action.data.get("screen"))
    if named is not None:
        return named
    event = recording.screen_before(action.seq, action.run)
    return sight(recording, event.seq) if event is not None else None


def aimed_at(recording: Recording, action: Event) -> Control | None:
    """The control that an action was aimed at, on the picture it was aimed by."""
    seen, node = before(recording, action), (action.data.get("target") or {}).get("node")
    return seen.control(node) if seen is not None and isinstance(node, int) else None
