"""Policies that were seen on a page in passing: the walk came there by an entry not named after the policy."""

from dataclasses import dataclass

from detectors.facts import sights
from detectors.facts.once import once
from detectors.facts.policy.kept_text import own_texts
from detectors.facts.policy.reader import PolicyText
from detectors.facts.sights import Sight
from recording.recording import Recording
from recording.sight import words

_HEADING = 30
_HEADINGS = 4
"""The title, the names of the tabs, and the text's own heading."""


@dataclass(frozen=True)
class Passed:
    """One picture of a page whose words are a policy. ``whole``: all of the page stood on it."""

    sight: Sight
    path: str
    """Of the picture's tree, under ``original/``."""
    text: str
    whole: bool


@once
def passed(recording: Recording) -> tuple[Passed, ...]:
    """The longest of each page of which no policy was read by a link."""
    read = {note.page for note, _ in own_texts(recording)}
    found: dict[str, Passed] = {}
    for sight in sights.all_sights(recording):
        if sight.page in read or sight.blank or not sight.content.rules:
            continue
        lines = _lines(sight)
        heads = [line for line in (sight.tree.title, *lines[:_HEADINGS]) if len(line) <= _HEADING]
        one = Passed(sight, str(sight.event.data.get("tree", "")), "\n".join(lines), _whole(sight))
        longer = sight.page not in found or len(one.text) > len(found[sight.page].text)
        if longer and any(words.mentions(head, "notice") for head in heads) and PolicyText("", one.text).qualifies:
            found[sight.page] = one
    return tuple(found.values())


def _lines(sight: Sight) -> list[str]:
    own = [n for n in sight.tree.nodes if n.surface == "app" and (n.sentence or n.text) and not n.inline]
    return [line for n in own for line in (n.sentence or n.text).split("\n")]


def _whole(sight: Sight) -> bool:
    tree = sight.tree
    inner = any(n.scrollable or n.tag in ("scroll-view", "swiper") for n in tree.nodes if n.surface == "app")
    # A view tells of what lies below the screen; what was read on a picture does not.
    return tree.source in ("dom", "protocol") and 0 < tree.scroll_height <= tree.page_height + 2 and not inner
