"""Record what leaves: the request as it stands before anything of ours touches its destination."""

from collections.abc import Callable

from mitmproxy import http

from interceptors.session import Exchange, Session, pairs

ORDER = 40
SMALL = 64 * 1024
"""Bodies announced as no larger are taken whole; all others run through to the disk piece by piece."""


class Requests:
    def __init__(self, session: Session) -> None:
        self.session = session

    def requestheaders(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if exchange is None:
            return
        request = flow.request
        exchange.request = {
            "type": "http",
            "id": exchange.id,
            "method": request.method,
            "url": _url(request),
            "scheme": _scheme(request),
            "host": request.host,
            "port": request.port,
            "http_version": request.http_version,
            "request_headers": pairs(request.headers),
            "started_ns": exchange.started_ns,
            "fence_start": exchange.fence_start,
        }
        self.session.send({"t": "begin", "run": exchange.run, "label": exchange.label, "data": exchange.request})
        if _may_be_large(request):
            request.stream = self._tap(exchange)

    def request(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if exchange is None:
            return
        exchange.fence_end = self.session.fence
        if exchange.request_stream is None:
            body = flow.request.raw_content or b""
            exchange.request_body = (self.session.blobs.put(body), len(body))
        else:
            close_request(exchange)

    def _tap(self, exchange: Exchange) -> "BodyTap":
        exchange.request_stream = self.session.blobs.stream()
        return BodyTap(exchange.request_stream.write)


class BodyTap:
    """A mitmproxy stream function: passes each piece on as it is, after handing a copy over."""

    def __init__(self, write: Callable[[bytes], None]) -> None:
        self._write = write

    def __call__(self, piece: bytes) -> bytes:
        if piece:
            self._write(piece)
        return piece


def close_request(exchange: Exchange) -> None:
    """End the streamed request body, whole or not, and note its name."""
    stream, exchange.request_stream = exchange.request_stream, None
    if stream is not None:
        exchange.request_body = (stream.close(), stream.size)


def announced_size(headers: http.Headers) -> int | None:
    """What Content-Length says; None when it says nothing usable."""
    value = headers.get("content-length", "")
    return int(value) if value.isascii() and value.isdigit() else None


def _may_be_large(request: http.Request) -> bool:
    size = announced_size(request.headers)
    return size > SMALL if size is not None else "transfer-encoding" in request.headers


def _is_websocket(request: http.Request) -> bool:
    return str(request.headers.get("upgrade", "")).lower() == "websocket"


def _scheme(request: http.Request) -> str:
    return ("wss" if request.scheme == "https" else "ws") if _is_websocket(request) else request.scheme


def _url(request: http.Request) -> str:
    url = request.url
    if ":" in request.host and not request.host.startswith("["):
        url = url.replace(f"://{request.host}", f"://[{request.host}]", 1)
    return "ws" + url[4:] if _is_websocket(request) and url.startswith("http") else url


def make(session: Session) -> Requests:
    return Requests(session)
