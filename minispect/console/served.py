"""How a file of a pack is handed to a browser: shown where it cannot act, saved otherwise."""

import base64
import hashlib
import re
from pathlib import Path

from starlette.responses import Response, StreamingResponse

from minispect.console import inside
from minispect.console.headers import CLOSED
from reports import listing

REPORT = "data/derived/report.html"
_DRAWINGS = ("data/derived/timeline.svg", "data/derived/sitemap.svg")
_PICTURES = ("data/original/screens/", "data/derived/")
_TEXT = {".txt", ".csv", ".jsonl", ".json", ".sarif", ".har", ".dot", ".sig"}
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
_LARGEST_REPORT = 64 << 20


def response(root: Path, path: str) -> Response:
    """The file. Whatever came from the target is sandboxed, and no type of it can be active. Raises NotThere."""
    if path == REPORT:
        return _report(inside.content(root, path, _LARGEST_REPORT))
    descriptor, size = inside.opened(root, path)
    kind = _kind(path)
    headers = {"Content-Security-Policy": CLOSED, "Content-Length": str(size)}
    if kind == "application/octet-stream":
        headers["Content-Disposition"] = f'attachment; filename="{_filename(path)}"'
    if kind.startswith("image/"):
        headers["Cache-Control"] = "private, max-age=3600"
    return StreamingResponse(inside.pieces(descriptor, size), headers=headers, media_type=kind)


def _report(page: bytes) -> Response:
    """No script, no form, no window; the style is the one whose hash is named, pictures come from beside it.

    ``allow-same-origin`` lets its pictures through (they need the session's cookie); without ``allow-scripts`` there
    is nothing in the page that could use the origin.
    """
    style = _STYLE.search(page)
    digest = base64.b64encode(hashlib.sha256(style[1] if style else b"").digest()).decode()
    policy = (
        "sandbox allow-same-origin allow-downloads; default-src 'none'; img-src 'self' data:; "
        f"style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return Response(page, headers={"Content-Security-Policy": policy}, media_type="text/html")


def _kind(path: str) -> str:
    ending = Path(path).suffix.lower()
    if ending == ".png" and path.startswith(_PICTURES):
        return "image/png"
    if path in _DRAWINGS:
        return "image/svg+xml"
    if ending in _TEXT or "/" not in path:
        return "text/plain; charset=utf-8"
    return "application/octet-stream"


def _filename(path: str) -> str:
    name = path.rpartition("/")[2]
    return name if listing.allowed_name(name.lower()) and name.isascii() else "file.bin"
