"""What of DevTools works, found out on the running tool itself: its doors, its windows, where its traffic goes."""

import asyncio
import contextlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crawler.driver import Unreachable
from crawler.drivers.devtools import cli
from crawler.drivers.devtools.book import book
from crawler.drivers.devtools.session import Session, connect
from interceptors.client import Proxy, ProxyError
from minispect.devtools_traffic import Traffic
from minispect.doctor import Probe
from minispect.door import Door
from minispect.subjects import authority_folder

_LANES = {
    "elements": "Page.* and Element.* answer",
    "view": "functions run in the page's view",
    "service": "functions run in the app service",
    "pictures": "pictures of the simulator",
}
_TRUST = "trust {} on this machine (macOS: Keychain, Always Trust; Windows: certutil -addstore -user Root FILE)"


def probes(door: Door) -> list[Probe]:
    """All probes; those of the running tool only when there is one."""
    found = [tool(door), *settings()]
    try:
        return found + asyncio.run(_running(door))
    except (Unreachable, ProxyError) as error:
        mend = f"start it: cli auto --project DIR --auto-port {door.auto_port}"
        return [*found, Probe("DevTools", False, str(error), mend)]


def tool(door: Door) -> Probe:
    """DevTools' command line tool."""
    try:
        return Probe("DevTools cli", True, str(cli.find(door.cli)))
    except Unreachable as error:
        if door.cli is not None:
            return Probe("DevTools cli", False, str(error), "leave --cli out")
        return Probe("DevTools cli", True, f"not needed for a tool that was started by hand; else: {error}")


def settings(home: Path | None = None) -> list[Probe]:
    """What DevTools' own settings file says, where there is one: read only."""
    found = []
    for path in _files(home or Path.home()):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        security, proxy = _part(data, "security"), _part(data, "proxy")
        if security:
            on = security.get("enableServicePort") is True
            mend = "" if on else "turn on Settings > Security > Service port in DevTools"
            found.append(Probe("service port", on, "on" if on else "off", mend))
        if proxy:
            said = f"{proxy.get('proxyType')} {proxy.get('proxyHost', '')}:{proxy.get('proxyPort', '')}"
            found.append(Probe("proxy setting", True, said))
    return found


def _files(home: Path) -> Iterator[Path]:
    for place in book().settings:
        yield from sorted(home.glob(place))


def _part(data: Any, name: str) -> dict[str, Any]:
    part = data.get(name) if isinstance(data, dict) else None
    return part if isinstance(part, dict) else {}


async def _running(door: Door) -> list[Probe]:
    async with contextlib.AsyncExitStack() as stack:
        session = await connect(door.address or f"ws://127.0.0.1:{door.auto_port}")
        stack.push_async_callback(session.close)
        found = _doors(session)
        if door.cdp_port:
            found.append(await debugging(session, door.cdp_port))
        return [*found, await _traffic(session, door, stack)]


async def debugging(session: Session, port: int) -> Probe:
    """Of the tool's own process: whether its views are heard there, and whether its pictures can be used."""
    try:
        await session.attach(port)
    except Unreachable as error:
        return Probe("debugging port", False, str(error), "leave --cdp-port out, or start DevTools with that port")
    views = session.watch.targets if session.watch is not None else 0
    why = session.lanes.why_not.get("cdp_pictures", "")
    said = f"not used ({why}); App.captureScreenshot is" if why else "with what DevTools draws over a page"
    return Probe("debugging port", True, f"{views} views are heard; pictures {said}")


def _doors(session: Session) -> list[Probe]:
    lanes = session.lanes
    what = f"simulated by {lanes.simulated}" if lanes.simulated else f"version {lanes.version}"
    program = f"{session.program.appid or 'no appid'}, {len(session.program.pages)} pages"
    found = [Probe("DevTools", True, f"{what}, base library {lanes.library}; open: {program}")]
    for name, text in _LANES.items():
        works = bool(getattr(lanes, name))
        without = {"elements": "the page's own functions are called instead", "view": "screens are read instead"}
        mend = "" if works or name in without else "bring DevTools to the front and try again"
        detail = (
            "yes" if works else f"no ({lanes.why_not.get(name, 'needs Page.*')}); {without.get(name, '')}".rstrip("; ")
        )
        found.append(Probe(text, works or name in without, detail, mend))
    return found


async def _traffic(session: Session, door: Door, stack: contextlib.AsyncExitStack) -> Probe:
    """Requests of the program itself through the proxy setting, as at the start of a scan."""
    root = stack.enter_context(tempfile.TemporaryDirectory(prefix="minispect-doctor-"))
    proxy = await Proxy.start(Path(root), lambda _: None, authority=authority_folder())
    stack.push_async_callback(proxy.stop)
    traffic = Traffic()
    stack.push_async_callback(traffic.close)
    await traffic.open(session, proxy, door.proxy_port)
    certificate = authority_folder() / "mitmproxy-ca-cert.pem"
    if traffic.level == "full":
        return Probe("traffic", True, "an HTTPS request of the program arrived at the proxy and could be read")
    why = "; ".join(f"{scheme} {said}" for scheme, said in traffic.canary.items())
    if traffic.level == "hosts":
        return Probe("traffic", False, f"HTTPS is not readable: {why}", _TRUST.format(certificate))
    mend = (
        f"in DevTools: Settings > Proxy > manual, 127.0.0.1, port {door.proxy_port}; Details > Local settings: do not "
        f"verify domains; then {_TRUST.format(certificate)}"
    )
    return Probe("traffic", False, f"no request of the program arrived: {why}", mend)
