"""Steps of ordering, booking and paying, and whether a phone number stood in them."""

import re
from dataclasses import dataclass

from detectors.facts import appearances, consents, phone_asks, phrases, sights
from detectors.facts.once import once
from detectors.facts.sights import Sight
from detectors.facts.starts import ColdStart
from recording.event import Event
from recording.recording import Recording
from recording.sight import words
from recording.sight.controls import Control
from recording.sight.surfaces import Surface
from recording.tree import Node

AMOUNT = re.compile(r"[¥￥]\s?\d|\d\s?元(?!旦)|(?:CNY|RMB)\s?\d", re.IGNORECASE)
"""A sum of money."""
_HEADING = 14
"""Characters of a heading at most."""


@dataclass(frozen=True)
class PhoneStep:
    """A phone number asked for within ordering. ``before``: the screen the press was made on, if there was one."""

    start: ColdStart
    action: Event | None
    before: Sight | None
    sight: Sight
    surface: Surface | None
    control: Control | None
    sheet: bool
    """The platform's own sheet is what asks; it carries the purpose of the guidelines."""


def transacts(recording: Recording, action: Event) -> bool:
    """Whether a press goes on with an order, a booking or a payment."""
    return action.data.get("type") == "tap" and appearances.goal_of(recording, action) == "transact"


def orders(recording: Recording, action: Event) -> bool:
    """Such a press in the words of ordering: a scan or a favourite transacts nothing."""
    said = str((action.data.get("target") or {}).get("text", ""))
    return transacts(recording, action) and phrases.names(said, "ordering")


def transact_page(sight: Sight) -> bool:
    """A page of an order or a booking: by its path, and by a control that goes on with it; or by a heading that says so
    over an amount to pay."""
    if words.path_class(sight.page) != "transact":
        return _headed(sight) and any(AMOUNT.search(n.text) for n in _app(sight))
    return any(c.role == "transact" for c in sight.controls) or any(words.says(n.text, "transact") for n in _app(sight))


def _headed(sight: Sight) -> bool:
    """A short title or first line with the words of ordering, that is not one's list of orders."""
    bar = [n.text for n in sight.tree.nodes if n.surface == "platform" and n.text]
    heads = [t for t in (*bar, *(n.text for n in _app(sight)[:2])) if len(t.strip()) <= _HEADING]
    return any(phrases.names(t, "ordering") and not words.says(t, "account") for t in heads)


def _app(sight: Sight) -> list[Node]:
    return [n for n in sight.tree.nodes if n.surface == "app" and n.text]


@once
def phone_steps(recording: Recording) -> tuple[PhoneStep, ...]:
    """All of them: surfaces that came up on such a press, and phone buttons on pages of an order."""
    found = []
    for coming in phone_asks.comings(recording):
        if coming.action is None or not orders(recording, coming.action):
            continue
        before = sights.before(recording, coming.action)
        sheet = any("phone" in str(c.node.attrs.get("open-type", "")).casefold() for c in coming.surface.controls)
        found.append(PhoneStep(coming.start, coming.action, before, coming.sight, coming.surface, None, sheet))
    seen: set[tuple[int, str]] = set()
    for button in phone_asks.buttons(recording):
        spot = (button.start.first, button.sight.page)
        if spot in seen or not (transact_page(button.sight) or _says(button.control)):
            continue
        seen.add(spot)
        found.append(PhoneStep(button.start, None, None, button.sight, None, button.control, True))
    return tuple(found)


def _says(control: Control) -> bool:
    """A phone button with the words of an order ("去支付")."""
    return words.says(control.text, "transact") and phrases.names(control.text, "ordering")


@once
def any_transaction(recording: Recording) -> bool:
    """Whether anything of ordering was met at all."""
    pressed = any(transacts(recording, a) for a in recording.of("action"))
    return pressed or any(transact_page(s) for s in sights.all_sights(recording))


def granted_before(recording: Recording, start: ColdStart, seq: int) -> bool:
    """Whether the user had given the phone number in this session."""
    given = (a for a in consents.in_start(recording, start) if a.about == "phone" and a.said == "agree")
    return any(a.seq < seq for a in given)


def starts_of(steps: list[PhoneStep]) -> int:
    return len({s.start.first for s in steps})
