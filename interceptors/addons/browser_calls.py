"""Chromium's requests on its own behalf: answered here, counted, kept out of the recording."""

from mitmproxy import http

from interceptors.session import Session
from interceptors.stub import glob
from recording.data import config_rows

ORDER = 20


class BrowserCalls:
    def __init__(self, session: Session) -> None:
        self.session = session
        self.rows = [(row["host"], glob(row["path"])) for row in config_rows("browser_calls.tsv")]

    def requestheaders(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if exchange is None or exchange.from_program or not self._is_own(flow.request):
            return
        self.session.ignore(flow)
        self.session.send({"t": "browser_call", "run": exchange.run, "host": flow.request.host})

    def request(self, flow: http.HTTPFlow) -> None:
        if self.session.ignored(flow):
            flow.response = http.Response.make(204)

    def _is_own(self, request: http.Request) -> bool:
        path = request.path.split("?", 1)[0]
        return any(host == request.host and pattern.fullmatch(path) for host, pattern in self.rows)


def make(session: Session) -> BrowserCalls:
    return BrowserCalls(session)
