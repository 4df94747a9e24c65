"""Around every answer: which host names are answered to, and what the browser may do with the answer."""

import re

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
    "X-DNS-Prefetch-Control": "off",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^\s:@/\[\]]+)(?::\d{1,5})?")
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

        headers = Headers(scope=scope)
        if not self._known(headers.getlist("host")):
            refusal = PlainTextResponse("This console does not answer to that host name.\n", 421)
            await refusal(scope, receive, told)
        elif _drawn_in(headers):
            refusal = PlainTextResponse("This is for the console's own pages.\n", 403)
            await refusal(scope, receive, told)
        else:
            await self.app(scope, receive, told)

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
    """The host without its port, in lower case; an IPv6 address keeps its brackets. Empty for what is no host."""
    found = _HOST.fullmatch(host.lower())
    return found[1] if found else ""


def _drawn_in(headers: Headers) -> bool:
    """Whether another site's page draws something of the console into itself, as pictures, scripts or by fetching; it
    could not read the answer, but make the console work and write log lines. A link from elsewhere leads in."""
    if headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
        return False
    return (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) != ("navigate", "document")
