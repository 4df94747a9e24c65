"""The second, independent reading (tesseract, chi_sim) of the screens that findings show.

Made before sealing and kept in ``original/``: an observation like the picture, never made again.
Tesseract alone misses white text on coloured buttons, so nothing rests on it alone.
"""

import hashlib
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

from PIL import Image
from pydantic import ValidationError

from recording import canonical
from recording.observations import Rect, ScreenData
from recording.reading import Line, Reading
from recording.recording import Recording

_SECONDS_PER_SCREEN = 20
_SURE = 30
"""Tesseract's confidence, 0 to 100, below which a word is left out."""


def path(seq: int) -> str:
    """Relative to ``original/``."""
    return f"screens/{seq:06d}.tess.json"


def read(recording: Recording, screens: Iterable[int], seconds: float = 30) -> tuple[list[str], str]:
    """Read the screens with these event numbers, until the time is up.

    Returns the files written and, when some were not read, one sentence saying why. Equal pictures
    are read once.
    """
    if shutil.which("tesseract") is None or "chi_sim" not in _languages():
        return [], "no second reading of the pictures: tesseract with chi_sim is not installed"
    written, known = list[str](), dict[str, Reading]()
    end = time.monotonic() + seconds
    wanted = sorted(set(screens))
    for position, seq in enumerate(wanted):
        event = recording.by_seq.get(seq)
        if event is None or event.kind != "screen":
            continue
        if time.monotonic() > end:
            return written, f"no second reading of {len(wanted) - position} pictures: the time for it was up"
        try:
            screen = recording.screen(event)
            reading = known.get(screen.sha256) or _read(recording.root / screen.png, screen)
        except (OSError, ValidationError, RuntimeError):
            continue
        known[screen.sha256] = reading
        canonical.write(recording.root / path(seq), reading.model_dump(mode="json"))
        written.append(path(seq))
    return written, ""


def load(recording: Recording, seq: int) -> Reading | None:
    """The second reading of a screen, or None when there is none."""
    try:
        return Reading.model_validate_json(recording.file(path(seq)))
    except (OSError, ValidationError):
        return None


def _languages() -> list[str]:
    import pytesseract  # here, since it loads numpy, which the walk before it has no use for

    try:
        return [str(name) for name in pytesseract.get_languages()]
    except RuntimeError:
        return []


def _read(picture: Path, screen: ScreenData) -> Reading:
    import pytesseract

    started = time.monotonic()
    with Image.open(picture) as image:
        grey = image.convert("L")
    words = pytesseract.image_to_data(
        grey,
        lang="chi_sim+eng",
        config="--psm 11",
        timeout=_SECONDS_PER_SCREEN,
        output_type=pytesseract.Output.DICT,
    )
    return Reading(
        engine="tesseract",
        version=str(pytesseract.get_tesseract_version()),
        models=_models(),
        pixels_sha256=screen.pixels_sha256,
        seconds=round(time.monotonic() - started, 3),
        lines=tuple(_lines(words, screen.scale)),
    )


def _lines(words: dict[str, list[int | str | float]], scale: float) -> list[Line]:
    """Words of one line joined; Chinese characters stand without spaces between them."""
    rows: dict[tuple[object, ...], list[int]] = {}
    for i, text in enumerate(words["text"]):
        if str(text).strip() and float(words["conf"][i]) >= _SURE:
            key = (words["block_num"][i], words["par_num"][i], words["line_num"][i])
            rows.setdefault(key, []).append(i)
    return [_line(words, row, scale) for row in rows.values()]


def _line(words: dict[str, list[int | str | float]], row: list[int], scale: float) -> Line:
    text = ""
    for i in row:
        word = str(words["text"][i]).strip()
        text += " " + word if text and text[-1].isascii() and word[0].isascii() else word
    left = min(int(words["left"][i]) for i in row)
    top = min(int(words["top"][i]) for i in row)
    right = max(int(words["left"][i]) + int(words["width"][i]) for i in row)
    bottom = max(int(words["top"][i]) + int(words["height"][i]) for i in row)
    box: Rect = (left / scale, top / scale, (right - left) / scale, (bottom - top) / scale)
    return Line(text=text, rect=box, score=round(sum(float(words["conf"][i]) for i in row) / len(row) / 100, 3))


def _models() -> dict[str, str]:
    for folder in sorted(Path("/usr/share/tesseract-ocr").glob("*/tessdata")):
        model = folder / "chi_sim.traineddata"
        if model.is_file():
            return {model.name: hashlib.sha256(model.read_bytes()).hexdigest()}
    return {}
