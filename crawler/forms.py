"""Forms, filled with planted values as a willing user would (the agree run only)."""

from collections import Counter
from dataclasses import dataclass, replace

from crawler.dialogs import way_on
from crawler.hand import Hand
from crawler.plan import Plant
from crawler.sending import sender
from crawler.ticks import unticked
from crawler.view import View
from crawler.words import field_kind
from recording.sight import rows
from recording.sight.controls import Control
from recording.tree import Node, Tree

FIELDS = 12
"""Fields filled on one screen at most."""
SCROLLS = 3
"""How far down the button of a form is looked for, in halves of a screen."""
TICKS = 6

_PLANTED: dict[str, tuple[str, str]] = {
    "phone": ("phone", "number"),
    "name": ("name", "name"),
    "nickname": ("nickname_avatar", "nickName"),
    "id_number": ("id_number", "number"),
    "address": ("address", "text"),
    "email": ("email", "address"),
    "plate": ("plate", "number"),
    "bank_card": ("bank_card", "number"),
    "remark": ("remark", "text"),
}
_PLAIN = {"search": "茶", "code": "246810", "password": "Mi-2468-ok", "age": "35", "company": "测试单位", "number": "1"}
"""Typed where nothing personal is asked for."""
_BY_TYPE = {
    "idcard": "id_number",
    "nickname": "nickname",
    "safe-password": "password",
    "digit": "number",
    "number": "number",
}


@dataclass(frozen=True)
class Field:
    """An input field and what it wants (``""`` when nobody can tell)."""

    control: Control
    kind: str
    key: str


@dataclass(frozen=True)
class Sent:
    """A form that was filled and sent."""

    page: str
    query: str
    fields: tuple[Field, ...]


class Forms:
    """Fills each field of a run once."""

    def __init__(self, hand: Hand, plant: Plant) -> None:
        self._hand, self._plant = hand, plant
        self._filled: set[str] = set()
        self._values: dict[str, str] = {}
        self._done: list[Field] = []
        """What was filled since the form was begun."""
        self.sent: list[Sent] = []

    async def fill(self) -> bool:
        """Fill what is not filled yet on the current screen and press its button; whether anything was done."""
        page, query = self._hand.view.page, self._hand.view.tree.query
        self._done = []
        if not await self._complete():
            return False
        button = await self._ready()
        if button is not None:
            self.sent.append(Sent(page, query, tuple(self._done)))
            await self._hand.press(button, "fill")
        return True

    async def but_one(self, page: str, left_out: str) -> Control | None:
        """Fill the form of the current page anew except for one field; the button that sends it, if it is there."""
        self._filled = {key for key in self._filled if not key.startswith(f"{page}|")} | {left_out}
        await self._complete()
        return await self._ready()

    async def _ready(self) -> Control | None:
        """Every line ticked; then the button."""
        await tick_all(self._hand)
        view = self._hand.view
        return sender(view, _wanting(view), self._hand.plan.care)

    async def _complete(self) -> bool:
        """Fill what is in sight and, as far as the button is not, what is below; whether there was anything."""
        if not await self._fill_in_sight():
            return False
        care = self._hand.plan.care
        for _ in range(SCROLLS):
            view = self._hand.view
            if sender(view, _wanting(view), care) is not None or view.tree.exited:
                break
            if view.tree.below <= 0 or not self._hand.can("scroll"):
                break
            # The button of a form often stands below what is in sight, and so may more of its fields.
            await self._hand.scroll(min(view.tree.below, view.tree.viewport[1] * 0.5), "fill")
            await self._fill_in_sight()
        return True

    async def _fill_in_sight(self) -> bool:
        todo = [field for field in fields(self._hand.view) if field.key not in self._filled][:FIELDS]
        for field in todo:
            now = next((f for f in fields(self._hand.view) if f.key == field.key), None)
            self._filled.add(field.key)
            if now is None:
                continue
            self._done.append(now)
            if now.control.tag == "picker":
                await self._choose(now.control)
            else:
                await self._hand.type(now.control, self._value(now))
        return bool(todo)

    async def _choose(self, picker: Control) -> None:
        """Take what a picker offers first."""
        view = await self._hand.press(picker, "fill")
        button = way_on([c for c in view.controls if c.node.dialog])
        if button is not None:
            await self._hand.press(button, "fill")

    def _value(self, field: Field) -> str:
        """One value for each kind and page: the same phone number typed twice is the same person's."""
        if field.kind in _PLAIN:
            return _PLAIN[field.kind]
        kind, name = _PLANTED.get(field.kind, _PLANTED["remark"])
        page = self._hand.view.page
        return self._values.setdefault(f"{kind}|{page}", "") or self._new(f"{kind}|{page}", kind, name, page)

    def _new(self, key: str, kind: str, name: str, page: str) -> str:
        self._values[key] = self._plant(kind, name, page)
        return self._values[key]


async def tick_all(hand: Hand) -> None:
    """Every tick that is wanted before a form goes: each of its lines, one after the other."""
    done: set[tuple[object, ...]] = set()
    for _ in range(TICKS):
        box = next((c for c in unticked(hand.view) if (c.tag, c.rect) not in done), None)
        if box is None:
            return
        done.add((box.tag, box.rect))
        # At its box: a line may hold links.
        await hand.press(replace(box, role="toggle"), "fill")


def fields(view: View) -> list[Field]:
    """The fields of a screen: text and pickers."""
    inputs = _inputs(view)
    found, alike = list[Field](), Counter[str]()
    for control in inputs:
        name = _name(view.tree, control.node)
        alike[name] += 1
        found.append(Field(control, kind_of(view.tree, control.node), f"{view.page}|{name}|{alike[name]}"))
    return found


def _wanting(view: View) -> list[Control]:
    """Fields that a button belongs to: a search is sent by its own words or by the keyboard."""
    return [f.control for f in fields(view) if f.kind != "search"]


def _inputs(view: View) -> list[Control]:
    return [c for c in view.controls if c.role == "input" and c.tag in rows.FIELDS and not c.node.dialog]


def kind_of(tree: Tree, node: Node) -> str:
    """By its hint and names first, then its label beside or above it, then its type."""
    attrs = node.attrs
    by_type = _BY_TYPE.get(str(attrs.get("type", "")).casefold(), "")
    if str(attrs.get("password", "")).casefold() in ("true", "password"):
        return "password"
    hints = [str(attrs.get(name, "")) for name in ("placeholder", "name", "aria-label", "id")]
    for text in (*hints, _label(tree, node)):
        kind = field_kind(text)
        if kind:
            return kind
    return by_type


def _label(tree: Tree, node: Node) -> str:
    """The nearest short text on the same line to the left, or just above; the row's own text before one above."""
    x, y, _, height = node.rect
    best, nearest, beside = "", 90.0, False
    for other in tree.nodes:
        if not other.text or len(other.text) > 20 or other.id == node.id or rows.labels_own_field(tree, other):
            continue
        left, top, width, tall = other.rect
        same_line = abs((top + tall / 2) - (y + height / 2)) < max(height, 24) / 2 and left + width <= x + 4
        distance = x - (left + width) if same_line else y - (top + tall)
        above = not same_line and 0 <= distance < 40 and left < x + node.rect[2]
        if (same_line or above) and 0 <= distance + 4 < nearest:
            best, nearest, beside = other.text, distance + 4, same_line
    return best if beside else rows.row_label(tree, node) or best


def _name(tree: Tree, node: Node) -> str:
    attrs = node.attrs
    return str(attrs.get("name") or attrs.get("id") or attrs.get("placeholder") or _label(tree, node))
