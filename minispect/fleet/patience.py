"""procrastinate's connection to a database that may be away for a while: the worker waits for it and goes on."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeVar

import psycopg
from procrastinate import PsycopgConnector, exceptions
from procrastinate.connector import Notify

_T = TypeVar("_T")
_log = logging.getLogger(__name__)
_FIRST, _LONGEST = 0.2, 5.0
"""Seconds between tries."""


class PatientConnector(PsycopgConnector):
    """Repeats what failed because the database was away, until it is back or ``give_up`` is set.

    procrastinate's own worker ends at the first error; a restart of the database would end every worker. What is asked
    may have been done before its answer got lost: everything asked through here must bear being asked twice.
    """

    def __init__(self, **pool: Any) -> None:
        super().__init__(**pool)
        self.give_up = asyncio.Event()
        self.losses = 0
        """How often the connection was lost. Who judges others by their silence must know that the line was up."""

    async def execute_query_async(self, query: Any, **arguments: Any) -> None:
        await self._patiently(lambda: super(PatientConnector, self).execute_query_async(query, **arguments))

    async def execute_query_one_async(self, query: Any, **arguments: Any) -> dict[str, Any]:
        return await self._patiently(lambda: super(PatientConnector, self).execute_query_one_async(query, **arguments))

    async def execute_query_all_async(self, query: Any, **arguments: Any) -> list[dict[str, Any]]:
        return await self._patiently(lambda: super(PatientConnector, self).execute_query_all_async(query, **arguments))

    async def listen_notify(self, on_notification: Notify, channels: Iterable[str]) -> None:
        names = list(channels)
        await self._patiently(lambda: super(PatientConnector, self).listen_notify(on_notification, names))

    async def _patiently(self, ask: Callable[[], Awaitable[_T]]) -> _T:
        pause = _FIRST
        while True:
            try:
                return await ask()
            except exceptions.ConnectorException as error:
                if not away(error.__cause__) or self.give_up.is_set():
                    raise
                self.losses += 1
                _log.info("the database is away (%s); trying again", error.__cause__)
            await _first_of(self.give_up.wait(), asyncio.sleep(pause))
            pause = min(pause * 2, _LONGEST)


def away(error: BaseException | None) -> bool:
    """Whether an error says that the database was not there, rather than that it would not do what was asked."""
    return isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError))


async def _first_of(*waits: Awaitable[object]) -> None:
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
