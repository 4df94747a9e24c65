"""Traffic that comes through a WireGuard tunnel: told by name again, as a proxy's clients tell it.

A tunnel hands over addresses, not names. So names are answered here, with addresses of the range for benchmarks
(RFC 2544), which lead nowhere else; what then comes for such an address goes to the name it was asked by, or to the
one that the request or the handshake names.
"""

import ipaddress
from collections.abc import Iterator

from mitmproxy import dns, http
from mitmproxy.net.dns import response_codes, types
from mitmproxy.proxy import server_hooks
from mitmproxy.proxy.mode_specs import WireGuardMode

from interceptors.session import Session

ORDER = 11
_RANGE = ipaddress.ip_network("198.18.0.0/15")
_TTL = 60
_MOST = 50_000
"""Names that get an address in one inspection."""


class Tunnel:
    def __init__(self, session: Session) -> None:
        self.session = session
        self._free: Iterator[ipaddress.IPv4Address | ipaddress.IPv6Address] = _RANGE.hosts()
        self._addresses: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def dns_request(self, flow: dns.DNSFlow) -> None:
        """Every name gets an address of its own; other questions have no answer, so that IPv4 is used."""
        question = flow.request.question
        if question is None or (question.type == types.A and self._full(question.name)):
            flow.response = flow.request.fail(response_codes.REFUSED)
            return
        answers = []
        if question.type == types.A:
            answers.append(dns.ResourceRecord.A(question.name, self._address(question.name), ttl=_TTL))
        flow.response = flow.request.succeed(answers)

    def server_connect(self, data: server_hooks.ServerConnectionHookData) -> None:
        """A connection that is led through unread goes where its name says."""
        address = data.server.address
        if address is not None and address[0] in self._names:
            data.server.address = (data.client.sni or self._names[address[0]], address[1])

    def requestheaders(self, flow: http.HTTPFlow) -> None:
        if isinstance(flow.client_conn.proxy_mode, WireGuardMode):
            flow.request.host = flow.client_conn.sni or self._names.get(flow.request.host) or flow.request.pretty_host

    def _full(self, name: str) -> bool:
        """A program that asks for names without end gets no more."""
        return len(self._addresses) >= _MOST and _plain(name) not in self._addresses

    def _address(self, name: str) -> ipaddress.IPv4Address:
        plain = _plain(name)
        if plain not in self._addresses:
            address = str(next(self._free))
            self._addresses[plain], self._names[address] = address, plain
        return ipaddress.IPv4Address(self._addresses[plain])


def _plain(name: str) -> str:
    return name.rstrip(".").casefold()


def make(session: Session) -> Tunnel:
    return Tunnel(session)
