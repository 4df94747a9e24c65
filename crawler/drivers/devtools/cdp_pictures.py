"""Pictures by the debugging port of the DevTools process: of the window around the program's view, so that what the
tool draws over a page (dialogs, bars) is in them.

How the windows lie in one another differs by version, so nothing is assumed of it: from the view of the page one goes
up through whatever holds it (``parentId`` of ``/json/list``) to something that lets itself be pictured, and cuts the
simulator's screen out by where the view stands in it. Before such pictures are believed one is compared with the
protocol's own.
"""

import asyncio
import base64
import binascii
import io
import itertools
import json
from dataclasses import dataclass
from typing import Any

import numpy
from PIL import Image, UnidentifiedImageError
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI

from crawler.driver import Unreachable
from crawler.drivers.devtools.cdp import listed
from recording.observations import Rect

_VIEW = "/__pageframe__/"
_LIMIT = 5.0
_DEPTH = 4
_UNLIKE = 24.0
"""Steps of 255 by which two pictures of one screen differ on average at most."""
_WHERE = """(function (mark, view) {
  var all = [].slice.call(document.querySelectorAll('webview, iframe, frame, embed, object')).filter(function (e) {
    var r = e.getBoundingClientRect(), s = getComputedStyle(e);
    return r.width > 50 && r.height > 50 && s.visibility !== 'hidden' && s.display !== 'none' && s.opacity !== '0';
  });
  function has(text) {
    return all.filter(function (e) {
      return String(e.src || e.data || e.getAttribute('src') || '').indexOf(text) >= 0;
    });
  }
  var found = has(mark);
  if (!found.length && view) found = has(view);
  if (!found.length && all.length === 1) found = all;
  if (!found.length) return null;
  var r = found[found.length - 1].getBoundingClientRect();
  return [r.left, r.top, r.width, r.height, innerWidth, innerHeight];
})(%s, %s)"""


class NotTaken(Exception):
    """No picture came by this way; the message says why."""


@dataclass(frozen=True)
class Screen:
    """The simulator's screen in CSS pixels of the program. ``top``: where a page below a navigation bar begins."""

    width: float
    height: float
    top: float


class Pictures:
    """On one debugging port."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def take(self, page: str, screen: Screen) -> bytes:
        """PNG of the screen while ``page`` is in front. Raises NotTaken."""
        try:
            targets = await asyncio.to_thread(listed, self._port)
        except Unreachable as error:
            raise NotTaken(str(error)) from None
        by_id = {str(t.get("id")): t for t in targets}
        views = [t for t in targets if _VIEW in str(t.get("url"))]
        own = [t for t in views if _is_of(str(t.get("url")), page)] or (views if len(views) == 1 else [])
        why = "no view of this page is listed"
        for view in reversed(own):
            try:
                return await asyncio.wait_for(self._around(view, by_id, screen), 2 * _LIMIT)
            except (OSError, TimeoutError, ConnectionClosed, InvalidHandshake, InvalidURI, NotTaken) as error:
                why = str(error) or type(error).__name__
        raise NotTaken(why[:300])

    async def _around(self, view: dict[str, Any], by_id: dict[str, dict[str, Any]], screen: Screen) -> bytes:
        rect: Rect | None = None
        inner = view
        for _ in range(_DEPTH):
            outer = by_id.get(str(inner.get("parentId")))
            if outer is None:
                raise NotTaken("what holds the page's view is not listed")
            async with connect(str(outer.get("webSocketDebuggerUrl")), max_size=None, proxy=None) as socket:
                stands = await _place(socket, str(inner.get("url")), _VIEW if inner is view else "")
                rect = stands if rect is None else _within(stands, rect)
                picture = await _shot(socket, _cut(rect, screen))
            if picture is not None:
                return picture
            inner = outer
        raise NotTaken("nothing that holds the page's view could be pictured")


async def _place(socket: ClientConnection, url: str, view: str) -> Rect:
    """Where the element stands that holds a view."""
    mark = url.split("://", 1)[-1].split("/", 1)[-1].split("?")[0].split("#")[0]
    script = _WHERE % (json.dumps(f"/{mark}"), json.dumps(view))
    told = await _ask(socket, "Runtime.evaluate", {"expression": script, "returnByValue": True})
    value = told.get("result", {}).get("value") if isinstance(told.get("result"), dict) else None
    if not isinstance(value, list) or len(value) != 6:
        raise NotTaken("the page's view stands nowhere to be seen in what holds it")
    left, top, width, height = (float(v) for v in value[:4])
    return (left, top, width, height)


def _within(outer: Rect, inner: Rect) -> Rect:
    """A rectangle of something inside, seen from outside."""
    return (outer[0] + inner[0], outer[1] + inner[1], inner[2], inner[3])


def _cut(rect: Rect, screen: Screen) -> Rect:
    """The whole screen around a page's view. A view as tall as the screen has no bar above. Raises NotTaken."""
    zoom = rect[2] / screen.width
    below_a_bar = rect[3] / zoom <= screen.height - screen.top + 1
    top = rect[1] - (screen.top * zoom if below_a_bar else 0)
    if top < -1:
        raise NotTaken("the simulator's screen is not wholly in the window")
    return (rect[0], max(top, 0), rect[2], screen.height * zoom)


async def _shot(socket: ClientConnection, clip: Rect) -> bytes | None:
    """None where this target cannot be pictured by itself."""
    region = dict(zip(("x", "y", "width", "height"), clip, strict=True))
    answer = await _ask(socket, "Page.captureScreenshot", {"format": "png", "clip": {**region, "scale": 1}})
    try:
        return base64.b64decode(str(answer.get("data") or ""), validate=True) or None
    except binascii.Error:
        return None


_numbers = itertools.count(1)


async def _ask(socket: ClientConnection, method: str, params: dict[str, Any]) -> dict[str, Any]:
    """The result; empty for an error."""
    number = next(_numbers)
    await socket.send(json.dumps({"id": number, "method": method, "params": params}))
    async with asyncio.timeout(_LIMIT):
        while True:
            message = json.loads(await socket.recv())
            if isinstance(message, dict) and message.get("id") == number:
                result = message.get("result")
                return result if isinstance(result, dict) else {}


def _is_of(url: str, page: str) -> bool:
    return url.split("?")[0].split("#")[0].removesuffix(".html").endswith(f"/{page.strip('/')}")


def alike(one: bytes, other: bytes) -> bool:
    """Whether two pictures show the same screen, as far as can be told from their colours. Raises ValueError."""
    first, second = _opened(one), _opened(other)
    shapes = [p.height / p.width for p in (first, second)]
    if abs(shapes[0] - shapes[1]) > 0.06 * shapes[1]:
        return False
    size = (90, round(90 * shapes[1]))
    pixels = [numpy.asarray(p.resize(size, Image.Resampling.BOX)).astype(numpy.int16) for p in (first, second)]
    return float(numpy.abs(pixels[0] - pixels[1]).mean()) <= _UNLIKE


def _opened(png: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(png)) as picture:
            return picture.convert("RGB")
    except (OSError, UnidentifiedImageError) as error:
        raise ValueError(f"no picture: {error}") from None
