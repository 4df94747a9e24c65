"""``minispect custody``: what happened to a pack after it was sealed."""

from pathlib import Path
from typing import Annotated, cast

import typer

from minispect.exits import Exit, UserError, of_pack
from minispect.terminal import safe
from reports import ed25519, handling, seal, signers, verify
from reports.pack import PackError


def command(
    pack: Annotated[Path, typer.Argument(help="Folder of the pack; the lines stand beside it.")],
    add: Annotated[str, typer.Option(help=f"Write a line: {', '.join(handling.ACTS)}.")] = "",
    note: Annotated[str, typer.Option(help="To whom, from whom, why.")] = "",
    actor: Annotated[str, typer.Option(help="Who acts; the name under which the key is published.")] = "",
    allowed_signers: Annotated[Path | None, typer.Option(help="Published list of keys.")] = None,
) -> int:
    """Show and check the chain of custody of a sealed pack, or add a line signed with this machine's key."""
    if add and add not in handling.ACTS:
        raise UserError(f"--add {add}: give one of {', '.join(handling.ACTS)}")
    if bool(add) != bool(actor):
        raise UserError("--add and --actor belong together; a line says who acted")
    try:
        if add:
            if add == "rechecked" and (result := verify.verify(pack, holds=ed25519.holds)).refused:
                raise UserError(f"{pack}: {result.summary}; no line is written", Exit.SEAL_FAILED)
            handling.add(pack, cast(handling.Act, add), note, actor, seal.key())
        found = handling.lines(pack, allowed_signers)
    except (PackError, signers.SignersError) as error:
        raise of_pack(error) from None
    except seal.SealError as error:
        raise UserError(str(error), Exit.SEAL_FAILED) from None
    for line in found:
        said = f"{line.time}  {line.action:<12}  {line.actor}  {line.object}  {line.fingerprint}"
        typer.echo(
            safe(f"{'REFUSED' if line.problem else 'ok     '}  {line.number:>3}  {said}  {line.problem}".rstrip())
        )
    return Exit.SEAL_FAILED if any(line.problem for line in found) else Exit.CLEAN
