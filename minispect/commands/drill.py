"""``minispect drill``: the pack attacked in every listed way."""

from pathlib import Path
from typing import Annotated

import typer

from minispect.exits import Exit, UserError, of_pack
from minispect.terminal import safe
from reports import ed25519, verify
from reports.drill import drill
from reports.drill.authority import AuthorityError
from reports.existing import open_pack
from reports.manifests import BadFileError
from reports.pack import PackError
from reports.seal import SealError


def command(pack: Annotated[Path, typer.Argument(help="Folder of the pack; it is only read.")]) -> int:
    """Tamper with copies of a pack in every listed way and show that each is refused, also by public tools.

    The copies are sealed anew with throwaway keys, so that keys, stamps and certificates can be attacked, too.
    """
    try:
        open_pack(pack)
        if (first := verify.verify(pack, holds=ed25519.holds)).refused:
            raise UserError(f"{pack}: {first.summary}; a drill needs an untouched pack", Exit.SEAL_FAILED)
        typer.echo(f"{'change':<58}  {'refused by minispect':<44}  public tools, step")
        rows = drill.drill(pack, lambda row: typer.echo(_line(row)))
    except (PackError, AuthorityError, SealError, BadFileError) as error:
        raise of_pack(error) from None
    except OSError as error:
        raise UserError(f"{pack}: no copy can be made for the drill ({error.strerror}); free some disk") from None
    wrong = [row.name for row in rows if not row.good]
    if wrong:
        typer.echo(f"FAILED: {'; '.join(wrong)}")
        return Exit.SEAL_FAILED
    attacks = sum(1 for row in rows if row.expected)
    typer.echo(f"{attacks} changes refused, {len(rows) - attacks} untouched copies accepted")
    return Exit.CLEAN


def _line(row: drill.Row) -> str:
    mark = "" if row.good else "  <- WRONG"
    steps = " ".join(str(number) for number in row.public) or "-"
    return f"{row.name:<58}  {safe(row.by, 44) or 'accepted':<44}  {steps}{mark}"
