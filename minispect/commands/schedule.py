"""``minispect schedule``: inspections that come again by themselves."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from minispect import options
from minispect.exits import Exit, UserError
from minispect.schedule import entries, listing
from minispect.schedule.capacity import MB, Limits
from minispect.schedule.planning import run_now
from minispect.schedule.queue import stop
from minispect.schedule.retention import Retention, apply, hold
from minispect.schedule.stopping import until_stopped
from minispect.schedule.targets import described
from minispect.store.columns import now
from minispect.store.database import Database, open_database
from minispect.terminal import safe


@dataclass(frozen=True)
class Asked:
    """One command: what it is about, and the options that some of the actions take."""

    database: Database
    name: str
    cron: str
    timezone: str
    target: dict[str, Any]
    options: dict[str, Any]
    limits: Limits
    retention: Retention
    dry: bool
    as_json: bool


def command(
    action: Annotated[
        str,
        typer.Argument(
            help="add, list, history, pause, resume, remove, run-now, stop; run (work until stopped, without the "
            "console); hold, release, retention."
        ),
    ],
    name: Annotated[
        str,
        typer.Argument(metavar="[TARGET]", help="As for scan with add; else number, name or place; hold: inspection."),
    ] = "",
    cron: Annotated[str, typer.Option(help='Five fields, e.g. "0 3 * * 1" for Mondays at three.')] = "",
    timezone: Annotated[str, typer.Option(help="IANA name, e.g. Asia/Shanghai; this machine's by itself.")] = "",
    title: Annotated[str, typer.Option("--name", help="What to call it; by itself the profile's name.")] = "",
    driver: Annotated[str, typer.Option(help="As for scan.")] = "",
    profile: Annotated[str, typer.Option(help="As for scan.")] = "",
    case: Annotated[str, typer.Option(help="As for scan.")] = "",
    serial: Annotated[str, typer.Option(help="As for scan.")] = "",
    runs: Annotated[str, typer.Option(help="As for scan.")] = "",
    backend: Annotated[str, typer.Option(help="As for scan.")] = "",
    budget: Annotated[float | None, typer.Option(min=1, max=86400, help="As for scan.")] = None,
    lang: Annotated[str, typer.Option(help="As for scan.")] = "",
    no_ocr: Annotated[bool, typer.Option("--no-ocr", help="As for scan.")] = False,
    workers: Annotated[
        int, typer.Option(min=0, max=256, help="run: inspections at once; 0 as the machine carries.")
    ] = 0,
    limit: Annotated[
        float, typer.Option(min=0, help="run: seconds until an inspection is ended; 0 by its budget.")
    ] = 0,
    memory: Annotated[int, typer.Option(min=0, help="run: MB for all inspections together; 0 what is free.")] = 0,
    keep_days: Annotated[int, typer.Option(min=0, help="run, retention: packs older than this go; 0 never.")] = 0,
    keep_count: Annotated[int, typer.Option(min=0, help="run, retention: newest packs that stay of each; 0 all.")] = 0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="retention: only say what would go.")] = False,
    data: options.Data = None,
    database: options.Database = "",
    as_json: Annotated[bool, typer.Option("--json", help="list, history: JSON.")] = False,
) -> int:
    """Inspect targets again and again: what is due when, and its history. 'minispect serve' does the same with a
    console."""
    if action not in _ACTIONS:
        raise UserError(f"schedule {action}: give one of {', '.join(_ACTIONS)}")
    given = {"runs": runs, "backend": backend, "budget": budget, "lang": lang, "no_ocr": no_ocr}
    opened = open_database(data, database, create=action in ("add", "run"))
    asked = Asked(
        opened, name, cron, timezone,
        {"name": title, "driver": driver, "profile": profile, "case": case, "device": serial},
        {option: value for option, value in given.items() if value},
        Limits(workers, limit, memory * MB), Retention(keep_days, keep_count), dry_run, as_json,
    )  # fmt: skip
    try:
        _ACTIONS[action](asked)
    finally:
        opened.close()
    return Exit.CLEAN


def _add(asked: Asked) -> None:
    if not asked.name:
        raise UserError("schedule add: name the target as for scan: a folder, a package, an address, an appid")
    zone = asked.timezone or entries.local_timezone()
    wanted = described(asked.name, given=asked.options, **asked.target)
    with asked.database.session() as session:
        target, schedule = entries.add(session, wanted, asked.cron, zone, now())
        typer.echo(str(target.id))
        told = f"{schedule.cron} {zone}, next {schedule.next_at:%Y-%m-%d %H:%M} UTC" if schedule else "not scheduled"
        typer.echo(f"{safe(target.name)}: {told}", err=True)


def _list(asked: Asked) -> None:
    with asked.database.reading() as session:
        lines = listing.targets(session)
        if asked.as_json:
            typer.echo(json.dumps([listing.target_data(line) for line in lines], ensure_ascii=False))
        else:
            for text in listing.target_lines(lines):
                typer.echo(text)
            if not lines:
                typer.echo("no targets; 'minispect schedule add TARGET' puts one in", err=True)


def _history(asked: Asked) -> None:
    with asked.database.reading() as session:
        target = entries.find(session, asked.name)
        rows = listing.history(session, target)
        if asked.as_json:
            words = listing.verdicts(session, target)
            told = [
                {**listing.inspection_data(row), "coverage": row.coverage, "verdicts": words.get(row.id, {})}
                for row in rows
            ]
            typer.echo(json.dumps(told, ensure_ascii=False))
        else:
            for text in listing.history_lines(rows):
                typer.echo(text)
            if not rows:
                typer.echo("never inspected; 'minispect schedule run' does what is due", err=True)


def _pause(asked: Asked, *, on: bool) -> None:
    with asked.database.session() as session:
        target = entries.find(session, asked.name)
        if not entries.pause(session, target, now(), on=on):
            raise UserError(
                f"{asked.name}: this target has no schedule; 'minispect schedule add … --cron' gives it one"
            )
        typer.echo(f"{safe(target.name)}: {'paused' if on else 'resumed'}", err=True)


def _remove(asked: Asked) -> None:
    with asked.database.session() as session:
        target = entries.find(session, asked.name)
        entries.remove(session, target, now())
        typer.echo(f"{safe(target.name)}: removed; its history and packs stay", err=True)


def _run_now(asked: Asked) -> None:
    with asked.database.session() as session:
        target = entries.find(session, asked.name)
        typer.echo(str(run_now(session, target, now())))
        typer.echo(f"{safe(target.name)}: queued; a running 'minispect serve' or 'schedule run' does it", err=True)


def _stop(asked: Asked) -> None:
    with asked.database.session() as session:
        target = entries.find(session, asked.name)
        open_ = entries.open_runs(session, target)
        stopped = [number for number in open_ if stop(session, number, "a person at the command line")]
        if not stopped:
            raise UserError(f"{asked.name}: nothing of it waits or runs")
        typer.echo(f"{safe(target.name)}: {len(stopped)} stopped", err=True)


def _hold(asked: Asked, *, on: bool) -> None:
    with asked.database.session() as session:
        row = hold(session, asked.name, on=on)
        typer.echo(f"{row.id}: {'under legal hold' if on else 'no longer under legal hold'}", err=True)


def _retention(asked: Asked) -> None:
    if not (asked.retention.days or asked.retention.count):
        raise UserError("schedule retention: give --keep-days or --keep-count")
    for sentence in apply(asked.database, asked.retention, now(), dry=asked.dry):
        typer.echo(sentence)


def _run(asked: Asked) -> None:
    from minispect.notices import settings as notices
    from minispect.notices.courier import Courier
    from minispect.schedule.scheduler import Settings, scheduler  # knows how packs are read, which only this needs

    channels = notices.load(asked.database.folder)

    def note(sentence: str) -> None:
        typer.echo(f"{now():%Y-%m-%d %H:%M:%S}Z  {safe(sentence)}", err=True)

    note(f"{asked.limits.at_once} inspection(s) at once; Ctrl-C ends them in order and keeps what they saw")
    settings = Settings(limits=asked.limits, retention=asked.retention, note=note)

    async def told() -> None:
        courier = Courier(asked.database, asked.database.folder, channels)
        settings.finished = courier.finished
        await courier.beside(scheduler(asked.database, settings))

    asyncio.run(until_stopped(told()))
    note("stopped")


_ACTIONS: dict[str, Callable[[Asked], None]] = {
    "add": _add,
    "list": _list,
    "history": _history,
    "pause": lambda asked: _pause(asked, on=True),
    "resume": lambda asked: _pause(asked, on=False),
    "remove": _remove,
    "run-now": _run_now,
    "stop": _stop,
    "run": _run,
    "hold": lambda asked: _hold(asked, on=True),
    "release": lambda asked: _hold(asked, on=False),
    "retention": _retention,
}
