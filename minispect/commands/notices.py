"""``minispect notices``: who is told of violations, failures and deadlines, and whether that works."""

import secrets
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import select

from minispect import options
from minispect.exits import Exit, UserError
from minispect.notices import outbox, settings
from minispect.notices.courier import Courier
from minispect.notices.message import Message, NotSentError
from minispect.notices.settings import Channel, Settings
from minispect.notices.wording import worded
from minispect.store.columns import now
from minispect.store.database import Database, data_folder, open_database
from minispect.store.marks import Notice
from minispect.terminal import safe

_ACTIONS = ("list", "send", "test")
_SHOWN = 50


def command(
    action: Annotated[
        str, typer.Argument(help="list the newest notices; send what waits; test the channels with a message each.")
    ] = "list",
    channel: Annotated[str, typer.Option(help="With test: only this channel.")] = "",
    data: options.Data = None,
    database: options.Database = "",
) -> int:
    """Show, send or test notices; notices.toml in the data folder says who is told what. 'serve' sends by itself."""
    if action not in _ACTIONS:
        raise UserError(f"notices {action}: give one of {', '.join(_ACTIONS)}")
    if channel and action != "test":
        raise UserError("--channel goes with test")
    folder = data_folder(data)
    wanted = settings.load(folder)
    if action == "test":
        return _test(wanted, channel, folder)
    opened = open_database(data, database, create=False)
    try:
        return _send(opened, wanted, folder) if action == "send" else _list(opened)
    finally:
        opened.close()


def _test(wanted: Settings, name: str, folder: Path) -> int:
    channels = [one for one in wanted.channels if name in ("", one.name)]
    if not channels:
        known = ", ".join(one.name for one in wanted.channels) or "none"
        raise UserError(f"{folder / settings.NAME}: there is no channel {name or 'in it'}; known: {known}")
    answers = [_tested(one, wanted, folder) for one in channels]
    for one, problem in zip(channels, answers, strict=True):
        typer.echo(safe(f"{'failed' if problem else 'sent  '}  {one.name}  {problem}".rstrip()))
    return Exit.UNREACHABLE if any(answers) else Exit.CLEAN


def _tested(channel: Channel, wanted: Settings, folder: Path) -> str:
    """Why it did not work; empty when it did."""
    subject, text = worded("test", channel.lang or wanted.lang, {"channel": channel.name})
    moment = now().isoformat(timespec="seconds")
    try:
        outbox.transmit(channel, Message(f"test-{secrets.token_hex(4)}", "test", moment, subject, text, {}), folder)
    except (NotSentError, UserError) as error:
        return str(error)
    return ""


def _send(opened: Database, wanted: Settings, folder: Path) -> int:
    tally = Courier(opened, folder, wanted).round()
    typer.echo(f"sent {tally.sent}, to be tried again {tally.again}, given up {tally.failed}")
    return Exit.UNREACHABLE if tally.again or tally.failed else Exit.CLEAN


def _list(opened: Database) -> int:
    with opened.reading() as session:
        rows = list(session.scalars(select(Notice).order_by(Notice.id.desc()).limit(_SHOWN)))
    for row in rows:
        tried = f"tried {row.attempts}" if row.attempts else ""
        about = row.inspection_id or f"target {row.target_id}"
        said = f"{row.created_at:%Y-%m-%dT%H:%M:%SZ}  {row.state:<8} {row.kind:<10} {row.channel}  {about}"
        typer.echo(safe("  ".join(part for part in (said, tried, row.last_error) if part)))
    return Exit.CLEAN
