"""``minispect report``: everything under ``derived/`` again."""

from pathlib import Path
from typing import Annotated

import typer

from minispect import place
from minispect.exits import Exit, UserError, of_pack
from reports import rebuild, single
from reports.pack import PackError


def command(
    pack: Annotated[Path, typer.Argument(parser=place.pack, help="Folder or address of the pack.")],
    lang: Annotated[str, typer.Option(help="Language the report opens in: zh or en; the pack's by itself.")] = "",
    single_file: Annotated[
        bool, typer.Option("--single-file", help="One HTML file beside the pack, pictures inside it, for sending.")
    ] = False,
) -> int:
    """Rebuild the derived part of a pack; prints the paths."""
    if lang not in {"", "zh", "en"}:
        raise UserError(f"--lang {lang}: give 'zh' or 'en'")
    try:
        paths = [single.write(pack, lang)] if single_file else rebuild.rebuild(pack, lang)
    except PackError as error:
        raise of_pack(error) from None
    for path in paths:
        typer.echo(str(path))
    return Exit.CLEAN
