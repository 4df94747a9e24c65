"""Starting Chromium the way the inspection needs it."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.async_api import Browser, Playwright
from playwright.async_api import Error as PlaywrightError

from crawler.driver import Unreachable

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FEATURES_OFF = (
    "SpareRendererForSitePerProcess",
    "MediaRouter",
    "OptimizationHints",
    "AutofillServerCommunication",
    "DialMediaRouteProvider",
    "Translate",
    # A program's http:// must leave as http://, or cleartext would go unseen.
    "AutoupgradeMixedContent",
    # The address bar's popups are pages: one renderer of 80 MB beside every page of ours.
    "OmniboxWebUI",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
)
_ARGUMENTS = (
    "--disable-web-security",
    "--allow-running-insecure-content",
    # One program at a time: memory that only speed with many pages would need is not taken.
    "--enable-features=NetworkServiceInProcess2",
    "--js-flags=--max-semi-space-size=2,--optimize-for-size",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-client-side-phishing-detection",
    "--no-pings",
    # Names are the proxy's to look up: a name that the browser asks for by itself would leave unseen.
    "--dns-prefetch-disable",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost , EXCLUDE *.localhost",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-features=" + ",".join(_FEATURES_OFF),
    "--autoplay-policy=no-user-gesture-required",
    "--hide-scrollbars",
    "--mute-audio",
    "--lang=zh-CN",
    # Pictures are then taken at the drawn scale at once, in half the time of a scaled clip.
    "--force-device-scale-factor=2",
)


def find_executable(playwright: Playwright) -> str:
    """The browser to start: ``MINISPECT_CHROMIUM``, the system's, then Playwright's own. Raises Unreachable."""
    named = os.environ.get("MINISPECT_CHROMIUM")
    if named:
        if Path(named).is_file():
            return named
        raise Unreachable(f"{named}: MINISPECT_CHROMIUM names no file; correct or unset it")
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return found
    bundled = playwright.chromium.executable_path
    if Path(bundled).is_file():
        return bundled
    raise Unreachable("no Chromium was found; install it (Debian: apt-get install chromium) or set MINISPECT_CHROMIUM")


def sandboxed() -> bool:
    """Chromium's own sandbox is on unless this process is root."""
    return os.geteuid() != 0


def has_display() -> bool:
    """Whether a window can be shown; only X11 and Wayland say so beforehand."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


async def launch(
    playwright: Playwright, pins: Sequence[str] = (), extra: Sequence[str] = (), *, window: bool = False
) -> Browser:
    """Start the browser. ``pins`` are base64 SHA-256 SPKI hashes of the proxy's certificate authority; ``window``:
    one that a person can see and use. Raises Unreachable."""
    if window and not has_display():
        raise Unreachable(
            "--assist needs a window, and there is no display here (DISPLAY is not set): run it on a desktop, or under "
            "'xvfb-run' with a VNC server"
        )
    arguments = [*_ARGUMENTS, *extra]
    if pins:
        arguments.append("--ignore-certificate-errors-spki-list=" + ",".join(pins))
    executable = find_executable(playwright)
    try:
        return await playwright.chromium.launch(
            executable_path=executable,
            headless=not window,
            args=arguments,
            chromium_sandbox=sandboxed(),
            timeout=60_000,
        )
    except PlaywrightError as error:
        first = error.message.strip().splitlines()[0]
        raise Unreachable(f"{executable}: Chromium does not start ({first}); run 'minispect doctor'") from None
