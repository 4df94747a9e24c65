"""What was pressed in the present cold start: a page can be come to again as it was then, with dishes in its cart."""

from dataclasses import dataclass

from crawler.view import View
from recording.sight.controls import Control

STAYS = 4
"""Presses repeated on one page: those that changed it last."""
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Step:
    """One press. ``after``: the page it led to."""

    page: str
    query: str
    key: Key
    after: str


class Trail:
    """The presses since the last cold start."""

    def __init__(self) -> None:
        self._start = 0
        self._steps: list[Step] = []

    def add(self, start: int, before: View, control: Control, after: View) -> None:
        """``start``: number of the cold start. What changed nothing, or asked for something, is no part of a way."""
        if start != self._start:
            self._start, self._steps = start, []
        if after.face != before.face and not after.asking and not control.asks and not after.tree.exited:
            self._steps.append(Step(before.page, before.tree.query, key_of(control), after.page))

    def to(self, view: View) -> tuple[Step, ...]:
        """What led to the page of this look, and what was done on the way and on it. A page that was opened by its
        address is taken to come from the one below it."""
        way: list[Step] = []
        here, until, passed = view.page, len(self._steps), set[str]()
        while here not in passed:
            passed.add(here)
            done = self._steps[:until]
            way = [*[s for s in done if s.page == here == s.after][-STAYS:], *way]
            entry = max((n for n, s in enumerate(done) if s.after == here != s.page), default=None)
            if entry is not None:
                way, here, until = [done[entry], *way], done[entry].page, entry
            elif here in view.tree.stack[1:]:
                here = view.tree.stack[view.tree.stack.index(here) - 1]
        return tuple(way)


def found_again(view: View, key: Key) -> Control | None:
    """The control that was pressed before, where it is shown."""
    return next((c for c in view.controls if key_of(c) == key), None)


def key_of(control: Control) -> Key:
    """The same for a control that is seen again."""
    return (control.tag, control.text, str(control.node.attrs.get("class", "")))
