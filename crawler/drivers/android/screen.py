"""Looking at the device: a picture at rest, what can be read on it, and the window in front."""

import asyncio
import hashlib
import time
from dataclasses import dataclass

from crawler.driver import Unreachable
from crawler.drivers.android import front
from crawler.drivers.android.book import plain
from crawler.drivers.android.device import Device
from crawler.drivers.android.frame import BlackFrame, Frame, Known, again, frame
from crawler.drivers.android.helper import Helper
from crawler.eyes.reader import Reader
from recording.observations import Rect
from recording.reading import Line

_BETWEEN = 0.12
"""Seconds from one picture to the next when waiting for rest."""
_CAPTURES = 3


class NothingToSee(Exception):
    """Only pictures of one colour came, as long as we were willing to wait."""


@dataclass(frozen=True)
class Sight:
    """A frame at rest (or not), its lines and the window in front."""

    frame: Frame
    lines: tuple[Line, ...]
    focus: str
    quiet: bool


class Screen:
    """The eye on one device. ``density``: device pixels for one CSS pixel; ``helper``: on the device, if any."""

    def __init__(self, device: Device, reader: Reader, density: float, helper: Helper | None = None) -> None:
        self.device, self.density, self.helper = device, density, helper
        self.pictures = 0
        self.seconds = 0.0
        """Spent on pictures, to tell what the device costs."""
        self._reader = reader
        self._last: Frame | None = None
        self._rested: set[str] = set()
        self._known: dict[bytes, Known] = {}
        """By the digest of the bytes: a screen that comes back is not decoded again."""
        self._read: dict[str, tuple[str, tuple[Line, ...]]] = {}

    async def at_rest(self, patience: float, before: str = "") -> tuple[Frame, bool]:
        """Two equal pictures one after the other, or the last one when patience ends. One is enough when it shows, to
        the pixel, a screen that was at rest before and is another than the one acted upon (``before``: its ``body``;
        empty: look twice). Raises NothingToSee."""
        began = time.monotonic()
        end = began + patience
        last = await self.picture()
        if before and last.body != before and last.body in self._rested:
            return last, True
        while True:
            # Taking a picture takes time itself; only a fast device needs a pause.
            await asyncio.sleep(max(0.0, _BETWEEN - (time.monotonic() - began)))
            began = time.monotonic()
            now = await self.picture()
            if now.body == last.body:
                self._rested.add(now.body)
                return now, True
            last = now
            if time.monotonic() >= end:
                return last, False

    async def picture(self) -> Frame:
        """One picture. A black one may be a switch of windows: it gets a few tries. Raises NothingToSee."""
        problem = ""
        for _ in range(_CAPTURES):
            began = time.monotonic()
            data = await self.device.output("screencap -p")
            self.pictures += 1
            self.seconds += time.monotonic() - began
            if self._last is not None and data == self._last.png:
                return self._last
            key = hashlib.sha256(data).digest()
            if key in self._known:
                self._last = again(data, self.density, self._known[key])
                return self._last
            try:
                self._last = await asyncio.to_thread(frame, data, self.density)
                self._known[key] = await asyncio.to_thread(self._last.known)
                return self._last
            except BlackFrame as error:
                problem = str(error)
            except ValueError as error:
                problem = str(error)
            await asyncio.sleep(_BETWEEN)
        raise NothingToSee(problem)

    async def read(self, shot: Frame) -> tuple[Line, ...]:
        """Lines of a frame; each screen is read once, whatever the clock on it says. Raises Unreachable."""
        known = self._read.get(shot.body)
        if known is None:
            reading = await self._reader.ahead(shot.png, shot.sha256, self.density)
            if reading is None:
                raise Unreachable(
                    "pictures of the device cannot be read, so it cannot be driven; run 'minispect doctor'"
                )
            self._read[shot.body] = (shot.sha256, reading.lines)
            return reading.lines
        if known[0] != shot.sha256:
            reading = await self._reader.ahead(b"", known[0], self.density)
            if reading is not None:
                self._reader.same(shot.sha256, reading)
        return known[1]

    async def look(self, patience: float = 3) -> Sight:
        """A picture at rest, read, with the window in front."""
        shot, quiet = await self.at_rest(patience)
        return Sight(shot, await self.read(shot), await front.focus(self.device), quiet)

    async def tap(self, x: float, y: float) -> None:
        """Tap a point in CSS pixels. A tap is never sent twice."""
        await self.device.sh(f"input tap {round(x * self.density)} {round(y * self.density)}", again=False)

    async def tap_line(self, line: Line) -> None:
        await self.tap(line.rect[0] + line.rect[2] / 2, line.rect[1] + line.rect[3] / 2)

    async def swipe(self, x1: float, y1: float, x2: float, y2: float, milliseconds: int) -> None:
        points = " ".join(str(round(v * self.density)) for v in (x1, y1, x2, y2))
        await self.device.sh(f"input swipe {points} {milliseconds}", again=False)

    async def hold(self, line: Line) -> None:
        """A long press on a line."""
        x, y = line.rect[0] + line.rect[2] / 2, line.rect[1] + line.rect[3] / 2
        await self.swipe(x, y, x, y, 800)

    async def key(self, name: str) -> None:
        await self.device.sh(f"input keyevent {name}", again=False)


def whole(lines: tuple[Line, ...], *texts: str) -> Line | None:
    """The first line that is one of these texts and nothing else."""
    wanted = {plain(text) for text in texts}
    return next((line for line in lines if plain(line.text) in wanted), None)


def centre(rect: Rect) -> tuple[float, float]:
    return (rect[0] + rect[2] / 2, rect[1] + rect[3] / 2)
