"""WeChat's and Android's own windows as phones of different makes and settings show them.

Each is drawn from what the program's host asks for (its texts) in one of several layouts. Nothing here knows
how the driver looks for them.
"""

from dataclasses import dataclass, replace
from typing import Any

from drawing import DENSITY, HEIGHT, WIDTH, Box, Canvas, Look
from PIL import Image

GREEN = "#07c160"
LAYOUTS = ("side", "stack", "centre", "links")
MASKED = "138****8000"


@dataclass(frozen=True)
class Texts:
    """What a window says. ``rows`` are number rows: (number, label)."""

    kind: str
    app: str
    title: str
    text: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    tick: str = ""
    contract: str = ""
    refuse: str = "拒绝"
    agree: str = "允许"
    other: str = ""


def of_spec(spec: dict[str, Any]) -> Texts:
    """The texts of a window that the embedded host was asked to draw, in the wording of a phone."""
    blocks = spec.get("blocks", [])
    title = next((b["text"] for b in blocks if b["kind"] == "title"), "")
    app = next((b["name"] for b in blocks if b["kind"] == "app"), "")
    text = next((b["text"] for b in blocks if b["kind"] == "text"), "")
    rich = [p for b in blocks if b["kind"] == "rich" for p in b["parts"]]
    check = [p for b in blocks if b["kind"] == "check" for p in b["parts"]]
    names = {b["name"]: b["text"] for b in spec.get("buttons", [])}
    found = Texts(
        kind=spec["type"],
        app=app,
        title=title,
        text=text or "".join(p["text"] for p in rich if spec["type"] == "privacy"),
        contract=next((p["text"] for p in (*rich, *check) if p.get("button") == "contract"), ""),
        tick="".join(p["text"] for p in check),
        refuse=names.get("refuse", "拒绝"),
        agree=names.get("agree", "允许"),
    )
    if spec["type"] == "phone":
        return replace(found, rows=((MASKED, "微信绑定号码"),), other="使用其它号码", refuse="不允许")
    return found


def draw(canvas: Canvas, texts: Texts, layout: str) -> None:
    """Dim what lies below and draw the window over it; ``canvas.parts`` are then the window's."""
    dim(canvas)
    canvas.parts.clear()
    if layout == "centre" and not texts.rows:
        _centre(canvas, texts)
    else:
        _sheet(canvas, texts, layout)


def dim(canvas: Canvas, share: float = 0.5) -> None:
    black = Image.new("RGB", canvas.image.size, "#000000")
    canvas.image.paste(Image.blend(canvas.image, black, share))


def _sheet(canvas: Canvas, texts: Texts, layout: str) -> None:
    """A panel at the bottom. Drawn twice: once to learn its height."""
    scratch = Canvas(Image.new("RGB", (WIDTH, HEIGHT)), canvas.look)
    height = _content(scratch, texts, layout, 0)
    top = HEIGHT - height
    panel = (0, top, WIDTH, HEIGHT + 60)
    canvas.draw.rounded_rectangle(panel, 12 * DENSITY, fill=canvas.look.panel)
    _content(canvas, texts, layout, top)


def _content(canvas: Canvas, texts: Texts, layout: str, top: int) -> int:
    """All of a sheet from its top; the height it takes."""
    look, edge = canvas.look, 24 * DENSITY
    y = top + 24 * DENSITY
    canvas.draw.ellipse((edge, y, edge + 66, y + 66), fill="#5a8dee")
    canvas.text(edge + 84, y + 8, f"{texts.app} 申请", 14, color=look.ink)
    y += 66 + 16 * DENSITY
    box = canvas.text(edge, y, texts.title, 17, bold=True, room=WIDTH - 2 * edge)
    y = box[3] + 10 * DENSITY
    if texts.text:
        box = canvas.text(edge, y, texts.text, 14, color=look.faint, room=WIDTH - 2 * edge)
        _contract(canvas, texts, box)
        y = box[3] + 14 * DENSITY
    for number, label in texts.rows:
        y = _row(canvas, number, label, y, edge)
    if texts.tick:
        y = _tick(canvas, texts, y, edge)
    return _buttons(canvas, texts, layout, y + 16 * DENSITY, edge) - top


def _contract(canvas: Canvas, texts: Texts, box: Box) -> None:
    if texts.contract and texts.contract in texts.text:
        canvas.area((box[0], box[1], box[2], box[1] + (box[3] - box[1]) // 2), "contract")


def _row(canvas: Canvas, number: str, label: str, y: int, edge: int) -> int:
    canvas.draw.line((edge, y, WIDTH - edge, y), fill=canvas.look.line, width=2)
    box: Box = (edge, y, WIDTH - edge, y + canvas.size(64))
    canvas.text(edge, y + canvas.size(10), number, 17)
    canvas.text(edge, y + canvas.size(36), label, 13, color=canvas.look.faint)
    canvas.area(box, "number")
    canvas.draw.line((edge, box[3], WIDTH - edge, box[3]), fill=canvas.look.line, width=2)
    return box[3]


def _tick(canvas: Canvas, texts: Texts, y: int, edge: int) -> int:
    y += 12 * DENSITY
    canvas.draw.ellipse((edge, y, edge + 45, y + 45), outline=canvas.look.faint, width=4)
    canvas.area((edge - 20, y - 20, edge + 65, y + 65), "tick", kind="android.widget.CheckBox")
    box = canvas.text(edge + 63, y, texts.tick, 12, color=canvas.look.faint, room=WIDTH - 2 * edge - 63)
    return box[3]


def _buttons(canvas: Canvas, texts: Texts, layout: str, y: int, edge: int) -> int:
    """Rows grant when tapped, so that a phone sheet needs no yes of its own."""
    look, tall = canvas.look, canvas.size(46)
    middle = WIDTH // 2
    if texts.rows:
        canvas.button((edge, y, WIDTH - edge, y + tall), texts.refuse, "refuse", color="#576b95", dp=16)
        y += tall + 6 * DENSITY
        canvas.button((edge, y, WIDTH - edge, y + tall), texts.other, "other", color="#576b95", dp=14)
        return y + tall + 30 * DENSITY
    if layout in ("stack", "centre"):
        canvas.button((middle - 280, y, middle + 280, y + tall), texts.agree, "agree", fill=GREEN, color="#ffffff")
        y += tall + 12 * DENSITY
        canvas.button(
            (middle - 280, y, middle + 280, y + tall), texts.refuse, "refuse", fill=look.grey, color="#07a050"
        )
    elif layout == "links":
        canvas.draw.line((0, y, WIDTH, y), fill=look.line, width=2)
        canvas.draw.line((middle, y, middle, y + tall), fill=look.line, width=2)
        canvas.button((0, y, middle, y + tall), texts.refuse, "refuse")
        canvas.button((middle, y, WIDTH, y + tall), texts.agree, "agree", color="#576b95")
    else:
        left, right = (middle - 30 - 360, y, middle - 30, y + tall), (middle + 30, y, middle + 30 + 360, y + tall)
        canvas.button(left, texts.refuse, "refuse", fill=look.grey, color="#07a050" if not look.dark else "#0abf6a")
        canvas.button(right, texts.agree, "agree", fill=GREEN, color="#ffffff")
    return y + tall + 36 * DENSITY


def _centre(canvas: Canvas, texts: Texts) -> None:
    """A card in the middle, its buttons words between hairlines."""
    look, left, right = canvas.look, 120, WIDTH - 120
    room = right - left - 2 * 24 * DENSITY
    scratch = Canvas(Image.new("RGB", (WIDTH, HEIGHT)), look)
    height = _card(scratch, texts, left, 0, room)
    top = (HEIGHT - height) // 2
    canvas.draw.rounded_rectangle((left, top, right, top + height), 12 * DENSITY, fill=look.panel)
    _card(canvas, texts, left, top, room)


def _card(canvas: Canvas, texts: Texts, left: int, top: int, room: int) -> int:
    look, middle = canvas.look, WIDTH // 2
    right = WIDTH - left
    box = canvas.text(left + 72, top + 84, texts.title, 17, bold=True, room=room)
    y = box[3] + 36
    if texts.text:
        box = canvas.text(left + 72, y, texts.text, 15, color=look.faint, room=room)
        _contract(canvas, texts, box)
        y = box[3] + 30
    if texts.tick:
        y = _tick(canvas, texts, y, left + 72)
    y += 48
    tall = canvas.size(54)
    canvas.draw.line((left, y, right, y), fill=look.line, width=2)
    canvas.draw.line((middle, y, middle, y + tall), fill=look.line, width=2)
    canvas.button((left, y, middle, y + tall), texts.refuse, "refuse")
    canvas.button((middle, y, right, y + tall), texts.agree, "agree", color="#576b95")
    return y + tall - top


def android_permission(look: Look, canvas: Canvas, app: str = "微信", what: str = "获取此设备的位置信息") -> None:
    """Android's own question, in a window and a package of its own."""
    dim(canvas, 0.6)
    canvas.parts.clear()
    top, edge = 900, 90
    rows = ("仅在使用该应用时允许", "仅限这一次", "不允许")
    height = 300 + len(rows) * canvas.size(60)
    canvas.draw.rounded_rectangle((edge, top, WIDTH - edge, top + height), 28 * DENSITY, fill=look.panel)
    canvas.text(WIDTH // 2, top + 100, f"要允许“{app}”{what}吗？", 17, anchor="ma")
    y = top + 240
    for row, act in zip(rows, ("agree", "once", "refuse"), strict=True):
        canvas.button((edge + 60, y, WIDTH - edge - 60, y + canvas.size(52)), row, act, fill=look.grey, dp=15)
        y += canvas.size(60)
