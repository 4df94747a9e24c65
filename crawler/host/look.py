"""One look at the page: the picture and the tree of the same moment."""

import asyncio
import base64
import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.async_api import Error as PlaywrightError

from crawler.driver import Gone
from crawler.host.page import SCALE, HostPage
from recording.tree import Tree

_SCRIPT = (Path(__file__).parent / "browser" / "snapshot.js").read_text(encoding="utf-8")
_FUNCTION = _SCRIPT[_SCRIPT.index("(function") + 1 :].rstrip().removesuffix(")")
_CHROME_PX = 64
_TRIES = 4
"""A program that moves on at the very moment of the look is looked at again."""

_Opened = tuple[Image.Image, str]
"""A picture and the SHA-256 of its pixels."""
_Measured = tuple[str, tuple[int, int], bool]
"""SHA-256 of the pixels, size, and whether the page's own area shows one colour."""


@dataclass(frozen=True)
class Look:
    """``blank``: the page's own area shows one colour."""

    picture: bytes = field(repr=False)
    pixels_sha256: str
    size: tuple[int, int]
    blank: bool
    tree: Tree
    ms: float


class Looker:
    """Takes looks at one page; equal pictures are measured once."""

    def __init__(self) -> None:
        self._measured: dict[str, dict[tuple[float, float], _Measured]] = {}
        """By the SHA-256 of the picture's file, then by where the page's own area begins and ends."""

    async def look(self, page: HostPage, exited: bool = False) -> Look:
        """Take picture and tree together. Raises Gone."""
        try:
            for _ in range(_TRIES):
                # Answered in this order: a tree that stands between two equal states is of that page.
                _, before, shot, seen, state = await asyncio.gather(
                    page.in_isolation("() => globalThis.raisePlatform()"),
                    page.control("state"),
                    self._shot(page),
                    page.in_isolation(_FUNCTION),
                    page.control("state"),
                )
                if _place(before) == _place(state):
                    break
        except PlaywrightError as error:
            raise Gone(f"the page of the mini program is gone: {error.message.splitlines()[0]}") from None
        picture, digest, opened = shot
        top, bottom = seen.pop("frame")
        frames = seen.pop("frames")
        state = state or {}
        tree = Tree.model_validate(
            {
                **seen,
                "page": str(state.get("page") or ""),
                "query": str(state.get("query") or ""),
                "stack": tuple(state.get("stack") or ()),
                "title": str(state.get("title") or ""),
                "scale": SCALE,
                "exited": exited or state.get("exited") is True,
            }
        )
        covered = any(node.dialog for node in tree.nodes) or frames
        pixels, size, plain = await self._measure(picture, digest, opened, max(top, _CHROME_PX), bottom)
        return Look(picture, pixels, size, plain and not covered, tree, float(state.get("ms") or 0))

    async def _shot(self, page: HostPage) -> tuple[bytes, str, _Opened | None]:
        """The picture, its SHA-256, and it opened while the page still tells its tree; None when it is known."""
        shot = await page.session.send("Page.captureScreenshot", {"optimizeForSpeed": True})
        picture = base64.b64decode(shot["data"])
        digest = hashlib.sha256(picture).hexdigest()
        return picture, digest, None if digest in self._measured else await asyncio.to_thread(_open, picture)

    async def _measure(
        self, picture: bytes, digest: str, opened: _Opened | None, top: float, bottom: float
    ) -> _Measured:
        known = self._measured.get(digest, {})
        if (top, bottom) not in known:
            image, pixels = await asyncio.to_thread(_open, picture) if opened is None else opened
            known[top, bottom] = (pixels, image.size, _plain(image, top, bottom))
            self._measured[digest] = known
        return known[top, bottom]


def _place(state: dict[str, Any] | None) -> tuple[object, object, object]:
    state = state or {}
    return (state.get("page"), state.get("query"), state.get("stack"))


def _open(picture: bytes) -> _Opened:
    with Image.open(io.BytesIO(picture)) as opened:
        image = opened if opened.mode == "RGB" else opened.convert("RGB")
        image.load()
    return image, hashlib.sha256(image.tobytes()).hexdigest()


def _plain(image: Image.Image, top: float, bottom: float) -> bool:
    """Whether the page's own area shows one colour."""
    upper = int(top * SCALE)
    area = image.crop((0, upper, image.width, max(int(bottom * SCALE), upper + 1)))
    return area.getcolors(1) is not None
