"""Where the program asks for the phone number: its own surfaces, and the buttons that open the platform's sheet."""

from dataclasses import dataclass, replace

from detectors.facts import appearances, browsed, function_forms, presses, sights, starts
from detectors.facts.appearances import Appearance
from detectors.facts.buttons import OpenButton, of_types
from detectors.facts.once import once
from detectors.facts.sights import Sight
from detectors.facts.starts import ColdStart
from recording.event import Event
from recording.recording import Recording
from recording.sight.controls import PHONE_TYPES
from recording.sight.surfaces import Surface

_STRIP_PX = 160.0
"""CSS pixels. A banner at the foot of a page is lower and leaves the page to be read; a window is higher."""


@dataclass(frozen=True)
class Asked:
    """A surface of the program's own that wants the phone number, on one picture."""

    sight: Sight
    surface: Surface
    start: ColdStart


def stands(surface: Surface) -> bool:
    """A surface that asks by itself: a popup or a page, no button among other content, no strip that leaves the page
    to be used."""
    strip = not surface.blocks and surface.rect[3] < _STRIP_PX
    return "phone" in surface.wants and surface.owner == "app" and surface.form != "inline" and not strip


@once
def asked(recording: Recording) -> tuple[Asked, ...]:
    """Every picture of such a popup or page."""
    found = []
    for start in starts.cold_starts(recording):
        found += [Asked(sight, s, start) for sight in start.sights for s in sight.surfaces if _asks(sight, s)]
    return tuple(found)


def _asks(sight: Sight, surface: Surface) -> bool:
    return stands(surface) and not (surface.form == "page" and function_forms.serves(sight))


@once
def comings(recording: Recording) -> tuple[Appearance, ...]:
    """Each time such a popup or page came up. A page that the user's own press led to may be what was pressed
    for, with a button that takes the number among its content: nobody can class that, unless the press was surely
    to look at something and the page shows nothing but the demand."""
    came = (c for c in appearances.appearances(recording, stands) if _asks(c.sight, c.surface))
    return tuple(replace(c, trigger="unsure") if _may_be_meant(recording, c) else c for c in came)


def _may_be_meant(recording: Recording, coming: Appearance) -> bool:
    tapped = coming.action if coming.action is not None and coming.action.data["type"] == "tap" else None
    if coming.surface.form != "page" or coming.trigger != "unasked" or tapped is None:
        return False
    press = next((p for p in presses.presses(recording) if p.action is tapped), None)
    return press is None or not press.demands_phone or not browsed.surely(recording, press)


@once
def buttons(recording: Recording) -> tuple[OpenButton, ...]:
    """Every picture of every phone button that a finger reaches."""
    return of_types(recording, PHONE_TYPES)


@once
def sheets(recording: Recording) -> tuple[Event, ...]:
    """The platform's own sheet, each time it came up."""
    return tuple(e for e in recording.of("consent") if e.data.get("name") == "phone.sheet_shown")


def any_ask(recording: Recording) -> bool:
    """Whether the phone number was asked for anywhere, in any way."""
    return bool(buttons(recording) or asked(recording) or sheets(recording) or _fields(recording))


def _fields(recording: Recording) -> bool:
    return any("phone" in s.kinds for sight in sights.all_sights(recording) for s in sight.surfaces)
