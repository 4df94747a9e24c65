"""Starting a program in DevTools: the last user forgotten, compiled anew, planted values and ears put in."""

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial
from typing import Any

from crawler.drivers.devtools.ears import Ears
from crawler.drivers.devtools.plants import Plants
from crawler.drivers.devtools.session import Session
from crawler.drivers.devtools.wire import Refused, Unanswered
from recording.log import Log

_STARTS = 40.0
"""Seconds that a compiled program may take to tell that it runs."""
_BETWEEN = 0.1


class Starter:
    """Of one run. ``limit`` is told what could not be done and why."""

    def __init__(
        self, log: Log, session: Session, ears: Ears, plants: Plants, limit: Callable[[str, str], None]
    ) -> None:
        self.heard_first = False
        """At the present start ears stood before the program's first line."""
        self.hands = False
        """And planted values can be handed over in a number's place."""
        self._log, self._session, self._ears, self._plants, self._limit = log, session, ears, plants, limit
        self._noted: set[bool] = set()

    async def start(self, path: str, query: str, *, fresh: bool) -> None:
        """Once where ears stand before the first line; else the page is opened a second time, for them to hear it.
        Raises Refused, Unanswered, Lost."""
        if fresh:
            await self._forget_user()
        await self._order(fresh=fresh)
        await self._start_again()
        if await self._prepare():
            await self._arrive(path, query)
        else:
            if fresh:
                await self._forget_user()
            await self.go(path, query)

    async def _forget_user(self) -> None:
        """Storage, files and permissions. Raises Lost, Unanswered."""
        protocol = self._session.protocol
        for what, work in (
            ("storage", partial(self._own_call, "clearStorageSync")),
            ("permissions", protocol.clear_auth),
        ):
            try:
                await work()
            except Refused as error:
                self._limit("reset", f"{what} could not be cleared: {error}")

    async def _start_again(self) -> None:
        """Compile anew, so that nothing of an earlier launch is in memory. Older tools do not know how."""
        self._ears.starting()
        wire = self._session.wire
        started = wire.next("App.initialized")
        try:
            await wire.ask("Tool.compile", {"force": True}, _STARTS)
            await asyncio.wait_for(started, 10)
        except TimeoutError:
            self._limit("start", "DevTools did not tell that the program had started")
        except (Refused, Unanswered) as error:
            self._limit("start", f"the program is reopened, not started anew: {error}")
        finally:
            started.cancel()

    async def _order(self, *, fresh: bool) -> None:
        """What the module before the first line shall do at the next start."""
        first = self._session.first
        if first is not None:
            with contextlib.suppress(Refused):
                order = first.order(self._plants.table(), self._plants.handed(), fresh=fresh)
                await self._own_call("setStorageSync", first.key, order)

    async def _prepare(self) -> bool:
        """Planted values, and ears around them. Whether they were there before the program's first line; if not, what
        the program did before was not heard, and that is said."""
        self._session.launches += 1
        if self._session.watch is not None:
            # A program that was compiled anew has views of its own.
            await self._session.watch.refresh()
        protocol = self._session.protocol
        first = self._session.first
        lacking = await self._ears.join(protocol, self._session.launches, first) if first is not None else None
        heard = self.heard_first = lacking is not None
        self.hands = heard and self._ears.hands
        if lacking is None:
            if first is not None:
                await self._own_call("removeStorageSync", first.key)
            lacking = await self._plants.put_in(protocol)
            await self._ears.put_in(protocol, self._session.launches)
        else:
            self._plants.without(lacking)
        await protocol.enable_log()
        if heard not in self._noted:
            self._noted.add(heard)
            self._log.note("injected", **self._session.injected(self._ears.listened, lacking, first=heard))
        return heard

    async def _arrive(self, path: str, query: str) -> None:
        """At the page that was asked for; a start led to the first one already."""
        for _ in range(20):
            with contextlib.suppress(Refused):
                if (await self._session.protocol.current()).path == path.strip("/") and not query:
                    self._ears.opened()
                    return
                break
            await asyncio.sleep(_BETWEEN)
        await self.go(path, query)

    async def go(self, path: str, query: str) -> None:
        """Open a page as the only one. Raises Refused, Unanswered, Lost."""
        url = f"/{path.strip('/')}" + (f"?{query}" if query else "")
        for attempt in range(3):
            try:
                await self._own_call("reLaunch", {"url": url})
                self._ears.opened()
                return
            except Refused:
                # Right after a start the page stack is not there yet.
                if attempt == 2:
                    raise
                await asyncio.sleep(0.3)

    async def _own_call(self, method: str, *args: Any) -> Any:
        """A call of our own, which the recording must not take for the program's."""
        self._ears.expect(method)
        return await self._session.protocol.call_wx(method, *args)
