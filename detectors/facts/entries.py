"""Entries of the program for the user's rights: words on something to press, on any picture of the inspection.

The run ``withdraw`` opens the user's own pages to look for them; its pictures count like all others.
"""

import tomllib
from dataclasses import dataclass
from functools import cache

from detectors.facts import sights
from detectors.facts.once import once
from detectors.facts.sights import Sight
from recording.data import config_path
from recording.observations import Rect
from recording.recording import Recording
from recording.sight import toggles, words
from recording.tree import Node

_LONGEST = 16
"""Characters of the words of an entry; a longer Chinese text is prose that speaks of it."""
_TAPS = frozenset({"tap", "click", "touchend", "change", "longpress"})
_TAGS = frozenset({"button", "navigator", "label", "input", "picker"}) | toggles.TAGS


@dataclass(frozen=True)
class Entry:
    """A way into a right: which (a section of ``own_ways.toml`` or ``rights_words.toml``), and where it was seen."""

    what: str
    text: str
    page: str
    run: str
    screen: int
    rect: Rect


@once
def entries(recording: Recording) -> tuple[Entry, ...]:
    """Each entry once a page, in the order they were seen."""
    found: dict[tuple[str, str, str], Entry] = {}
    for sight in sights.all_sights(recording):
        if sight.blank:
            continue
        for node in sight.tree.nodes:
            for what in named(node.text) if node.surface == "app" and node.text else ():
                if _pressable(sight, node):
                    entry = Entry(what, node.text.strip(), sight.page, sight.run, sight.seq, node.rect)
                    found.setdefault((what, sight.page, node.text), entry)
    return tuple(found.values())


def of(recording: Recording, *names: str) -> list[Entry]:
    return [e for e in entries(recording) if e.what in names]


def named(text: str) -> list[str]:
    """Every right a short text names."""
    plain = words.normal(text)
    if not plain or words.length(text) > _LONGEST:
        return []
    return [
        what
        for what, (own, but) in _book().items()
        if any(name in plain for name in own) and not any(name in plain for name in but)
    ]


def sign(name: str, text: str) -> bool:
    """Whether a text holds one of the words of ``[signs]``."""
    plain = words.normal(text)
    return any(word in plain for word in _signs()[name])


def _pressable(sight: Sight, node: Node) -> bool:
    """On itself or on what it stands in (a row), as far as three levels up; or a switch on its line."""
    around = (node, *sight.tree.ancestors(node)[:3])
    pressed = any(
        n.tag in _TAGS or n.attrs.get("url") or not _TAPS.isdisjoint(e.casefold() for e in n.events) for n in around
    )
    return pressed or any(n.tag in toggles.TAGS and _on_one_line(n, node) for n in sight.tree.nodes)


def _on_one_line(one: Node, other: Node) -> bool:
    (_, top, _, tall), (_, y, _, height) = one.rect, other.rect
    return abs((top + tall / 2) - (y + height / 2)) <= max(tall, height) / 2


@cache
def _book() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The words of each right, and those that only look like them ("注销登录" is to log out)."""
    ways = tomllib.loads(config_path("own_ways.toml").read_text(encoding="utf-8"))["ways"]
    more = tomllib.loads(config_path("rights_words.toml").read_text(encoding="utf-8"))["entries"]
    return {
        name: (tuple(map(words.normal, part["words"])), tuple(map(words.normal, part.get("but", ()))))
        for name, part in {**ways, **more}.items()
    }


@cache
def _signs() -> dict[str, tuple[str, ...]]:
    data = tomllib.loads(config_path("rights_words.toml").read_text(encoding="utf-8"))["signs"]
    return {name: tuple(words.normal(w) for w in own) for name, own in data.items()}
