"""Answer the probe by which the inspection proves that its proxy really sees traffic."""

from mitmproxy import http

from interceptors.config import CANARY_HOST
from interceptors.session import Session

ORDER = 35


class Canary:
    def __init__(self, session: Session) -> None:
        self.session = session

    def requestheaders(self, flow: http.HTTPFlow) -> None:
        if flow.request.host == CANARY_HOST:
            self.session.ignore(flow)

    def request(self, flow: http.HTTPFlow) -> None:
        if flow.request.host == CANARY_HOST:
            flow.response = http.Response.make(200, b"minispect", {"content-type": "text/plain"})
            self.session.send({"t": "canary", "token": flow.request.path.strip("/")})


def make(session: Session) -> Canary:
    return Canary(session)
