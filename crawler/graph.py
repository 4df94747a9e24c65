"""What was seen and tried in a run: states, the ways between them, and what is still worth pressing."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from crawler.states import template
from crawler.view import View
from recording.sight.controls import Control
from recording.sight.words import normal

ALIKE = 8
"""Entries of one list that are tried at most, and only as long as each leads to something new."""


@dataclass(frozen=True)
class Choice:
    """A control that may be pressed. ``key`` stays the same when the page is seen again."""

    key: str
    group: str
    page: str
    control: Control


@dataclass(frozen=True)
class Edge:
    """A press and what it led to."""

    key: str
    before: str
    after: str


@dataclass
class Graph:
    """Grows during one run. ``seed`` breaks ties, so equal runs press in equal order."""

    seed: str = ""
    states: set[str] = field(default_factory=set)
    edges: list[Edge] = field(default_factory=list)
    tried: set[str] = field(default_factory=set)
    presses: Counter[str] = field(default_factory=Counter)
    """Presses so far on each page."""
    waiting: dict[str, set[str]] = field(default_factory=dict)
    """Keys seen on a page and not tried yet."""
    _targets: dict[str, list[str]] = field(default_factory=dict)
    """Where the entries of each list led so far."""

    def see(self, view: View) -> bool:
        """Take a state in; whether it is new."""
        new = view.state not in self.states
        self.states.add(view.state)
        return new

    def choices(self, view: View, controls: list[Control]) -> list[Choice]:
        """Those of these controls that are still worth a press, and remember the rest of the page."""
        counts: Counter[str] = Counter()
        found = []
        for control in controls:
            group = f"{view.page}|{template(view.tree, control.node)}"
            label = "".join(c for c in normal(control.text)[:24] if not c.isdigit())
            counts[group + label] += 1
            choice = Choice(f"{group}|{label}|{counts[group + label]}", group, view.page, control)
            if choice.key not in self.tried and not self._worn_out(choice):
                found.append(choice)
        more = {c.key for c in found if c.control.role != "tab"}
        self.waiting[view.page] = (self.waiting.get(view.page, set()) - self.tried) | more
        return found

    def tie(self, choice: Choice) -> str:
        """An order without meaning that depends on the seed only."""
        return hashlib.sha256(f"{self.seed}|{choice.key}".encode("utf-8", "replace")).hexdigest()

    def record(self, choice: Choice, before: View, after: View) -> bool:
        """A press was done; whether it led to a state not seen before."""
        new = self.see(after)
        self.tried.add(choice.key)
        self.presses[choice.page] += 1
        self._targets.setdefault(choice.group, []).append(after.state)
        self.edges.append(Edge(choice.key, before.state, after.state))
        self.drop_worn(choice)
        return new

    def drop_worn(self, choice: Choice) -> None:
        """Forget what waits in a list whose entries led to nothing new."""
        if self._worn_out(choice):
            waiting = self.waiting.get(choice.page, set())
            self.waiting[choice.page] = {key for key in waiting if not key.startswith(choice.group + "|")}

    def unfinished(self, page: str) -> int:
        """How many presses wait on a page."""
        return len(self.waiting.get(page, ()))

    def _worn_out(self, choice: Choice) -> bool:
        """Whether a list's last entry led where another one of it had led. Tabs are no list."""
        targets = self._targets.get(choice.group, [])
        if choice.control.role == "tab" or not targets:
            return False
        return targets[-1] in targets[:-1] or len(targets) >= ALIKE
