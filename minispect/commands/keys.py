"""``minispect keys``: the key that seals packs."""

import re
from typing import Annotated

import typer

from minispect.exits import Exit, UserError
from reports import environment, seal, settings

_NAME = re.compile(r"[^\s\"',*?!#]+")
"""What stands as one plain name in an allowed_signers file."""
_ACTIONS = ("show", "make", "rotate")


def command(
    action: Annotated[
        str, typer.Argument(help="show (makes a first key), make, or rotate (a new key, the old one retired).")
    ] = "show",
    name: Annotated[str, typer.Option(help="Identity to publish the key under, e.g. lab@authority.example.")] = "",
    passphrase: Annotated[
        bool, typer.Option("--passphrase", help="Protect the new key; asked for, or $MINISPECT_KEY_PASSPHRASE.")
    ] = False,
) -> int:
    """Make, show or rotate the signing key; prints its fingerprint and the lines of allowed_signers to publish."""
    if action not in _ACTIONS:
        raise UserError(f"keys {action}: give one of {', '.join(_ACTIONS)}")
    if name and not _NAME.fullmatch(name):
        raise UserError(f"--name {name}: give a name without spaces, quotes, commas and wildcards")
    if passphrase and action == "show":
        raise UserError("--passphrase goes with 'make' and 'rotate'")
    try:
        key = _key(action, seal.new_passphrase() if passphrase else "")
        lines = seal.published(key, name or seal.DEFAULT_NAME)
        wanted = settings.load()
    except seal.SealError as error:
        raise UserError(str(error), Exit.SEAL_FAILED) from None
    typer.echo(f"fingerprint     {key.fingerprint}")
    for line in lines:
        typer.echo(f"allowed_signers {line}")
    typer.echo(f"private key     {key.path} ({'with' if key.protected else 'no'} passphrase)", err=True)
    typer.echo(f"seals           {', '.join(wanted.required)} ({settings.NAME} in {seal.home()})", err=True)
    if environment.clock_state()["state"] != "ntp":
        typer.echo("clock           UNCHECKED: nothing keeps this machine's time; packs will say so", err=True)
    return Exit.CLEAN


def _key(action: str, passphrase: str) -> seal.Key | seal.PublicKey:
    if action == "make":
        return seal.make(passphrase)
    return seal.rotate(passphrase) if action == "rotate" else seal.shown()
