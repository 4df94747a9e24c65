"""Whether the page's own thread answers. A script that never ends is stopped, as a phone's system does."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

from crawler.driver import Gone

T = TypeVar("T")

BUSY_S = 8.0
"""A thread that does not answer for so long is in a script that does not end; long, as machines may be busy."""
_LOOK_S = 2.0
"""Seconds without a result before the thread is asked."""
_GRACE_S = 3.0
"""What was under way when a script was stopped has so long to end; it may have been stopped with it."""
_STOPS = 3
"""Stopped scripts of one launch after which the page is given up: the next one is started again and again."""


class Watch:
    """Guards the work on one launch's page. ``stopped`` is told of each script that was stopped."""

    def __init__(self, session: CDPSession, stopped: Callable[[], None], busy_s: float | None = None) -> None:
        self.stops = 0
        self._session = session
        self._stopped = stopped
        self._busy_s = BUSY_S if busy_s is None else busy_s

    async def over(self, work: Awaitable[T]) -> T | None:
        """The work's result; None when it was lost with a stopped script. Raises Gone when the page answers no more."""
        task = asyncio.ensure_future(work)
        wait = min(_LOOK_S, self._busy_s)
        try:
            while not (await asyncio.wait({task}, timeout=wait))[0]:
                if await self._answers(task):
                    continue
                await self._stop(task)
                if not (await asyncio.wait({task}, timeout=_GRACE_S))[0] and await self._answers(task):
                    return None
            return task.result()
        finally:
            task.cancel()

    async def _answers(self, task: asyncio.Future[Any]) -> bool:
        asked = asyncio.ensure_future(self._session.send("Runtime.evaluate", {"expression": "0"}))
        done, _ = await asyncio.wait({asked, task}, timeout=self._busy_s, return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        return bool(done)

    async def _stop(self, task: asyncio.Future[Any]) -> None:
        self.stops += 1
        if self.stops > _STOPS:
            raise Gone("the page does not answer: its scripts never end; the mini program is started again")
        self._stopped()
        stop = asyncio.ensure_future(self._session.send("Runtime.terminateExecution"))
        done, _ = await asyncio.wait({stop, task}, timeout=self._busy_s, return_when=asyncio.FIRST_COMPLETED)
        if not done:
            stop.cancel()
            raise Gone("the page does not answer and cannot be stopped; the mini program is started again")
        if stop.done() and not stop.cancelled():
            error = stop.exception()
            if error is not None and not isinstance(error, PlaywrightError):
                raise error
