"""Buttons of the platform's open types, on each picture that shows them."""

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from typing import TypeVar

from detectors.facts import starts
from detectors.facts.disguise import fading
from detectors.facts.sights import Sight
from detectors.facts.starts import ColdStart
from recording.recording import Recording
from recording.sight.controls import Control, open_types
from recording.tree import Node

Fault = TypeVar("Fault")
_LOOKED_AT = 8


@dataclass(frozen=True)
class OpenButton:
    """A button on one picture."""

    sight: Sight
    control: Control
    start: ColdStart

    @property
    def key(self) -> tuple[str, str]:
        """The same button in another picture or cold start."""
        return _key(self.sight, self.control.node, self.control.text)


def _key(sight: Sight, node: Node, text: str) -> tuple[str, str]:
    return (sight.page, str(node.attrs.get("id") or text)[:40])


def of_types(recording: Recording, types: Set[str]) -> tuple[OpenButton, ...]:
    """The program's own with one of these open types, picture by picture."""
    return tuple(
        OpenButton(sight, control, start)
        for start in starts.cold_starts(recording)
        for sight in start.sights
        for control in sight.controls
        if control.node.surface == "app" and control.open_types & types
    )


def out_of_sight(recording: Recording, types: Set[str], shown: Iterable[OpenButton]) -> tuple[str, ...]:
    """Pages whose tree holds a button of these types that no picture shows: further down than anybody looked.
    ``shown``: those that are."""
    known = {one.key for one in shown}
    found = {
        sight.page
        for start in starts.cold_starts(recording)
        for sight in start.sights
        for node in sight.tree.nodes
        if node.surface == "app" and open_types(node) & types
        if _key(sight, node, sight.tree.text_of(node)) not in known
    }
    return tuple(sorted(found))


def fault_of_all(group: list[OpenButton], fault: Callable[[OpenButton], Fault | None]) -> Fault | None:
    """The fault that every picture of a button shows; one picture in which it is all right clears it."""
    settled = [b for b in group if not fading(b.sight.tree, b.control.node)] or group
    found = [fault(one) for one in settled[:_LOOKED_AT]]
    return found[0] if all(f is not None for f in found) else None
