"""The way into WeChat DevTools, as the command line names it."""

from dataclasses import dataclass
from pathlib import Path

AUTO_PORT = 9420
"""Where DevTools serves its protocol unless told otherwise (official clients)."""
PROXY_PORT = 9421
"""What people set in DevTools under Settings > Proxy, unless told otherwise."""


@dataclass(frozen=True)
class Door:
    """How to get in. ``address`` for a running tool; else ``cli`` (searched when None) starts it."""

    address: str = ""
    cli: Path | None = None
    auto_port: int = AUTO_PORT
    proxy_port: int = PROXY_PORT
    cdp_port: int = 0
    """Of the DevTools process, when it was started with one; 0 for none."""
