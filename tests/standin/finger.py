"""A person's finger on the glass: does what a tap does, and is told by ``getevent`` in the panel's own units."""

import asyncio
import contextlib

from drawing import HEIGHT, WIDTH

RIGHT, BOTTOM = 4095, 8191
LISTED = f"""add device 1: /dev/input/event0
  name:     "qpnp_pon"
  events:
    KEY (0001): KEY_POWER
add device 2: /dev/input/event4
  name:     "standin_touch"
  events:
    KEY (0001): BTN_TOUCH
    ABS (0003): ABS_MT_POSITION_X     : value 0, min 0, max {RIGHT}, fuzz 0, flat 0, resolution 0
                ABS_MT_POSITION_Y     : value 0, min 0, max {BOTTOM}, fuzz 0, flat 0, resolution 0
                ABS_MT_TRACKING_ID    : value 0, min 0, max 65535, fuzz 0, flat 0, resolution 0
  input props:
    INPUT_PROP_DIRECT
"""


class Finger:
    """``told`` False: a device whose shell may not read touches."""

    def __init__(self, screens) -> None:
        self.screens, self.told = screens, True
        self._listeners: set[asyncio.Queue] = set()
        self._count = 0

    async def tap(self, x: float, y: float) -> None:
        """Pixels of the screen."""
        self._count += 1
        await self._say(
            ("EV_ABS", "ABS_MT_TRACKING_ID", f"{self._count:08x}"),
            ("EV_KEY", "BTN_TOUCH", "DOWN"),
            ("EV_ABS", "ABS_MT_POSITION_X", f"{round(x / WIDTH * RIGHT):08x}"),
            ("EV_ABS", "ABS_MT_POSITION_Y", f"{round(y / HEIGHT * BOTTOM):08x}"),
            ("EV_SYN", "SYN_REPORT", "00000000"),
            ("EV_ABS", "ABS_MT_TRACKING_ID", "ffffffff"),
            ("EV_KEY", "BTN_TOUCH", "UP"),
            ("EV_SYN", "SYN_REPORT", "00000000"),
        )
        await self.screens.tap(x, y)

    async def _say(self, *events) -> None:
        text = "".join(f"[  77.{n:06}] /dev/input/event4: {a:<12} {b:<20} {c}\n" for n, (a, b, c) in enumerate(events))
        for queue in self._listeners:
            queue.put_nowait(text)

    @contextlib.contextmanager
    def listening(self):
        queue = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)
