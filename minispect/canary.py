"""A proof that the proxy works: it is started as in a scan, and a request of ours arrives in its records."""

import tempfile
from pathlib import Path

from interceptors.client import Proxy, ProxyError
from recording.profile import Backend


async def canary() -> str:
    """One sentence on what was proven. Raises ProxyError."""
    with tempfile.TemporaryDirectory(prefix="minispect-canary-") as folder:
        proxy = await Proxy.start(Path(folder), lambda _: None, backend=Backend())
        try:
            port = await proxy.listen("canary")
            if not await proxy.canary(port):
                raise ProxyError("the proxy started, but a request sent through it did not arrive in its records")
        finally:
            await proxy.stop()
    return "a canary request arrived in its records"
