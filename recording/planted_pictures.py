"""Pictures and sounds of the test identity, each carrying a 64-bit code that can be read back."""

import io
import math
import struct
import wave

from PIL import Image, ImageDraw, UnidentifiedImageError

from recording.planted_values import SPOT

_SIDE = 128
_CELL = _SIDE // 8
_DARK, _LIGHT = (38, 84, 124), (244, 211, 94)


def avatar(code: str) -> bytes:
    """A PNG of 128 px whose 8 x 8 blocks are the 64 bits of ``code`` (16 hex digits)."""
    buffer = io.BytesIO()
    _blocks(code).save(buffer, "PNG")
    return buffer.getvalue()


def photo(code: str, size: tuple[int, int] = (512, 512), *, original: bool = True) -> bytes:
    """A JPEG with the block code; an ``original`` has the code as its description and a position in its EXIF data, as
    a compressed one on WeChat has not.

    The position is that of the identity's spot moved by 0.01 degrees.
    """
    buffer = io.BytesIO()
    blocks = _blocks(code).resize(size, Image.Resampling.NEAREST)
    if not original:
        blocks.save(buffer, "JPEG", quality=80)
        return buffer.getvalue()
    exif = Image.Exif()
    exif[0x010E] = f"mi-{code}"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", _degrees(SPOT[0] + 0.01)
    gps[3], gps[4] = "E", _degrees(SPOT[1] + 0.01)
    blocks.save(buffer, "JPEG", quality=90, exif=exif)
    return buffer.getvalue()


def sound(code: str, seconds: float = 1.0, rate: int = 16000) -> bytes:
    """A WAV of 64 tones, high for a set bit, low for a clear one, with the code as its comment."""
    bits = f"{int(code, 16):064b}"
    count = int(seconds * rate)
    frames = bytearray()
    for index in range(count):
        tone = 1800 if bits[min(63, index * 64 // count)] == "1" else 900
        frames += struct.pack("<h", int(12000 * math.sin(2 * math.pi * tone * index / rate)))
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(bytes(frames))
    comment = f"mi-{code}\0".encode()
    chunk = b"LIST" + struct.pack("<I", 12 + len(comment)) + b"INFOICMT" + struct.pack("<I", len(comment)) + comment
    body = buffer.getvalue()
    return body[:4] + struct.pack("<I", len(body) - 8 + len(chunk)) + body[8:] + chunk


def read_code(picture: bytes) -> str | None:
    """The block code of a square picture that may have been scaled or recompressed; None when it is no picture."""
    try:
        image = Image.open(io.BytesIO(picture)).convert("L").resize((8 * 8, 8 * 8), Image.Resampling.BOX)
    except (UnidentifiedImageError, OSError, ValueError):
        return None
    cells = image.crop((0, 0, 64, 64))
    bits = 0
    for row in range(8):
        for column in range(8):
            box = (column * 8 + 2, row * 8 + 2, column * 8 + 6, row * 8 + 6)
            pixels = cells.crop(box).tobytes()
            bits = bits << 1 | (sum(pixels) / len(pixels) > 140)
    return f"{bits:016x}"


def read_position(picture: bytes) -> tuple[float, float] | None:
    """Latitude and longitude of a picture's EXIF data in degrees; None when it carries none."""
    try:
        gps = Image.open(io.BytesIO(picture)).getexif().get_ifd(0x8825)
        found = [sum(float(part) / 60**n for n, part in enumerate(gps[tag])) for tag in (2, 4)]
        signs = [-1 if str(gps.get(tag)) in ("S", "W") else 1 for tag in (1, 3)]
    except (UnidentifiedImageError, OSError, ValueError, KeyError, TypeError, ZeroDivisionError, SyntaxError):
        return None
    return found[0] * signs[0], found[1] * signs[1]


def _blocks(code: str) -> Image.Image:
    image = Image.new("RGB", (_SIDE, _SIDE), _DARK)
    draw = ImageDraw.Draw(image)
    for place, bit in enumerate(f"{int(code, 16):064b}"):
        if bit == "1":
            x, y = place % 8 * _CELL, place // 8 * _CELL
            draw.rectangle((x, y, x + _CELL - 1, y + _CELL - 1), _LIGHT)
    return image


def _degrees(value: float) -> tuple[float, float, float]:
    whole = int(value)
    minutes = (value - whole) * 60
    return float(whole), float(int(minutes)), round((minutes - int(minutes)) * 60, 4)
