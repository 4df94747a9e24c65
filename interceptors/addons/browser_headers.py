"""Take off the headers that only a browser sends, so that servers see a mini program's request."""

from mitmproxy import http

from interceptors.session import Session
from recording.data import config_rows

ORDER = 30


class BrowserHeaders:
    def __init__(self, session: Session) -> None:
        self.session = session
        self.values: dict[str, set[str]] = {}
        for row in config_rows("browser_headers.tsv"):
            self.values.setdefault(row["header"], set()).add(row["value"])

    def requestheaders(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if exchange is None or not exchange.from_program:
            return
        headers = flow.request.headers
        for name, values in self.values.items():
            value = headers.get(name)
            if value is None or not ("*" in values or value in values):
                continue
            exchange.stripped[name] = len(headers.get_all(name))
            del headers[name]


def make(session: Session) -> BrowserHeaders:
    return BrowserHeaders(session)
