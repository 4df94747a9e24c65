"""Lines of running text in a tree made of a picture: parts of cards, names, links, and what a box is ticked for."""

import re
from typing import Any

from crawler.drivers.android.book import plain
from crawler.drivers.android.boxes import box_before
from crawler.drivers.android.marks import colourful, ink, mark_left_of, mark_within
from crawler.drivers.android.scene import Draft, Scene
from recording.observations import Rect
from recording.reading import Line
from recording.sight import geometry, words

_LINK_BREADTH = 14.0
"""Chinese letters of the longest line that is one link."""
_WHITISH = 230
"""The least of the channels of a ground that counts as white."""
_LINK = re.compile(r"《[^《》]{2,40}》|《[^《》]{0,40}$")
"""The name of a document; the last of a line may go on below."""
_LINK_END = re.compile(r"[^《》]{1,40}》")
_LETTERS = re.compile(r"[\u4e00-\u9fff]{2}|[A-Za-z]{2}")
_NAMES = ("refuse", "guest", "agree", "vague", "grant", "close", "back", "login", "transact", "account", "browse")


def add_line(
    scene: Scene, draft: Draft, line: Line, cards: dict[Rect, int], repeated: set[Rect],
    *, hit: bool, fixed: bool, color: str,
) -> None:  # fmt: skip
    """Running text: as part of a card that is one of several, as a name, as a link, or as plain words."""
    card = scene.shapes.around(line.rect)
    parent = None
    if card is not None and card.rect in repeated:
        if card.rect not in cards:
            attrs = {"class": _make(scene, card.rect)}
            number = draft.add("view", card.rect, attrs=attrs, events=("tap",), hit=hit, fixed=fixed)
            cards[card.rect] = number
        parent = cards[card.rect]
    box = box_before(scene.frame, line.rect) if _agrees(line) else None
    tick = marked_from(scene, line) if box is None else None
    if box is not None:
        parent = draft.add("view", geometry.bounds((box.rect, line.rect)), parent=parent, hit=hit, fixed=fixed)
        state = {"checked": str(box.ticked).lower()}
        draft.add("checkbox", box.rect, attrs=state, parent=parent, hit=hit, fixed=fixed)
    named = not words.whole(line.text).isdisjoint(_NAMES)
    link = _breadth(plain(line.text)) <= _LINK_BREADTH and colourful(ink(scene.frame, line.rect)[0])
    tappable = parent is None and (tick is not None or named or link)
    more: dict[str, Any] = {"events": ("tap",)} if tappable else {}
    if tappable and named:
        more["attrs"] = {"type": plain(line.text)[:12]}
    text = draft.add(
        "text", tick or line.rect, text=line.text, parent=parent, hit=hit, fixed=fixed, color=color,
        background=_ground(scene, line), font_px=line.rect[3] * 0.8, **more,
    )  # fmt: skip
    if not named:
        _links(draft, line, _below(scene, line), text, hit=hit, fixed=fixed)


def _ground(scene: Scene, line: Line) -> str:
    """What words stand on, where it is not white or nearly so: a dark page's letters are light, and easy to read."""
    ground = ink(scene.frame, line.rect)[1]
    return "rgb({}, {}, {})".format(*ground) if min(ground) < _WHITISH else ""


def _make(scene: Scene, rect: Rect) -> str:
    """Class of a card: one line alone is a name that leads somewhere, an article beside it has more to say. Articles
    bear prices and days; what bears no number among them is another thing, a function of the page."""
    inside = [line.text for line in scene.sure if geometry.inside(line.rect, rect)]
    kind = "card" if len(inside) > 1 else "entry"
    return f"{kind} numbered" if any(c.isdigit() for text in inside for c in text) else kind


def _below(scene: Scene, line: Line) -> str:
    """What the next line of the same paragraph says."""
    x, y, _, height = line.rect
    near = [n for n in scene.sure if 0 < n.rect[1] - y < 2.2 * height and abs(n.rect[0] - x) < 2 * height]
    return min(near, key=lambda n: n.rect[1]).text if near else ""


def _links(draft: Draft, line: Line, below: str, parent: int, *, hit: bool, fixed: bool) -> None:
    """Names of documents inside a line, each at its share of the line's box; one may end on the line ``below``."""
    whole = max(_breadth(line.text), 1)
    x, y, width, height = line.rect
    for found in _LINK.finditer(line.text):
        if found[0] == line.text and not hit:
            continue
        name = found[0]
        if not name.endswith("》"):
            rest = _LINK_END.match(below)
            if rest is None:
                continue
            name += rest[0]
        left = _breadth(line.text[: found.start()]) / whole
        right = _breadth(line.text[: found.end()]) / whole
        rect = (x + width * left, y, width * (right - left), height)
        draft.add("text", rect, parent=parent, attrs={"aria-label": name}, events=("tap",), hit=hit, fixed=fixed)


def _breadth(text: str) -> float:
    """Chinese letters are twice as wide as Latin ones."""
    return sum(0.55 if c.isascii() else 1.0 for c in text)


def _agrees(line: Line) -> bool:
    """Words that a box is ticked for, also when they go on on a further line."""
    return words.mentions(line.text, "read") or words.says(line.text, "agree")


def marked_from(scene: Scene, line: Line) -> Rect | None:
    """A line that agrees to something with a mark before it, box or not: from the mark on."""
    if not words.mentions(line.text, "read") and not (words.says(line.text, "agree") and "《" in line.text):
        return None
    left = mark_left_of(scene.frame, line.rect)
    if left is None:
        # Behind a letter with a comma there is as much room as behind a mark.
        letters = _LETTERS.match(line.text) is not None
        return line.rect if letters and mark_within(scene.frame, line.rect) else None
    return (left, line.rect[1], line.rect[0] + line.rect[2] - left, line.rect[3])
