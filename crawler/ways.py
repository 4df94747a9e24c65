"""The ways out of a surface that a user has, and where each led."""

from dataclasses import dataclass

from crawler.choosing import current_tab
from crawler.hand import Hand
from crawler.view import View
from recording.observations import Point, Rect
from recording.sight import covers, geometry, words
from recording.sight.controls import PHONE_TYPES, Control, plainest
from recording.sight.surfaces import Surface

SHEET = "sheet"
"""Pressing the phone button itself, to say no in the platform's window: many programs let who refuses there go on."""
ORDER = ("refuse", "close", "back", "home", "outside", "tab", SHEET)

MASK = 0.6
"""Share of the view from which on a control is the mask of a sheet and no button."""


@dataclass(frozen=True)
class Way:
    """One way: a control to press, a bare point to touch, or (neither) the system's back gesture."""

    name: str
    control: Control | None = None
    point: Point | None = None


def ways(view: View) -> list[Way]:
    """What can be tried now, in the order of ``ORDER``. Going back is always possible."""
    found: dict[str, Way] = {}
    for control in plainest(view.controls):
        name = _name(control, view)
        if name:
            found.setdefault(name, Way(name, control=control))
    found.setdefault("back", Way("back"))
    alert = acknowledgement(view) or message(view)
    if alert is not None:
        found.setdefault("close", Way("close", control=alert))
    point = _outside(view)
    if point is not None:
        found["outside"] = Way("outside", point=point)
    button = _phone_button(view)
    if button is not None:
        found[SHEET] = Way(SHEET, control=button)
    return [found[name] for name in ORDER if name in found]


def _name(control: Control, view: View) -> str:
    """Which way a control is, if any. The capsule's ring closes every mini program: no way past a surface."""
    if control.node.part in ("capsule", "home"):
        return "home" if control.node.part == "home" else ""
    if control.role == "tab":
        return "" if current_tab(control, view) else "tab"
    return str(control.role) if control.role in ("refuse", "close", "back") else ""


def _phone_button(view: View) -> Control | None:
    """The button of the asking surface that opens the platform's sheet; the sheet always has a refusal."""
    surface = next((s for s in view.asking if s.wants), None)
    if surface is None or surface.owner == "platform":
        return None
    return next((c for c in surface.controls if c.open_types & PHONE_TYPES), None)


def acknowledgement(view: View) -> Control | None:
    """The only button of an alert ("I see"), when pressing it neither agrees nor grants."""
    surface = next(iter(view.asking), None)
    if surface is None or not surface.dialog or len(surface.controls) != 1:
        return None
    (control,) = surface.controls
    return None if control.asks or control.role == "link" else control


def message(view: View) -> Control | None:
    """The only button of what lies over the page and asks for nothing, with words that only take note of it ("OK")."""
    own = [c for c in view.controls if c.node.id not in covers.chrome(view.tree)]
    if view.surfaces or not view.content.covered or len(own) != 1:
        return None
    return own[0] if own[0].role == "other" and "vague" in words.whole(own[0].text) else None


async def take(hand: Hand, way: Way, purpose: str = "") -> View:
    """Go this way and look."""
    purpose = purpose or (f"try:{SHEET}" if way.name == SHEET else f"dismiss:{way.name}")
    if way.control is not None:
        return await hand.press(way.control, purpose)
    if way.point is not None:
        return await hand.touch(way.point, purpose)
    return await hand.back(purpose)


def led_to(before: View, after: View) -> str:
    """``content``, ``exit``, ``surface``, ``unchanged``, ``blank``, or ``other`` (something, but no content)."""
    if after.tree.exited:
        return "exit"
    if after.shows_content:
        return "content"
    if after.walled:
        return "unchanged" if after.face == before.face else "surface"
    if after.blank or not after.controls:
        return "blank"
    return "unchanged" if after.face == before.face else "other"


def _outside(view: View) -> Point | None:
    """A point beside the topmost asking surface where no control lies."""
    surface = next(iter(view.asking), None)
    if surface is None or _fills(surface, view):
        return None
    width, height = view.tree.viewport
    small = [c for c in view.controls if geometry.share(c.rect, view.tree.viewport) < MASK]
    for point in ((width / 2, height * 0.12), (width / 2, height * 0.88), (width / 2, height / 2), (8.0, height / 2)):
        if not _inside(point, surface.rect) and not any(_inside(point, c.rect) for c in small):
            return point
    return None


def _fills(surface: Surface, view: View) -> bool:
    return surface.form == "page" or geometry.share(surface.rect, view.tree.viewport) > 0.9


def _inside(point: Point, rect: Rect) -> bool:
    return rect[0] <= point[0] <= rect[0] + rect[2] and rect[1] <= point[1] <= rect[1] + rect[3]
