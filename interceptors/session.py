"""What the add-ons of one proxy process share: the way out, the blobs, the fence, the exchanges under way."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mitmproxy import connection, flow, http
from mitmproxy.proxy.mode_specs import WireGuardMode

from interceptors.answers import Source
from interceptors.config import ProxyConfig
from interceptors.origin import Origin
from recording import clock
from recording.log import Blobs, BlobStream

Headers = tuple[tuple[str, str], ...]


@dataclass
class Exchange:
    """A request on its way and what is known of it so far. Values are those of ``FlowData``."""

    id: str
    run: str
    started_ns: int
    fence_start: int
    label: str = ""
    from_program: bool = False
    """The mini program sent it (by its label or its Referer), not a web page or the browser itself."""
    ignored: bool = False
    """The browser's own: answered here, counted, not recorded as a flow."""
    stripped: dict[str, int] = field(default_factory=dict)
    request: dict[str, Any] = field(default_factory=dict)
    """The request as it stood before anything of ours touched its destination."""
    fence_end: int | None = None
    served_by: str = "live"
    marks: Mapping[str, Any] = field(default_factory=dict)
    """More fields of ``FlowData``, of an answer of our own."""
    answered: dict[str, Any] = field(default_factory=dict)
    """The response, when it came before the request's last byte; the exchange then ends with that."""
    recorded: bool = False
    """A WebSocket whose opening is recorded; its frames follow."""
    cookies_handed: bool = False
    """The streamed answer carries a header of ours for the host's page."""
    client: str = ""
    """Id of the client's connection."""
    request_stream: BlobStream | None = None
    response_stream: BlobStream | None = None
    request_body: tuple[str, int] = ("", 0)
    """Blob name and size."""


class Session:
    """Shared by the add-ons; all of it is used from the proxy's event loop only."""

    def __init__(self, config: ProxyConfig, source: Source | None, descriptor: int) -> None:
        self.config = config
        self.source = source
        """Where answers come from when no server is asked."""
        self.blobs = Blobs(config.root / "blobs")
        self.fence = 0
        self.passthrough = "none"
        """Which TLS is led through unread: ``none``, ``refused`` or ``all`` (see ``addons/passthrough.py``)."""
        self.ports: dict[int, str] = {}
        """Listening port -> run."""
        self.tunnel_run = ""
        """The run to which what comes through the WireGuard tunnel belongs."""
        self.origin = Origin()
        """The own server that swallows streamed uploads and WebSockets in stub mode and hands out large files."""
        self.tls: dict[str, dict[str, Any]] = {}
        """Server connection id -> facts on its certificate."""
        self.connected_at_fence: dict[str, int] = {}
        """Client connection id -> fence at its start, until its first request takes it over."""
        self._descriptor = descriptor
        self._count = 0
        self._open: dict[str, Exchange] = {}

    def send(self, message: dict[str, Any]) -> None:
        """One line on the ordered stream to the main process; handed over before this returns."""
        line = json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"
        view = memoryview(line)
        while view:
            view = view[os.write(self._descriptor, view) :]

    def next_id(self) -> str:
        self._count += 1
        return f"{self.config.id_prefix}{self._count:06d}"

    def run_of(self, client: connection.Client) -> str:
        if isinstance(client.proxy_mode, WireGuardMode):
            return self.tunnel_run
        return self.ports.get(client.sockname[1], "") if client.sockname else ""

    def begin(self, http_flow: http.HTTPFlow) -> Exchange:
        """A new exchange, at the first bytes of its request.

        The first request of a connection counts from the connection's start: it was made for it.
        """
        client = http_flow.client_conn
        exchange = Exchange(
            id=self.next_id(),
            run=self.run_of(client),
            started_ns=clock.mono_ns(),
            fence_start=self.connected_at_fence.pop(client.id, self.fence),
            client=client.id,
        )
        self._open[http_flow.id] = exchange
        return exchange

    def under_way(self, http_flow: http.HTTPFlow) -> Exchange | None:
        """The exchange of a flow that is to be recorded; None for the browser's own and for finished ones."""
        found = self._open.get(http_flow.id)
        return None if found is None or found.ignored else found

    def ignored(self, http_flow: http.HTTPFlow) -> bool:
        found = self._open.get(http_flow.id)
        return found is not None and found.ignored

    def ignore(self, http_flow: http.HTTPFlow) -> None:
        self._open[http_flow.id].ignored = True

    def take_unfinished(self, client: str = "") -> list[Exchange]:
        """All exchanges under way, of one client's connection when named; they are forgotten here."""
        found = {k: e for k, e in self._open.items() if client in ("", e.client)}
        for key in found:
            del self._open[key]
        return [e for e in found.values() if e.request and not e.ignored and not e.recorded]

    def forget(self, any_flow: flow.Flow) -> None:
        self._open.pop(any_flow.id, None)

    def send_flow(self, run: str, data: dict[str, Any], label: str = "") -> None:
        """Hand over a finished flow. ``data`` has the fields of ``FlowData``."""
        data["ended_ns"] = clock.mono_ns()
        self.send({"t": "flow", "run": run, "label": label, "data": data})


def pairs(headers: http.Headers) -> Headers:
    """Headers as text in their order; bytes that are no UTF-8 are read as Latin-1."""
    return tuple((_text(name), _text(value)) for name, value in headers.fields)


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
