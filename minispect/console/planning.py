"""What is to be inspected and when: the console's way to the schedule."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from minispect.console.inside import NotThere
from minispect.console.listing import IDENTITY
from minispect.exits import UserError
from minispect.schedule import targets, times
from minispect.schedule.planning import start
from minispect.store.columns import now
from minispect.store.tables import Due, Schedule, Target

DRIVERS = ("embedded", "devtools", "android")
_LONGEST_DAY = 40


@dataclass(frozen=True)
class Asked:
    """A new target as somebody entered it; empty parts are left to the scan."""

    location: str
    name: str = ""
    driver: str = ""
    profile: str = ""
    serial: str = ""
    backend: str = ""
    budget: str = ""


def described(asked: Asked) -> Target:
    """The target, checked as a scan would check it. Reads the program: not within a transaction. Raises UserError."""
    location, profile = asked.location.strip(), asked.profile.strip()
    if not location or location.startswith("-") or not location.isprintable():
        raise UserError("give the folder, .wxapkg, ws://… address, appid or name of the mini program")
    looks_like_path = asked.driver in ("", "embedded") and "://" not in location
    for path in (location if looks_like_path and "/" in location else "", profile):
        # What this process happens to stand in means nothing to somebody at a browser.
        if path and not Path(path).is_absolute():
            raise UserError(f"{path}: give the whole path on the machine that inspects")
    given: dict[str, Any] = {"backend": asked.backend.strip()} if asked.backend.strip() else {}
    if asked.budget.strip():
        given["budget"] = asked.budget.strip()
    try:
        return targets.described(
            location,
            driver=asked.driver.strip(),
            profile=profile,
            device=asked.serial.strip(),
            name=asked.name.strip(),
            given=given,
        )
    except UserError as error:
        # A scan would say that the target cannot be reached; here somebody named a wrong one.
        raise UserError(str(error)) from None


def add_target(db: Session, target: Target) -> Target:
    """Kept, unless there is one that is inspected just so: then that one, brought back if it was archived."""
    known = targets.same(db, target)
    if known is not None:
        known.archived_at = None
        return known
    db.add(target)
    db.flush()
    return target


@dataclass(frozen=True)
class Plan:
    """A schedule and when it is due next; None while it is paused."""

    schedule: Schedule
    next: datetime | None


def schedules(db: Session, target_id: int | None = None) -> list[Plan]:
    """All of them with their targets, the next one due first."""
    query = select(Schedule).options(joinedload(Schedule.target)).order_by(Schedule.id)
    if target_id is not None:
        query = query.where(Schedule.target_id == target_id)
    else:
        query = query.join(Target).where(Target.archived_at.is_(None))
    plans = [Plan(one, None if one.paused else one.next_at) for one in db.scalars(query.limit(5000))]
    return sorted(plans, key=lambda plan: (plan.next is None, plan.next or now(), plan.schedule.id))


def schedule(db: Session, number: int) -> Schedule:
    """Raises NotThere."""
    found = db.get(Schedule, number) if 0 < number <= IDENTITY else None
    if found is None:
        raise NotThere(f"schedule {number}")
    return found


def add_schedule(db: Session, target: Target, cron: str, timezone: str) -> Schedule:
    """From now on. Raises UserError with what is wrong with the expression or the zone."""
    rule = times.rule(cron.strip(), timezone.strip() or "UTC")
    made = Schedule(target_id=target.id, cron=rule.cron, timezone=rule.timezone)
    db.add(made)
    start(made, now())
    db.flush()
    return made


def waiting(db: Session, target_id: int | None = None) -> list[Due]:
    """Runs that are queued or running, or were given up, with their targets."""
    query = select(Due).where(Due.state.in_(("queued", "running"))).options(joinedload(Due.target))
    if target_id is not None:
        query = query.where(Due.target_id == target_id)
    return list(db.scalars(query.order_by(Due.not_before).limit(500)))


def coming(plans: list[Plan], first: datetime, last: datetime) -> list[tuple[datetime, Schedule]]:
    """When schedules will be due in a stretch of time: for calendars."""
    found: list[tuple[datetime, Schedule]] = []
    for plan in plans:
        if plan.next is None or plan.next > last:
            continue
        rule = times.rule(plan.schedule.cron, plan.schedule.timezone)
        found += [(moment, plan.schedule) for moment in rule.between(max(first, now()), last, most=_LONGEST_DAY)]
    return sorted(found, key=lambda pair: pair[0])
