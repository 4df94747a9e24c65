"""What was seen and tried in a run: states, the ways between them, and what is still worth pressing."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from crawler.states import template
from crawler.view import View
from recording.sight.controls import Control
from recording.sight.words import normal, whole

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
    waiting: dict[str, dict[str, str]] = field(default_factory=dict)
    """Keys seen on a page and not tried yet, each with its list."""
    patience: int = 1
    """How many entries of a list may lead where another one had led before the rest is left."""
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
        waiting = {k: g for k, g in self.waiting.get(view.page, {}).items() if k not in self.tried}
        for control in controls:
            # A name from the book of words is a function of the page, no matter how much it looks like its neighbours.
            group = f"{view.page}|{template(view.tree, control.node)}|{','.join(sorted(whole(control.text)))}"
            label = "".join(c for c in normal(control.text)[:24] if not c.isdigit())
            counts[group + label] += 1
            choice = Choice(f"{group}|{label}|{counts[group + label]}", group, view.page, control)
            if choice.key in self.tried:
                continue
            if control.role == "tab":
                found.append(choice)
            else:
                waiting[choice.key] = group
                found += [choice] if not self._worn_out(group) else []
        self.waiting[view.page] = waiting
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
        return new

    def untried(self, page: str) -> set[str]:
        """Keys of the presses that wait on a page."""
        waiting = self.waiting.get(page, {})
        return {key for key, group in waiting.items() if key not in self.tried and not self._worn_out(group)}

    def unfinished(self, page: str) -> int:
        """How many presses wait on a page."""
        return len(self.untried(page))

    def _worn_out(self, group: str) -> bool:
        """Whether entries of a list led where others of it had led, too often to go on."""
        targets = self._targets.get(group, [])
        return len(targets) - len(set(targets)) >= self.patience or len(targets) >= ALIKE
