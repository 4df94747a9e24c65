"""``minispect deadlines``: until when findings have to be mended, and how that stands."""

import json
from dataclasses import dataclass
from datetime import datetime, time
from typing import Annotated, Any, get_args
from zoneinfo import ZoneInfo, available_timezones

import typer
from sqlalchemy.orm import Session

from minispect import options
from minispect.exits import Exit, UserError
from minispect.notices import deadlines
from minispect.schedule import entries
from minispect.store.columns import now
from minispect.store.database import open_database
from minispect.store.marks import RectificationState
from minispect.store.tables import Finding
from minispect.terminal import safe

_ACTIONS = ("list", "set", "waive")
_STATES: tuple[str, ...] = get_args(RectificationState)


@dataclass(frozen=True)
class Asked:
    """One command."""

    action: str
    target: str
    finding: str
    until: str
    by: str
    zone: str
    state: str
    as_json: bool


def command(
    action: Annotated[
        str, typer.Argument(help="list; set (--until, --by); waive (--by): it need not be mended.")
    ] = "list",
    target: Annotated[str, typer.Argument(help="Number, name or place as 'schedule list' shows them; list: all.")] = "",
    finding: Annotated[
        str, typer.Argument(help="Number in the newest report, e.g. F1, a check, or beginning of a fingerprint.")
    ] = "",
    until: Annotated[str, typer.Option(help="Day, e.g. 2026-12-31 (its end), or moment with its zone.")] = "",
    by: Annotated[str, typer.Option(help="Who sets or waives it.")] = "",
    timezone: Annotated[str, typer.Option(help="Of days; IANA name, this machine's by itself.")] = "",
    state: Annotated[str, typer.Option(help=f"With list: only these: {', '.join(_STATES)}.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="With list: JSON.")] = False,
    data: options.Data = None,
    database: options.Database = "",
) -> int:
    """Say until when a finding has to be mended; list the deadlines: open, fixed, overdue, reopened, waived.

    The state follows from the inspections alone; notices are sent when a deadline passes.
    """
    asked = Asked(action, target, finding, until, by.strip(), timezone or entries.local_timezone(), state, as_json)
    _fits(asked)
    opened = open_database(data, database, create=False)
    try:
        with opened.session() as session:
            _list(session, asked) if action == "list" else _change(session, asked)
    finally:
        opened.close()
    return Exit.CLEAN


def _fits(asked: Asked) -> None:
    """Raises UserError for arguments that do not go together."""
    if asked.action not in _ACTIONS:
        raise UserError(f"deadlines {asked.action}: give one of {', '.join(_ACTIONS)}")
    if asked.zone not in available_timezones():
        raise UserError(f"--timezone {asked.zone}: no such time zone; give an IANA name, e.g. Asia/Shanghai")
    if asked.state and (asked.state not in _STATES or asked.action != "list"):
        raise UserError(f"--state goes with list and is one of {', '.join(_STATES)}")
    if asked.as_json and asked.action != "list":
        raise UserError("--json goes with list")
    if asked.action == "list":
        if asked.finding or asked.until or asked.by:
            raise UserError("deadlines list takes a target at most; 'deadlines set TARGET FINDING' sets one")
        return
    if not (asked.target and asked.finding):
        raise UserError(f"deadlines {asked.action}: name the target and the finding, e.g. deadlines set 1 F1")
    if not asked.by:
        raise UserError("--by: say who sets the deadline")
    if bool(asked.until) != (asked.action == "set"):
        raise UserError("--until goes with set, and set with it, e.g. --until 2026-12-31")


def _change(session: Session, asked: Asked) -> None:
    target = entries.find(session, asked.target)
    mark = deadlines.meant(session, target.id, asked.finding)
    if asked.action == "waive":
        deadlines.waive(session, target.id, mark, asked.by, now())
        typer.echo(f"{safe(target.name)}: {asked.finding} is waived", err=True)
        return
    moment = _moment(asked)
    row = deadlines.set_until(session, target.id, mark, moment, asked.by, now())
    shown = f"{moment.astimezone(ZoneInfo(asked.zone)):%Y-%m-%d %H:%M} {asked.zone}"
    typer.echo(f"{safe(target.name)}: {asked.finding} until {shown}; {row.state}", err=True)


def _moment(asked: Asked) -> datetime:
    """A day ends with its last second."""
    try:
        found = datetime.fromisoformat(asked.until)
    except ValueError:
        raise UserError(f"--until {asked.until}: give a day as 2026-12-31, or 2026-12-31T18:00+08:00") from None
    if len(asked.until) <= len("2026-12-31"):
        return datetime.combine(found.date(), time(23, 59, 59), ZoneInfo(asked.zone))
    return found if found.tzinfo is not None else found.replace(tzinfo=ZoneInfo(asked.zone))


def _list(session: Session, asked: Asked) -> None:
    only = entries.find(session, asked.target).id if asked.target else None
    found = [one for one in deadlines.standing(session, now(), only) if asked.state in ("", one.state)]
    if asked.as_json:
        typer.echo(json.dumps([_data(one) for one in found], ensure_ascii=False))
        return
    for one in found:
        until = f"{one.row.deadline.astimezone(ZoneInfo(asked.zone)):%Y-%m-%d %H:%M}"
        what = f"{one.finding.check_id}  {one.finding.title_en}" if one.finding is not None else ""
        head = f"{one.state:<9} {until}  {one.row.target_id:>4} {safe(one.target, 28)}"
        typer.echo(safe(f"{head}  {one.row.fingerprint[:12]}  {what}  by {one.row.set_by}".rstrip()))
    if not found:
        typer.echo("no deadlines", err=True)


def _data(one: deadlines.Standing) -> dict[str, Any]:
    about: Finding | None = one.finding
    return {
        "target": one.row.target_id,
        "name": one.target,
        "fingerprint": one.row.fingerprint,
        "check": about.check_id if about is not None else "",
        "title": about.title_en if about is not None else "",
        "title_zh": about.title_zh if about is not None else "",
        "deadline": one.row.deadline.isoformat(timespec="seconds"),
        "state": one.state,
        "set_by": one.row.set_by,
        "set_at": one.row.set_at.isoformat(timespec="seconds"),
    }
