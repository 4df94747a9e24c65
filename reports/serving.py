"""A pack on loopback, to be read: its report, its pictures, its files as plain text. Nothing in it can run."""

import http.server
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from reports import listing
from reports.existing import open_pack
from reports.pack import PackError

REPORT = "data/derived/report.html"
_TYPES = {
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
    ".json": "application/json",
}
_TEXT = {".txt", ".csv", ".jsonl", ".sarif", ".har", ".dot"}
_POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_CLOSED = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
_CHUNK = 1 << 20


def files(root: Path) -> dict[str, Path]:
    """What may be asked for, by its path in the pack: regular files that stand there now, no link, nothing outside.

    Raises PackError.
    """
    open_pack(root)
    found = {entry.path: root / entry.path for entry in listing.entries(root) if entry.sort == "file"}
    if REPORT not in found:
        raise PackError(f"{root}: {REPORT} is missing; 'minispect report' makes it again beside the pack")
    return found


def server(root: Path, port: int = 0) -> http.server.ThreadingHTTPServer:
    """Listening on 127.0.0.1 only; port 0 takes a free one. Raises PackError, OSError when the port is taken."""
    listening = http.server.ThreadingHTTPServer(
        ("127.0.0.1", port), type("Handler", (_Handler,), {"known": files(root)})
    )
    listening.daemon_threads = True
    return listening


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers for the files it was made with."""

    known: ClassVar[Mapping[str, Path]] = {}
    server_version = "minispect"
    sys_version = ""

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name of the base class)
        """Silent: paths of the target stay out of the terminal."""

    def _answer(self, *, body: bool) -> None:
        path = unquote(urlsplit(self.path).path).lstrip("/")
        if not self._from_here():
            self.send_error(HTTPStatus.FORBIDDEN)
        elif not path:
            self._redirect()
        elif path not in self.known:
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            self._send(path, self.known[path], body=body)

    def _from_here(self) -> bool:
        """A name of the web that resolves to this machine must not read the pack."""
        host = self.headers.get("Host", "").rsplit(":", 1)[0]
        return host in ("127.0.0.1", "localhost")

    def _redirect(self) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", f"/{REPORT}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, path: str, file: Path, *, body: bool) -> None:
        try:
            with file.open("rb") as opened:
                left = file.stat().st_size
                self._head(path, left)
                while body and left and (part := opened.read(min(_CHUNK, left))):
                    self.wfile.write(part)
                    left -= len(part)
        except OSError:
            self.close_connection = True

    def _head(self, path: str, size: int) -> None:
        self.send_response(HTTPStatus.OK)
        kind, save = _kind(path)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(size))
        self.send_header("Content-Security-Policy", _POLICY if path == REPORT else _CLOSED)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Cache-Control", "no-store")
        if save:
            self.send_header("Content-Disposition", "attachment")
        self.end_headers()


def _kind(path: str) -> tuple[str, bool]:
    """The content type, and whether a browser may only save it."""
    ending = Path(path).suffix.lower()
    if path == REPORT:
        return "text/html; charset=utf-8", False
    if ending in _TEXT:
        return "text/plain; charset=utf-8", False
    return (_TYPES[ending], False) if ending in _TYPES else ("application/octet-stream", True)
