"""The drawings of ``derived/`` on paper: the SVG that the time line and Graphviz write, line by line, text as text."""

import base64
import binascii
import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Mapping
from pathlib import Path

from fpdf.enums import RenderStyle
from PIL import Image

from reports.pdf.paper import HAIR, INK, Colour, Paper

_POINT = 25.4 / 72
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_STEP = re.compile(r"([MHVC])([^MHVC]*)")
_SHIFT = re.compile(r"translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)")
_HREF = "{http://www.w3.org/1999/xlink}href"
_THICK = 0.12
_Points = list[tuple[float, float]]


class Drawing:
    """One file. ``width`` and ``height`` in its own units."""

    def __init__(self, path: Path) -> None:
        """Raises OSError, ValueError."""
        try:
            # Our own file, made a moment ago: it declares no entities.
            root = ElementTree.fromstring(path.read_bytes())  # noqa: S314
        except ElementTree.ParseError as error:
            raise ValueError(f"{path.name}: {error}") from None
        box = [float(number) for number in root.get("viewBox", "").split()]
        if len(box) != 4 or min(box[2:]) <= 0:
            raise ValueError(f"{path.name}: no size")
        self.width, self.height = box[2], box[3]
        self._root = root

    def put(self, paper: Paper, x: float, y: float, scale: float) -> None:
        """Draw with the upper left corner there; ``scale`` in millimetres per unit."""
        shift = next((found for one in self._root.iter() if (found := _SHIFT.search(one.get("transform", "")))), None)
        if shift is not None:
            x, y = x + float(shift[1]) * scale, y + float(shift[2]) * scale
        pen = _Pen(paper, x, y, scale)
        for one in self._root.iter():
            draw = _SHAPES.get(one.tag.rpartition("}")[2])
            if draw is not None:
                draw(pen, one.attrib, one.text or "")
        paper.set_line_width(HAIR)
        paper.set_dash_pattern()


class _Pen:
    """Where the drawing's units are on the paper."""

    def __init__(self, paper: Paper, x: float, y: float, scale: float) -> None:
        self.paper, self._x, self._y, self.scale = paper, x, y, scale

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self._x + x * self.scale, self._y + y * self.scale

    def style(self, attributes: Mapping[str, str]) -> RenderStyle | None:
        """Takes the colours; None when there is nothing to see."""
        fill, stroke = _colour(attributes.get("fill", "")), _colour(attributes.get("stroke", ""))
        if fill is not None:
            self.paper.set_fill_color(*fill)
        if stroke is not None:
            self.paper.set_draw_color(*stroke)
            dashes = [float(number) * self.scale for number in _NUMBER.findall(attributes.get("stroke-dasharray", ""))]
            self.paper.set_dash_pattern(*(dashes if len(dashes) == 2 else (0, 0)))
            self.paper.set_line_width(max(_THICK, float(attributes.get("stroke-width", "1")) * self.scale))
        if fill is None:
            return RenderStyle.D if stroke is not None else None
        return RenderStyle.DF if stroke is not None else RenderStyle.F


def _rect(pen: _Pen, attributes: Mapping[str, str], _: str) -> None:
    style = pen.style(attributes)
    if style is not None:
        x, y = pen.at(float(attributes.get("x", "0")), float(attributes.get("y", "0")))
        wide, tall = (float(attributes[name]) * pen.scale for name in ("width", "height"))
        pen.paper.rect(x, y, wide, tall, style)


def _polygon(pen: _Pen, attributes: Mapping[str, str], _: str) -> None:
    style = pen.style(attributes)
    if style is not None:
        pen.paper.polygon([pen.at(*point) for point in _points(attributes.get("points", ""))], style=style)


def _path(pen: _Pen, attributes: Mapping[str, str], _: str) -> None:
    """Lines along an axis and cubic curves: nothing else is drawn by either writer."""
    if pen.style({**attributes, "fill": ""}) is None:
        return
    here = (0.0, 0.0)
    for letter, rest in _STEP.findall(attributes.get("d", "")):
        numbers = [float(number) for number in _NUMBER.findall(rest)]
        if letter == "M":
            here = (numbers[0], numbers[1])
        elif letter in "HV":
            there = (numbers[0], here[1]) if letter == "H" else (here[0], numbers[0])
            pen.paper.line(*pen.at(*here), *pen.at(*there))
            here = there
        else:
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            for first in range(0, len(points), 3):
                curve = [here, *points[first : first + 3]]
                pen.paper.bezier([pen.at(*point) for point in curve], style=RenderStyle.D)
                here = curve[-1]


def _text(pen: _Pen, attributes: Mapping[str, str], text: str) -> None:
    size = float(attributes.get("font-size", "12")) * pen.scale / _POINT
    bold = attributes.get("font-weight") == "700"
    x, y = pen.at(float(attributes.get("x", "0")), float(attributes.get("y", "0")))
    clean = pen.paper.clean(text)
    back = {"middle": 0.5, "end": 1.0}.get(attributes.get("text-anchor", ""), 0.0)
    x -= back * pen.paper.width_of(clean, size, bold)
    pen.paper.word(clean, x, y, size, bold, _colour(attributes.get("fill", "")) or INK)


def _image(pen: _Pen, attributes: Mapping[str, str], _: str) -> None:
    """Only pictures that stand in the file itself."""
    _, comma, data = attributes.get(_HREF, "").partition(";base64,")
    if not comma:
        return
    try:
        with Image.open(io.BytesIO(base64.b64decode(data, validate=True)), formats=("WEBP",)) as image:
            out = io.BytesIO()
            image.convert("RGB").save(out, "JPEG", quality=80, subsampling=0)
    except (OSError, ValueError, binascii.Error, SyntaxError, Image.DecompressionBombError):
        return
    x, y = pen.at(float(attributes.get("x", "0")), float(attributes.get("y", "0")))
    wide, tall = (float(attributes[name].removesuffix("px")) * pen.scale for name in ("width", "height"))
    pen.paper.image(out, x=x, y=y, w=wide, h=tall)


def _points(text: str) -> _Points:
    numbers = [float(number) for number in _NUMBER.findall(text)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _colour(text: str) -> Colour | None:
    if text in ("white", "black"):
        return (255, 255, 255) if text == "white" else (0, 0, 0)
    if re.fullmatch(r"#[0-9a-f]{6}", text) is None:
        return None
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


_SHAPES: dict[str, Callable[[_Pen, Mapping[str, str], str], None]] = {
    "rect": _rect,
    "polygon": _polygon,
    "path": _path,
    "text": _text,
    "image": _image,
}
