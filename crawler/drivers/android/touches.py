"""What a person's finger does on the device, from ``getevent -lt`` (adb's shell may read it without root).

Lines look like ``[ 1234.567890] /dev/input/event2: EV_ABS ABS_MT_POSITION_X 000001f4``; positions are in the panel's
own units, whose ends ``getevent -lp`` tells. Source: Android Open Source Project, "Getevent" and "Touch devices".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.assistance import Act
from recording.observations import Point

_LINE = re.compile(r"^(?:\[\s*[\d.]+\]\s+)?(/dev/input/\w+):\s+(\w+)\s+(\w+)\s+(\w+)")
_END = re.compile(r"ABS_MT_POSITION_([XY])\s*:.*?max (\d+)")
_STILL = 12.0
"""CSS pixels a finger may move and still tap."""
_EDGE = 0.03
"""Share of the width from which on a stroke inwards is Android's way back."""


@dataclass(frozen=True)
class Panel:
    """A touch screen: its device file and the largest value of each axis."""

    path: str
    right: float
    bottom: float


def panel(listed: str) -> Panel | None:
    """The touch screen in what ``getevent -lp`` prints; None without one."""
    for part in re.split(r"(?m)^add device \d+: ", listed)[1:]:
        ends = {axis: float(most) for axis, most in _END.findall(part)}
        if ends.get("X") and ends.get("Y"):
            return Panel(part.splitlines()[0].strip(), ends["X"], ends["Y"])
    return None


class Touches:
    """Puts strokes together. ``viewport`` in CSS pixels, upright (a turned screen is not followed)."""

    def __init__(self, of: Panel, viewport: tuple[float, float]) -> None:
        self._panel, self._viewport = of, viewport
        self._x = self._y = 0.0
        self._began: Point | None = None
        self._fresh = False

    def take(self, lines: Iterable[str]) -> list[Act]:
        """The strokes that these lines end, and the back key."""
        found = [self._one(line) for line in lines]
        return [act for act in found if act is not None]

    def _one(self, line: str) -> Act | None:
        match = _LINE.match(line)
        if match is None:
            return None
        path, _, name, value = match.groups()
        if name == "KEY_BACK" and value == "DOWN":
            return Act("back")
        if path != self._panel.path:
            return None
        if name == "ABS_MT_POSITION_X":
            self._x = int(value, 16) / self._panel.right * self._viewport[0]
        elif name == "ABS_MT_POSITION_Y":
            self._y = int(value, 16) / self._panel.bottom * self._viewport[1]
        elif name == "ABS_MT_TRACKING_ID":
            if value == "ffffffff":
                return self._lifted()
            self._fresh = True
        elif name == "SYN_REPORT" and self._fresh:
            self._began, self._fresh = (self._x, self._y), False
        return None

    def _lifted(self) -> Act | None:
        began, self._began = self._began, None
        if began is None:
            return None
        across, down = self._x - began[0], self._y - began[1]
        if max(abs(across), abs(down)) < _STILL:
            return Act("tap", began)
        width = self._viewport[0]
        from_edge = began[0] < width * _EDGE or began[0] > width * (1 - _EDGE)
        if from_edge and abs(across) > abs(down):
            return Act("back")
        return Act("scroll", began, f"{-down:.0f}")
