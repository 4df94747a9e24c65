"""Pages that show nothing of the service after a permission was refused, and show it where it was granted."""

from dataclasses import dataclass
from typing import Literal

from detectors.facts import functions, prompts, tabs, triggers
from detectors.facts.once import once
from detectors.facts.prompts import Prompt
from detectors.facts.sights import Sight
from recording.event import Event
from recording.recording import Recording
from recording.sight import words

Class = Literal["basic", "served", "unsure"]
_ROWS = 3
"""Entries that make a list."""


@dataclass(frozen=True)
class Block:
    """One refusal after which its page stayed without content. ``granted``: a picture of the same page with content
    after the grant; ``unanswered``: requests failed, so that the page may be empty for want of a server."""

    refusal: Prompt
    shown: Sight
    granted: Sight | None
    page_class: Class
    unanswered: bool


@once
def blocks(recording: Recording) -> tuple[Block, ...]:
    """All of them, in order."""
    found = []
    for refusal in prompts.refused(recording):
        shown = _left_with(refusal)
        if shown is None or shown.shows_content or shown.tree.exited or _elsewhere(recording, refusal):
            continue
        granted = _granted(recording, refusal)
        unanswered = refusal.start.failures > 0
        found.append(Block(refusal, shown, granted, _class(recording, refusal, granted), unanswered))
    return tuple(found)


def _left_with(refusal: Prompt) -> Sight | None:
    """The last picture of the page before the user went on to something else."""
    answer = refusal.answer
    if answer is None:
        return None
    after = (a.seq for a in refusal.start.actions if a.seq > answer.seq and _goes_on(a))
    end = next(after, refusal.start.last + 1)
    own = [s for s in refusal.start.sights if answer.seq < s.seq <= end and s.page == refusal.page]
    return own[-1] if own else None


def _goes_on(action: Event) -> bool:
    return action.data.get("type") not in ("advance", "scroll", "swipe") and not triggers.answers(action)


def _elsewhere(recording: Recording, refusal: Prompt) -> bool:
    """Whether the page showed content to somebody who had refused, in any cold start of any run."""
    for other in prompts.refused(recording):
        if other.scope.kind != refusal.scope.kind or other.answer is None:
            continue
        later = (s for s in other.start.sights if s.seq > other.answer.seq and s.page == refusal.page)
        if any(s.shows_content for s in later):
            return True
    return False


def _granted(recording: Recording, refusal: Prompt) -> Sight | None:
    for other in prompts.prompts(recording):
        if other.scope.kind != refusal.scope.kind or other.said != "agree" or other.answer is None:
            continue
        for sight in other.start.sights:
            if sight.seq > other.answer.seq and sight.page == refusal.page and sight.shows_content:
                return sight
    return None


def _class(recording: Recording, refusal: Prompt, granted: Sight | None) -> Class:
    """The function itself when its name says so; basic when it is the entry page or a tab, or calls itself a list of
    what there is and is one where the permission was given."""
    page = refusal.page
    declared = tabs.tabs(recording)
    entry = recording.profile.host.enter.path or next(iter(recording.declared_pages), "")
    if refusal.trigger.how == "press" and functions.serves(refusal.scope.kind, refusal.trigger.label):
        return "served"
    if page == entry:
        return "basic"
    if page in declared:
        return "served" if functions.serves(refusal.scope.kind, declared[page]) else "basic"
    return "basic" if granted is not None and _browsed(refusal, granted) else "unsure"


def _browsed(refusal: Prompt, granted: Sight) -> bool:
    """A list under a name that promises to browse, where neither the name nor a row speaks of what the permission
    serves."""
    bar = [n.text for n in granted.tree.nodes if n.text and n.surface == "platform"]
    names = [refusal.trigger.label] if refusal.trigger.how == "press" else []
    rows = [c.text for c in granted.controls if c.role == "browse" and c.node.surface == "app"]
    if len(rows) < _ROWS or any(functions.serves(refusal.scope.kind, text) for text in (*names, *bar, *rows)):
        return False
    return any(words.mentions(text, "browse") for text in (*names, *bar))
