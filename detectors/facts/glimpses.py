"""Contents that stand for an instant, until what asked is back without anybody's doing: nobody can look at them."""

from detectors.facts import sights
from detectors.facts.sights import Sight
from detectors.facts.starts import ColdStart
from recording.event import Event

_INSTANT_MS = 5_000
"""Time let pass in one go, at most: a question that comes after longer left time to look around."""


def lasting(start: ColdStart, shown: list[Sight]) -> list[Sight]:
    """Of pictures with content those that a user had time for: not of a page where the question was back at once,
    unless it stayed away, and not what a press into that instant led to. The tabs below stay free all the while."""
    brief = {s.page for s in shown if _asked_again(start, s)}
    if not brief:
        return shown
    return [s for s in shown if _after_a_while(start, s) or not _within_an_instant(start, s, brief)]


def _asked_again(start: ColdStart, shown: Sight) -> bool:
    """Nothing but a moment of waiting lies between this content and the notice over the same page."""
    waited = next((a for a in start.actions if a.seq > shown.seq), None)
    if waited is None or not _waits(waited):
        return False
    then = sights.after(start.recording, waited.seq)
    return then is not None and start.holds(then.event) and then.page == shown.page and _asks(then)


def _asks(sight: Sight) -> bool:
    return not sight.shows_content and any("notice" in s.kinds and s.form == "overlay" for s in sight.surfaces)


def _waits(action: Event) -> bool:
    value = str(action.data.get("value", ""))
    return action.data.get("type") == "advance" and value.isdecimal() and int(value) <= _INSTANT_MS


def _after_a_while(start: ColdStart, shown: Sight) -> bool:
    done = _before(start, shown)
    return done is not None and done.data.get("type") == "advance"


def _within_an_instant(start: ColdStart, shown: Sight, brief: set[str]) -> bool:
    if shown.page in brief:
        return True
    pressed = _before(start, shown)
    asked = sights.before(start.recording, pressed) if pressed is not None else None
    if pressed is None or asked is None or asked.page not in brief:
        return False
    control = sights.aimed_at(start.recording, pressed)
    return control is None or control.role != "tab"


def _before(start: ColdStart, shown: Sight) -> Event | None:
    return next((a for a in reversed(start.actions) if a.seq < shown.seq), None)
