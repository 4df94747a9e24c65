"""The report as one file to send: pictures inside it as WebP, nothing that leads out of it."""

import base64
import io
from dataclasses import replace
from pathlib import Path

from PIL import Image

from reports.fresh import fresh
from reports.html import report
from reports.html.view import FindingView, Page, Shot
from reports.pack import PackError

_WIDEST, _STRIP_WIDEST = 600, 1600
"""Pixels; enough to read a phone's screen."""
_QUALITY = 80


def write(root: Path, lang: str = "") -> Path:
    """``<pack>.report.html`` beside the pack, computed from ``original/`` again. Raises PackError."""
    into = root.absolute().with_name(f"{root.absolute().name}.report.html")
    with fresh(root, lang) as found:
        text = report.render(inlined(found.page, found.folder), lang=found.lang)
    try:
        into.write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        raise PackError(f"{into}: the report cannot be written there ({error.strerror})") from None
    return into


def inlined(page: Page, folder: Path) -> Page:
    """The page with its pictures in it; links to other files of the pack become mere names."""
    return replace(
        page,
        single=True,
        findings=tuple(_finding(one, folder) for one in page.findings),
        filmstrip=_webp(folder / page.filmstrip, _STRIP_WIDEST) if page.filmstrip else "",
        timeline=_svg(folder / page.timeline) if page.timeline else "",
        sitemap=_svg(folder / page.sitemap) if page.sitemap else "",
    )


def _finding(finding: FindingView, folder: Path) -> FindingView:
    return replace(
        finding,
        shots=tuple(_shot(shot, folder) for shot in finding.shots),
        more_shots=tuple(_shot(shot, folder) for shot in finding.more_shots),
    )


def _shot(shot: Shot, folder: Path) -> Shot:
    return replace(shot, picture=_webp(folder / shot.picture, _WIDEST))


def _webp(path: Path, widest: int) -> str:
    """A data URI; empty when there is no such picture."""
    try:
        with Image.open(path, formats=("PNG",)) as image:
            ratio = min(1.0, widest / image.width)
            size = (max(1, round(image.width * ratio)), max(1, round(image.height * ratio)))
            small = image.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""
    out = io.BytesIO()
    small.save(out, "WEBP", quality=_QUALITY, method=4)
    return f"data:image/webp;base64,{base64.b64encode(out.getvalue()).decode()}"


def _svg(path: Path) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(path.read_bytes()).decode()}"
