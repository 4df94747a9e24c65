"""Acting on the page through the protocol: the element under the point is found and told what to do."""

import contextlib
from typing import Any

from crawler.drivers.android.windows import Button, Found
from crawler.drivers.devtools import buttons, choices, reach, service, windows
from crawler.drivers.devtools.choices import CHOSEN, Asked
from crawler.drivers.devtools.ears import Ears
from crawler.drivers.devtools.first_line import CHOOSE, HAND, OPEN, READY
from crawler.drivers.devtools.plants import Plants
from crawler.drivers.devtools.protocol import Element
from crawler.drivers.devtools.session import Session
from crawler.drivers.devtools.sight import Glance
from crawler.drivers.devtools.tree import BUILT_TO_BE_TAPPED
from crawler.drivers.devtools.wire import Refused
from recording.observations import ActionData, Point
from recording.tree import Node, Tree

_FIELDS = {"input": "input.input", "textarea": "textarea.input"}


class Hands:
    """Of one run. All raise Refused, Unanswered, Lost."""

    def __init__(self, session: Session, ears: Ears, plants: Plants) -> None:
        self._session, self._ears, self._plants = session, ears, plants
        self.covered = False
        """A window of the tool may still lie over the page, although the program was answered."""
        self._choice: Asked | None = None

    async def choice(self) -> Asked | None:
        """What the program lets a user choose at the moment, where it can be answered."""
        self._choice = None
        with contextlib.suppress(Refused):
            self._choice = choices.asked(await self._module(OPEN))
        return self._choice

    async def press(self, window: Found, button: Button) -> str:
        """A button of a window; why it could not be pressed, empty when it was."""
        if windows.hands_over(window, button):
            return await self._hand_over(window)
        if self._choice is not None and choices.of(window):
            return await self._choose(self._choice, window, button)
        return await windows.press(self._session.protocol, window, button)

    async def tap(self, glance: Glance, action: ActionData) -> dict[str, Any]:
        node = _aimed(glance, action)
        if node is None:
            return {"found": False, "why": "nothing is drawn there"}
        if node.surface == "platform":
            return {"error": await self._bar(node)}
        if not self._session.lanes.elements:
            return await self._serve(glance, action, "tap")
        element, used = await self._element(glance, node)
        if element is None and node.component == service.TAB_BAR:
            return await self._serve(glance, action, "tap", of=service.TAB_BAR)
        if element is None:
            return {"found": False, "why": f"no element <{node.tag}> stands where it was drawn"}
        for api in buttons.asked(glance.tree, node):
            await self._module(READY)
            self._ears.pressed(api)
        if action.point is not None and strays(glance.tree, used, action.point):
            x, y = action.point
            await self._session.protocol.touch(element, (x, y - glance.top), glance.tree.scroll_top)
        else:
            await self._session.protocol.tap(element)
        return {"found": True, "element": used.tag}

    async def type(self, glance: Glance, action: ActionData) -> dict[str, Any]:
        if not self._session.lanes.elements:
            found = await self._serve(glance, action, "input", action.value)
            return {**found, "typed": bool(found.get("handler"))}
        aimed = _aimed(glance, action)
        line = [aimed, *glance.tree.ancestors(aimed)] if aimed is not None else []
        node = next((n for n in line if n.tag in _FIELDS), None)
        if node is None:
            return {"typed": False}
        element, _ = await self._element(glance, node)
        if element is None:
            return {"typed": False}
        await self._session.protocol.act(element, _FIELDS[node.tag], action.value)
        return {"typed": True}

    async def scroll(self, glance: Glance, action: ActionData) -> dict[str, Any]:
        """A list under the point when the page itself has nowhere to go, else the page."""
        try:
            distance = float(action.value)
        except ValueError:
            return {}
        tree, protocol = glance.tree, self._session.protocol
        if distance < 0 and tree.scroll_top <= 0:
            self._ears.expect("startPullDownRefresh")
            await protocol.call_wx("startPullDownRefresh")
            return {"pulled": True}
        page_ends = tree.scroll_height <= tree.viewport[1] - glance.top + 1
        lists = [n for n in _under(glance, action, "scroll-view") if n.scrollable] if page_ends else []
        node = lists[-1] if lists else None
        if node is not None:
            element, _ = await self._element(glance, node)
            if element is not None:
                at = await protocol.act(element, "scroll-view.scrollTop")
                await protocol.act(element, "scroll-view.scrollTo", 0, float(at or 0) + distance)
                return {"scrolled": node.tag}
        self._ears.expect("pageScrollTo")
        await protocol.call_wx("pageScrollTo", {"scrollTop": max(tree.scroll_top + distance, 0), "duration": 0})
        return {"scrolled": "page"}

    async def swipe(self, glance: Glance, action: ActionData) -> dict[str, Any]:
        """One leaf further in what is leafed through at the point."""
        swipers = _under(glance, action, "swiper") if self._session.lanes.elements else []
        element = (await self._element(glance, swipers[-1]))[0] if swipers else None
        if element is None:
            return {"swiped": False}
        x, y, width, height = swipers[-1].rect
        leaves = [n.rect for n in glance.tree.subtree(swipers[-1]) if n.tag == "swiper-item"]
        passed = sum(left + wide <= x + width / 2 or top + tall <= y + height / 2 for left, top, wide, tall in leaves)
        await self._session.protocol.act(element, "swiper.swipeTo", min(passed + 1, max(len(leaves) - 1, 0)))
        return {"swiped": True}

    async def _hand_over(self, window: Found) -> str:
        """The window is refused and the program gets planted values: the tester's own number stays where it is."""
        refusing = window.having("refuse")
        if not refusing or not await self._module(HAND, True):
            return "a number is never given away, and no planted one could be handed over"
        failed = await windows.press(self._session.protocol, window, refusing[0])
        if failed:
            await self._module(HAND, False)
        return failed

    async def _choose(self, asked: Asked, window: Found, button: Button) -> str:
        """The program is answered; the tool's window goes by the arrow where the picture shows one. Where it does not
        the arrow might be the page's."""
        wanted = button.role == "item"
        made = self._plants.choice(asked, window.buttons.index(button)) if wanted else None
        answer, file = (made.answer, made.file) if made is not None else (None, None)
        if not await self._module(CHOOSE, answer, file):
            return "nobody waited for a choice any more"
        if window.drawn == "native":
            return await self._session.protocol.native("navigateLeft")
        self.covered = self.covered or CHOSEN[asked.api]
        return ""

    async def _module(self, function: str, *args: Any) -> Any:
        """A function of the module that stands before the program's first line, where there is one."""
        first = self._session.first
        return await self._session.protocol.evaluate(function, first.key, *args) if first is not None else None

    async def _serve(
        self, glance: Glance, action: ActionData, event: str, value: str = "", *, of: str = ""
    ) -> dict[str, Any]:
        """By the page's own functions, or by those of its own tab bar: nothing else answers."""
        x, y = action.point or (-1.0, -1.0)
        at = (x, y - glance.top)
        files = self._session.program.files
        found = await service.act(self._session.protocol, files, of or glance.page.path, at, event, value)
        return {"found": bool(found.get("handler")), **found}

    async def _bar(self, node: Node) -> str:
        """Entries of the bars around the page, by the tool's own actions."""
        protocol = self._session.protocol
        if node.part == "back":
            return await protocol.native("navigateLeft")
        if node.part == "home":
            return await protocol.native("goHome")
        if node.part == "tabbar" and node.attrs.get("url"):
            return await protocol.native("switchTab", {"url": f"/{node.attrs['url']}"})
        return "the protocol has no action for this"

    async def _element(self, glance: Glance, node: Node) -> tuple[Element | None, Node]:
        """Of the node itself, else of what it stands in: a tap goes up to it."""
        tree, top = glance.tree, glance.top
        for candidate in (node, *tree.ancestors(node)[:3]):
            hosts = glance.hosts[candidate.id] if candidate.id < len(glance.hosts) else ()
            element = await reach.find(self._session.protocol, glance.page.id, tree, candidate, hosts, top)
            if element is not None:
                return element, candidate
        return None, node


def _aimed(glance: Glance, action: ActionData) -> Node | None:
    """The node that the action names, or what is drawn at its point."""
    number = action.target.get("node")
    if isinstance(number, int) and number in glance.tree.by_id:
        return glance.tree.by_id[number]
    if action.point is None:
        return None
    return reach.topmost(glance.tree, *action.point)


def strays(tree: Tree, node: Node, point: Point) -> bool:
    """Whether the protocol's own tap, which goes to the middle of an element, would press something else within it: the
    button of a popup instead of the mask that it stands on, the link in a line to tick."""
    if node.attrs.get("open-type"):
        # Its question is opened by the tool's own tap only.
        return False
    (width, height), (x, y, w, h) = tree.viewport, node.rect
    middle = (max(x, 0) + min(x + w, width)) / 2, (max(y, 0) + min(y + h, height)) / 2
    there, wanted = reach.topmost(tree, *middle), reach.topmost(tree, *point)
    if there is None or there == wanted:
        return False
    line = [there, *tree.ancestors(there)]
    if node not in line:
        return False
    inner = line[: line.index(node)]
    return any(part.tag in BUILT_TO_BE_TAPPED or "tap" in part.events for part in inner)


def _under(glance: Glance, action: ActionData, tag: str) -> list[Node]:
    """Nodes of a tag that hold the action's point, the innermost last."""
    x, y = action.point or (0.0, 0.0)
    nodes = (n for n in glance.tree.nodes if n.tag == tag)
    return [n for n in nodes if n.rect[0] <= x <= n.rect[0] + n.rect[2] and n.rect[1] <= y <= n.rect[1] + n.rect[3]]
