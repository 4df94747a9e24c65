"""Answer from the stub table or an earlier recording; in these modes no connection leaves the machine."""

from collections.abc import Mapping
from pathlib import Path

from mitmproxy import ctx, http
from mitmproxy.proxy import server_hooks

from interceptors.answers import Asked, Frame, Reply, Source
from interceptors.origin import SERVE
from interceptors.session import Exchange, Session

ORDER = 50


class OwnBackend:
    """Small requests are answered at once. mitmproxy cannot do that while a body streams through, nor
    for a WebSocket: both are led to an own server on loopback, and our answer put in afterwards.
    A large file comes from that server, piece by piece, so that it is never in memory as a whole."""

    def __init__(self, session: Session, source: Source) -> None:
        self.session = session
        self.source = source
        self._replies: dict[str, Reply] = {}
        """By exchange: a source is asked once for each request."""
        self._scripts: dict[str, list[list[Frame]]] = {}
        """By flow: what a WebSocket has still to say, after each frame of the program."""

    def server_connect(self, data: server_hooks.ServerConnectionHookData) -> None:
        if data.server.address != ("127.0.0.1", self.session.origin.port):
            data.server.error = f"the {self.source.served_by} backend lets nothing reach the network"

    def requestheaders(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if exchange is None:
            return
        exchange.served_by = self.source.served_by
        flow.request.headers.pop(SERVE, None)
        if self._accepts_websocket(flow, exchange):
            self._lead_away(flow)
        elif flow.request.stream:
            self._lead_away(flow)
            self._promise(flow, exchange)

    def request(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if exchange is None or self._led_away(flow):
            return
        if self._found(flow, exchange).broken:
            flow.kill()
        elif self._promise(flow, exchange):
            self._lead_away(flow)
        else:
            flow.response = self._answer(flow, exchange)

    def responseheaders(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if exchange is None or flow.response is None or not self._streams(flow):
            return
        reply = self._found(flow, exchange)
        length = flow.response.headers.get("content-length", "")
        flow.response.status_code, flow.response.reason = reply.status, ""
        flow.response.headers = _headers(reply)
        flow.response.headers["content-length"] = length

    def response(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if exchange is None:
            return
        if self._led_away(flow):
            asked = exchange.request
            flow.request.scheme = asked["scheme"].replace("ws", "http")
            flow.request.host, flow.request.port = asked["host"], asked["port"]
            if flow.websocket is None and not self._streams(flow):
                flow.response = self._answer(flow, exchange)
            flow.request.headers.pop(SERVE, None)
        self._replies.pop(exchange.id, None)

    def error(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if exchange is not None:
            self._replies.pop(exchange.id, None)

    def websocket_start(self, flow: http.HTTPFlow) -> None:
        self._speak(flow)

    def websocket_message(self, flow: http.HTTPFlow) -> None:
        if flow.websocket is not None and flow.websocket.messages[-1].from_client:
            self._speak(flow)

    def websocket_end(self, flow: http.HTTPFlow) -> None:
        self._scripts.pop(flow.id, None)

    def _speak(self, flow: http.HTTPFlow) -> None:
        """Send what the script has next."""
        script = self._scripts.get(flow.id)
        for is_text, payload in script.pop(0) if script else ():
            ctx.master.commands.call("inject.websocket", flow, True, payload, is_text)

    def _lead_away(self, flow: http.HTTPFlow) -> None:
        flow.request.scheme, flow.request.host, flow.request.port = "http", "127.0.0.1", self.session.origin.port

    def _led_away(self, flow: http.HTTPFlow) -> bool:
        return flow.request.port == self.session.origin.port and flow.request.host == "127.0.0.1"

    def _promise(self, flow: http.HTTPFlow, exchange: Exchange) -> bool:
        """Whether the answer is a large file; the server on loopback then knows of it."""
        body = self._found(flow, exchange).body
        if not isinstance(body, Path) or flow.request.method == "HEAD":
            return False
        self.session.origin.promise(exchange.id, body)
        flow.request.headers[SERVE] = exchange.id
        return True

    def _streams(self, flow: http.HTTPFlow) -> bool:
        return SERVE in flow.request.headers

    def _accepts_websocket(self, flow: http.HTTPFlow, exchange: Exchange) -> bool:
        if flow.request.headers.get("upgrade", "").lower() != "websocket":
            return False
        script = self.source.socket(_asked(flow, exchange))
        if script is not None:
            self._scripts[flow.id] = list(script)
        return script is not None

    def _found(self, flow: http.HTTPFlow, exchange: Exchange) -> Reply:
        reply = self._replies.get(exchange.id)
        if reply is None:
            reply = self._replies[exchange.id] = self.source.reply(_asked(flow, exchange))
            exchange.marks = reply.marks
            if reply.problem:
                self.session.send({"t": "error", "message": reply.problem})
        return reply

    def _answer(self, flow: http.HTTPFlow, exchange: Exchange) -> http.Response:
        reply = self._found(flow, exchange)
        # Too late to break the connection of an upload that streamed through.
        response = http.Response.make(502 if reply.broken else reply.status)
        response.headers = _headers(reply)
        # Only the answer to HEAD is still a file here; its length is told, its bytes are not sent.
        size = reply.body.stat().st_size if isinstance(reply.body, Path) else len(reply.body)
        response.raw_content = b"" if isinstance(reply.body, Path) else reply.body
        response.headers["content-length"] = str(size)
        return response


def _asked(flow: http.HTTPFlow, exchange: Exchange) -> Asked:
    """The request as the program made it."""
    asked: Mapping[str, str] = exchange.request
    return Asked(
        run=exchange.run,
        method=asked["method"],
        url=asked["url"],
        host=asked["host"],
        body=None if flow.request.stream else flow.request.raw_content,
        content_type=flow.request.headers.get("content-type", ""),
    )


def _headers(reply: Reply) -> http.Headers:
    return http.Headers(
        [(name.encode("utf-8", "replace"), value.encode("utf-8", "replace")) for name, value in reply.headers]
    )


class Nothing:
    """In live mode there is nothing to do."""


def make(session: Session) -> OwnBackend | Nothing:
    return OwnBackend(session, session.source) if session.source is not None else Nothing()
