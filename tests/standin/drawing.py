"""Drawing on the phone's screen: colours of light and dark mode, texts, boxes, and what a screen is made of."""

from dataclasses import dataclass, field
from functools import cache

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, DENSITY = 1080, 2400, 3
_FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
_BOLD = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"
Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True)
class Look:
    """How the phone's user set it up."""

    dark: bool = False
    font: float = 1.0
    noise: bool = False

    @property
    def panel(self) -> str:
        return "#1f1f1f" if self.dark else "#ffffff"

    @property
    def ground(self) -> str:
        return "#111111" if self.dark else "#ededed"

    @property
    def ink(self) -> str:
        return "#d3d3d3" if self.dark else "#191919"

    @property
    def faint(self) -> str:
        return "#8a8a8a" if self.dark else "#7f7f7f"

    @property
    def line(self) -> str:
        return "#303030" if self.dark else "#e2e2e2"

    @property
    def grey(self) -> str:
        return "#333333" if self.dark else "#f0f0f0"


@dataclass(frozen=True)
class Part:
    """Something drawn that answers a tap or stands in the tree."""

    box: Box
    text: str = ""
    act: str = ""
    kind: str = "android.widget.TextView"
    description: str = ""
    id: str = ""

    def holds(self, x: float, y: float) -> bool:
        return self.box[0] <= x < self.box[2] and self.box[1] <= y < self.box[3]


@cache
def font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_BOLD if bold else _FONT, size, index=2)


@dataclass
class Canvas:
    """A picture under way and the parts it is made of."""

    image: Image.Image
    look: Look
    parts: list[Part] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.draw = ImageDraw.Draw(self.image)

    def size(self, dp: float) -> int:
        return round(dp * DENSITY * self.look.font)

    def text(
        self, x: int, y: int, text: str, dp: float = 16, *, color: str = "", bold: bool = False, anchor: str = "la",
        act: str = "", kind: str = "android.widget.TextView", room: int = 0,
    ) -> Box:  # fmt: skip
        face = font(self.size(dp), bold)
        lines = wrapped(text, face, room) if room else [text]
        boxes = []
        for line in lines:
            self.draw.text((x, y), line, font=face, fill=color or self.look.ink, anchor=anchor)
            boxes.append(self.draw.textbbox((x, y), line, font=face, anchor=anchor))
            y += round(face.size * 1.45)
        box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        whole = tuple(round(v) for v in box)
        self.parts.append(Part(whole, text, act, kind))  # type: ignore[arg-type]
        return whole  # type: ignore[return-value]

    def button(self, box: Box, text: str, act: str, *, fill: str = "", color: str = "", dp: float = 17) -> None:
        if fill:
            self.draw.rounded_rectangle(box, 8 * DENSITY, fill=fill)
        middle = ((box[0] + box[2]) // 2, (box[1] + box[3]) // 2)
        face = font(self.size(dp))
        self.draw.text(middle, text, font=face, fill=color or self.look.ink, anchor="mm")
        self.parts.append(Part(box, text, act, "android.widget.Button"))

    def area(self, box: Box, act: str, **more: str) -> None:
        self.parts.append(Part(box, act=act, kind=more.pop("kind", "android.view.View"), **more))


def wrapped(text: str, face: ImageFont.FreeTypeFont, room: int) -> list[str]:
    lines, line = [], ""
    for character in text:
        if line and face.getlength(line + character) > room:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line]


def blank(look: Look, color: str = "") -> Canvas:
    return Canvas(Image.new("RGB", (WIDTH, HEIGHT), color or look.ground), look)


def status_bar(canvas: Canvas, light: bool) -> None:
    """What Android draws over every window: the time, the network, the battery, and the line of gestures."""
    color = "#ffffff" if light else "#000000"
    face = font(33)
    canvas.draw.text((54, 30), "10:24", font=face, fill=color, anchor="lm")
    canvas.draw.text((980, 30), "86", font=font(27), fill=color, anchor="rm")
    canvas.draw.rounded_rectangle((992, 20, 1034, 40), 5, outline=color, width=3)
    canvas.draw.rectangle((996, 24, 1026, 36), fill=color)
    for step in range(4):
        canvas.draw.rectangle((880 + 12 * step, 38 - 6 * step, 887 + 12 * step, 41), fill=color)
    canvas.draw.rounded_rectangle((360, HEIGHT - 21, 720, HEIGHT - 12), 4, fill="#808080")
