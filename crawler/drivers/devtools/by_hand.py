"""A person acts in the simulator: touches of the page, as far as its view tells; windows of the platform tell none."""

from typing import Any, Literal

from crawler.assistance import Act
from crawler.drivers.devtools.scripts import script
from crawler.drivers.devtools.session import Session
from crawler.drivers.devtools.wire import Refused, Unanswered

_STILL = 10.0
"""CSS pixels a finger may move and still tap."""


class ByHand:
    """One time that the simulator is lent."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def acts(self, tall: float = 0) -> list[Act]:
        """Touches since the last time; ``tall`` is the picture's height in CSS pixels. Raises Lost."""
        if not self._session.lanes.view:
            return []
        protocol = self._session.protocol
        try:
            page = await protocol.current()
            told = await protocol.in_view(page.id, script("touches"))
        except (Refused, Unanswered):
            return []
        if not isinstance(told, dict):
            return []
        height, touches = told.get("height"), told.get("touches")
        lower = isinstance(height, int | float) and height + 1 < tall
        top = self._session.window_top if lower else 0.0
        return [_act(one, top) for one in touches if _whole(one)] if isinstance(touches, list) else []


def _act(told: list[Any], top: float) -> Act:
    """``top``: where the page begins in the picture."""
    x, y, across, down = (float(v) for v in told[:4])
    kind: Literal["tap", "scroll"] = "tap" if max(abs(across), abs(down)) < _STILL else "scroll"
    field = ((float(told[4][0]), float(told[4][1]) + top), str(told[4][2])) if told[4] else None
    return Act(kind, (x, y + top), "" if kind == "tap" else f"{-down:.0f}", field=field)


def _whole(told: object) -> bool:
    """The page is hostile: what it put there may be anything."""
    if not isinstance(told, list) or len(told) != 5 or not all(isinstance(v, int | float) for v in told[:4]):
        return False
    field = told[4]
    if field is None:
        return True
    return isinstance(field, list) and len(field) == 3 and all(isinstance(v, int | float) for v in field[:2])
