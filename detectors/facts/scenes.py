"""Scenes of a service in which no phone number is needed (official rules on phone numbers 2023-08, item 3)."""

from collections.abc import Set
from dataclasses import dataclass

from detectors.facts import phrases
from detectors.facts.sights import Sight
from recording.observations import Rect
from recording.sight import geometry
from recording.tree import Node

_GROUPS: dict[str, tuple[str, str]] = {
    "dine_in": ("到店点餐", "dining in"),
    "pickup": ("到店自取", "pickup"),
    "parking": ("停车缴费", "paying for parking"),
    "sharing_scene": ("分享", "sharing"),
    "receipt": ("开票", "receipts"),
    "queue": ("排队取号", "queueing"),
    "scan_to_use": ("扫码使用", "scanning to use"),
}


@dataclass(frozen=True)
class Scene:
    """``sure``: nothing on the same screen speaks of another scene that does need a number."""

    name: str
    zh: str
    en: str
    words: str
    rect: Rect
    sure: bool


def scene(sight: Sight, besides: Set[int] = frozenset()) -> Scene | None:
    """The scene a screen is in, by its words; None for none of those. ``besides``: nodes that say nothing of it."""
    own = [n for n in sight.tree.nodes if n.id not in besides]
    shown = [n for n in own if n.surface == "app" and n.text and geometry.visible(n, sight.tree)]
    said = " ".join([sight.tree.title, *(n.text for n in shown)])
    named = [(name, word) for name in _GROUPS if (word := phrases.first(said, name))]
    if not named:
        return None
    name, word = named[0]
    zh, en = _GROUPS[name]
    rect = next((n.rect for n in shown if word in phrases.without(n.text)), _first(shown))
    return Scene(name, zh, en, word, rect, not phrases.names(said, "needs_phone"))


def _first(shown: list[Node]) -> Rect:
    return shown[0].rect if shown else (0, 0, 0, 0)
