"""``minispect worker``: one machine of a fleet."""

import asyncio
import importlib.util
import logging
from pathlib import Path
from typing import Annotated

import typer

from minispect.exits import Exit, UserError
from minispect.store.database import open_database

_NEEDED = ("procrastinate", "psycopg", "psycopg_pool")


def command(
    queues: Annotated[
        str, typer.Option(help="What this machine has: embedded, devtools, device:SERIAL; several with commas.")
    ] = "embedded",
    database: Annotated[
        str,
        typer.Option(envvar="MINISPECT_DATABASE", help="postgresql://user@host/name that all machines share."),
    ] = "",
    packs: Annotated[
        str,
        typer.Option(help="Where packs go: a folder all machines share, or an fsspec URL such as s3://bucket/packs."),
    ] = "",
    concurrency: Annotated[
        int, typer.Option(min=0, max=256, help="Embedded inspections at once; 0: by cores and memory.")
    ] = 0,
    data: Annotated[
        Path | None, typer.Option(envvar="MINISPECT_DATA", help="Folder to work in; scans write their packs there.")
    ] = None,
    silence: Annotated[
        float,
        typer.Option(min=2, max=3600, help="Seconds without a sign of life until a worker's runs are given away."),
    ] = 30,
    keep_days: Annotated[int, typer.Option(min=0, help="Packs of --packs older than this go; 0: never.")] = 0,
    keep_count: Annotated[int, typer.Option(min=0, help="Newest packs that stay of each target; 0: all.")] = 0,
    drain: Annotated[
        float, typer.Option(min=0, max=86400, help="Seconds that running inspections get when it is asked to stop.")
    ] = 0,
) -> int:
    """Inspect what is due, from queues that many machines share; until Ctrl-C or SIGTERM."""
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise UserError("a worker needs the extra 'fleet': pip install 'minispect[fleet]'", Exit.UNREACHABLE)
    if not database:
        raise UserError("--database: name the PostgreSQL that all machines share, e.g. postgresql://user@host/name")
    if not database.startswith("postgresql"):
        raise UserError("--database: a fleet needs PostgreSQL; give postgresql://user@host/name")
    if (keep_days or keep_count) and not packs:
        raise UserError(
            "--keep-days and --keep-count go with --packs; 'minispect schedule retention' tidies one machine"
        )
    from minispect.fleet import lanes, service  # only with the extra
    from minispect.fleet.storage import Storage
    from minispect.fleet.worker import Beats
    from minispect.schedule.capacity import Limits
    from minispect.schedule.retention import Retention

    _log_to_stderr()
    limits = Limits(workers=concurrency)
    settings = service.Settings(
        lanes=lanes.lanes(queues, limits.at_once),
        limits=limits,
        packs=Storage(packs) if packs else None,
        beats=Beats.within(silence),
        retention=Retention(keep_days, keep_count),
        drain=drain,
    )
    opened = open_database(data, database)
    try:
        asyncio.run(service.serve(opened, settings))
    finally:
        opened.close()
    return Exit.CLEAN


def _log_to_stderr() -> None:
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.WARNING)
    logging.getLogger("minispect.fleet").setLevel(logging.INFO)
    # Both say at length what the fleet says in one line.
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    logging.getLogger("procrastinate").setLevel(logging.ERROR)
