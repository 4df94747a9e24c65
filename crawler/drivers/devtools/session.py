"""One connection to DevTools with what is known of it and of the program; all runs of an inspection share it."""

import base64
import contextlib
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from crawler.driver import Unreachable
from crawler.drivers.devtools.cdp import Watch
from crawler.drivers.devtools.cdp_pictures import NotTaken, Pictures, Screen, alike
from crawler.drivers.devtools.first_line import CANCELLED, FirstLine, module
from crawler.drivers.devtools.lanes import Lanes, probe
from crawler.drivers.devtools.program import Program, told
from crawler.drivers.devtools.protocol import Protocol
from crawler.drivers.devtools.scripts import digest
from crawler.drivers.devtools.tree import window_top
from crawler.drivers.devtools.wire import PROBE, Refused, Unanswered, Wire

_CONFIG = """function () {
  var c = typeof __wxConfig === 'object' ? __wxConfig : {};
  return JSON.parse(JSON.stringify({
    pages: c.pages, tabBar: c.tabBar, window: c.window, global: c.global, page: c.page, permission: c.permission,
    requiredPrivateInfos: c.requiredPrivateInfos, accountInfo: { appId: c.accountInfo && c.accountInfo.appId }
  }));
}"""

Hearing = Callable[[str, dict[str, Any]], None]


class Session:
    """Made by ``connect``."""

    def __init__(self, wire: Wire, lanes: Lanes, program: Program, top: float) -> None:
        self.wire, self.protocol = wire, Protocol(wire)
        self.lanes, self.program = lanes, program
        self.window_top = top
        """Where the window of the page that was looked at last begins on the screen, CSS pixels."""
        self.density = 1.0
        """Picture pixels for one CSS pixel."""
        self.watch: Watch | None = None
        """On the tool's own debugging port, where there is one."""
        self.screen: Screen | None = None
        self.pictures: Pictures | None = None
        """By that port, where they were found to show what the protocol's own do."""
        self.first: FirstLine | None = None
        """The copy that is open, where one was made."""
        self.launches = 0
        self.binding = f"mi{secrets.token_hex(6)}"
        self._hearing: Hearing | None = None
        self._tops: dict[str, float] = {}
        for event in ("App.bindingCalled", "App.exceptionThrown", "App.logAdded"):
            wire.on(event, partial(self._told, event))

    def hear(self, listener: Hearing | None) -> None:
        """Who gets what the program tells (name of the event, its params) from now on."""
        self._hearing = listener

    def injected(self, listened: int, lacking: list[str], *, first: bool) -> dict[str, Any]:
        """What was put into the program's world, for the recording: it changes the environment. ``first``: before the
        program's own first line."""
        found = {
            "ears_sha256": digest("ears"), "eye_sha256": digest("eye"), "listened": listened, "binding": self.binding,
            "mocked_lacking": lacking, "first_line": first,
        }  # fmt: skip
        if first and self.first is not None:
            text = module(self.first.key)
            return found | {
                "since": "before the first line: a copy of the project ran, in which app.js loads one more module",
                "module": f"{self.first.key}.js", "module_sha256": hashlib.sha256(text.encode()).hexdigest(),
                "cancelled": list(CANCELLED),
            }  # fmt: skip
        return found | {"since": "after the start: calls of App.onLaunch were not heard"}

    async def turn_to(self, page: str, own: Callable[[str], None]) -> None:
        """Another page is looked at: below a bar of the tool's or, where a page draws its own, from the screen's edge.
        ``own`` hears of each call that is ours. Raises Refused, Unanswered, Lost."""
        if page not in self._tops:
            self._tops[page] = window_top(await _window(self.protocol, own))
        self.window_top = self._tops[page]
        if self.screen is not None:
            self.screen = replace(self.screen, top=self.window_top)

    def forget(self, page: str) -> None:
        """What was measured of a page may have been another's."""
        self._tops.pop(page, None)

    async def still(self) -> None:
        """Everything the app service told before this has been received once it returns. Raises Lost."""
        with contextlib.suppress(Refused, Unanswered):
            await self.protocol.evaluate("function () { return 1; }", limit=PROBE)

    async def attach(self, port: int) -> None:
        """Watch the tool's debugging port too. Raises Unreachable."""
        self.watch = Watch(port)
        await self.watch.refresh()
        self.lanes.cdp = True
        why = await self._tried(Pictures(port))
        self.lanes.cdp_pictures = self.pictures is not None
        if why:
            self.lanes.why_not["cdp_pictures"] = why

    async def _tried(self, pictures: Pictures) -> str:
        """Use such pictures if one shows what the protocol's own shows; why not, empty when they are used."""
        if self.screen is None:
            return "the size of the screen is not told"
        try:
            taken = await pictures.take((await self.protocol.current()).path, self.screen)
            if self.lanes.pictures and not alike(taken, base64.b64decode(await self.protocol.screenshot())):
                return "they show something else than the protocol's own"
        except (NotTaken, Refused, Unanswered, ValueError) as error:
            return str(error)[:300]
        self.pictures = pictures
        return ""

    async def close(self) -> None:
        if self.watch is not None:
            await self.watch.close()
        await self.wire.close()

    def _told(self, event: str, params: dict[str, Any]) -> None:
        if self._hearing is not None:
            self._hearing(event, params)


async def connect(address: str, wanted: Program | None = None) -> Session:
    """Connect, find out which doors are open, and make sure that it is the wanted program. Raises Unreachable."""
    wire = await Wire.open(address)
    try:
        return await _entered(wire, wanted)
    except (Refused, Unanswered) as error:
        await wire.close()
        raise Unreachable(_why(address, str(error))) from None
    except BaseException:
        await wire.close()
        raise


async def _entered(wire: Wire, wanted: Program | None) -> Session:
    protocol = Protocol(wire)
    lanes = await probe(protocol)
    if not lanes.service:
        why = lanes.why_not.get("service", "")
        raise Unreachable(f"{wire.address}: functions cannot be run in the app service ({why}); restart DevTools")
    config = await protocol.evaluate(_CONFIG)
    own = told(config if isinstance(config, dict) else {})
    if wanted is not None:
        _check(own, wanted)
    info = await _window(protocol)
    top = window_top(info)
    session = Session(wire, lanes, wanted or own, top)
    session.density = float(info.get("pixelRatio") or 1)
    width, height = (float(info.get(name) or 0) for name in ("screenWidth", "screenHeight"))
    session.screen = Screen(width, height, top) if width > 0 and height > 0 else None
    return session


async def _window(protocol: Protocol, own: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    for method in ("getWindowInfo", "getSystemInfoSync"):
        own(method)
        try:
            found = await protocol.call_wx(method)
        except Refused:
            continue
        if isinstance(found, dict):
            return found
    return {}


def _check(own: Program, wanted: Program) -> None:
    """A left-over session may serve another project. Raises Unreachable."""
    different = bool(own.pages) and bool(wanted.pages) and set(own.pages).isdisjoint(wanted.pages)
    other = bool(own.appid) and bool(wanted.appid) and own.appid != wanted.appid
    if different or (other and set(own.pages) != set(wanted.pages)):
        first = own.pages[0] if own.pages else own.appid
        raise Unreachable(
            f"DevTools has another program open ({own.appid or 'no appid'}, first page {first}); close its window "
            "or give its --auto-port"
        )


def _why(address: str, reason: str) -> str:
    if "login" in reason.casefold() or "登录" in reason:
        return f"{address}: DevTools is not logged in ({reason}); log in there with WeChat"
    return f"{address}: DevTools does not answer as it should ({reason}); bring its window to the front and try again"
