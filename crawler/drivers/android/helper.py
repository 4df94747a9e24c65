"""uiautomator2's server on the device (``pip install minispect[android]``), where plain adb cannot do something.

``uiautomator dump`` gives no tree of a screen that moves ("could not get idle state"), and ``input text`` types ASCII
only. The server gives trees of any moment and pastes any text. It is a jar in ``/data/local/tmp``, no app; it is ended
and taken away again. While it runs it owns the device's UiAutomation: other accessibility services are off, and
``uiautomator dump`` is killed. Source: uiautomator2 3.7.1 (``core.py``), https://github.com/openatx/uiautomator2.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from importlib import metadata
from typing import Any

import adbutils

_JAR = "/data/local/tmp/u2.jar"
_DEEPEST = 50
"""Levels of a tree; the library's own default."""
_LIMIT = 15.0


class Helper:
    """A running server. What it cannot do (any more) it says by None or False; then plain adb is used."""

    def __init__(self, adb: adbutils.AdbDevice, server: Any, fresh: bool) -> None:
        self._adb, self._server, self._fresh = adb, server, fresh
        self.version = metadata.version("uiautomator2")
        self._held: str | None = None
        """What the clipboard is to hold whenever nothing is being pasted."""

    async def tree(self) -> str | None:
        """The tree of this very moment."""
        told = await self._ask("dumpWindowHierarchy", False, _DEEPEST)
        return told if isinstance(told, str) and told else None

    async def type(self, text: str) -> bool:
        """Paste into the focused field; whether the device did."""
        await self._ask("setClipboard", None, text)
        pasted = await self._ask("pasteClipboard") is not None
        if self._held is not None:
            await self._ask("setClipboard", None, self._held)
        return pasted

    async def hold(self, text: str) -> bool:
        """Have the clipboard hold a text, until the end, when it is emptied: Android tells the shell nothing of what
        it held before. Whether it does."""
        self._held = text
        return await self._ask("setClipboard", None, text) is not None

    async def close(self) -> None:
        """End it, and take the jar away if it was not there before."""
        if self._held is not None:
            await self._ask("setClipboard", None, "")
        server, self._server = self._server, None
        with contextlib.suppress(Exception):
            await asyncio.to_thread(server.stop_uiautomator, False)
        if self._fresh:
            with contextlib.suppress(adbutils.AdbError, OSError, EOFError):
                await asyncio.to_thread(self._adb.shell, f"rm -f {_JAR}", timeout=_LIMIT)

    async def _ask(self, method: str, *params: Any) -> Any:
        if self._server is None:
            # The library would start it anew.
            return None
        try:
            said = await asyncio.to_thread(self._server.jsonrpc_call, method, params, _LIMIT)
        except Exception:  # the library raises a dozen kinds, adbutils' and sockets' among them
            return None
        return True if said is None else said


async def start(client: adbutils.AdbClient, serial: str) -> tuple[Helper | None, str]:
    """The server, or None and why there is none."""
    try:
        from uiautomator2.core import BasicUiautomatorServer
    except ImportError:
        return None, "not installed (pip install 'minispect[android]')"
    logging.getLogger("uiautomator2").setLevel(logging.CRITICAL)
    adb = adbutils.AdbDevice(client, serial)
    try:
        there = _JAR in str(await asyncio.to_thread(adb.shell, f"ls {_JAR}", timeout=_LIMIT)).splitlines()
        server = await asyncio.to_thread(BasicUiautomatorServer, adb)
    except Exception as error:  # as above; a device that does not take it is a device without it
        said = str(error).strip().splitlines()
        return None, f"did not start: {said[0][:120] if said else type(error).__name__}"
    return Helper(adb, server, not there), ""


@contextlib.asynccontextmanager
async def running(client: adbutils.AdbClient, serial: str) -> AsyncIterator[tuple[Helper | None, str]]:
    """As ``start``, ended on every way out."""
    helper, why = await start(client, serial)
    try:
        yield helper, why
    finally:
        if helper is not None:
            await asyncio.shield(helper.close())
