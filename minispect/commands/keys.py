"""``minispect keys``: the key that seals packs."""

import re
from typing import Annotated

import typer

from minispect.exits import Exit, UserError
from reports import seal

_NAME = re.compile(r"[^\s\"',*?!#]+")
"""What stands as one plain name in an allowed_signers file."""


def command(
    name: Annotated[str, typer.Option(help="Identity to publish the key under, e.g. lab@authority.example.")] = "",
) -> int:
    """Show the signing key's fingerprint and its allowed_signers line; makes the key on first use."""
    if name and not _NAME.fullmatch(name):
        raise UserError(f"--name {name}: give a name without spaces, quotes, commas and wildcards")
    try:
        key = seal.key()
    except seal.SealError as error:
        raise UserError(str(error), Exit.SEAL_FAILED) from None
    typer.echo(f"fingerprint     {key.fingerprint}")
    typer.echo(f"allowed_signers {key.signers_line(name) if name else key.signers_line()}")
    return Exit.CLEAN
