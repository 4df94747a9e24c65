"""What people do to the list of targets: put one in, take one out, pause, hold. Names are numbers or texts."""

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import available_timezones

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from minispect.exits import UserError
from minispect.schedule.planning import start
from minispect.schedule.targets import same
from minispect.schedule.times import rule
from minispect.store.tables import Due, Schedule, Target


def add(session: Session, wanted: Target, cron: str, timezone: str, moment: datetime) -> tuple[Target, Schedule | None]:
    """Put a target in, with a schedule when ``cron`` is given. One that is there already, or was removed once, keeps
    its history. Raises UserError."""
    when = rule(cron, timezone) if cron else None
    target = same(session, wanted)
    if target is None:
        target = wanted
        session.add(target)
    target.archived_at, target.name = None, wanted.name
    session.flush()
    if when is None:
        return target, None
    twin = select(Schedule).where(
        Schedule.target_id == target.id, Schedule.cron == when.cron, Schedule.timezone == when.timezone
    )
    schedule = session.scalars(twin).first()
    if schedule is None:
        schedule = Schedule(target_id=target.id, cron=when.cron, timezone=when.timezone)
        session.add(schedule)
    start(schedule, moment)
    session.flush()
    return target, schedule


def find(session: Session, name: str) -> Target:
    """The target of this number, name or place. Raises UserError when there is none, or more than one."""
    if not name:
        raise UserError("name the target: its number, name or folder, as 'minispect schedule list' shows them")
    place = str(Path(name).absolute()) if Path(name).exists() else name
    wanted = [Target.name == name, Target.location == place]
    if name.isascii() and name.isdecimal() and len(name) < 10:
        wanted.append(Target.id == int(name))
    query = select(Target).where(Target.archived_at.is_(None), or_(*wanted)).order_by(Target.id)
    found = list(session.scalars(query))
    if len(found) > 1:
        numbers = ", ".join(str(target.id) for target in found)
        raise UserError(f"{name}: several targets are called so; give one of their numbers: {numbers}")
    if not found:
        raise UserError(f"{name}: no such target; 'minispect schedule list' shows those there are")
    return found[0]


def remove(session: Session, target: Target, moment: datetime) -> None:
    """Nothing more happens to it; its history and packs stay."""
    session.execute(delete(Schedule).where(Schedule.target_id == target.id))
    waiting = update(Due).where(Due.target_id == target.id, Due.state == "queued")
    session.execute(waiting.values(state="interrupted", reason="the target was removed"))
    target.archived_at = moment


def pause(session: Session, target: Target, moment: datetime, *, on: bool) -> int:
    """Pause or resume all schedules of a target; how many. What came due meanwhile is not caught up."""
    schedules = session.scalars(select(Schedule).where(Schedule.target_id == target.id)).all()
    for schedule in schedules:
        if on:
            schedule.paused = True
        elif schedule.paused:
            start(schedule, moment)
    return len(schedules)


def local_timezone() -> str:
    """The IANA name of this machine's time zone; UTC when nobody can tell."""
    named = os.environ.get("TZ", "").lstrip(":")
    linked = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    known = available_timezones()
    return next((name for name in (named, linked.removeprefix("posix/")) if name in known), "UTC")


def open_runs(session: Session, target: Target) -> list[int]:
    """Ids of its runs that wait or run."""
    return list(session.scalars(select(Due.id).where(Due.target_id == target.id, Due.state.in_(("queued", "running")))))
