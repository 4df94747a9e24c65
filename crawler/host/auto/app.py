"""``App.*`` methods that are not the program's own doing; the page answers the others."""

import asyncio
from typing import Any

from crawler.driver import Unreachable
from crawler.host.auto.desk import Desk, Method, Params, Result


async def enable_log(desk: Desk, _params: Params) -> Result:
    """From now on what the program writes to its console is told."""
    desk.logging = True
    return {}


async def capture_screenshot(desk: Desk, _params: Params) -> Result:
    """The viewport as a person sees it now, the platform's windows included."""
    page = desk.program.host_page
    sent = page.session.send("Page.captureScreenshot", {"format": "png"})
    try:
        shot: dict[str, Any] = await asyncio.wait_for(sent, 10)
    except TimeoutError:
        raise Unreachable("fail to capture screenshot") from None
    return {"data": shot["data"]}


async def leave(desk: Desk, _params: Params) -> Result:
    """The program goes into the background, as when a user closes it."""
    await desk.program.leave()
    return {}


METHODS: dict[str, Method] = {
    "App.enableLog": enable_log,
    "App.captureScreenshot": capture_screenshot,
    "App.exit": leave,
}
