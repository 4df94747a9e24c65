"""Answer from the stub table; in this mode no connection leaves the machine."""

from pathlib import Path

from mitmproxy import http
from mitmproxy.proxy import server_hooks

from interceptors.origin import SERVE
from interceptors.session import Exchange, Session
from interceptors.stub import Answer, Stub

ORDER = 50


class StubBackend:
    """Small requests are answered at once. mitmproxy cannot do that while a body streams through, nor
    for a WebSocket: both are led to an own server on loopback, and the table's answer put in afterwards.
    A large file comes from that server, piece by piece, so that it is never in memory as a whole."""

    def __init__(self, session: Session, stub: Stub) -> None:
        self.session = session
        self.stub = stub

    def server_connect(self, data: server_hooks.ServerConnectionHookData) -> None:
        if data.server.address != ("127.0.0.1", self.session.origin.port):
            data.server.error = "the stub backend lets nothing reach the network"

    def requestheaders(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if exchange is None:
            return
        exchange.served_by = "stub"
        flow.request.headers.pop(SERVE, None)
        if self._accepts_websocket(flow.request):
            self._lead_away(flow)
        elif flow.request.stream:
            self._lead_away(flow)
            self._promise(flow, exchange)

    def request(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if exchange is None or self._led_away(flow):
            return
        if self._promise(flow, exchange):
            self._lead_away(flow)
        else:
            flow.response = self._answer(exchange)

    def responseheaders(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if exchange is None or flow.response is None or not self._streams(flow):
            return
        answer = self._found(exchange)
        _, kind = self.stub.body(answer)
        length = flow.response.headers.get("content-length", "")
        flow.response.status_code, flow.response.reason = answer.status, ""
        flow.response.headers = _headers(answer, kind)
        flow.response.headers["content-length"] = length

    def response(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if exchange is None or not self._led_away(flow):
            return
        asked = exchange.request
        flow.request.scheme = asked["scheme"].replace("ws", "http")
        flow.request.host, flow.request.port = asked["host"], asked["port"]
        if flow.websocket is None and not self._streams(flow):
            flow.response = self._answer(exchange)
        flow.request.headers.pop(SERVE, None)

    def _lead_away(self, flow: http.HTTPFlow) -> None:
        flow.request.scheme, flow.request.host, flow.request.port = "http", "127.0.0.1", self.session.origin.port

    def _led_away(self, flow: http.HTTPFlow) -> bool:
        return flow.request.port == self.session.origin.port and flow.request.host == "127.0.0.1"

    def _promise(self, flow: http.HTTPFlow, exchange: Exchange) -> bool:
        """Whether the answer is a large file; the server on loopback then knows of it."""
        try:
            body, _ = self.stub.body(self._found(exchange))
        except OSError:
            return False
        if not isinstance(body, Path) or flow.request.method == "HEAD":
            return False
        self.session.origin.promise(exchange.id, body)
        flow.request.headers[SERVE] = exchange.id
        return True

    def _streams(self, flow: http.HTTPFlow) -> bool:
        return SERVE in flow.request.headers

    def _accepts_websocket(self, request: http.Request) -> bool:
        return request.headers.get("upgrade", "").lower() == "websocket" and self.stub.knows(request.host)

    def _found(self, exchange: Exchange) -> Answer:
        asked = exchange.request
        path = "/" + asked["url"].split("://", 1)[-1].partition("/")[2]
        return self.stub.answer(asked["method"], asked["host"], path)

    def _answer(self, exchange: Exchange) -> http.Response:
        answer = self._found(exchange)
        try:
            body, kind = self.stub.body(answer)
        except OSError as error:
            message = f"stub file {answer.file} could not be read: {error.strerror}"
            self.session.send({"t": "error", "message": message})
            return http.Response.make(500)
        # Only the answer to HEAD is still a file here; its length is told, its bytes are not sent.
        size = body.stat().st_size if isinstance(body, Path) else len(body)
        response = http.Response.make(answer.status, b"" if isinstance(body, Path) else body, _headers(answer, kind))
        response.headers["content-length"] = str(size)
        return response


def _headers(answer: Answer, kind: str) -> http.Headers:
    headers = http.Headers()
    if kind:
        headers["content-type"] = kind
    for name, value in answer.headers.items():
        headers[name] = value
    return headers


class Nothing:
    """In the other modes there is nothing to do."""


def make(session: Session) -> StubBackend | Nothing:
    return StubBackend(session, session.stub) if session.stub is not None else Nothing()
