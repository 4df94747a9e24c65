"""Where a privacy notice was visible, and what the program drew itself."""

from dataclasses import dataclass

from detectors.facts import consent_lines, sights, starts
from detectors.facts.once import once
from detectors.facts.sights import Sight
from detectors.facts.starts import ColdStart
from recording.event import Event
from recording.recording import Recording
from recording.sight import words
from recording.sight.surfaces import Surface, notice_popup

_DRAWN = frozenset({"image", "canvas", "cover-image", "rich-text"})
_ASKING = frozenset({"agree", "grant", "refuse"})
_SHOWN = frozenset({"privacy.official_shown", "privacy.custom_exposed"})
_ASKED = frozenset({"scope.shown", "phone.sheet_shown"})


@dataclass(frozen=True)
class Popup:
    """A privacy popup or page of the program's own, on one picture."""

    sight: Sight
    surface: Surface
    start: ColdStart | None


@once
def popups(recording: Recording) -> tuple[Popup, ...]:
    """Every picture of a privacy popup that the program drew itself (also through the platform's modal)."""
    found = (
        Popup(sight, surface, starts.start_of(recording, sight.event))
        for sight in sights.all_sights(recording)
        for surface in sight.surfaces
        if surface.owner == "app" and notice_popup(surface)
    )
    return tuple(p for p in found if not _only_links(p))


def _only_links(popup: Popup) -> bool:
    return popup.start is not None and _gone_to(popup.start, popup.sight, popup.surface)


def _gone_to(start: ColdStart, sight: Sight, surface: Surface) -> bool:
    """A page that the user went to and that asks nothing, like settings with a line for the rules, or the rules."""
    first = next((s.page for s in start.sights if not s.blank), "")
    return sight.page != first and sight.seq > start.touched and asks_nothing(surface)


def asks_nothing(surface: Surface) -> bool:
    """A whole page without a control that says yes or no."""
    asks = (c.role in _ASKING or words.mentions(c.text, "agree", "refuse", "vague") for c in surface.controls)
    return surface.form == "page" and not any(asks)


@once
def windows(recording: Recording) -> tuple[Popup, ...]:
    """Popups that want an answer and nothing else. A form with a tick line at its foot is none: who does not agree
    leaves it unsent, and its button sends it."""
    return tuple(p for p in popups(recording) if not p.surface.having("input"))


def shown(start: ColdStart) -> list[int]:
    """Events of a session that put a notice before the user's eyes: popup, page, tick line, official window."""
    seen = [s.seq for s in start.sights if any(_tells(start, s, surface) for surface in s.surfaces)]
    # A tick line at the foot of a page with content is no surface, and tells of the rules all the same.
    ticks = consent_lines.lines(start.recording)
    seen += [x.sight.seq for x in ticks if x.start == start and words.mentions(x.said, "notice")]
    seen += [e.seq for e in start.events("consent") if _shows_guidelines(e)]
    seen += [
        e.seq for e in start.events("dialog") if e.data.get("type") == "privacy" and e.data.get("phase") == "shown"
    ]
    return sorted(seen)


def _shows_guidelines(consent: Event) -> bool:
    """The platform's own window for them, or another of its windows with the line to tick that names them: where
    windows are read, that line's words may be broken and the window is told by its style alone."""
    name = str(consent.data.get("name"))
    return name in _SHOWN or (consent.data.get("style") == "coupled" and name in _ASKED)


def _tells(start: ColdStart, sight: Sight, surface: Surface) -> bool:
    """Rules that the user had to look up are there for the asking, and tell nobody who does not; a form that names
    them at its foot tells who fills it in."""
    takes = surface.wants or surface.having("input")
    return (
        "notice" in surface.kinds and _says_so(sight, surface) and (bool(takes) or not _gone_to(start, sight, surface))
    )


def _says_so(sight: Sight, surface: Surface) -> bool:
    """Not where all there is of it is a button that tells the platform of a consent (CON-11); what a picture says, also
    one behind buttons with no text beside them, is not known."""
    told = [n for n in surface.nodes if n.text]
    if surface.owner != "app" or any(_names_rules(n.text) for n in told):
        return True
    pressed = {n.id for c in surface.controls for n in sight.tree.subtree(c.node)}
    beside = {n.id for n in told} - pressed
    return not beside or any(n.tag in _DRAWN for n in surface.nodes)


def _names_rules(text: str) -> bool:
    return words.mentions(text, "notice", "terms") or words.says(text, "agree")


@once
def any_consent_surface(recording: Recording) -> bool:
    """Whether anything in the whole inspection asked for consent to the notice."""
    return any(shown(start) for start in starts.cold_starts(recording))
