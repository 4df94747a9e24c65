"""``minispect stamp``: a time stamp for a pack that was sealed without one."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from minispect.exits import Exit, UserError, of_pack
from reports import restamp
from reports.pack import PackError
from reports.seal import SealError
from reports.settings import StampAuthority


def command(
    pack: Annotated[Path, typer.Argument(help="Folder of the pack, also one that ends in .unsealed.")],
    url: Annotated[str, typer.Option(help="Address of the time-stamp authority; that of seals.toml by itself.")] = "",
    tsa_ca: Annotated[Path | None, typer.Option(help="Its root (PEM), to check the answer.")] = None,
    response: Annotated[
        Path | None, typer.Option(help="An answer fetched by other means, for machines without a network.")
    ] = None,
) -> int:
    """Ask a time-stamp authority (RFC 3161) to attest when the pack's signature existed; prints the pack's path."""
    for file in (tsa_ca, response):
        if file is not None and not file.is_file():
            raise UserError(f"{file}: there is no such file")
    try:
        authority = StampAuthority(url=url, ca=str(tsa_ca) if tsa_ca else "") if url else None
    except ValidationError:
        raise UserError(f"--url {url}: give an address that begins with http:// or https://") from None
    try:
        path = restamp.stamp(pack, authority, response, tsa_ca)
    except PackError as error:
        raise of_pack(error) from None
    except SealError as error:
        raise UserError(str(error), Exit.SEAL_FAILED) from None
    typer.echo(str(path))
    return Exit.CLEAN
