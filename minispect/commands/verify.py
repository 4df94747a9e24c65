"""``minispect verify``: every step of the verification, one line each."""

from pathlib import Path
from typing import Annotated

import typer

from minispect.exits import Exit, UserError
from minispect.terminal import safe
from reports import signers, verify


def command(
    pack: Annotated[Path, typer.Argument(help="Folder of the pack.")],
    allowed_signers: Annotated[
        Path | None, typer.Option(help="Published list of keys (OpenSSH allowed_signers), from outside the pack.")
    ] = None,
    identity: Annotated[str, typer.Option(help="Whose seal it must be: a name of the allowed_signers file.")] = "",
) -> int:
    """Check a pack: structure, hashes, seal. Without signers the signer stays unchecked and is said to be."""
    if not pack.is_dir():
        raise UserError(f"{pack}: there is no such folder; give the folder of the pack")
    if bool(allowed_signers) != bool(identity):
        raise UserError("--allowed-signers and --identity belong together; give both or neither")
    if allowed_signers is not None and not allowed_signers.is_file():
        raise UserError(f"{allowed_signers}: there is no such file; give the published allowed_signers file")
    try:
        if allowed_signers is not None:
            signers.load(allowed_signers)
        result = verify.verify(pack, allowed_signers, identity)
    except signers.SignersError as error:
        raise UserError(str(error)) from None
    for line in result.lines():
        typer.echo(safe(line))
    return Exit.CLEAN if result.ok else Exit.SEAL_FAILED
