"""Acting through the app service where ``Page.*`` and ``Element.*`` never answer (projects with glass-easel in some
versions, weapp-vite#706): the page's own functions are called with events made up after its templates."""

from collections.abc import Mapping
from typing import Any

from crawler.drivers.devtools.protocol import Protocol
from crawler.drivers.devtools.scripts import script
from crawler.drivers.devtools.templates import Source, bound
from recording.observations import Point

GESTURES = frozenset({"getphonenumber", "getrealtimephonenumber", "getuserinfo", "chooseavatar", "opensetting", "share",
                      "contact", "feedback", "launchapp", "agreeprivacyauthorization"})  # fmt: skip
"""Buttons that the platform answers, and only to a real finger."""
TAB_BAR = "custom-tab-bar/index"
"""The component by which a program draws its own tab bar; it stands in no page, so no selector of one reaches it.
Source: the platform's page on custom tab bars."""


async def act(
    protocol: Protocol, files: Mapping[str, Source], page: str, at: Point, event: str, value: str = ""
) -> dict[str, Any]:
    """``page``: a page's path, or ``TAB_BAR``. ``handler`` names what was called, empty when nothing was, with ``why``.
    Raises Refused, Unanswered, Lost."""
    wanted = {"tap"} if event == "tap" else {"input", "change"}
    entries = [
        {
            "selector": b.selector,
            "handler": b.handler,
            "tag": b.tag,
            "url": b.url,
            "kind": b.kind,
            "gesture": _gesture(b.open_type),
        }
        for b in bound(files, page)
        if b.event in wanted and "{{" not in b.url
    ]
    found = await protocol.evaluate(script("service"), entries, at[0], at[1], event, value, page == TAB_BAR)
    return found if isinstance(found, dict) else {"handler": "", "why": "no answer"}


def _gesture(open_type: str) -> str:
    """What the platform would do at a real touch; empty for an ordinary element."""
    return next((part for part in open_type.split("|") if part.strip().casefold() in GESTURES), "")
