"""Walls that come after a few entries: the program counts what was looked at, and then asks at each further one.

The same entry opens in a cold start in which it is among the first, so no single press is walled in two of them; that
each of several cold starts ends walled is what two of two cold starts are to show.
"""

from dataclasses import dataclass

from detectors.facts.presses import Press

_STARTS = 2
_BLOCKED = 3
"""Presses that met the wall, over all cold starts: fewer may be entries of another sort."""


@dataclass(frozen=True)
class Counted:
    """``blocked``: the presses that met the wall; ``opened``: the fewest that a cold start let through before."""

    blocked: tuple[Press, ...]
    opened: int


def counted(every: tuple[Press, ...]) -> list[Counted]:
    """By the page of the list and the page that asks."""
    found = []
    pages = dict.fromkeys((p.before.page, p.after.page) for p in every if _met(p))
    for origin, wall in pages:
        own = [p for p in every if p.goal == "browse" and p.before.page == origin and _led_on(p, origin, wall)]
        starts: dict[int, list[Press]] = {}
        for press in own:
            starts.setdefault(press.start.first, []).append(press)
        ended = [presses for presses in starts.values() if _ends_walled(presses, wall)]
        blocked = tuple(p for presses in ended for p in presses if _met(p) and p.after.page == wall)
        opened = {p.key for p in own if p.after.page != wall}
        by_count = any(p.key in opened for p in blocked)
        if len(ended) >= _STARTS and len(blocked) >= _BLOCKED and by_count:
            found.append(Counted(blocked, min(_before(presses) for presses in ended)))
    return found


def _met(press: Press) -> bool:
    return press.demands_phone and press.goal == "browse"


def _led_on(press: Press, origin: str, wall: str) -> bool:
    """To the wall, or to another page that asks for nothing, with or without anything to press; a tab and a press that
    changed nothing say nothing of the count."""
    opened = press.after.page != origin and not press.after.wants and not press.after.blank
    return press.after.page == wall or (opened and press.control.role != "tab")


def _ends_walled(presses: list[Press], wall: str) -> bool:
    """Some were let through, and from the first that was not on, none."""
    met = [_met(p) and p.after.page == wall for p in presses]
    return any(met) and not met[0] and all(met[met.index(True) :])


def _before(presses: list[Press]) -> int:
    return next(n for n, p in enumerate(presses) if _met(p))
