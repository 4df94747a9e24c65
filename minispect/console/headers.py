"""Around every answer: which host names are answered to, and what the browser may do with the answer."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from minispect.console.state import Console

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""Of the console's own pages: nothing inline, nothing from elsewhere, in nobody's frame."""
CLOSED = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""Of whatever a pack holds: an origin of its own, no script, no form, nothing loaded."""
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
_YEAR = 365 * 24 * 3600


class Surroundings:
    """ASGI: refuses names that are not ours (a name of the web may resolve to this machine), adds the headers."""

    def __init__(self, app: ASGIApp, console: Console) -> None:
        self.app = app
        self.console = console

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message))
            await send(message)

        if self._known(Headers(scope=scope).getlist("host")):
            await self.app(scope, receive, told)
        else:
            refusal = PlainTextResponse("This console does not answer to that host name.\n", 421)
            await refusal(scope, receive, told)

    def _known(self, hosts: list[str]) -> bool:
        if not self.console.names:
            return len(hosts) == 1
        return len(hosts) == 1 and _name(hosts[0]) in self.console.names

    def _add(self, headers: MutableHeaders) -> None:
        for name, value in _ALWAYS.items():
            headers.setdefault(name, value)
        headers.setdefault("Content-Security-Policy", POLICY)
        headers.setdefault("Cache-Control", "no-store")
        if self.console.secure:
            headers.setdefault("Strict-Transport-Security", f"max-age={_YEAR}")


def _name(host: str) -> str:
    """The host without its port, in lower case; an IPv6 address keeps its brackets."""
    low = host.lower()
    if low.startswith("["):
        return low.partition("]")[0] + "]"
    return low.partition(":")[0]
