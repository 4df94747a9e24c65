"""What each server's certificate says and is worth, and clients that refuse ours (pinning)."""

from typing import Any

from cryptography import x509
from mitmproxy import connection, tls
from mitmproxy.proxy import server_hooks

from interceptors.certificates import Judge
from interceptors.session import Session
from recording import clock

ORDER = 15
PROGRAM_HOST = "servicewechat.com"
"""The page frame's own host: Chromium opens connections ahead for it and drops them unused."""


class Tls:
    def __init__(self, session: Session) -> None:
        self.session = session
        self.judge = Judge(session.config.trust)
        self.connected_ns: dict[str, int] = {}

    def client_connected(self, client: connection.Client) -> None:
        self.connected_ns[client.id] = clock.mono_ns()

    def client_disconnected(self, client: connection.Client) -> None:
        self.connected_ns.pop(client.id, None)

    def tls_established_server(self, data: tls.TlsData) -> None:
        server = data.conn
        if not isinstance(server, connection.Server):
            return
        chain = [certificate.to_pem() for certificate in server.certificate_list]
        host = server.sni or str(server.address[0] if server.address else "")
        facts: dict[str, Any] = {"version": server.tls_version or "", "cipher": server.cipher or ""}
        facts |= self.judge.facts(host, tuple(x509.load_pem_x509_certificate(pem) for pem in chain))
        facts["chain"] = [self.session.blobs.put(pem) for pem in chain]
        self.session.tls[server.id] = facts

    def server_disconnected(self, data: server_hooks.ServerConnectionHookData) -> None:
        self.session.tls.pop(data.server.id, None)

    def tls_failed_client(self, data: tls.TlsData) -> None:
        """The client would not go on with our certificate: it pins another, or was closed meanwhile."""
        client = data.context.client
        address = data.context.server.address
        host = client.sni or str(address[0] if address else "")
        if host == PROGRAM_HOST:
            return
        port = int(address[1]) if address else 443
        flow = {
            "type": "failed",
            "id": self.session.next_id(),
            "url": f"https://{host}:{port}/" if port != 443 else f"https://{host}/",
            "scheme": "https",
            "host": host,
            "port": port,
            "started_ns": self.connected_ns.get(client.id, clock.mono_ns()),
            "fence_start": self.session.connected_at_fence.get(client.id, self.session.fence),
            "fence_end": self.session.fence,
            "error": data.conn.error or "the client ended the TLS handshake",
        }
        self.session.send_flow(self.session.run_of(client), flow)


def make(session: Session) -> Tls:
    return Tls(session)
