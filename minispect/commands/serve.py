"""``minispect serve``: the console, and the people who may use it."""

import asyncio
import contextlib
import getpass
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from minispect import options
from minispect.console import roles, serving, users
from minispect.console.app import Background
from minispect.console.audit import COMMAND, NAME, Audit
from minispect.exits import Exit, UserError
from minispect.notices.courier import Courier
from minispect.schedule.retention import Retention
from minispect.schedule.scheduler import Settings, scheduler
from minispect.store.database import Database, data_folder, open_database
from minispect.terminal import safe
from reports import chain

_ACTIONS = ("add", "list", "disable", "password", "role")


def command(
    area: Annotated[
        str, typer.Argument(help="Nothing to serve; 'users' to manage who may log in; 'audit' to check the audit log.")
    ] = "",
    action: Annotated[
        str, typer.Argument(help=f"With users: {', '.join(_ACTIONS)}; with audit: the log's file.")
    ] = "list",
    name: Annotated[str, typer.Argument(help="With users: whose.")] = "",
    role: Annotated[
        str, typer.Option(help=f"With users add and role: {', '.join(roles.ROLES)}; the first user administers.")
    ] = "",
    data: options.Data = None,
    database: options.Database = "",
    host: Annotated[str, typer.Option(help="Address to listen on; any but loopback needs users.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = serving.PORT,
    certificate: Annotated[Path | None, typer.Option(help="Certificate chain (PEM), for https.")] = None,
    key: Annotated[Path | None, typer.Option(help="Its key (PEM).")] = None,
    names: Annotated[
        list[str] | None, typer.Option("--name", help="Host name it is reached by; others are refused. Repeatable.")
    ] = None,
    schedule: Annotated[
        bool, typer.Option("--scheduler/--no-scheduler", help="Also run what is scheduled, on this machine.")
    ] = True,
    at_once: Annotated[
        int, typer.Option(min=0, max=256, help="Inspections at once; 0: what cores and memory carry.")
    ] = 0,
    keep_days: Annotated[int, typer.Option(min=0, help="Packs older than so many days are removed; 0: none.")] = 0,
    keep_count: Annotated[int, typer.Option(min=0, help="Of each target the newest so many packs stay; 0: all.")] = 0,
) -> int:
    """Serve the console until interrupted; prints its address. 'minispect serve users add NAME' makes a user.

    Loopback by itself, where without users everybody on this machine may use it. Passwords are asked for, or read
    from standard input.
    """
    if area not in ("", "users", "audit"):
        raise UserError(f"serve {area}: give nothing, 'audit', or 'users' with {', '.join(_ACTIONS)}")
    if area == "audit":
        return _audit(data_folder(data) / NAME if action == "list" else Path(action))
    if area == "users":
        return _users(open_database(data, database), action, name, role)
    if role:
        raise UserError("--role goes with 'serve users add' and 'serve users role'")
    wanted = serving.Wanted(host, port, certificate, key, tuple(names or ()))
    opened = open_database(data, database)
    courier = Courier(opened, opened.folder)
    console = serving.console(opened, wanted)
    bound = serving.listen(wanted)
    if not serving.is_loopback(host) and certificate is None:
        typer.echo(
            "warning: without --certificate and --key passwords cross the network in clear; put TLS before it", err=True
        )
    with opened.session() as db:
        if console.open and not users.exist(db):
            typer.echo("no users: everybody on this machine can use the console", err=True)
    typer.echo(serving.address(wanted, bound))
    sys.stdout.flush()
    console.audit.add(COMMAND, "console.started", host)
    beside = _background(opened, courier, Retention(keep_days, keep_count) if schedule else None, at_once)
    serving.serve(console, wanted, bound, beside)
    return Exit.CLEAN


def _background(opened: Database, courier: Courier, retention: Retention | None, at_once: int) -> Background:
    """The scheduler (with ``retention``) and the courier beside the console. When the scheduler has to give up, the
    console stays and says so."""

    def note(sentence: str) -> None:
        typer.echo(safe(sentence), err=True)

    async def inspections(keeping: Retention) -> None:
        settings = Settings(retention=keeping, note=note, finished=courier.finished)
        if at_once:
            settings.limits = replace(settings.limits, workers=at_once)
        try:
            await scheduler(opened, settings)
        except UserError as error:
            note(f"the scheduler has ended, nothing is inspected any more: {error}")

    @contextlib.asynccontextmanager
    async def beside() -> AsyncIterator[None]:
        stop = asyncio.Event()
        tasks = [asyncio.create_task(courier.run(stop))]
        scheduling = [asyncio.create_task(inspections(retention))] if retention is not None else []
        try:
            yield
        finally:
            for task in scheduling:
                task.cancel()
            await asyncio.gather(*scheduling, return_exceptions=True)
            stop.set()
            await asyncio.gather(*tasks, return_exceptions=True)

    return beside


def _audit(path: Path) -> int:
    """Whether the log is unbroken, how long it is and the hash of its end: whoever notes these sees later whether
    lines were cut off."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path}: the audit log cannot be read ({error.strerror}); check the path or --data") from None
    lines = data.splitlines()
    broken = chain.broken_at(data)
    if broken:
        raise UserError(f"{path}: line {broken} of {len(lines)} does not continue the chain", Exit.SEAL_FAILED)
    typer.echo(f"{len(lines)} lines, the chain holds, its end is {sha256(lines[-1]).hexdigest() if lines else '-'}")
    return Exit.CLEAN


def _users(opened: Database, action: str, name: str, role: str) -> int:
    if action not in _ACTIONS:
        raise UserError(f"serve users {action}: give one of {', '.join(_ACTIONS)}")
    if (action == "list") == bool(name):
        raise UserError(f"serve users {action}: {'takes no name' if name else 'name the user'}")
    if role and action not in ("add", "role"):
        raise UserError("--role goes with 'serve users add' and 'serve users role'")
    if action == "list":
        return _list(opened)
    password = _password(name) if action in ("add", "password") else ""
    audit = Audit(opened.folder / NAME)
    with opened.session() as db:
        if action == "add":
            role = role or ("viewer" if users.exist(db) else "administrator")
            users.add(db, name, role, password)
        elif action == "password":
            users.set_password(db, name, password)
        elif action == "role":
            users.set_role(db, name, role)
        else:
            users.disable(db, name)
        audit.add(COMMAND, f"user.{action}", f"{name} {role}".strip())
    typer.echo(f"{safe(name)}: {role or 'done'}", err=True)
    return Exit.CLEAN


def _list(opened: Database) -> int:
    with opened.session() as db:
        for user in users.everyone(db):
            typer.echo(safe(f"{user.role:<14} {'disabled' if user.disabled_at else 'enabled '}  {user.name}"))
    return Exit.CLEAN


def _password(name: str) -> str:
    """Asked for twice at a terminal; the first line of what is piped in otherwise."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    try:
        first = getpass.getpass(f"Password for {safe(name)}: ")
        if getpass.getpass("Again: ") != first:
            raise UserError("the two passwords differ; nothing was changed")
    except EOFError:
        raise UserError("no password was given; nothing was changed") from None
    return first
