"""``minispect doctor``: one line a probe."""

from typing import Annotated

import typer

from minispect.doctor import PROBES
from minispect.exits import Exit, UserError
from minispect.terminal import safe

DRIVERS = ("embedded",)


def command(
    driver: Annotated[str, typer.Option(help="Which kind of target to examine: embedded.")] = "embedded",
) -> int:
    """Say what works on this machine, what does not, and what to do about it."""
    if driver not in DRIVERS:
        raise UserError(f"there is no driver '{driver}' in this version; known: {', '.join(DRIVERS)}")
    failed = 0
    for examine in PROBES:
        probe = examine()
        failed += not probe.works
        typer.echo(safe(probe.line()))
    return Exit.UNREACHABLE if failed else Exit.CLEAN
