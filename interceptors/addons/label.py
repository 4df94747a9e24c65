"""Take the host's single-use label off each request: it ties a flow to its call and never leaves."""

from mitmproxy import connection, http

from interceptors.session import Session

ORDER = 10
HEADER = "x-minispect-call"
PROGRAM_REFERER = "https://servicewechat.com/"


class Label:
    def __init__(self, session: Session) -> None:
        self.session = session

    def client_connected(self, client: connection.Client) -> None:
        self.session.connected_at_fence[client.id] = self.session.fence

    def client_disconnected(self, client: connection.Client) -> None:
        self.session.connected_at_fence.pop(client.id, None)

    def requestheaders(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.begin(flow)
        exchange.label = flow.request.headers.pop(HEADER, "")
        referer = flow.request.headers.get("referer", "")
        exchange.from_program = bool(exchange.label) or referer.startswith(PROGRAM_REFERER)


def make(session: Session) -> Label:
    return Label(session)
