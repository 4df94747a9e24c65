"""``sitemap.json``: the pages and dialogs that were seen and the actions that led from one to another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from recording.event import Event
from recording.recording import Recording
from reports import plain
from reports.findings import Numbered
from reports.html import telling

MOST_NODES, MOST_EDGES = 80, 200
"""A map with more is no longer read; what was left out is counted."""

_NO_WAY = ("launch", "close", "open")
"""Actions that lead nowhere from the page that was shown: a page that minispect opened by its path was not linked."""

_HOW = {"launch": "launched", "open": "opened"}
_NATURAL = ("launched", "walked", "opened")


@dataclass
class _Walk:
    nodes: dict[str, dict[str, Any]] = field(default_factory=dict)
    edges: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    left_out: int = 0


def build(recording: Recording, proven: Sequence[Numbered]) -> dict[str, Any]:
    """``nodes`` (``id``, ``kind``, ``name``, ``screen``: event number, ``findings``, ``reached``: ``launched``,
    ``walked`` or, when no other way was found, ``opened``) and ``edges`` (``from``, ``to``,
    ``event``, ``zh``, ``en``, ``times``), in the order in which they were first seen."""
    walk = _Walk()
    for run in recording.runs:
        _follow(recording, run, walk)
    pages = {node["name"]: node for node in walk.nodes.values() if node["kind"] == "page"}
    for item in proven:
        node = pages.get(plain.line(item.finding.evidence.page, 200))
        if node is not None and item.number not in node["findings"]:
            node["findings"].append(item.number)
    return {"nodes": list(walk.nodes.values()), "edges": list(walk.edges.values()), "left_out": walk.left_out}


def _follow(recording: Recording, run: str, walk: _Walk) -> None:
    here, action = "", None
    events = [e for kind in ("action", "screen", "dialog") for e in recording.of(kind, run)]
    for event in sorted(events, key=lambda one: one.seq):
        if event.kind == "action":
            action = event
            if event.data.get("type") in _NO_WAY:
                here = ""
        elif event.kind == "screen" and event.page:
            there = _node(walk, "page", event.page, event.seq)
            if there != here:
                _arrive(walk, event.page, here, action)
            _edge(walk, here, there, action)
            here = there or here
        elif event.kind == "dialog" and event.data.get("phase") == "shown":
            seen = recording.screen_after(event.seq, run)
            there = _node(walk, "dialog", str(event.data.get("type", "")), seen.seq if seen is not None else 0)
            _edge(walk, here, there, action)


def _arrive(walk: _Walk, page: str, here: str, action: Event | None) -> None:
    """Note the most natural way in which the page was ever reached."""
    node = walk.nodes.get(f"page {page}")
    if node is not None:
        how = "walked" if here else _HOW.get(str(action.data.get("type")) if action is not None else "", "walked")
        node["reached"] = min(node["reached"] or how, how, key=_NATURAL.index)


def _node(walk: _Walk, kind: str, name: str, screen: int) -> str:
    """Its id; empty when the map is full."""
    key = f"{kind} {name}"
    if key not in walk.nodes:
        if len(walk.nodes) >= MOST_NODES:
            walk.left_out += 1
            return ""
        number = f"n{len(walk.nodes) + 1}"
        walk.nodes[key] = {
            "id": number, "kind": kind, "name": plain.line(name, 200), "screen": screen, "findings": [], "reached": ""
        }  # fmt: skip
    return str(walk.nodes[key]["id"])


def _edge(walk: _Walk, here: str, there: str, action: Event | None) -> None:
    if not here or not there or here == there or action is None:
        return
    known = walk.edges.get((here, there))
    if known is not None:
        known["times"] += 1
    elif len(walk.edges) >= MOST_EDGES:
        walk.left_out += 1
    else:
        told = telling.action(action)
        walk.edges[here, there] = {
            "from": here, "to": there, "event": action.seq, "times": 1,
            "zh": plain.line(told.zh, 60), "en": plain.line(told.en, 60),
        }  # fmt: skip
