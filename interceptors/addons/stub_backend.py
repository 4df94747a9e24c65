"""Answer from the stub table; in this mode no connection leaves the machine."""

from mitmproxy import http
from mitmproxy.proxy import server_hooks

from interceptors.session import Exchange, Session
from interceptors.stub import Stub

ORDER = 50


class StubBackend:
    """Small requests are answered at once. mitmproxy cannot do that while a body streams through, nor
    for a WebSocket: both are led to an own server on loopback, and the table's answer put in afterwards."""

    def __init__(self, session: Session, stub: Stub) -> None:
        self.session = session
        self.stub = stub

    def server_connect(self, data: server_hooks.ServerConnectionHookData) -> None:
        if data.server.address != ("127.0.0.1", self.session.origin_port):
            data.server.error = "the stub backend lets nothing reach the network"

    def requestheaders(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if exchange is None:
            return
        exchange.served_by = "stub"
        if flow.request.stream or self._accepts_websocket(flow.request):
            flow.request.scheme, flow.request.host, flow.request.port = "http", "127.0.0.1", self.session.origin_port

    def request(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if exchange is not None and not self._led_away(flow):
            flow.response = self._answer(exchange)

    def response(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if exchange is None or not self._led_away(flow):
            return
        asked = exchange.request
        flow.request.scheme = asked["scheme"].replace("ws", "http")
        flow.request.host, flow.request.port = asked["host"], asked["port"]
        if flow.websocket is None:
            flow.response = self._answer(exchange)

    def _led_away(self, flow: http.HTTPFlow) -> bool:
        return flow.request.port == self.session.origin_port and flow.request.host == "127.0.0.1"

    def _accepts_websocket(self, request: http.Request) -> bool:
        return request.headers.get("upgrade", "").lower() == "websocket" and self.stub.knows(request.host)

    def _answer(self, exchange: Exchange) -> http.Response:
        asked = exchange.request
        path = "/" + asked["url"].split("://", 1)[-1].partition("/")[2]
        answer = self.stub.answer(asked["method"], asked["host"], path)
        try:
            body, kind = self.stub.body(answer)
        except OSError as error:
            message = f"stub file {answer.file} could not be read: {error.strerror}"
            self.session.send({"t": "error", "message": message})
            return http.Response.make(500)
        response = http.Response.make(answer.status, body, {"content-type": kind} if kind else {})
        for name, value in answer.headers.items():
            response.headers[name] = value
        return response


class Nothing:
    """In the other modes there is nothing to do."""


def make(session: Session) -> StubBackend | Nothing:
    return StubBackend(session, session.stub) if session.stub is not None else Nothing()
