"""Planted values on pictures: opaque boxes where the view tree or the OCR reading shows one, never a blur."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from PIL import ImageDraw

from recording.observations import Rect
from recording.planted_pictures import read_code
from reports import pictures
from reports.redaction.json_text import Pairs
from reports.redaction.needles import Needles

_SHOWN = ("text", "value", "placeholder", "aria-label", "content")
_INK = (20, 20, 24)
_EDGE = 3
"""CSS pixels around a box: glyphs reach over their line."""
_LIKE = str.maketrans("OolI|ZzSsB", "0011122558")
_SHORTEST = 6


def boxes_of_tree(before: Any, after: Any) -> Iterator[Rect]:
    """Rectangles of the nodes whose visible text was changed. Both are documents of ``json_text``."""
    for old, new in zip(_nodes(before), _nodes(after), strict=True):
        rect = _rect(old)
        if rect is not None and any(_visible(old, name) != _visible(new, name) for name in _SHOWN):
            yield rect


def boxes_of_reading(before: Any, after: Any, likenesses: set[str]) -> Iterator[Rect]:
    """Rectangles of the lines that were changed, or read so badly that only a likeness of a value is left."""
    for old, new in zip(_members(before, "lines"), _members(after, "lines"), strict=True):
        rect = _rect(old)
        text = str(_get(old, "text") or "")
        if rect is not None and (text != _get(new, "text") or any(one in likeness(text) for one in likenesses)):
            yield rect


def likeness(text: str) -> str:
    """A text as OCR might read it: no spaces, letters that look like digits taken for them."""
    return re.sub(r"[\s\-]", "", text).translate(_LIKE).casefold()


def likenesses(needles: Needles) -> set[str]:
    """Of all planted values that a picture might show."""
    shown = (value.value for value in needles.values if value.field != "picture" and len(value.value) <= 40)
    return {like for value in shown if len(like := likeness(value)) >= _SHORTEST}


def boxes_of_pictures(tree: Any, picture: Callable[[], bytes], scale: float, needles: Needles) -> Iterator[Rect]:
    """Rectangles in which a planted picture is drawn: its block code can be read there."""
    if not needles.pictures:
        return
    codes = {value.value.lower() for value in needles.values if value.field == "picture"}
    image = None
    for node in _nodes(tree):
        rect = _rect(node)
        if rect is None or "image" not in str(_get(node, "tag")) or min(rect[2:]) < 8:
            continue
        image = image or pictures.opened(picture())
        x, y, width, height = (round(side * scale) for side in rect)
        out = io.BytesIO()
        image.crop((x, y, x + width, y + height)).save(out, "PNG")
        code = read_code(out.getvalue())
        if code is not None and any(_apart(code, one) <= 3 for one in codes):
            yield rect


def covered(picture: bytes, scale: float, boxes: list[Rect]) -> bytes:
    """A new PNG without ancillary chunks, opaque where the boxes are."""
    image = pictures.opened(picture)
    draw = ImageDraw.Draw(image)
    for x, y, width, height in boxes:
        corner = ((x - _EDGE) * scale, (y - _EDGE) * scale)
        draw.rectangle((*corner, (x + width + _EDGE) * scale, (y + height + _EDGE) * scale), fill=_INK)
    return pictures.png(image)


def _apart(one: str, other: str) -> int:
    """How many of the 64 blocks differ."""
    try:
        return (int(one, 16) ^ int(other, 16)).bit_count()
    except ValueError:
        return 64


def _nodes(tree: Any) -> list[Any]:
    return _members(tree, "nodes")


def _members(document: Any, name: str) -> list[Any]:
    found = _get(document, name)
    return found if isinstance(found, list) and not isinstance(found, Pairs) else []


def _visible(node: Any, name: str) -> Any:
    return (_get(node, name), _get(_get(node, "attrs"), name))


def _get(node: Any, name: str) -> Any:
    return next((value for key, value in node if key == name), None) if isinstance(node, Pairs) else None


def _rect(node: Any) -> Rect | None:
    found = _get(node, "rect")
    if not isinstance(found, list) or len(found) != 4:
        return None
    try:
        x, y, width, height = (float(side) for side in found)
    except ValueError:
        return None
    return (x, y, width, height)
