"""A program on the embedded host that automation clients drive."""

import asyncio
import itertools
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from playwright.async_api import Browser

from crawler.driver import Outcome, Start
from crawler.drivers.embedded import EmbeddedDriver
from crawler.host.bridge import Message
from crawler.host.native.native import Native
from crawler.host.page import HostPage, Launch
from crawler.host.project import Project
from recording.event import Event
from recording.log import Log
from recording.observations import ActionData
from recording.profile import Profile

_PAGES = 1000
Listener = Callable[[str, dict[str, Any]], None]


class ProtocolError(Exception):
    """What a client is told; some texts have a meaning to it (``no such element``, ``page destroyed``)."""


class WatchedLog(Log):
    """Tells of every event as it is written."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.watch: Callable[[Event], None] = lambda _event: None

    def add(self, *given: Any, **named: Any) -> Event:
        event = super().add(*given, **named)
        self.watch(event)
        return event


class AutoProgram(EmbeddedDriver):
    """``call`` runs a method of ``browser/auto`` in the page, ``perform`` acts as a user's hand."""

    def __init__(
        self, log: Log, project: Project | Path, profile: Profile, browser: Browser, native: Native, **more: Any
    ) -> None:
        super().__init__(log, project, profile, browser, native, **more)
        self.native = native
        self.sdk_version = profile.host.sdk_version
        self.listen: Listener = lambda _name, _params: None
        """Gets the protocol's ``App.*`` events."""
        self.trusting: Callable[[str], Awaitable[Browser]] | None = None
        """A new browser in the old one's place, which trusts the authority with this pin."""
        self._pin = ""
        self._hands = asyncio.Lock()
        self._starts = itertools.count()
        self._first_page = 0

    async def launch(self, *, fresh: bool = True) -> None:
        """Start the program, or start it anew. Raises Unreachable."""
        number = next(self._starts)
        self._first_page = number * _PAGES
        await self.open(Start(number=number + 1, fresh=fresh))
        if number:
            self.listen("App.initialized", {"from": "devtools"})

    async def lead(self, port: int, pin: str) -> None:
        """Send the program's traffic through another proxy on this machine; it is started anew. Raises Unreachable."""
        if self.trusting is None:
            raise ProtocolError("this server's proxy cannot be changed")
        await self.close()
        if pin != self._pin:
            self._browser, self._pin = await self.trusting(pin), pin
        self.proxy_port = port
        await self.launch()

    async def call(self, method: str, params: Mapping[str, Any]) -> dict[str, Any]:
        """Answer of the page's side. Raises ProtocolError with its reason, Unreachable."""
        text = await self.host_page.control("auto", method, dict(params))
        try:
            answer: dict[str, Any] = json.loads(text) if isinstance(text, str) else {}
        except (ValueError, RecursionError):
            raise ProtocolError(f"the answer to {method} is nested too deeply to be read") from None
        if "result" not in answer:
            failure = answer.get("error") or {}
            raise ProtocolError(str(failure.get("message") or f"{method} gave no answer"))
        result: dict[str, Any] = answer["result"]
        return result

    async def touch(self, point: tuple[float, float]) -> None:
        """Tap a point of the viewport and wait until the page is at rest; one touch at a time."""
        await self.act(ActionData(type="tap", point=point))

    async def act(self, action: ActionData) -> Outcome:
        """Do something as the user's hand, when no other such act is under way."""
        async with self._hands:
            return await self.perform(action)

    @property
    def host_page(self) -> HostPage:
        """The running page. Raises Unreachable."""
        return self._open_page()[0]

    def _launch(self, path: str, query: str, scene: int) -> Launch:
        launch = super()._launch(path, query, scene)
        # Test scripts ask for the platform to know that they drive the tool, not a phone.
        system = {**launch.config["system"], "platform": "devtools"}
        more = {"system": system, "auto": True, "firstPage": self._first_page}
        return replace(launch, config={**launch.config, **more})

    def _receive(self, message: Message) -> None:
        super()._receive(message)
        match message.get("t"):
            case "console":
                text = message.get("text")
                args = text if isinstance(text, list) else [text]
                self.listen("App.logAdded", {"type": str(message.get("level") or "log"), "args": args})
            case "error":
                self.listen("App.exceptionThrown", _thrown(message))
            case "binding":
                self.listen("App.bindingCalled", {"name": str(message.get("name")), "args": _arguments(message)})


def _thrown(message: Message) -> dict[str, Any]:
    """The error's own words; what the host adds of where it came from is in the stack."""
    text, stack = str(message.get("message") or ""), str(message.get("stack") or "")
    own = stack.split("\n    at ", 1)[0].partition(": ")[2]
    return {"message": own if own and text.startswith(own) else text, "stack": stack}


def _arguments(message: Message) -> list[Any]:
    given = message.get("args")
    try:
        found = json.loads(given) if isinstance(given, str) else given
    except (ValueError, RecursionError):
        return []
    return found if isinstance(found, list) else []
