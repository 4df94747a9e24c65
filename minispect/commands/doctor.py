"""``minispect doctor``: one line a probe."""

from typing import Annotated

import typer

from minispect import doctor_android, doctor_devtools, options
from minispect.doctor import PROBES, Probe
from minispect.door import AUTO_PORT, PROXY_PORT, Door
from minispect.exits import Exit, UserError
from minispect.subjects import DRIVERS
from minispect.terminal import safe


def command(
    driver: Annotated[
        str, typer.Option(help="Which kind of target to examine: embedded, devtools or android.")
    ] = "embedded",
    serial: options.Serial = "",
    tunnel: Annotated[str, typer.Option(help="Also try this way for a device's traffic: wireguard.")] = "",
    cli: options.Cli = None,
    auto_port: options.AutoPort = AUTO_PORT,
    proxy_port: options.ProxyPort = PROXY_PORT,
    cdp_port: options.CdpPort = 0,
) -> int:
    """Say what works on this machine or device, what does not, and what to do about it."""
    if tunnel not in ("", "proxy", "wireguard"):
        raise UserError(f"--tunnel {tunnel}: give 'wireguard'")
    if driver not in DRIVERS:
        raise UserError(f"there is no driver '{driver}' in this version; known: {', '.join(DRIVERS)}")
    failed = sum(not _told(examine()) for examine in PROBES)
    if driver == "android":
        failed += sum(not _told(probe) for probe in doctor_android.probes(serial, tunnel))
    if driver == "devtools":
        door = Door(cli=cli, auto_port=auto_port, proxy_port=proxy_port, cdp_port=cdp_port)
        failed += sum(not _told(probe) for probe in doctor_devtools.probes(door))
    return Exit.UNREACHABLE if failed else Exit.CLEAN


def _told(probe: Probe) -> bool:
    typer.echo(safe(probe.line()))
    return probe.works
