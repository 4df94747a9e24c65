"""Refuse connections to the inspecting machine's own addresses (names are refused by the resolver)."""

from mitmproxy.proxy import server_hooks

from interceptors import network
from interceptors.session import Session

ORDER = 45


class Guard:
    def __init__(self, session: Session) -> None:
        self.session = session

    def server_connect(self, data: server_hooks.ServerConnectionHookData) -> None:
        if data.server.address is None or self.session.config.allow_local:
            return
        host, port = str(data.server.address[0]), data.server.address[1]
        if (host, port) == ("127.0.0.1", self.session.origin.port):
            return
        if network.is_local(host) and network.mapped(self.session.config.hosts, host) is None:
            data.server.error = f"{host} is {network.LOCAL_ERROR}"


def make(session: Session) -> Guard:
    return Guard(session)
