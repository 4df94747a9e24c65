"""Take what the host's page wrote for us off each exchange: it never leaves and is never recorded.

The single-use label ties a flow to its call. A request with one is the program's, and may carry its cookies.
"""

from mitmproxy import connection, http

from interceptors.session import Session

ORDER = 10
HEADER = "x-minispect-call"
COOKIE = "x-minispect-cookie"
"""What a page may not send itself."""
SET_COOKIE = "x-minispect-set-cookie"
"""What a page may not read: a JSON list, see ``cookies.py``."""
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
        cookie = flow.request.headers.pop(COOKIE, "")
        if exchange.label and cookie:
            flow.request.headers["cookie"] = cookie
        referer = flow.request.headers.get("referer", "")
        exchange.from_program = bool(exchange.label) or referer.startswith(PROGRAM_REFERER)

    def response(self, flow: http.HTTPFlow) -> None:
        """Before the recording: a streamed answer's headers are with the client already."""
        exchange = self.session.under_way(flow)
        if exchange is not None and exchange.cookies_handed and flow.response is not None:
            flow.response.headers.pop(SET_COOKIE, None)

    error = response


def make(session: Session) -> Label:
    return Label(session)
