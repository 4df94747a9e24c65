"""TLS that is led through unread: clients that would refuse our certificate are left in peace, only the name is kept.

``all``: nobody trusts us (a phone without our authority). ``refused``: a host whose client refused our certificate
once (pinning) is led through from then on, so that the program goes on working and the gap is recorded.
"""

from mitmproxy import tls

from interceptors.session import Session
from recording import clock

ORDER = 12


class Passthrough:
    def __init__(self, session: Session) -> None:
        self.session = session
        self.refused: set[str] = set()

    def tls_clienthello(self, data: tls.ClientHelloData) -> None:
        client, address = data.context.client, data.context.server.address
        host = data.client_hello.sni or str(address[0] if address else "")
        if self.session.passthrough != "all" and host not in self.refused:
            return
        data.ignore_connection = True
        port = int(address[1]) if address else 443
        now = clock.mono_ns()
        flow = {
            "type": "tcp",
            "id": self.session.next_id(),
            "url": f"https://{host}/" if port == 443 else f"https://{host}:{port}/",
            "scheme": "https",
            "host": host,
            "port": port,
            "started_ns": now,
            "fence_start": self.session.connected_at_fence.get(client.id, self.session.fence),
            "fence_end": self.session.fence,
            "tls": {"verdict": "unchecked", "reason": "led through unread"},
            "truncated": True,
        }
        self.session.send_flow(self.session.run_of(client), flow)

    def tls_failed_client(self, data: tls.TlsData) -> None:
        if self.session.passthrough != "none" and data.conn.error and "trust" in data.conn.error:
            self.refused.add(data.context.client.sni or "")


def make(session: Session) -> Passthrough:
    return Passthrough(session)
