"""``minispect export``: the findings for the platform's appeal or a regulator's notice."""

from pathlib import Path
from typing import Annotated

import typer

from minispect import place
from minispect.exits import Exit, UserError, of_pack
from reports.export import export, letter
from reports.pack import PackError
from reports.review.decisions import ReviewError


def command(
    pack: Annotated[Path, typer.Argument(parser=place.pack, help="Folder or address of the pack; it is only read.")],
    form: Annotated[str, typer.Option("--for", help=f"Who gets it: {' or '.join(letter.FORMS)}.")] = "platform",
    lang: Annotated[str, typer.Option(help="Language: zh or en; the pack's by itself.")] = "",
) -> int:
    """Write one item, one reason and one picture per finding as CSV and DOCX beside the pack; prints the paths."""
    if form not in letter.FORMS:
        raise UserError(f"--for {form}: give {' or '.join(letter.FORMS)}")
    if lang not in {"", "zh", "en"}:
        raise UserError(f"--lang {lang}: give 'zh' or 'en'")
    try:
        paths = export.export(pack, form, lang)
    except ReviewError as error:
        raise UserError(str(error), Exit.SEAL_FAILED) from None
    except PackError as error:
        raise of_pack(error) from None
    for path in paths:
        typer.echo(str(path))
    return Exit.CLEAN
