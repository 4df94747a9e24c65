"""Ways from page to page as they were walked: for targets that open no page by its path (a phone)."""

from dataclasses import dataclass, field

from crawler.view import View
from recording.sight.controls import Control

LONGEST = 8
"""Presses and steps back after which a page counts as out of reach."""


@dataclass(frozen=True)
class _Step:
    """What was pressed: found again on the same page by its words and what it is."""

    role: str
    text: str


@dataclass
class Routes:
    """Grows during one run. The last press that led from one page to another is the one to repeat."""

    _steps: dict[str, dict[str, _Step]] = field(default_factory=dict)
    _tabs: dict[str, _Step] = field(default_factory=dict)
    """What leads to a page from wherever the tab bar is shown."""

    def record(self, before: View, control: Control, after: View) -> None:
        if not (before.page and after.page and control.text) or before.page == after.page or after.tree.exited:
            return
        ways = self._tabs if control.role == "tab" else self._steps.setdefault(before.page, {})
        ways[after.page] = _Step(control.role, control.text)

    def next(self, view: View, page: str) -> Control | None:
        """What to press on this screen on the shortest known way to a page; None when no way begins here."""
        shown = {_Step(c.role, c.text): c for c in view.controls}
        ways = {**self._tabs, **self._steps.get(view.page, {})}
        first = {there: shown[step] for there, step in ways.items() if step in shown}
        queue = list(first)
        while queue:
            here = queue.pop(0)
            for there in self._steps.get(here, {}):
                if there not in first:
                    first[there] = first[here]
                    queue.append(there)
        return first.get(page)
