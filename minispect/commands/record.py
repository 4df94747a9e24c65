"""``minispect record``: a visit by hand on a real device, as a pack that can be judged and looked at again later."""

import asyncio
from pathlib import Path
from typing import Annotated, cast, get_args

import typer

from minispect import options, summary
from minispect import target as targets
from minispect.capture import Capture
from minispect.exits import Exit, UserError
from minispect.inspection import Request
from minispect.progress import Bar
from minispect.stopping import until_stopped
from minispect.subjects import choose
from minispect.visit import RUN, Visit
from reports import seal


def command(
    program: Annotated[str, typer.Argument(metavar="TARGET", help="Name, appid or link of the mini program.")],
    serial: options.Serial = "",
    profile: Annotated[Path | None, typer.Option(help="Profile of the program.")] = None,
    seconds: Annotated[float, typer.Option(min=1, max=86400, help="How long; Ctrl-C ends it earlier.")] = 300,
    capture: Annotated[str, typer.Option(help="How much of the traffic: auto, full, hosts or none.")] = "auto",
    backend: options.Backend = "",
    out: options.Out = Path("inspections"),
    lang: options.Lang = "",
    patience: options.Patience = 3,
) -> int:
    """Record what a device shows and sends while a person uses a mini program on it. Nothing is pressed by us."""
    if capture not in get_args(Capture):
        raise UserError(f"--capture {capture}: give {', '.join(get_args(Capture))}")
    chosen = choose(program, "android", profile, backend, None, serial=serial, capture=cast(Capture, capture))
    request = Request(
        target=chosen.target,
        subject=chosen.make,
        out=targets.output(out),
        runs=(RUN,),
        budget=seconds,
        patience=patience,
        lang=options.language(lang),
    )
    with Bar(request.runs, request.lang) as bar:
        try:
            result = asyncio.run(until_stopped(Visit(request, bar)))
        except seal.SealError as error:
            raise UserError(str(error), Exit.SEAL_FAILED) from None
    typer.echo(summary.text(result, request.lang), err=True)
    typer.echo(str(result.pack.path))
    return Exit.CLEAN
