"""Plain words on the pictures of a phone that may be entries and that nobody pressed (decision 0052)."""

from collections.abc import Iterable
from dataclasses import dataclass

from recording.event import Event
from recording.observations import Rect
from recording.recording import Recording
from recording.sight import words

_NEAR = 4.0
"""CSS pixels by which the same part of a page stands elsewhere with other contents."""


@dataclass(frozen=True)
class _Place:
    """A part of a page as it stands when it was come to, whatever it says."""

    page: str
    state: str
    rect: Rect

    def near(self, other: "_Place") -> bool:
        across, down = abs(self.rect[0] - other.rect[0]), abs(self.rect[1] - other.rect[1])
        return (self.page, self.state) == (other.page, other.state) and across <= _NEAR and down <= _NEAR


def unpressed(recording: Recording, runs: Iterable[str]) -> list[str]:
    """The words that the driver names on its screens, without those that one of the users of these runs pressed: these
    very words, or what stands in their place when the page shows another article. One user is enough: who agrees has
    filled the forms, beside which none is pressed."""
    runs = tuple(runs)
    unmoved = set[int]().union(*(_unmoved(recording, run) for run in runs))
    pressed, places = set[str](), list[_Place]()
    for action in (a for run in runs for a in recording.of("action", run) if a.data.get("type") == "tap"):
        target = action.data.get("target") or {}
        pressed.add(words.normal(str(target.get("text", ""))))
        screen = recording.by_seq.get(int(action.data.get("screen") or 0))
        if screen is not None and screen.seq in unmoved and target.get("rect"):
            places.append(_place(screen, target["rect"]))
    found: dict[str, bool] = {}
    for note in (n for run in runs for n in recording.notes("sight", run)):
        for text in (str(t) for t in note.data.get("words", ())):
            screen = recording.by_seq.get(int(note.data.get("screen") or 0))
            own = _standing(recording, screen, text) if screen is not None and screen.seq in unmoved else []
            known = words.normal(text) in pressed or any(one.near(two) for one in own for two in places)
            found[text] = found.get(text, False) or known
    return [text for text, known in found.items() if not known]


def _standing(recording: Recording, screen: Event, text: str) -> list[_Place]:
    """Where words stand on a screen; nowhere on one whose page nobody named."""
    tree = recording.tree(screen) if screen.page and not screen.page.startswith("~") else None
    return [_place(screen, n.rect) for n in tree.nodes if n.text == text] if tree is not None else []


def _place(screen: Event, rect: Rect) -> _Place:
    return _Place(screen.page, str(screen.data.get("state", "")), rect)


def _unmoved(recording: Recording, run: str) -> set[int]:
    """Pictures of pages that nobody had moved since they were come to."""
    found, page, moved = set[int](), "", False
    for event in sorted((*recording.of("action", run), *recording.of("screen", run)), key=lambda event: event.seq):
        if event.kind == "action":
            moved = moved or event.data.get("type") in ("scroll", "swipe")
        else:
            moved = moved and event.page == page
            page = event.page
            found |= set() if moved else {event.seq}
    return found
