"""The operations of the automation protocol, each with the frame that the official client sends for it.

Names and parameters: miniprogram-automator 0.12.1 (``out/*.js``) and, where it has none, minium 1.6.1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crawler.drivers.devtools.wire import LIMIT, Wire


@dataclass(frozen=True)
class Element:
    """A found element. ``node`` marks a custom component."""

    page: int | str
    id: str
    tag: str
    node: str = ""

    @property
    def named(self) -> dict[str, Any]:
        names: dict[str, Any] = {"elementId": self.id, "pageId": self.page}
        return names | {"nodeId": self.node} if self.node else names


@dataclass(frozen=True)
class Page:
    """An entry of the page stack; ``path`` without a leading slash."""

    id: int | str
    path: str
    query: Mapping[str, Any]


class Protocol:
    """Typed calls. All raise Refused, Unanswered, Lost."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    # --- Tool

    async def info(self, limit: float = LIMIT) -> dict[str, Any]:
        return await self.wire.ask("Tool.getInfo", {}, limit)

    async def native(self, method: str, data: Mapping[str, Any] | None = None) -> str:
        """Press something of the tool's own. Returns why it failed (``result.error``), empty when it did not."""
        answer = await self.wire.ask(
            "Tool.native", {"method": method, "data": dict(data) if data is not None else None}
        )
        error = answer.get("error")
        return str(error.get("message") if isinstance(error, dict) else error) if error else ""

    async def clear_auth(self) -> None:
        await self.wire.ask("Tool.clearAuth", {})

    # --- App

    async def current(self, limit: float = LIMIT) -> Page:
        return _page(await self.wire.ask("App.getCurrentPage", {}, limit))

    async def stack(self) -> tuple[Page, ...]:
        """Bottom first."""
        found = (await self.wire.ask("App.getPageStack", {})).get("pageStack")
        return tuple(_page(entry) for entry in found if isinstance(entry, dict)) if isinstance(found, list) else ()

    async def call_wx(self, method: str, *args: Any, limit: float = LIMIT) -> Any:
        params = {"method": method, "args": list(args)}
        return (await self.wire.ask("App.callWxMethod", params, limit)).get("result")

    async def mock_wx(self, method: str, function: str, *args: Any) -> None:
        """Put a function in an interface's place; ``this.origin`` in it is the interface itself."""
        params = {"method": method, "functionDeclaration": function, "args": list(args)}
        await self.wire.ask("App.mockWxMethod", params)

    async def restore_wx(self, method: str) -> None:
        await self.wire.ask("App.mockWxMethod", {"method": method})

    async def evaluate(self, function: str, *args: Any, limit: float = LIMIT) -> Any:
        """Run a function in the app service."""
        params = {"functionDeclaration": function, "args": list(args)}
        return (await self.wire.ask("App.callFunction", params, limit)).get("result")

    async def bind(self, name: str) -> None:
        """Make a global function whose calls come as events ``App.bindingCalled``."""
        await self.wire.ask("App.addBinding", {"name": name})

    async def enable_log(self) -> None:
        await self.wire.ask("App.enableLog", {})

    async def screenshot(self, limit: float = LIMIT) -> str:
        """Base64 of a PNG of the simulator."""
        return str((await self.wire.ask("App.captureScreenshot", {}, limit)).get("data") or "")

    # --- Page

    async def elements(self, page: int | str, selector: str, limit: float = LIMIT) -> list[Element]:
        answer = await self.wire.ask("Page.getElements", {"selector": selector, "pageId": page}, limit)
        return _elements(page, answer)

    async def in_view(self, page: int | str, function: str, *args: Any, limit: float = LIMIT) -> Any:
        """Run a function in the page's own web view (minium's ``Page.callFunction``)."""
        params = {"functionDeclaration": function, "args": list(args), "pageId": page}
        return (await self.wire.ask("Page.callFunction", params, limit)).get("result")

    async def page_method(self, page: int | str, method: str, *args: Any) -> Any:
        params = {"method": method, "args": list(args), "pageId": page}
        return (await self.wire.ask("Page.callMethod", params)).get("result")

    async def data(self, page: int | str, path: str = "") -> Any:
        params: dict[str, Any] = {"path": path, "pageId": page} if path else {"pageId": page}
        return (await self.wire.ask("Page.getData", params)).get("data")

    # --- Element

    async def within(self, element: Element, selector: str) -> list[Element]:
        answer = await self.wire.ask("Element.getElements", {"selector": selector, **element.named})
        return _elements(element.page, answer)

    async def offset(self, element: Element) -> tuple[float, float]:
        """Left and top within the whole page, what is scrolled away included."""
        answer = await self.wire.ask("Element.getOffset", element.named)
        return (float(answer.get("left") or 0), float(answer.get("top") or 0))

    async def dom(self, element: Element, *names: str) -> list[Any]:
        answer = await self.wire.ask("Element.getDOMProperties", {"names": list(names), **element.named})
        found = answer.get("properties")
        return found if isinstance(found, list) else []

    async def attributes(self, element: Element, *names: str) -> list[Any]:
        answer = await self.wire.ask("Element.getAttributes", {"names": list(names), **element.named})
        found = answer.get("attributes")
        return found if isinstance(found, list) else []

    async def styles(self, element: Element, *names: str) -> list[Any]:
        answer = await self.wire.ask("Element.getStyles", {"names": list(names), **element.named})
        found = answer.get("styles")
        return found if isinstance(found, list) else []

    async def tap(self, element: Element) -> None:
        await self.wire.ask("Element.tap", element.named)

    async def touch(self, element: Element, at: tuple[float, float], scrolled: float = 0) -> None:
        """A finger at a point of the page's window, for the element alone: taps grow out of it. No question of the
        platform is answered by it."""
        x, y = at
        finger = [{"identifier": 0, "pageX": x, "pageY": y + scrolled, "clientX": x, "clientY": y}]
        await self.wire.ask("Element.touchstart", {"touches": finger, "changedTouches": finger, **element.named})
        await self.wire.ask("Element.touchend", {"touches": [], "changedTouches": finger, **element.named})

    async def act(self, element: Element, function: str, *args: Any) -> Any:
        """``input.input``, ``scroll-view.scrollTo`` …"""
        params = {"functionName": function, "args": list(args), **element.named}
        return (await self.wire.ask("Element.callFunction", params)).get("result")


def _page(found: Mapping[str, Any]) -> Page:
    query = found.get("query")
    path = str(found.get("path") or "").strip("/")
    return Page(found.get("pageId") or 0, path, query if isinstance(query, dict) else {})


def _elements(page: int | str, answer: Mapping[str, Any]) -> list[Element]:
    found: Sequence[Any] = answer.get("elements") or ()
    return [
        Element(page, str(one.get("elementId")), str(one.get("tagName") or ""), str(one.get("nodeId") or ""))
        for one in found
        if isinstance(one, dict)
    ]
