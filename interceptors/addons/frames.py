"""Record WebSocket frames and raw TCP streams."""

from mitmproxy import http, tcp

from interceptors.session import Session
from recording import clock
from recording.log import BlobStream

ORDER = 70


class Frames:
    def __init__(self, session: Session) -> None:
        self.session = session

    def websocket_message(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if flow.websocket is None or exchange is None:
            return
        message = flow.websocket.messages[-1]
        del flow.websocket.messages[:-1]
        direction = "request" if message.from_client else "response"
        data = {
            "type": "frame",
            "id": self.session.next_id(),
            "parent": exchange.id,
            "url": exchange.request["url"],
            "scheme": exchange.request["scheme"],
            "host": exchange.request["host"],
            "port": exchange.request["port"],
            "from_client": message.from_client,
            "content_type": "text" if message.is_text else "binary",
            f"{direction}_body": self.session.blobs.put(message.content),
            f"{direction}_size": len(message.content),
            "started_ns": clock.mono_ns(),
            "fence_start": self.session.fence,
            "fence_end": self.session.fence,
            "served_by": exchange.served_by,
        }
        self.session.send_flow(exchange.run, data, exchange.label)


class Streams:
    """Raw TCP inside a CONNECT: both directions whole, one record at the end."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.started: dict[str, tuple[str, int, int]] = {}
        self.bodies: dict[tuple[str, bool], BlobStream] = {}

    def tcp_start(self, flow: tcp.TCPFlow) -> None:
        self.started[flow.id] = (self.session.next_id(), clock.mono_ns(), self.session.fence)

    def tcp_message(self, flow: tcp.TCPFlow) -> None:
        message = flow.messages[-1]
        del flow.messages[:-1]
        key = (flow.id, message.from_client)
        if key not in self.bodies:
            self.bodies[key] = self.session.blobs.stream()
        self.bodies[key].write(message.content)

    def tcp_end(self, flow: tcp.TCPFlow) -> None:
        self._finish(flow, "")

    def tcp_error(self, flow: tcp.TCPFlow) -> None:
        self._finish(flow, flow.error.msg if flow.error else "the connection broke")

    def _finish(self, flow: tcp.TCPFlow, error: str) -> None:
        if flow.id not in self.started:
            return
        name, started_ns, fence = self.started.pop(flow.id)
        address = flow.server_conn.address or ("", 0)
        data = {
            "type": "tcp",
            "id": name,
            "url": f"tcp://{address[0]}:{address[1]}",
            "scheme": "tcp",
            "host": str(address[0]),
            "port": int(address[1]),
            "started_ns": started_ns,
            "fence_start": fence,
            "fence_end": self.session.fence,
            "tls": self.session.tls.get(flow.server_conn.id, {}),
            "error": error,
        }
        for direction, from_client in (("request", True), ("response", False)):
            body = self.bodies.pop((flow.id, from_client), None)
            if body is not None:
                data[f"{direction}_body"], data[f"{direction}_size"] = body.close(), body.size
        self.session.send_flow(self.session.run_of(flow.client_conn), data)


class Both:
    """The two, as one add-on that mitmproxy walks into."""

    def __init__(self, session: Session) -> None:
        self.addons = [Frames(session), Streams(session)]


def make(session: Session) -> Both:
    return Both(session)
