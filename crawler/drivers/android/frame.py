"""A picture of the device, refused when it shows nothing."""

import hashlib
import io
from dataclasses import dataclass, field
from functools import cached_property

import numpy
from PIL import Image, UnidentifiedImageError

from recording.observations import Rect

STATUS_SHARE = 0.03
"""Share of the height that Android's status bar takes; what is there (the time) is no part of any screen."""
GESTURE_SHARE = 0.985
"""From here on down lies Android's line of gestures."""
TOP_BARS = 100.0
"""CSS pixels from the top within which bars stand (Android's own, the title and the capsule), on any phone."""


class BlackFrame(Exception):
    """One colour all over: the capture failed, or the window forbids pictures (a payment, a password)."""


@dataclass(frozen=True)
class Frame:
    """``png`` as the device gave it; ``density`` is device pixels for one CSS pixel."""

    png: bytes = field(repr=False)
    density: float

    @cached_property
    def image(self) -> Image.Image:
        with Image.open(io.BytesIO(self.png)) as opened:
            return opened.convert("RGB")

    @cached_property
    def size(self) -> tuple[int, int]:
        """Device pixels."""
        return self.image.size

    @cached_property
    def pixels(self) -> "numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.uint8]]":
        return numpy.asarray(self.image)

    @cached_property
    def sha256(self) -> str:
        """Of all pixels, as the recording names pictures."""
        return hashlib.sha256(self.image.tobytes()).hexdigest()

    @cached_property
    def body(self) -> str:
        """Of the pixels between status bar and gesture line: equal for the same screen a minute later."""
        height = self.image.height
        part = self.pixels[int(height * STATUS_SHARE) : int(height * GESTURE_SHARE)]
        return hashlib.sha256(numpy.ascontiguousarray(part).tobytes()).hexdigest()

    @property
    def viewport(self) -> tuple[float, float]:
        """CSS pixels."""
        return (round(self.size[0] / self.density, 2), round(self.size[1] / self.density, 2))

    def known(self) -> "Known":
        """What another picture of the same bytes need not be decoded for."""
        return Known(self.size, self.sha256, self.body)

    def crop(self, rect: Rect) -> "numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.uint8]]":
        """The pixels of a rectangle in CSS pixels."""
        left, top = max(int(rect[0] * self.density), 0), max(int(rect[1] * self.density), 0)
        right, bottom = int((rect[0] + rect[2]) * self.density), int((rect[1] + rect[3]) * self.density)
        return self.pixels[top : max(bottom, top + 1), left : max(right, left + 1)]


@dataclass(frozen=True)
class Known:
    """A picture worked out before."""

    size: tuple[int, int]
    sha256: str
    body: str


def again(png: bytes, density: float, known: Known) -> Frame:
    """The same bytes as a picture before: nothing is decoded until somebody asks for pixels."""
    found = Frame(png, density)
    found.__dict__.update(size=known.size, sha256=known.sha256, body=known.body)
    return found


def frame(png: bytes, density: float) -> Frame:
    """Raises BlackFrame for one colour, ValueError for what is no picture."""
    found = Frame(png, density)
    try:
        image = found.image
    except (UnidentifiedImageError, OSError) as error:
        raise ValueError(f"the device's screencap gave no picture ({error})") from None
    upper = int(image.height * STATUS_SHARE)
    if image.crop((0, upper, image.width, int(image.height * GESTURE_SHARE))).getcolors(1) is not None:
        raise BlackFrame("the device's picture is of one colour")
    return found
