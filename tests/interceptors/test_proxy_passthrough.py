"""Devices that do not trust us: their TLS goes through unread, and what is known of it is recorded."""

import contextlib
import ssl
from typing import Any


async def test_all_of_it_unread(watch: Any, serve: Any, send: Any, authority: Any) -> None:
    """The client meets the server's own certificate; the proxy knows the name and nothing more."""
    server = await serve(tls=authority.context("shop.test"))
    seen = await watch(hosts={"shop.test": f"127.0.0.1:{server.port}"})
    seen.proxy.pass_through("all")
    await seen.proxy.fence(1)
    trusts_only_the_server = ssl.create_default_context(cafile=str(authority.pem))
    status, _, body = await send(seen.port, "https://shop.test/secret?phone=1", context=trusts_only_the_server)
    assert (status, body) == (200, b"ok")
    await seen.settle(1)
    (flow,) = seen.flows()
    assert (flow["type"], flow["host"], flow["url"]) == ("tcp", "shop.test", "https://shop.test/")
    assert flow["truncated"], "never proof that nothing was sent"
    assert "secret" not in str(flow)
    assert (flow["fence_start"], flow["tls"]["verdict"]) == (1, "unchecked")


async def test_a_host_whose_client_refused_us_is_led_through_next_time(
    watch: Any, serve: Any, send: Any, authority: Any
) -> None:
    server = await serve(tls=authority.context("pinned.test"))
    seen = await watch(hosts={"pinned.test": f"127.0.0.1:{server.port}"})
    seen.proxy.pass_through("refused")
    await seen.proxy.fence(1)
    pins = ssl.create_default_context(cafile=str(authority.pem))
    with contextlib.suppress(ssl.SSLError):
        await send(seen.port, "https://pinned.test/x", context=pins)
    await seen.settle(1)
    assert (await send(seen.port, "https://pinned.test/x", context=pins))[0] == 200
    await seen.settle(2)
    assert [f["type"] for f in seen.flows()] == ["failed", "tcp"]
