"""Looking at DevTools: the page by its view, the rest by the picture."""

import asyncio
import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from crawler.drivers.android.frame import BlackFrame, Frame, frame
from crawler.drivers.android.windows import Found
from crawler.drivers.devtools.cdp_pictures import NotTaken
from crawler.drivers.devtools.choices import Asked
from crawler.drivers.devtools.protocol import Page
from crawler.drivers.devtools.scripts import script
from crawler.drivers.devtools.session import Session
from crawler.drivers.devtools.tree import Seen, read_tree, shift_of, top_of, tree_of, viewed
from crawler.drivers.devtools.windows import Own, Windows
from crawler.drivers.devtools.wire import Refused, Unanswered
from recording.observations import Rect
from recording.tree import Tree

_TRIES = 3


class NoPicture(Exception):
    """DevTools gave none."""


@dataclass(frozen=True)
class Glance:
    """One look. ``unread``: a window may lie over the page, and nobody could read it."""

    frame: Frame
    tree: Tree
    window: Found | None
    page: Page
    top: float
    """Where the page's window begins in the picture, CSS pixels."""
    hosts: tuple[tuple[str, ...], ...]
    """For each node of the page the tags of the components in whose templates it stands."""
    blank: bool
    unread: bool
    untaken: str = ""
    """Why the picture is the protocol's although the debugging port gives better ones."""


@dataclass(frozen=True)
class _Taken:
    """``width``: CSS pixels across, where they are known of the picture itself."""

    png: bytes
    width: float | None
    untaken: str = ""


class Eyes:
    """Of one run."""

    def __init__(self, session: Session, windows: Windows, own: Callable[[str], None]) -> None:
        """``own`` hears of each call of the program's interfaces that is ours."""
        self._session, self._windows, self._own = session, windows, own

    async def look(
        self, *, asked: bool, away: bool, sheet: bool = False, guidelines: bool = False, choice: Asked | None = None
    ) -> Glance:
        """Picture, page and windows of one moment; ``sheet``: one that the protocol cannot press lies over the page;
        ``guidelines``: the platform's were opened; ``choice``: what a user is to choose there.

        Raises NoPicture, Refused, Unanswered, Lost.
        """
        session = self._session
        for attempt in range(_TRIES):
            before = await session.protocol.stack()
            page = before[-1] if before else await session.protocol.current()
            await session.turn_to(page.path, self._own)
            taken, eye = await asyncio.gather(self._picture(page.path), self._eye(page))
            after = await session.protocol.stack()
            if before == after or attempt == _TRIES - 1:
                break
            session.forget(page.path)
        shot, plain = await self._framed(taken, eye)
        unread = self._windows.unread
        asked = asked or not session.lanes.view
        top = top_of(eye, shot, session.window_top)
        own = _drawn(eye, shift_of(eye, shot, top))
        sight = await self._windows.look(shot, own, asked=asked, guidelines=guidelines, choice=choice)
        seen = Seen(shot, before, eye, top, sight.lines, sight.shapes, sight.window, away, sheet)
        # Without a view of the page the picture is read as a phone's is.
        tree = tree_of(seen, session.program) if session.lanes.view else read_tree(seen, session.program)
        hosts = tuple(chain for _, chain in viewed(eye))
        blank = plain and sight.window is None and not eye.get("frames")
        return Glance(shot, tree, sight.window, page, top, hosts, blank, self._windows.unread > unread, taken.untaken)

    async def sign(self) -> str:
        """A digest of what the page shows, to tell whether it still changes."""
        protocol = self._session.protocol
        page = await protocol.current()
        return hashlib.sha256(
            json.dumps([page.id, await self._eye(page, signed=True)], sort_keys=True).encode()
        ).hexdigest()

    async def _eye(self, page: Page, *, signed: bool = False) -> dict[str, Any]:
        if not self._session.lanes.view:
            return {"picture": hashlib.sha256((await self._picture(page.path)).png).hexdigest()} if signed else {}
        try:
            found = await self._session.protocol.in_view(page.id, script("eye"))
        except Refused:
            # The page went away between two questions.
            return {}
        return found if isinstance(found, dict) else {}

    async def _picture(self, path: str) -> _Taken:
        """By the debugging port where that was found good, else by the protocol. Raises NoPicture."""
        pictures, screen, untaken = self._session.pictures, self._session.screen, ""
        if pictures is not None and screen is not None:
            try:
                return _Taken(await pictures.take(path, screen), screen.width)
            except NotTaken as error:
                untaken = str(error)
        return _Taken(await self._shot(), None, untaken)

    async def _shot(self) -> bytes:
        """The protocol's own; a failure is often of the moment. Raises NoPicture."""
        why = ""
        for _ in range(_TRIES):
            try:
                return base64.b64decode(await self._session.protocol.screenshot(), validate=True)
            except (Refused, Unanswered, binascii.Error) as error:
                why = str(error)
        raise NoPicture(why)

    async def _framed(self, taken: _Taken, eye: Mapping[str, Any]) -> tuple[Frame, bool]:
        """The frame, and whether it is of one colour. Raises NoPicture."""
        png, density = taken.png, self._session.density
        try:
            if taken.width is not None:
                density = Frame(png, 1).size[0] / taken.width
            return await asyncio.to_thread(frame, png, density), False
        except BlackFrame:
            return Frame(png, density), not eye.get("nodes")
        except ValueError as error:
            raise NoPicture(str(error)) from None


def _drawn(eye: Mapping[str, Any], shift: float) -> Own:
    """What the page draws itself, where it stands in the picture: its own popups among it."""
    boxes: list[Rect] = []
    words: list[tuple[str, Rect]] = []
    for node, _ in viewed(eye):
        x, y, width, height = node.rect
        rect = (x, y + shift, width, height)
        if node.tag != "page-root" and width >= 100 and height >= 60 and node.background:
            boxes.append(rect)
        if node.text:
            words.append((node.text, rect))
    return Own(tuple(boxes), tuple(words))
