"""``minispect scan``: one inspection, from cold start to sealed pack."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Annotated, cast, get_args

import typer

from crawler.plan import ANSWERS
from minispect import headline, options, summary, target
from minispect.capture import Capture, Way
from minispect.door import AUTO_PORT, PROXY_PORT, Door
from minispect.exits import Exit, UserError
from minispect.inspection import RUNS, Inspection, Request
from minispect.inspector import Inspector
from minispect.progress import Bar
from minispect.stopping import until_stopped
from minispect.subjects import choose
from reports import seal


def command(
    program: Annotated[
        str,
        typer.Argument(
            metavar="TARGET",
            help="Folder of the mini program (with app.json) or a .wxapkg; ws://… of a running DevTools; for a device "
            "its appid, a link, its name or a picture of a QR code.",
        ),
    ],
    driver: Annotated[str, typer.Option(help="embedded, devtools or android; by itself what TARGET looks like.")] = "",
    profile: options.Profile = None,
    runs: Annotated[str, typer.Option(help="Which runs; also return, withdraw, update.")] = ",".join(RUNS),
    backend: Annotated[str, typer.Option(help="live, stub:FILE or replay:PACK; the profile's by itself.")] = "",
    budget: Annotated[
        float | None,
        typer.Option(min=1, max=86400, help="Seconds for each run; 120 by itself, 180 in DevTools, 600 on a device."),
    ] = None,
    out: options.Out = Path("inspections"),
    lang: options.Lang = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout instead of the path.")] = False,
    case: Annotated[Path | None, typer.Option(help="Case data (TOML) for the pack's cover.")] = None,
    seed: Annotated[int | None, typer.Option(help="Repeat the walk and the planted values of an earlier scan.")] = None,
    patience: options.Patience = 3,
    fail_on: Annotated[str, typer.Option(help="What makes the exit code 1: violation or inconclusive.")] = "violation",
    no_ocr: Annotated[
        bool, typer.Option("--no-ocr", help="Do not read the pictures; checks that need it say so.")
    ] = False,
    assist: Annotated[
        bool, typer.Option("--assist", help="Ask a person where a login, captcha or code stands in the way.")
    ] = False,
    serial: options.Serial = "",
    tunnel: Annotated[str, typer.Option(help="How a device's traffic comes here: proxy or wireguard.")] = "proxy",
    avd: Annotated[str, typer.Option(help="Virtual Android device to start for this scan, and stop after it.")] = "",
    snapshot: Annotated[str, typer.Option(help="Saved state of it to start from; a cold boot by itself.")] = "",
    capture: Annotated[str, typer.Option(help="How much of a device's traffic: auto, full, hosts or none.")] = "auto",
    no_device_values: Annotated[
        bool, typer.Option("--no-device-values", help="Leave a device's Wi-Fi name, position and clipboard alone.")
    ] = False,
    cli: options.Cli = None,
    auto_port: options.AutoPort = AUTO_PORT,
    proxy_port: options.ProxyPort = PROXY_PORT,
    cdp_port: options.CdpPort = 0,
) -> int:
    """Inspect a mini program: three runs from cold starts, traffic watched, everything sealed in one pack."""
    if fail_on not in {"violation", "inconclusive"}:
        raise UserError(f"--fail-on {fail_on}: give 'violation' or 'inconclusive'")
    if capture not in get_args(Capture):
        raise UserError(f"--capture {capture}: give {', '.join(get_args(Capture))}")
    if tunnel not in get_args(Way):
        raise UserError(f"--tunnel {tunnel}: give {', '.join(get_args(Way))}")
    kind = cast(Capture, capture)
    door = Door(cli=cli, auto_port=auto_port, proxy_port=proxy_port, cdp_port=cdp_port)
    chosen = choose(
        program, driver, profile, backend, case, serial=serial, capture=kind, door=door, by_hand=assist, avd=avd,
        snapshot=snapshot, tunnel=cast(Way, tunnel), device_values=not no_device_values,
    )  # fmt: skip
    request = Request(
        target=chosen.target,
        subject=chosen.make,
        authority=chosen.authority,
        out=target.output(out),
        runs=_runs(runs),
        budget=budget or chosen.budget,
        patience=patience,
        seed=seed,
        lang=options.language(lang),
        read_screens=not no_ocr,
    )
    with Bar(request.runs, request.lang) as bar:
        if assist:
            request = replace(request, person=Inspector(request.lang, bar.say))
        try:
            result = asyncio.run(until_stopped(Inspection(request, bar)))
        except seal.SealError as error:
            raise UserError(str(error), Exit.SEAL_FAILED) from None
    for line in summary.problems(result, request.lang):
        typer.echo(line, err=True)
    if as_json:
        typer.echo(summary.as_json(result))
    else:
        typer.echo(summary.text(result, request.lang), err=True)
        typer.echo(str(result.pack.path))
    return Exit.INTERRUPTED if result.interrupted else headline.exit_code(result.pack.verdicts, fail_on)


def _runs(asked: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in asked.split(",") if name.strip()))
    unknown = [name for name in names if name not in ANSWERS]
    if unknown or not names:
        raise UserError(f"--runs {asked}: known runs are {', '.join(ANSWERS)}")
    return names
