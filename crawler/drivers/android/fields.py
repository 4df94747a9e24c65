"""Fields to type into, as a picture shows them: by the faint words in them and the words before them."""

import re
from collections.abc import Sequence
from typing import Any

from crawler.drivers.android.book import plain
from crawler.drivers.android.frame import Frame
from crawler.drivers.android.shapes import Pane, colourful, ink
from recording.observations import Rect
from recording.reading import Line

_FIELD = re.compile(r"^(请输入|请填写|输入|点击输入)|^please enter", re.I)


def is_field(frame: Frame, line: Line, button: Pane | None) -> bool:
    """A hint in faint letters that says what to type."""
    if not _FIELD.search(line.text) or len(plain(line.text)) > 20:
        return False
    if button is not None and colourful(button.color):
        return False
    letters, ground = ink(frame, line.rect)
    return max(abs(a - b) for a, b in zip(letters, ground, strict=True)) < 190


def hints(lines: Sequence[Line], line: Line, rect: Rect) -> dict[str, Any]:
    """The words in a field, and those before it on its line, however far: a form's label stands at the other edge."""
    x, y, _, height = rect
    before = [
        other
        for other in lines
        if other is not line and len(plain(other.text)) <= 12
        and other.rect[0] + other.rect[2] <= x + 4
        and abs(other.rect[1] + other.rect[3] / 2 - y - height / 2) < max(height, 20) / 2
    ]  # fmt: skip
    nearest = max(before, key=lambda other: other.rect[0], default=None)
    return {"placeholder": line.text, **({"aria-label": nearest.text} if nearest is not None else {})}
