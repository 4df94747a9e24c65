"""``minispect recover``: a pack of what a killed scan left."""

from pathlib import Path
from typing import Annotated

import typer

from minispect.exits import Exit, UserError
from reports import recovery, seal
from reports.listing import TooMuchError
from reports.pack import PackError


def command(left: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder that ends in .part.")]) -> int:
    """Judge and seal what was recorded before a scan was killed; prints the pack's path."""
    try:
        finished = recovery.recover(left, seal.key())
    except (PackError, TooMuchError) as error:
        raise UserError(str(error)) from None
    except seal.SealError as error:
        raise UserError(str(error), Exit.SEAL_FAILED) from None
    except OSError as error:
        raise UserError(f"{left}: cannot be read ({error.strerror})") from None
    typer.echo(str(finished.path))
    return Exit.CLEAN
