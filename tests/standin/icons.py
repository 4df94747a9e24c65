"""WeChat's own HTTPS: the icons of mini programs, fetched when a list shows them or one is opened.

From wx.qlogo.cn, as the addresses of icons say that WeChat's interfaces hand out; which requests an app on a real phone
makes for them was read, not measured. They bear no Referer of a program. The phone's network decides where they go, and
a server's certificate must come from an authority that the phone trusts: there is no way around by plain HTTP.
"""

import asyncio
import contextlib
import hashlib
import ssl
from collections.abc import Callable, Iterable

HOST = "wx.qlogo.cn"
_PATIENCE_S = 10


class Icons:
    """``port``: the phone's network on loopback. ``trusted``: certificates (PEM) in the phone's store."""

    def __init__(self, port: int, trusted: Callable[[], Iterable[bytes]]) -> None:
        self._port, self._trusted = port, trusted
        self._held: set[str] = set()
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self.refused: list[str] = []
        """Programs whose icon did not come because the server's certificate is worth nothing on this phone."""

    @property
    def held(self) -> frozenset[str]:
        """Programs whose icon is on the phone."""
        return frozenset(self._held)

    def show(self, appids: Iterable[str]) -> None:
        """They are drawn now: those that are not on the phone are fetched beside that."""
        for appid in appids:
            if appid not in self._held and appid not in self._under_way:
                self._under_way[appid] = asyncio.create_task(self._fetch(appid))

    def forget(self, appid: str) -> None:
        """The program was deleted from the phone."""
        self._held.discard(appid)

    async def close(self) -> None:
        under_way = list(self._under_way.values())
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    async def _fetch(self, appid: str) -> None:
        try:
            async with asyncio.timeout(_PATIENCE_S):
                if await self._got(appid):
                    self._held.add(appid)
        except ssl.SSLCertVerificationError:
            self.refused.append(appid)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            pass  # As on a phone: the list shows a grey circle.
        finally:
            del self._under_way[appid]

    async def _got(self, appid: str) -> bool:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            writer.write(f"CONNECT {HOST}:443 HTTP/1.1\r\nHost: {HOST}:443\r\n\r\n".encode())
            if not _is_ok(await reader.readuntil(b"\r\n\r\n")):
                return False
            await writer.start_tls(self._context(), server_hostname=HOST)
            lines = (f"GET {_path(appid)} HTTP/1.1", f"Host: {HOST}", "User-Agent: MicroMessenger Client")
            writer.write("\r\n".join((*lines, "Accept: image/*", "Connection: close", "", "")).encode())
            await reader.readuntil(b"\r\n\r\n")
            while await reader.read(65536):
                pass
            return True
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    def _context(self) -> ssl.SSLContext:
        """What the phone's store trusts, and nothing else."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        for pem in self._trusted():
            with contextlib.suppress(ssl.SSLError):
                context.load_verify_locations(cadata=pem.decode("ascii", "replace"))
        return context


def _is_ok(head: bytes) -> bool:
    return head.split(b" ", 2)[1:2] == [b"200"]


def _path(appid: str) -> str:
    return f"/mmhead/{hashlib.sha256(appid.encode()).hexdigest()[:40]}/0"
