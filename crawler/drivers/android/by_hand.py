"""A person acts on the device: which strokes, as far as the device tells, and never what is typed on a keyboard."""

import asyncio

from crawler.assistance import Act
from crawler.drivers.android.device import Device, Following
from crawler.drivers.android.touches import Touches, panel

_KEYBOARD = 0.55
"""Share of the height below which a keyboard lies when one is shown; generous, so that no key is ever written down."""


class ByHand:
    """One time that the device is lent."""

    def __init__(self, device: Device, viewport: tuple[float, float]) -> None:
        self._device, self._viewport = device, viewport
        self._following: Following | None = None
        self._touches: Touches | None = None
        self._keyboard = False

    @property
    def told(self) -> bool:
        """Whether the device tells of touches."""
        return self._touches is not None

    async def begin(self) -> None:
        """Raises Unreachable."""
        found = panel((await self._device.sh("getevent -lp")).out)
        if found is None:
            return
        self._touches = Touches(found, self._viewport)
        self._following = await asyncio.to_thread(self._device.follow, "getevent -lt")

    async def acts(self) -> list[Act]:
        """Strokes since the last time; those on a keyboard are one blind act, without their places."""
        if self._touches is None or self._following is None:
            return []
        was, self._keyboard = self._keyboard, await self._keyboard_shown()
        acts = self._touches.take(self._following.lines())
        if not (was or self._keyboard):
            return acts
        return _without_keys(acts, self._viewport[1] * _KEYBOARD)

    async def end(self) -> None:
        if self._following is not None:
            await asyncio.to_thread(self._following.close)
            self._following = None

    async def _keyboard_shown(self) -> bool:
        return "mInputShown=true" in (await self._device.sh("dumpsys input_method | grep mInputShown")).out


def _without_keys(acts: list[Act], top: float) -> list[Act]:
    found: list[Act] = []
    for act in acts:
        typed = act.point is not None and act.point[1] >= top
        if not typed:
            found.append(act)
        elif not (found and found[-1].blind):
            found.append(Act("tap", blind=True))
    return found
