"""``filmstrip.png``: the screens in order as thumbnails, a red mark where a finding points."""

from collections.abc import Collection
from dataclasses import dataclass

from PIL import Image, ImageDraw
from pydantic import ValidationError

from recording.event import Event
from recording.observations import ScreenData
from recording.recording import Recording
from reports import fonts, pictures, plain

MOST = 120
"""Thumbnails on one strip; the screens that findings show come first, then the first of each kind."""
_COLUMNS, _WIDTH, _HEIGHT, _GAP, _TEXT = 10, 150, 325, 14, 40
_RED, _INK, _PAPER = (179, 27, 46), (28, 30, 34), (238, 237, 233)


@dataclass(frozen=True)
class _Frame:
    event: Event
    screen: ScreenData
    action: str


def anything(recording: Recording, marked: Collection[int]) -> bool:
    """Whether there is a strip to make."""
    return bool(_chosen(recording, marked))


def build(recording: Recording, marked: Collection[int]) -> bytes | None:
    """The strip as PNG, or None when no picture was taken."""
    frames = _chosen(recording, marked)
    if not frames:
        return None
    columns = min(_COLUMNS, len(frames))
    rows = -(-len(frames) // columns)
    size = (columns * (_WIDTH + _GAP) + _GAP, rows * (_HEIGHT + _TEXT + _GAP) + _GAP)
    sheet = Image.new("RGB", size, _PAPER)
    draw = ImageDraw.Draw(sheet)
    for position, frame in enumerate(frames):
        row, column = divmod(position, columns)
        corner = (_GAP + column * (_WIDTH + _GAP), _GAP + row * (_HEIGHT + _TEXT + _GAP))
        _draw(sheet, draw, recording, frame, corner, frame.event.seq in marked)
    return pictures.png(sheet)


def _chosen(recording: Recording, marked: Collection[int]) -> list[_Frame]:
    frames, seen = list[_Frame](), set[str]()
    spare = MOST - len(marked)
    for event in recording.of("screen"):
        try:
            screen = recording.screen(event)
        except ValidationError:
            continue
        fresh = screen.pixels_sha256 not in seen
        seen.add(screen.pixels_sha256)
        if event.seq in marked or (fresh and spare > 0):
            spare -= event.seq not in marked
            frames.append(_Frame(event, screen, _action_before(recording, event)))
    return frames


def _action_before(recording: Recording, event: Event) -> str:
    last = recording.action_before(event.seq, event.run)
    if last is None:
        return ""
    target = last.data.get("target")
    text = str(target.get("text", "")) if isinstance(target, dict) else ""
    return plain.line(f"{last.data.get('type', '')} {text}", 24)


def _draw(
    sheet: Image.Image,
    draw: ImageDraw.ImageDraw,
    recording: Recording,
    frame: _Frame,
    corner: tuple[int, int],
    marked: bool,
) -> None:
    x, y = corner
    try:
        image = pictures.opened(recording.file(frame.screen.png))
        image.thumbnail((_WIDTH, _HEIGHT), Image.Resampling.BOX, reducing_gap=1.0)
        sheet.paste(image, (x, y))
    except (OSError, pictures.BlankPictureError):
        draw.rectangle((x, y, x + _WIDTH, y + _HEIGHT), fill=(200, 200, 200))
    if marked:
        draw.rectangle((x - 4, y - 4, x + _WIDTH + 3, y + _HEIGHT + 3), outline=_RED, width=4)
    font = fonts.drawn(12)
    head = f"#{frame.event.seq} {frame.event.utc[11:19]}"
    draw.text((x, y + _HEIGHT + 4), head, fill=_RED if marked else _INK, font=font)
    draw.text((x, y + _HEIGHT + 20), _clipped(draw, frame.action), fill=_INK, font=font)


def _clipped(draw: ImageDraw.ImageDraw, text: str) -> str:
    font = fonts.drawn(12)
    shown = text if fonts.find() else text.encode("ascii", "replace").decode()
    while shown and draw.textlength(shown, font=font) > _WIDTH:
        shown = shown[:-1]
    return shown
