"""An in-memory mini program and its driver: pages are functions of a world, taps change the world. And a browser for
what is tried in one."""

import io
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from PIL import Image
from playwright.async_api import Browser, async_playwright

from crawler.driver import Outcome, Snapshot, Start, Unsupported
from crawler.host import chromium
from crawler.plan import RunPlan, RunSummary
from crawler.runs import walk
from recording.log import Log
from recording.observations import ActionData
from recording.recording import Recording
from recording.tree import Node, Tree

WIDTH, HEIGHT = 375.0, 812.0
PROSE = (
    "这里是这一页的正文内容，介绍本店的菜品、价格、营业时间和地址，足够长，任何人都可以看到这些介绍文字，欢迎光临本店。"
)


@dataclass
class Item:
    """One row of a page or overlay. ``on``: a page path, ``tab:path``, or what happens to the world."""

    text: str
    on: "str | Callable[[World], None] | None" = None
    tag: str = "view"
    attrs: dict[str, Any] = field(default_factory=dict)
    x: float = 20
    width: float = 335
    leaves: int = 0
    """Of a swiper that fills the view: how many there are from the one in sight on."""
    word: bool = False
    """Plain words that a phone's driver hands to the walk to be tried."""


@dataclass
class Overlay:
    """A sheet over everything. ``dialog`` makes it the platform's."""

    items: list[Item]
    dialog: str = ""
    back: "Callable[[World], None] | None" = None
    outside: "Callable[[World], None] | None" = None


@dataclass
class World:
    """What a user of the fake program has come to."""

    stack: list[str]
    query: str = ""
    overlays: list[Overlay] = field(default_factory=list)
    flags: dict[str, Any] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    virtual_ms: int = 0
    exited: bool = False
    scrolled: dict[str, float] = field(default_factory=dict)
    """How far down each page stands."""

    def go(self, page: str) -> None:
        self.stack.append(page)

    def replace(self, page: str) -> None:
        self.stack = [page]

    def close(self) -> None:
        self.overlays.pop()

    def exit(self) -> None:
        self.exited = True


@dataclass
class Program:
    """Pages by path (the first is home), tabs, and what happens at a cold start."""

    pages: dict[str, Callable[[World], list[Item]]]
    tabs: tuple[str, ...] = ()
    launch: Callable[[World], None] | None = None
    refuses: frozenset[str] = frozenset()
    """Action types that this target cannot do."""
    pictured: bool = False
    """Seen by pictures alone: no swiper is told, and pages draw no arrow back."""


class FakeDriver:
    name = "fake"

    def __init__(self, log: Log, program: Program) -> None:
        self.log, self.program = log, program
        self.world = World([])
        self.starts: list[Start] = []
        self.before_action: Callable[[ActionData], None] | None = None
        self._nodes: list[tuple[Node, Callable[[World], None] | None]] = []

    async def open(self, start: Start) -> None:
        self.starts.append(start)
        before, self.world = self.world, World([start.path or next(iter(self.program.pages))], query=start.query)
        if not start.fresh:
            self.world.flags = before.flags
            self.world.virtual_ms = before.virtual_ms + int(start.away_ms)
        if self.program.launch is not None:
            self.program.launch(self.world)

    async def snapshot(self, reason: str = "") -> Snapshot:
        tree = self._tree()
        picture = _picture(tree.page)
        data = {"pixels_sha256": f"{hash(tree.page)}", "width": 750, "height": 1624, "reason": reason}
        data["virtual_ms"] = self.world.virtual_ms
        event = self.log.screen(picture, tree.model_dump(mode="json"), data, page=tree.page)
        return Snapshot(event, tree, picture)

    async def perform(self, action: ActionData) -> Outcome:
        if action.type in self.program.refuses:
            raise Unsupported(f"{action.type} is not possible here")
        if self.before_action is not None:
            self.before_action(action)
        page = self.world.stack[-1] if self.world.stack else ""
        event = self.log.add("action", action, page=page)
        self._do(action)
        return Outcome(event, True)

    async def calls(self) -> list[Any]:
        return []

    async def close(self) -> None:
        pass

    def _do(self, action: ActionData) -> None:
        world = self.world
        if action.type in ("tap", "toggle") and action.point is not None:
            self._tap(action.point)
        elif action.type == "input":
            world.inputs[str(action.target.get("text"))] = action.value
        elif action.type == "back":
            self._back()
        elif action.type == "open":
            page = action.value.split("?")[0]
            world.overlays = []
            world.scrolled.pop(page, None)
            world.stack = [page] if page in self.program.tabs else [*world.stack[:1], page]
        elif action.type == "scroll":
            self._scroll(float(action.value))
        elif action.type == "swipe":
            world.flags["leaf"] = world.flags.get("leaf", 0) + 1
        elif action.type in ("advance", "away"):
            world.virtual_ms += int(action.value)

    def _scroll(self, distance: float) -> None:
        page, tree = self.world.stack[-1], self._tree()
        self.world.scrolled[page] = tree.scroll_top + min(distance, tree.below)

    def _back(self) -> None:
        world = self.world
        if world.overlays:
            on_back = world.overlays[-1].back
            if on_back is not None:
                on_back(world)
        elif len(world.stack) > 1:
            world.stack.pop()
        else:
            world.exited = True

    def _tap(self, point: tuple[float, float]) -> None:
        for node, on in reversed(self._nodes):
            x, y, width, height = node.rect
            if node.hit and x <= point[0] <= x + width and y <= point[1] <= y + height:
                if on is not None:
                    on(self.world)
                return

    def _tree(self) -> Tree:
        world = self.world
        self._nodes = []
        page = world.stack[-1]
        if world.exited:
            return Tree(page=page, exited=True, viewport=(WIDTH, HEIGHT))
        top = world.overlays[-1] if world.overlays else None
        self._row(Item(page, tag="native-navbar"), 0, hit=top is None, surface="platform", part="navbar")
        if len(world.stack) > 1 and not self.program.pictured:
            back = Item("", on=lambda w: w.stack.pop(), tag="native-back", width=40, attrs={"role": "back"})
            self._row(back, 10, hit=top is None, surface="platform", part="back")
        rows, scrolled = self.program.pages[page](world), world.scrolled.get(page, 0.0)
        self._rows(rows, 90 - scrolled, hit=top is None)
        self._tabbar(page, hit=top is None)
        if top is not None:
            self._overlay(top)
        return Tree(
            page=page,
            query=world.query,
            stack=("",) if self.program.pictured else tuple(world.stack),
            viewport=(WIDTH, HEIGHT),
            scroll_height=max(HEIGHT, 90 + 50 * len(rows)),
            scroll_top=scrolled,
            source="ocr" if self.program.pictured else "dom",
            nodes=tuple(n for n, _ in self._nodes if not (self.program.pictured and n.tag.startswith("swiper"))),
        )

    def _rows(self, items: list[Item], top: float, **more: Any) -> None:
        for number, item in enumerate(items):
            self._row(item, top + 50 * number, **more)
            for leaf in range(item.leaves):
                swiper = next(node for node, _ in reversed(self._nodes) if node.tag == "swiper")
                rect = (item.x + leaf * WIDTH, top, WIDTH, swiper.rect[3])
                part = Node(id=len(self._nodes) + 1, parent=swiper.id, tag="swiper-item", rect=rect)
                self._nodes.append((part, None))

    def _tabbar(self, page: str, hit: bool) -> None:
        if page not in self.program.tabs:
            return
        width = WIDTH / len(self.program.tabs)
        for number, tab in enumerate(self.program.tabs):
            item = Item(tab.split("/")[-1], on=f"tab:{tab}", tag="native-tab", x=number * width, width=width)
            item.attrs = {"role": "tab", "selected": str(tab == page).lower(), "url": tab}
            self._row(item, HEIGHT - 50, hit=hit, surface="platform", part="tabbar")

    def _overlay(self, overlay: Overlay) -> None:
        dialog = overlay.dialog and "d1"
        look = {"surface": "platform" if dialog else "app", "part": "dialog" if dialog else "", "dialog": dialog}
        mask = Item("", on=overlay.outside, x=0, width=WIDTH, attrs={"data-mi-type": overlay.dialog} if dialog else {})
        self._row(mask, 0, height=HEIGHT, fixed=True, **look)
        for number, item in enumerate(overlay.items):
            if dialog and item.on is not None:
                item.attrs.setdefault("data-mi-button", "1")
            self._row(item, 420 + 50 * number, fixed=True, **look)

    def _row(self, item: Item, top: float, height: float = 44, **more: Any) -> None:
        height = HEIGHT - top if item.leaves else height
        known = {"button", "input", "navigator", "checkbox", "native-back", "native-tab"}
        events = ("tap",) if item.on is not None and item.tag not in known else ("click",) if item.word else ()
        node = Node(
            id=len(self._nodes) + 1,
            tag=item.tag,
            rect=(item.x, top, item.width, height),
            text=item.text,
            attrs=item.attrs,
            events=events,
            **more,
        )
        self._nodes.append((node, _effect(item.on)))


def _effect(on: "str | Callable[[World], None] | None") -> Callable[[World], None] | None:
    if isinstance(on, str):
        tab, _, page = on.rpartition(":")
        return (lambda w: w.replace(page)) if tab else (lambda w: w.go(page))
    return on


_PICTURES: dict[str, bytes] = {}


def _picture(key: str) -> bytes:
    if key not in _PICTURES:
        out = io.BytesIO()
        Image.new("RGB", (8, 8), (len(_PICTURES) % 256, 80, 80)).save(out, "PNG")
        _PICTURES[key] = out.getvalue()
    return _PICTURES[key]


@dataclass
class Walked:
    """A finished run over a fake program."""

    summary: RunSummary
    recording: Recording
    driver: FakeDriver
    fences: list[int]
    """Last ``seq`` at each fence."""

    def actions(self, *types: str) -> list[ActionData]:
        found = [self.recording.action(e) for e in self.recording.of("action")]
        return [a for a in found if not types or a.type in types]

    def walls(self, phase: str) -> list[dict[str, Any]]:
        return [e.data for e in self.recording.notes("wall") if e.data["phase"] == phase]

    @property
    def coverage(self) -> dict[str, Any]:
        return self.recording.notes("coverage")[-1].data

    @property
    def texts(self) -> list[str]:
        """What was pressed, in order."""
        return [str(a.target.get("text", "")) for a in self.actions("tap", "toggle")]


class Kit:
    """Everything a test needs to build and walk a fake program."""

    Item, Overlay, World, Program, Driver = Item, Overlay, World, Program, FakeDriver
    prose = PROSE

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def log(self) -> Log:
        self._count += 1
        return Log(self._folder / f"original{self._count}")

    @staticmethod
    def recording(log: Log) -> Recording:
        return Recording(log.root)

    def plan(self, program: Program, name: str = "refuse", **more: Any) -> RunPlan:
        pages = tuple(program.pages)
        return RunPlan(**{"name": name, "declared": pages, "tabs": program.tabs, **more})

    async def walk(
        self,
        program: Program,
        name: str = "refuse",
        eyes: Any = None,
        declare: Any = None,
        driven: Callable[[Log, Program], FakeDriver] = FakeDriver,
        assistance: Callable[[FakeDriver], Any] | None = None,
        **more: Any,
    ) -> Walked:
        log = self.log()
        driver = driven(log, program)
        fences: list[int] = []

        async def fence() -> None:
            fences.append(log.seq)
            log.note("fence", number=len(fences))

        def plant(kind: str, field: str, page: str) -> str:
            log.note("planted", page=page, kind=kind, field=field, value=f"{kind}-{field}", interface="typed")
            return f"{kind}-{field}"

        plan = self.plan(program, name, **more)
        helps = assistance(driver) if assistance is not None else None
        summary = await walk(driver, log, plan, fence=fence, plant=plant, declare=declare, eyes=eyes, assistance=helps)
        log.close()
        return Walked(summary, Recording(log.root), driver, fences)


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return Kit(tmp_path)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        started = await chromium.launch(playwright)
        yield started
        await started.close()
