"""``minispect judge``: all verdicts again, from ``original/`` alone."""

from pathlib import Path
from typing import Annotated

import typer

from minispect.exits import Exit, UserError
from minispect.terminal import safe
from reports import rejudge
from reports.intact import ChangedError
from reports.pack import PackError


def command(pack: Annotated[Path, typer.Argument(help="Folder of the pack.")]) -> int:
    """Recompute every verdict from what was captured and compare; prints the differences, nothing when equal."""
    try:
        differences = rejudge.differences(pack)
    except ChangedError as error:
        raise UserError(str(error), Exit.SEAL_FAILED) from None
    except PackError as error:
        raise UserError(str(error)) from None
    for line in differences:
        typer.echo(safe(line))
    return Exit.SEAL_FAILED if differences else Exit.CLEAN
