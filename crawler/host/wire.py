"""The page's control object as the platform's side uses it."""

from collections.abc import Mapping
from typing import Any

from crawler.driver import Unreachable
from crawler.host.page import HostPage


class Wire:
    """Calls into the page; a page that is gone swallows them."""

    def __init__(self, page: HostPage) -> None:
        self._page = page

    async def answer(self, question: str, result: Mapping[str, Any]) -> None:
        await self._call("answer", question, dict(result))

    async def event(self, name: str, payload: Mapping[str, Any]) -> None:
        await self._call("event", name, dict(payload))

    async def show_dialog(self, spec: Mapping[str, Any]) -> None:
        await self._call("showDialog", dict(spec))

    async def close_dialog(self, dialog: str) -> None:
        await self._call("closeDialog", dialog)

    async def _call(self, method: str, *arguments: Any) -> None:
        try:
            await self._page.control(method, *arguments)
        except Unreachable:
            return
