"""``minispect doctor``: one line a probe."""

from typing import Annotated

import typer

from minispect import doctor_android
from minispect.doctor import PROBES, Probe
from minispect.exits import Exit, UserError
from minispect.subjects import DRIVERS
from minispect.terminal import safe


def command(
    driver: Annotated[str, typer.Option(help="Which kind of target to examine: embedded or android.")] = "embedded",
    serial: Annotated[str, typer.Option(help="Which Android device, as 'adb devices' names it.")] = "",
) -> int:
    """Say what works on this machine or device, what does not, and what to do about it."""
    if driver not in DRIVERS:
        raise UserError(f"there is no driver '{driver}' in this version; known: {', '.join(DRIVERS)}")
    failed = sum(not _told(examine()) for examine in PROBES)
    if driver == "android":
        failed += sum(not _told(probe) for probe in doctor_android.probes(serial))
    return Exit.UNREACHABLE if failed else Exit.CLEAN


def _told(probe: Probe) -> bool:
    typer.echo(safe(probe.line()))
    return probe.works
