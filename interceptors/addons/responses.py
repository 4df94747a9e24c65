"""Record what comes back, and hand the finished exchange over."""

from typing import Any

from mitmproxy import connection, http
from mitmproxy import flow as flows

from interceptors.addons.requests import SMALL, BodyTap, announced_size, close_request
from interceptors.session import Exchange, Session, pairs

ORDER = 60


class Responses:
    def __init__(self, session: Session) -> None:
        self.session = session

    def responseheaders(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        response = flow.response
        if exchange is None or response is None or response.status_code == 101:
            return
        size = announced_size(response.headers)
        if size is None or size > SMALL:
            exchange.response_stream = self.session.blobs.stream()
            response.stream = BodyTap(exchange.response_stream.write)

    def response(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if exchange is None or flow.response is None:
            self.session.forget(flow)
            return
        answer = self._response(exchange, flow.response) | {"tls": self._tls(exchange, flow)}
        if flow.websocket is not None:
            exchange.recorded = True
            data = self._request(exchange) | answer | {"type": "websocket"}
            self.session.send_flow(exchange.run, data, exchange.label)
        elif exchange.fence_end is None:
            exchange.answered = answer
        else:
            self._finish(flow, exchange, self._request(exchange) | answer)

    def request(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if exchange is not None and exchange.answered:
            self._finish(flow, exchange, self._request(exchange) | exchange.answered)

    def client_disconnected(self, client: connection.Client) -> None:
        """A client that left amid its upload, after the answer: mitmproxy has no hook for that."""
        for exchange in self.session.take_unfinished(client.id):
            close_request(exchange)
            data = self._request(exchange) | exchange.answered | {"truncated": exchange.fence_end is None}
            data["error"] = "the client left before the exchange ended"
            self.session.send_flow(exchange.run, data, exchange.label)

    def websocket_end(self, flow: http.HTTPFlow) -> None:
        self.session.forget(flow)

    def error(self, flow: http.HTTPFlow) -> None:
        """The exchange broke. Whatever was seen until then is recorded; the client sees a broken
        connection as it would on a phone, not an answer made by the proxy."""
        exchange = self.session.under_way(flow)
        if exchange is None or flow.websocket is not None:
            self.session.forget(flow)
            return
        data = self._request(exchange)
        data["truncated"] = exchange.fence_end is None
        close_request(exchange)
        data["request_body"], data["request_size"] = exchange.request_body
        if flow.response is not None:
            data |= self._response(exchange, flow.response)
        data |= {"type": "failed", "tls": self._tls(exchange, flow)}
        data["error"] = flow.error.msg if flow.error else "the exchange broke off"
        self._finish(flow, exchange, data)
        flow.error = flows.Error(flows.Error.KILLED_MESSAGE)

    def _finish(self, flow: http.HTTPFlow, exchange: Exchange, data: dict[str, Any]) -> None:
        self.session.send_flow(exchange.run, data, exchange.label)
        self.session.forget(flow)

    def _request(self, exchange: Exchange) -> dict[str, Any]:
        name, size = exchange.request_body
        return exchange.request | {
            "request_body": name,
            "request_size": size,
            "fence_end": self.session.fence if exchange.fence_end is None else exchange.fence_end,
            "served_by": exchange.served_by,
            **{name: value for name, value in exchange.marks.items() if name != "tls"},
            "stripped": exchange.stripped,
        }

    def _response(self, exchange: Exchange, response: http.Response) -> dict[str, Any]:
        stream, exchange.response_stream = exchange.response_stream, None
        if stream is not None:
            name, size = stream.close(), stream.size
        else:
            body = response.raw_content or b""
            name, size = self.session.blobs.put(body), len(body)
        return {
            "status": response.status_code,
            "response_headers": pairs(response.headers),
            "response_body": name,
            "response_size": size,
            "content_type": response.headers.get("content-type", ""),
        }

    def _tls(self, exchange: Exchange, flow: http.HTTPFlow) -> dict[str, Any]:
        if exchange.request["scheme"] not in ("https", "wss"):
            return {}
        if exchange.served_by == "stub":
            return {"verdict": "unchecked", "reason": "answered by the stub backend; no server was asked"}
        if exchange.served_by == "replay":
            # What the recording says of the server that answered then; nobody was asked now.
            unchecked = {"verdict": "unchecked", "reason": "answered from a recording; no server was asked"}
            return dict(exchange.marks.get("tls") or unchecked)
        return self.session.tls.get(flow.server_conn.id, {"verdict": "unchecked", "reason": "no server answered"})


def make(session: Session) -> Responses:
    return Responses(session)
