"""Leading the traffic of a program in DevTools to the proxy, and proving that it comes."""

import secrets

from crawler.drivers.devtools.probe import send
from crawler.drivers.devtools.session import Session
from interceptors.client import Proxy
from interceptors.config import CANARY_HOST
from minispect.capture import Level
from minispect.relay import Relay

_START = 90.0
"""Seconds that our own host may take to start anew behind another proxy."""


class Traffic:
    """One fixed port for all runs. ``level``: ``full`` when HTTPS contents come, ``hosts`` when only HTTP does."""

    def __init__(self) -> None:
        self.level: Level = "none"
        self.canary: dict[str, str] = {}
        """Scheme -> ``arrived``, or what the program was told instead."""
        self._relay = Relay()

    async def open(self, session: Session, proxy: Proxy, proxy_port: int) -> None:
        """In DevTools a person has set the port; our own host is told it. Raises Unreachable."""
        simulated = bool(session.lanes.simulated)
        await self._relay.open(0 if simulated else proxy_port)
        self._relay.lead(await proxy.listen("canary"))
        if simulated:
            await session.wire.ask("Minispect.setProxy", {"port": self._relay.port, "spki": proxy.spki}, _START)
        await self._prove(session, proxy)

    def lead(self, port: int) -> None:
        """To another run's port from now on."""
        self._relay.lead(port)

    async def close(self) -> None:
        await self._relay.close()

    async def _prove(self, session: Session, proxy: Proxy) -> None:
        """Requests that the program itself is made to send must arrive before its traffic may count as seen."""
        for scheme in ("https", "http"):
            mark = f"devtools-{secrets.token_hex(6)}"
            arrived = proxy.expect(mark)
            said = await send(session.protocol, f"{scheme}://{CANARY_HOST}/{mark}")
            came = await arrived(3 if said == "answered" else 1)
            self.canary[scheme] = "arrived" if came else f"did not arrive: {said}"
            if came:
                self.level = "full" if scheme == "https" else "hosts"
                return
