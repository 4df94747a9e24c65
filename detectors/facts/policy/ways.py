"""How many taps it takes to the policy text, by the screens that the walk really went through.

Steps are counted between pages: a tap that opens another page is one, so is the tap on the link. Taps within a page (a
folded list) are not, so that the number is never too high.
"""

from collections import deque
from dataclasses import dataclass
from itertools import chain

from detectors.facts import sights
from detectors.facts.once import once
from detectors.facts.policy import pages
from detectors.facts.policy.documents import documents
from detectors.facts.sights import Sight
from detectors.facts.starts import cold_starts
from recording.recording import Recording
from recording.sight import words
from recording.sight.controls import Control


@dataclass(frozen=True)
class Way:
    """``taps`` from the first screen; ``path`` pages on the way; ``link`` the words tapped last."""

    taps: int
    path: tuple[str, ...]
    link: str
    screens: tuple[int, ...]


@once
def shortest(recording: Recording) -> Way | None:
    """The shortest way to a text of the program's own; None when no way was seen."""
    found = [w for s in _links(recording) if (w := _to_link(recording, *s)) is not None]
    found += [w for page in _policy_pages(recording) if (w := _to_page(recording, page)) is not None]
    return min(found, key=lambda w: w.taps, default=None)


def linked_from(recording: Recording) -> str:
    """A page that shows a link to the text, or of which a tap led to it, whether or not the way to that page was seen;
    empty when there is none."""
    shown = (sight.page for sight, _ in _links(recording))
    wanted = _policy_pages(recording)
    led = (page for page, opened in sorted(_steps(recording).items()) if opened & wanted)
    return next(chain(shown, led), "")


def _links(recording: Recording) -> list[tuple[Sight, Control]]:
    """Controls of the program that were opened as policies, or bear such a link's words, on every page."""
    opened = {words.normal(str(d.note.data.get("link", ""))) for d in documents(recording).own} - {""}
    found = []
    for sight in sights.all_sights(recording):
        for control in sight.controls:
            plain = words.normal(control.text)
            if control.node.surface == "app" and plain and any(plain == link for link in opened):
                found.append((sight, control))
    return found


def _policy_pages(recording: Recording) -> set[str]:
    return {d.note.page for d in documents(recording).own if d.note.page} | {s.page for s in pages.texts(recording)}


def _to_link(recording: Recording, sight: Sight, control: Control) -> Way | None:
    path = _paths(recording).get(sight.page)
    return Way(len(path) + 1, (*path, sight.page), control.text[:40], (sight.seq,)) if path is not None else None


def _to_page(recording: Recording, page: str) -> Way | None:
    path = _paths(recording).get(page)
    shown = next((s.seq for s in sights.all_sights(recording) if s.page == page and not s.blank), 0)
    return Way(len(path), (*path, page), "", (shown,) if shown else ()) if path else None


@once
def _paths(recording: Recording) -> dict[str, tuple[str, ...]]:
    """Page -> the pages before it on the shortest way from the first screen; the taps to it are as many."""
    steps = _steps(recording)
    found: dict[str, tuple[str, ...]] = {}
    waiting: deque[tuple[str, tuple[str, ...]]] = deque((page, ()) for page in _first_pages(recording))
    while waiting:
        page, before = waiting.popleft()
        if page in found:
            continue
        found[page] = before
        waiting.extend((next_, (*before, page)) for next_ in sorted(steps.get(page, ())))
    return found


def _first_pages(recording: Recording) -> list[str]:
    """What a user sees first, by every cold start that was not sent to a certain page."""
    starts = [s for s in cold_starts(recording) if not s.path]
    return list(dict.fromkeys(sight.page for s in starts for sight in s.sights[:1] if sight.page))


def _steps(recording: Recording) -> dict[str, set[str]]:
    """Page -> pages that one tap of the walk led to."""
    found: dict[str, set[str]] = {}
    for action in recording.of("action"):
        if action.data.get("type") != "tap":
            continue
        before, after = sights.before(recording, action), sights.after(recording, action.seq)
        if before is not None and after is not None and before.page != after.page and after.page:
            found.setdefault(before.page, set()).add(after.page)
    return found
