"""``minispect judge``: all verdicts again, from ``original/`` alone."""

from pathlib import Path
from typing import Annotated

import typer

from minispect import place
from minispect.exits import Exit, of_pack
from minispect.terminal import safe
from reports import rejudge
from reports.pack import PackError


def command(
    pack: Annotated[Path, typer.Argument(parser=place.pack, help="Folder or address of the pack.")],
) -> int:
    """Recompute every verdict from what was captured and compare; prints the differences, nothing when equal."""
    try:
        differences = rejudge.differences(pack)
    except PackError as error:
        raise of_pack(error) from None
    for line in differences:
        typer.echo(safe(line))
    return Exit.SEAL_FAILED if differences else Exit.CLEAN
