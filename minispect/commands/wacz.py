"""``minispect wacz``: the traffic of a pack for the viewers of web archives."""

from pathlib import Path
from typing import Annotated

import typer

from minispect import place
from minispect.exits import Exit, of_pack
from reports import wacz
from reports.pack import PackError


def command(
    pack: Annotated[Path, typer.Argument(parser=place.pack, help="Folder or address of the pack; it is only read.")],
    out: Annotated[Path | None, typer.Option(help="File to write; <pack>.wacz beside the pack by itself.")] = None,
) -> int:
    """Export the traffic as WACZ, which replaywebpage opens; prints the file's path."""
    target = out or pack.absolute().with_name(f"{pack.absolute().name}.wacz")
    try:
        typer.echo(str(wacz.export(pack, target)))
    except PackError as error:
        raise of_pack(error) from None
    return Exit.CLEAN
