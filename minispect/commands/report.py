"""``minispect report``: everything under ``derived/`` again."""

from pathlib import Path
from typing import Annotated

import typer

from minispect.exits import Exit, UserError
from reports import rebuild
from reports.pack import PackError


def command(
    pack: Annotated[Path, typer.Argument(help="Folder of the pack.")],
    lang: Annotated[str, typer.Option(help="Language the report opens in: zh or en; the pack's by itself.")] = "",
) -> int:
    """Rebuild the derived part of a pack; prints the paths."""
    if lang not in {"", "zh", "en"}:
        raise UserError(f"--lang {lang}: give 'zh' or 'en'")
    try:
        paths = rebuild.rebuild(pack, lang)
    except PackError as error:
        raise UserError(str(error)) from None
    for path in paths:
        typer.echo(str(path))
    return Exit.CLEAN
