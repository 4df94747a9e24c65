"""The view tree of a picture: what was read and what colours show, put together as the walk and the checks need it.

Nobody says what answers a tap on a phone. A line counts as tappable when it stands alone on a pane of its own,
when it is a name that the book of words knows, when it is written like a link, or when an honest tree says so.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from crawler.drivers.android.book import plain
from crawler.drivers.android.fields import hints, is_field
from crawler.drivers.android.frame import GESTURE_SHARE, STATUS_SHARE, TOP_BARS, Frame
from crawler.drivers.android.running_text import add_line, marked_from
from crawler.drivers.android.scene import SURE, Draft, Scene
from crawler.drivers.android.shapes import Pane, colourful, glyph, house, ink
from crawler.drivers.android.uitree import UiNode, UiTree
from crawler.drivers.android.windows import Found
from recording.observations import Rect
from recording.reading import Line
from recording.sight import geometry, words
from recording.tree import Node, Tree

_CAPSULE = 0.66
"""Share of the width from which on the capsule begins."""
_TABS = 0.9
"""Share of the height from which on a tab bar stands."""
_TALL, _LOW = 76.0, 24.0
"""CSS pixels: a pane with one line of text is a button between these heights."""
_LAST = 36.0
"""CSS pixels between the lower edge and what a page shows last, when nothing follows."""
_MORE = 0.15
"""Share of the height that is assumed to follow below: a picture does not tell how much it is."""


def tree_of(scene: Scene) -> Tree:
    """Pure: equal scenes give equal trees."""
    draft = Draft()
    top, lines = _bars(scene, draft)
    covered = scene.shapes.front if scene.window is None or scene.window.drawn == "page" else None
    if covered is not None:
        behind = [x for x in lines if not geometry.inside(x.rect, covered)]
        _content(scene, draft, behind, hit=False)
        draft.add("view", (0, 0, *scene.frame.viewport), attrs={"class": "mask"}, fixed=True)
        _content(scene, draft, [x for x in lines if geometry.inside(x.rect, covered)], hit=True, fixed=True)
        _wordless(scene, draft, covered)
    elif scene.window is not None and scene.window.drawn != "page":
        own = {line.rect for line in scene.window.lines}
        _content(scene, draft, [x for x in lines if x.rect not in own], hit=False)
        draw_window(scene, draft, scene.window)
    else:
        _content(scene, draft, lines, hit=True)
        _wordless_on_page(scene, draft)
    title = top.text if top is not None else ""
    return Tree(
        page="" if scene.exited else scene.page or (_named(title) if title else "~"),
        stack=("", "") if _has_back(scene) else ("",),
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


# --- bars


def _bars(scene: Scene, draft: Draft) -> tuple[Line | None, list[Line]]:
    """The navigation bar's title, and the lines of the page itself."""
    width, height = scene.frame.viewport
    status = height * STATUS_SHARE
    rest: list[Line] = []
    title = _title(scene, status)
    if title is not None:
        draft.add("native-title", title.rect, text=title.text, surface="platform", part="navbar")
    for line in scene.lines:
        x, y, _, h = line.rect
        if line.score < SURE or y + h / 2 < status or y > height * GESTURE_SHARE:
            continue
        if y + h / 2 < TOP_BARS and x > width * _CAPSULE:
            continue  # the capsule's marks read as letters
        if line is not title and not (y + h / 2 < TOP_BARS and x < width * 0.15 and len(plain(line.text)) < 2):
            rest.append(line)
    draft.add("native-capsule", (width * 0.74, status, width * 0.24, 40), surface="platform", part="capsule")
    if _has_back(scene):
        attributes = {"aria-label": "返回"}
        draft.add("native-back", (0, status, 48, 56), attrs=attributes, surface="platform", part="back")
    elif house(scene.frame, (4, status + 4, 44, 48)):
        attributes = {"aria-label": "首页"}
        draft.add("native-home", (0, status, 48, 56), attrs=attributes, surface="platform", part="home")
    # What stands low in a window over the page are its buttons.
    tabs = [] if scene.window is not None or scene.shapes.panel is not None else _tab_lines(scene, rest)
    if tabs:
        edge = min(t.rect[1] for t in tabs) - 30
        bar = draft.add("native-tabbar", (0, edge, width, height - edge), surface="platform", part="tabbar")
        for number, tab in enumerate(tabs):
            cell = (width * number / len(tabs), edge, width / len(tabs), height - edge - 8)
            selected = {"aria-selected": "true"} if _selected(scene.frame, tab, tabs) else {}
            draft.add("native-tab", cell, text=tab.text, attrs=selected, parent=bar, surface="platform", part="tabbar")
    taken = {t.rect for t in tabs}
    return title, [x for x in rest if x.rect not in taken]


def _title(scene: Scene, status: float) -> Line | None:
    """The line of the navigation bar that is nearest to its middle; marks at its ends read as single letters."""
    width = scene.frame.viewport[0]
    high = [x for x in scene.lines if x.score >= SURE and status < x.rect[1] + x.rect[3] / 2 < TOP_BARS]
    own = [x for x in high if x.rect[0] < width * _CAPSULE and 2 <= len(plain(x.text)) <= 24]
    top = min((x.rect[1] for x in own), default=0.0)
    return min(
        (x for x in own if x.rect[1] < top + 12), key=lambda x: abs(x.rect[0] + x.rect[2] / 2 - width / 2), default=None
    )


def _has_back(scene: Scene) -> bool:
    """A narrow mark at the left of the title: an arrow. A house (which leaves for the home page) is wider."""
    status = scene.frame.viewport[1] * STATUS_SHARE
    title = _title(scene, status)
    # A bar of the program's own may begin with its title right behind the arrow.
    room = min(40.0, title.rect[0] - 6) if title is not None else 40.0
    found = glyph(scene.frame, (4, status + 4, room, 40)) if room > 8 else None
    return found is not None and 5 <= found[1] <= 30 and found[0] <= 0.75 * found[1]


def _tab_lines(scene: Scene, lines: list[Line]) -> list[Line]:
    """Two to five short texts at the very bottom, evenly spread."""
    width, height = scene.frame.viewport
    low = sorted((x for x in lines if x.rect[1] > height * _TABS and len(x.text) <= 6), key=lambda x: x.rect[0])
    if not 2 <= len(low) <= 5 or max(x.rect[1] for x in low) - min(x.rect[1] for x in low) > 8:
        return []
    step = width / len(low)
    even = all(abs(x.rect[0] + x.rect[2] / 2 - step * (n + 0.5)) < step * 0.16 for n, x in enumerate(low))
    on_buttons = sum(1 for x in low if _is_button(scene, x) is not None)
    return low if even and not on_buttons else []


def _selected(frame: Frame, tab: Line, tabs: list[Line]) -> bool:
    """The entry written in another colour than all the others."""
    colors = {t.rect: ink(frame, t.rect)[0] for t in tabs}

    def far(one: Line, other: Line) -> bool:
        return sum(abs(a - b) for a, b in zip(colors[one.rect], colors[other.rect], strict=True)) > 60

    others = [t for t in tabs if t is not tab]
    return all(far(tab, t) for t in others) and (len(others) > 1 or colourful(colors[tab.rect]))


# --- the page's own


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
        button = _is_button(scene, line)
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
        in_bar = y + tall / 2 < TOP_BARS and (x + wide / 2 > width * _CAPSULE or x < width * 0.15)
        if not (node.web and node.clickable) or in_bar or not (_LOW <= tall <= height * 0.4 and wide >= _LOW):
            continue
        if not any(geometry.overlap(line.rect, node.rect) > 0 for line in scene.sure):
            draft.add("view", node.rect, attrs={"aria-label": node.text} if node.text else {}, events=("tap",))


def _wordless(scene: Scene, draft: Draft, panel: Rect) -> None:
    """Button-like panes of a window on which nothing was read: one of them may be the refusal."""
    for pane in scene.shapes.panes:
        x, y, width, height = pane.rect
        if not (_LOW <= height <= _TALL and 44 <= width <= 0.97 * panel[2] and geometry.inside(pane.rect, panel)):
            continue
        read = any(geometry.overlap(line.rect, pane.rect) > 0 for line in scene.sure)
        ground = scene.shapes.around((x - 4, y - 4, width + 8, height + 8))
        if not read and ground is not None and ground.color != pane.color:
            draft.add("view", pane.rect, events=("tap",), fixed=True)


def _is_button(scene: Scene, line: Line) -> Pane | None:
    """A pane that holds this line alone, in its middle, in another colour than what lies around it."""
    pane = scene.shapes.around(line.rect)
    if pane is None or not _LOW <= pane.rect[3] <= _TALL or pane.rect[2] < line.rect[2] + 6:
        return None
    if len(words.normal(line.text)) > 16 or pane.rect[2] > scene.frame.viewport[0] * 0.97:
        return None
    middle = abs((pane.rect[0] + pane.rect[2] / 2) - (line.rect[0] + line.rect[2] / 2))
    alone = sum(1 for other in scene.sure if geometry.inside(other.rect, pane.rect)) == 1
    return pane if alone and middle < max(10.0, pane.rect[2] * 0.08) else None


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


# --- windows of the platform


def draw_window(scene: Scene, draft: Draft, found: Found) -> None:
    """As the embedded host's own windows look in a tree. What may never be pressed is no control here."""
    dialog = f"{found.window.id}"
    shared: dict[str, Any] = {"surface": "platform", "part": "dialog", "dialog": dialog}
    mask = draft.add("native-layer", (0, 0, *scene.frame.viewport), **shared)
    root = draft.add(
        "native-box", found.rect, parent=mask, attrs={"data-mi-type": found.window.kind, "role": "dialog"}, **shared
    )
    buttons = {b.rect: b for b in found.buttons}
    for line in found.lines:
        button = buttons.pop(line.rect, None)
        if button is not None:
            _window_button(draft, button.text, button.rect, found.told(button), root, shared)
            continue
        tick = marked_from(scene, line)
        if tick is not None:
            attributes = {"data-mi-button": "check:tick", "data-mi-role": "check"}
            draft.add("native-tick", tick, text=line.text, parent=root, attrs=attributes, **shared)
        else:
            draft.add("native-text", line.rect, text=line.text, parent=root, **shared)
    for button in buttons.values():
        _window_button(draft, button.text, button.rect, found.told(button), root, shared)


def _window_button(draft: Draft, text: str, rect: Rect, role: str, root: int, shared: dict[str, Any]) -> None:
    attributes = {} if role == "number" else {"data-mi-button": role, "data-mi-role": role}
    draft.add("native-button", rect, text=text, parent=root, attrs=attributes, **shared)
