"""Hand the cookies of an answer to the host's page, which a browser keeps from reading them.

The header for it is neither in the recording nor in the dump. Only answers to the program's own calls get it.
"""

import json

from mitmproxy import http

from interceptors.addons.label import SET_COOKIE
from interceptors.session import Session

ORDER = 95
"""After the recording and the dump."""


class Cookies:
    def __init__(self, session: Session) -> None:
        self.session = session
        self.labelled: set[str] = set()

    def requestheaders(self, flow: http.HTTPFlow) -> None:
        exchange = self.session.under_way(flow)
        if exchange is not None and exchange.label:
            self.labelled.add(flow.id)

    def responseheaders(self, flow: http.HTTPFlow) -> None:
        """A streamed answer's headers leave right after this; ``label.py`` takes ours off before it is recorded."""
        exchange = self.session.under_way(flow)
        if exchange is not None and flow.response is not None and flow.response.stream:
            exchange.cookies_handed = self._hand(flow, flow.response)

    def response(self, flow: http.HTTPFlow) -> None:
        if flow.response is not None and not flow.response.stream:
            self._hand(flow, flow.response)

    def error(self, flow: http.HTTPFlow) -> None:
        self.labelled.discard(flow.id)

    def _hand(self, flow: http.HTTPFlow, response: http.Response) -> bool:
        wanted = flow.id in self.labelled
        self.labelled.discard(flow.id)
        cookies = response.headers.get_all("set-cookie")
        if not wanted or not cookies or SET_COOKIE in response.headers:
            return False
        response.headers[SET_COOKIE] = json.dumps(cookies)
        return True


def make(session: Session) -> Cookies:
    return Cookies(session)
