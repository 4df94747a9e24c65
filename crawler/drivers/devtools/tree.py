"""The tree of a moment: what the page's view told, the bars around it, and a window of the platform that was read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from crawler.drivers.android.drawn_windows import draw_window
from crawler.drivers.android.frame import Frame
from crawler.drivers.android.scene import Draft, Scene
from crawler.drivers.android.seen import tree_of as read_scene
from crawler.drivers.android.shapes import Shapes
from crawler.drivers.android.windows import Found
from crawler.drivers.devtools.program import Program
from crawler.drivers.devtools.protocol import Page
from crawler.drivers.devtools.templates import answering
from recording.observations import Rect
from recording.reading import Line
from recording.tree import Node, Tree

_BAR = 50.0
"""CSS pixels of a tab bar."""
_OF_THE_FRAMEWORK = frozenset({"touchstart", "touchmove", "touchend", "touchcancel", "canceltap"})
"""Listeners that built-ins have for their own looks."""
BUILT_TO_BE_TAPPED = frozenset({"button", "navigator", "input", "textarea", "checkbox", "radio", "switch", "slider",
                                 "picker", "label"})  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """Everything known of one moment. ``top``: where the page's window begins in the picture, CSS pixels."""

    frame: Frame
    stack: tuple[Page, ...]
    eye: Mapping[str, Any]
    window_top: float
    lines: tuple[Line, ...]
    shapes: Shapes
    window: Found | None
    exited: bool
    sheet: bool = False
    """A window that no book knows lies over the page: nothing beneath it is in anybody's reach."""


def tree_of(seen: Seen, program: Program) -> Tree:
    """Pure."""
    draft = Draft()
    page = seen.stack[-1] if seen.stack else Page(0, "", {})
    viewport = seen.frame.viewport
    shift = shift_of(seen.eye, seen.frame, seen.window_top)
    if not seen.exited:
        _page(draft, seen.eye, shift, covered=seen.window is not None or seen.sheet)
        _listeners(draft, program, page.path)
        _bars(draft, seen, program, page.path)
        if seen.window is not None:
            scene = Scene(frame=seen.frame, lines=seen.lines, shapes=seen.shapes, window=seen.window, page=page.path)
            draw_window(scene, draft, seen.window)
    return Tree(
        page=page.path,
        query="&".join(f"{key}={value}" for key, value in page.query.items()),
        stack=tuple(p.path for p in seen.stack),
        title=program.title(page.path),
        viewport=viewport,
        scale=seen.frame.density,
        scroll_top=float(seen.eye.get("scroll_top") or 0),
        scroll_height=float(seen.eye.get("scroll_height") or 0),
        page_height=float(seen.eye.get("page_height") or 0),
        exited=seen.exited,
        source="protocol",
        nodes=tuple(draft.nodes),
    )


def read_tree(seen: Seen, program: Program) -> Tree:
    """By reading alone, with the page that the app service names."""
    page = seen.stack[-1] if seen.stack else Page(0, "", {})
    read = read_scene(
        Scene(seen.frame, seen.lines, seen.shapes, seen.window, page=page.path or "~", exited=seen.exited)
    )
    stack = tuple(p.path for p in seen.stack)
    return read.model_copy(update={"stack": stack, "title": program.title(page.path) or read.title})


def shift_of(eye: Mapping[str, Any], frame: Frame, window_top: float) -> float:
    """How much lower a thing stands in the picture than in the view: the bar above a page with a view of its own."""
    height = float((eye.get("viewport") or (0, 0))[1] or 0)
    return window_top if height and height + 1 < frame.viewport[1] else 0.0


def top_of(eye: Mapping[str, Any], frame: Frame, window_top: float) -> float:
    """Where the page's window begins in the picture: below the bar, or at the edge where the picture is of the page's
    view alone, as some tools give it (minium's words on ``App.captureScreenshot``: no native parts)."""
    nodes = viewed(eye)
    alone = len(nodes) > 1 and nodes[0][0].rect[1] < 1 and not shift_of(eye, frame, window_top)
    return 0.0 if alone else window_top


def viewed(eye: Mapping[str, Any]) -> list[tuple[Node, tuple[str, ...]]]:
    """What a view told, each with the tags of the components in whose templates it stands; what is no node is left out.
    The places in the list are the ids in the tree."""
    found = []
    for raw in eye.get("nodes") or ():
        try:
            node = Node.model_validate(raw)
        except ValidationError:
            continue
        hosts = raw.get("hosts") if isinstance(raw, dict) else None
        found.append((node, tuple(str(tag) for tag in hosts) if isinstance(hosts, list) else ()))
    return found


def _page(draft: Draft, eye: Mapping[str, Any], shift: float, *, covered: bool) -> None:
    numbers: dict[int, int] = {}
    for number, (node, _) in enumerate(viewed(eye)):
        numbers[node.id] = number
        x, y, width, height = node.rect
        events = node.events if "tap" in node.events else tuple(e for e in node.events if e not in _OF_THE_FRAMEWORK)
        parent = numbers.get(node.parent) if node.parent is not None else None
        changed = {"id": number, "parent": parent, "rect": (x, y + shift, width, height), "events": events}
        draft.nodes.append(node.model_copy(update={**changed, "hit": node.hit and not covered}))


def _listeners(draft: Draft, program: Program, page: str) -> None:
    """A view that tells of no listener at all hides them: then the project's templates say what answers a tap."""
    plain = [node for node in draft.nodes if node.tag not in BUILT_TO_BE_TAPPED]
    if any("tap" in node.events for node in plain) or not program.files:
        return
    for node in plain:
        name, classes = str(node.attrs.get("id", "")), str(node.attrs.get("class", ""))
        events = answering(program.files, node.component or page, node.tag, name, classes)
        if events:
            draft.nodes[node.id] = node.model_copy(update={"events": tuple(dict.fromkeys((*node.events, *events)))})


def _bars(draft: Draft, seen: Seen, program: Program, path: str) -> None:
    """DevTools draws them beside the page; a view tells nothing of them, the program's settings do."""
    width, height = seen.frame.viewport
    top = seen.window_top
    hit = seen.window is None and not seen.sheet
    title = program.title(path)
    if top and title:
        rect: Rect = (width * 0.25, max(top - 40, 0), width * 0.5, 36)
        draft.add("native-title", rect, text=title, surface="platform", part="navbar")
    if len(seen.stack) > 1:
        rect = (0, max(top - 44, 0), 44, 44)
        draft.add("native-back", rect, attrs={"aria-label": "返回"}, surface="platform", part="back", hit=hit)
    tabs = program.tabs
    first = program.pages[0] if program.pages else path
    if len(seen.stack) == 1 and path != first and path not in {tab.path for tab in tabs}:
        # Where nothing lies beneath, the platform shows a house in the arrow's place.
        rect = (0, max(top - 44, 0), 44, 44)
        draft.add("native-home", rect, attrs={"aria-label": "首页"}, surface="platform", part="home", hit=hit)
    if path not in {tab.path for tab in tabs} or program.draws_own_tabs:
        return
    bar = draft.add("native-tabbar", (0, height - _BAR, width, _BAR), surface="platform", part="tabbar", hit=hit)
    for number, tab in enumerate(tabs):
        cell = (width * number / len(tabs), height - _BAR, width / len(tabs), _BAR)
        attributes = {"url": tab.path, **({"aria-selected": "true"} if tab.path == path else {})}
        more: dict[str, Any] = {"surface": "platform", "part": "tabbar", "hit": hit}
        draft.add("native-tab", cell, text=tab.text, attrs=attributes, parent=bar, **more)


def window_top(info: Mapping[str, Any]) -> float:
    """Where the page's window begins on the screen (``wx.getWindowInfo``; older libraries name no ``screenTop``)."""
    if isinstance(info.get("screenTop"), (int, float)):
        return float(info["screenTop"])
    return float(info.get("screenHeight") or 0) - float(info.get("windowHeight") or info.get("screenHeight") or 0)
