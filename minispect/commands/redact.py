"""``minispect redact``: the shared twin of a full pack."""

from pathlib import Path
from typing import Annotated

import typer

from minispect import place, target
from minispect.exits import Exit, UserError, of_pack
from reports import seal, settings
from reports.pack import PackError
from reports.redaction import twin


def command(
    pack: Annotated[
        Path, typer.Argument(parser=place.pack, help="Folder or address of the full pack; it is only read.")
    ],
    out: Annotated[Path, typer.Option(help="Folder the shared pack is written to.")],
) -> int:
    """Make a pack that can be handed on: every value of the test identity taken out, the verdicts the same."""
    try:
        path = twin.redact(pack, target.output(out), seal.key(), settings.load())
    except PackError as error:
        raise of_pack(error) from None
    except seal.SealError as error:
        raise UserError(str(error), Exit.SEAL_FAILED) from None
    typer.echo(str(path))
    return Exit.CLEAN
