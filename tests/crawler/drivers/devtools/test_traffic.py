"""Traffic counts as seen only once a request of the program has arrived."""

import socket
from pathlib import Path

import pytest

from crawler.driver import Unreachable
from crawler.drivers.devtools.session import connect
from interceptors.client import Proxy
from minispect.devtools_traffic import Traffic
from minispect.relay import Relay

from .stand_in import standing_in

REFUSED = "request:fail url not in domain list"
pytestmark = pytest.mark.browser


async def test_without_a_canary_there_is_no_capture_level(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    answers = {"Minispect.getHost": "unimplemented", "App.callFunction": {"result": REFUSED}}
    proxy = await Proxy.start(tmp_path / "original", lambda _: None, authority=tmp_path)
    try:
        async with standing_in(answers) as server:
            session, traffic = await connect(server.address), Traffic()
            await traffic.open(session, proxy, port)
            said = f"did not arrive: {REFUSED}"
            assert (traffic.level, traffic.canary) == ("none", {"https": said, "http": said})
            # A real DevTools is told nothing: a person has set its proxy.
            assert not [m for m in server.sent if m["method"] == "Minispect.setProxy"]
            with pytest.raises(Unreachable, match=f"--proxy-port {port} cannot be had"):
                await Traffic().open(session, proxy, port)
            # The one port leads to whichever run is on.
            for run in ("one", "two"):
                traffic.lead(await proxy.listen(run))
                assert await proxy.canary(port, run)
            await traffic.close()
            await session.close()
        # The authority that people trust outlives the inspection.
        assert (tmp_path / "mitmproxy-ca-cert.pem").is_file()
    finally:
        await proxy.stop()
    assert (tmp_path / "mitmproxy-ca-cert.pem").is_file()


async def test_a_relay_that_leads_nowhere_ends_its_connections() -> None:
    relay = Relay()
    await relay.open(0)
    relay.lead(9)
    with socket.create_connection(("127.0.0.1", relay.port), 2):
        pass
    await relay.close()
    await relay.close()
