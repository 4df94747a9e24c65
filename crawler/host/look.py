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

from crawler.driver import Unreachable
from crawler.host.page import SCALE, VIEWPORT, HostPage
from recording.tree import Tree

_SCRIPT = (Path(__file__).parent / "browser" / "snapshot.js").read_text(encoding="utf-8")
_FUNCTION = _SCRIPT[_SCRIPT.index("(function") + 1 :].rstrip().removesuffix(")")
_CHROME_PX = 64


@dataclass(frozen=True)
class Look:
    """``blank``: the page's own area shows one colour."""

    picture: bytes = field(repr=False)
    pixels_sha256: str
    size: tuple[int, int]
    blank: bool
    tree: Tree


async def look(page: HostPage, exited: bool = False) -> Look:
    """Take picture and tree. Raises Unreachable when the page is gone."""
    clip = {"x": 0, "y": 0, "width": VIEWPORT[0], "height": VIEWPORT[1], "scale": SCALE}
    try:
        shot = await page.session.send("Page.captureScreenshot", {"clip": clip, "optimizeForSpeed": True})
        seen: dict[str, Any] = await page.in_isolation(_FUNCTION)
        state = await page.control("state") or {}
    except PlaywrightError as error:
        raise Unreachable(f"the page of the mini program is gone: {error.message.splitlines()[0]}") from None
    picture = base64.b64decode(shot["data"])
    top, bottom = seen.pop("frame")
    frames = seen.pop("frames")
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
    pixels, size, plain = await asyncio.to_thread(_pixels, picture, max(top, _CHROME_PX), bottom)
    return Look(picture, pixels, size, plain and not covered, tree)


def _pixels(picture: bytes, top: float, bottom: float) -> tuple[str, tuple[int, int], bool]:
    with Image.open(io.BytesIO(picture)) as opened:
        image = opened.convert("RGB")
    area = image.crop((0, int(top * SCALE), image.width, max(int(bottom * SCALE), int(top * SCALE) + 1)))
    plain = all(low == high for low, high in _extrema(area))
    return hashlib.sha256(image.tobytes()).hexdigest(), image.size, plain


def _extrema(image: Image.Image) -> list[tuple[int, int]]:
    return [band.getextrema() for band in image.split()]  # type: ignore[misc]
