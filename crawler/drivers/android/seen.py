"""The view tree of a picture: what was read and what colours show, put together as the walk and the checks need it.

Nobody says what answers a tap on a phone. A line counts as tappable when it stands alone on a pane of its own,
when it is a name that the book of words knows, when it is written like a link, or when an honest tree says so.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from crawler.drivers.android.bars import CAPSULE, draw_bars, has_back
from crawler.drivers.android.book import plain
from crawler.drivers.android.buttons import LOW, TALL, button_of
from crawler.drivers.android.drawn_windows import draw_window
from crawler.drivers.android.fields import hints, is_field
from crawler.drivers.android.frame import GESTURE_SHARE, TOP_BARS
from crawler.drivers.android.marks import ink
from crawler.drivers.android.on_the_mask import crosses, lit
from crawler.drivers.android.running_text import add_line
from crawler.drivers.android.scene import Draft, Scene
from crawler.drivers.android.shapes import Pane
from crawler.drivers.android.uitree import UiNode, UiTree
from crawler.drivers.android.windows import Found
from recording.observations import Rect
from recording.reading import Line
from recording.sight import geometry
from recording.tree import Node, Tree

_LAST = 36.0
"""CSS pixels between the lower edge and what a page shows last, when nothing follows."""
_MORE = 0.15
"""Share of the height that is assumed to follow below: a picture does not tell how much it is."""


def tree_of(scene: Scene) -> Tree:
    """Pure: equal scenes give equal trees."""
    draft = Draft()
    top, lines = draw_bars(scene, draft)
    covered = scene.shapes.front if scene.window is None or scene.window.drawn == "page" else None
    if covered is not None:
        above = lit(scene.frame, covered, lines)
        own = [x for x in lines if geometry.inside(x.rect, covered) or x.rect in above]
        _content(scene, draft, [x for x in lines if x not in own], hit=False)
        draft.add("view", (0, 0, *scene.frame.viewport), attrs={"class": "mask"}, fixed=True)
        _content(scene, draft, own, hit=True, fixed=True)
        _wordless(scene, draft, covered)
        for rect in crosses(scene.frame, covered, lines):
            draft.add("view", rect, attrs={"class": "close"}, events=("tap",), fixed=True)
    elif scene.window is not None and scene.window.drawn != "page":
        named = {line.rect for line in scene.window.lines}
        _content(scene, draft, [x for x in lines if x.rect not in named], hit=False)
        draw_window(scene, draft, scene.window)
    else:
        _content(scene, draft, lines, hit=True)
        _wordless_on_page(scene, draft)
    title = top.text if top is not None else ""
    return Tree(
        page="" if scene.exited else scene.page or (_named(title) if title else "~"),
        stack=("", "") if has_back(scene) else ("",),
        title=title,
        viewport=scene.frame.viewport,
        scroll_height=scene.frame.viewport[1] * (1 + _MORE * _goes_on(scene, draft)),
        scale=scene.frame.density,
        exited=scene.exited,
        source="ocr",
        nodes=tuple(_spared(draft.nodes, scene.window)),
    )


def _spared(nodes: Sequence[Node], window: Found | None) -> list[Node]:
    """What gives a number away in a sheet that stands in the program's page keeps its words and its look, and is marked
    as what nobody presses: the same words in WeChat's own window would hand over the tester's number."""
    if window is None or window.drawn != "page":
        return list(nodes)
    rows = [geometry.centre(rect) for rect in window.forbidden]
    return [
        node.model_copy(update={"attrs": {**node.attrs, "data-mi-role": "number"}})
        if "tap" in node.events and any(geometry.holds(node.rect, row) for row in rows)
        else node
        for node in nodes
    ]


def by_title(titles: Mapping[str, str]) -> dict[str, str]:
    """What a page is called that only its title names -> its path; nothing for a title that several have."""
    called = [(_named(title), path.strip("/")) for path, title in titles.items() if plain(title)]
    often = Counter(name for name, _ in called)
    return {name: path for name, path in called if often[name] == 1}


def _named(title: str) -> str:
    return f"~{plain(title)[:24]}"


def _goes_on(scene: Scene, draft: Draft) -> bool:
    """Whether the page may be longer than what is shown: something of its own stands at the lower edge."""
    if scene.exited or scene.window is not None or scene.shapes.front is not None:
        return False
    tabs = [n.rect[1] for n in draft.nodes if n.tag == "native-tabbar"]
    edge = min([scene.frame.viewport[1] * GESTURE_SHARE, *tabs])
    own = [n.rect for n in draft.nodes if n.surface == "app" and n.rect[1] < edge]
    return any(rect[1] + rect[3] > edge - _LAST for rect in own)


def _content(scene: Scene, draft: Draft, lines: Sequence[Line], *, hit: bool, fixed: bool = False) -> None:
    frame = scene.frame
    for rect in scene.shapes.pictures:
        letters = sum(geometry.overlap(x.rect, rect) for x in scene.lines)
        panel = scene.shapes.front
        shown = hit == (panel is None or geometry.inside(rect, panel)) or panel is None
        if letters < 0.3 * rect[2] * rect[3] and shown:
            draft.add("image", rect, attrs={"src": "picture"}, hit=hit, fixed=fixed)
    cards: dict[Rect, int] = {}
    repeated = _repeated(scene, lines)
    for line in lines:
        told = _told(scene.ui, line)
        button = button_of(scene, line)
        color = "rgb({}, {}, {})".format(*ink(frame, line.rect)[0])
        if told is not None and told[0] in ("input", "checkbox", "switch", "radio"):
            attributes = hints(scene.sure, line, told[1]) if told[0] == "input" else {}
            draft.add(told[0], told[1], text=line.text, attrs=attributes, hit=hit, fixed=fixed)
            continue
        if is_field(scene.frame, line, button):
            rect = button.rect if button is not None else line.rect
            draft.add("input", rect, text=line.text, attrs=hints(scene.sure, line, rect), hit=hit, fixed=fixed)
            continue
        if button is not None or (told is not None and told[0] == "button"):
            rect = button.rect if button is not None else line.rect
            background = "rgb({}, {}, {})".format(*button.color) if button is not None else ""
            draft.add(
                "button", rect, text=line.text, attrs={"type": plain(line.text)[:12]}, events=("tap",), hit=hit,
                color=color, background=background, font_px=line.rect[3] * 0.8, fixed=fixed,
            )  # fmt: skip
            continue
        add_line(scene, draft, line, cards, repeated, hit=hit, fixed=fixed, color=color)


def _wordless_on_page(scene: Scene, draft: Draft) -> None:
    """Marks and pictures that an honest tree says answer a tap: they have no words to be known by."""
    width, height = scene.frame.viewport
    for node in scene.ui.nodes if scene.ui is not None else ():
        x, y, wide, tall = node.rect
        in_bar = y + tall / 2 < TOP_BARS and (x + wide / 2 > width * CAPSULE or x < width * 0.15)
        if not (node.web and node.clickable) or in_bar or not (LOW <= tall <= height * 0.4 and wide >= LOW):
            continue
        if not any(geometry.overlap(line.rect, node.rect) > 0 for line in scene.sure):
            draft.add("view", node.rect, attrs={"aria-label": node.text} if node.text else {}, events=("tap",))


def _wordless(scene: Scene, draft: Draft, panel: Rect) -> None:
    """Button-like panes of a window on which nothing was read: one of them may be the refusal."""
    for pane in scene.shapes.panes:
        x, y, width, height = pane.rect
        if not (LOW <= height <= TALL and 44 <= width <= 0.97 * panel[2] and geometry.inside(pane.rect, panel)):
            continue
        read = any(geometry.overlap(line.rect, pane.rect) > 0 for line in scene.sure)
        ground = scene.shapes.around((x - 4, y - 4, width + 8, height + 8))
        if not read and ground is not None and ground.color != pane.color:
            draft.add("view", pane.rect, events=("tap",), fixed=True)


def _repeated(scene: Scene, lines: Sequence[Line]) -> set[Rect]:
    """Panes that hold text and come more than once in one size: entries of a list or a grid."""
    holding: dict[Rect, Pane] = {}
    width, height = scene.frame.viewport
    for line in lines:
        pane = scene.shapes.around(line.rect)
        if pane is not None and pane.rect[3] < height * 0.4 and pane.rect[3] > 32 and pane.rect[2] > 44:
            holding[pane.rect] = pane
    sizes: dict[tuple[int, int], list[Rect]] = {}
    for rect in holding:
        sizes.setdefault((round(rect[2] / 6), round(rect[3] / 6)), []).append(rect)
    return {
        rect for group in sizes.values() if len(group) > 1 for rect in group if rect[2] * rect[3] < width * height / 3
    }


def _told(ui: UiTree | None, line: Line) -> tuple[str, Rect] | None:
    """What an honest tree says the smallest node under a line is."""
    if ui is None:
        return None
    read = plain(line.text)
    holding = [
        n
        for n in ui.nodes
        if _tag(n) and n.rect[3] < 140 and geometry.inside(line.rect, n.rect) and (not n.text or read in plain(n.text))
    ]
    node = min(holding, key=lambda n: n.rect[2] * n.rect[3], default=None)
    tag = _tag(node) if node is not None else ""
    return (tag, node.rect) if node is not None and tag else None


def _tag(node: UiNode) -> str:
    kinds = {"Button": "button", "ImageButton": "button", "EditText": "input", "CheckBox": "checkbox"}
    kinds |= {"RadioButton": "radio", "ToggleButton": "switch", "Switch": "switch"}
    return kinds.get(node.kind.rsplit(".", 1)[-1], "")
