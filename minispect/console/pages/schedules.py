"""Plans: when what is inspected, what waits, and the calendar of both with what was."""

import calendar as months
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from minispect.console import history, planning, state, view
from minispect.console.guard import Inspector, Reader
from minispect.console.inside import NotThere
from minispect.console.listing import IDENTITY
from minispect.exits import UserError
from minispect.schedule.planning import run_now, start
from minispect.schedule.queue import stop
from minispect.store.columns import now
from minispect.store.tables import Inspection

router = APIRouter()
Text = Annotated[str, Form(max_length=300)]
_A_DAY = 5
_MOST = 3000


@router.get("/schedules")
def schedules(request: Request, who: Reader) -> HTMLResponse:
    with state.of(request).reading() as db:
        plans, waiting = planning.schedules(db), planning.waiting(db)
    return view.page(request, who, "schedules.html.j2", plans=plans, waiting=waiting)


@router.post("/targets/{number}/schedules")
def add(request: Request, who: Inspector, number: int, cron: Text, timezone: Text = "UTC") -> Response:
    console = state.of(request)
    with console.writing() as db:
        made = planning.add_schedule(db, history.target(db, number), cron, timezone)
        said = f"{number} {made.cron} {made.timezone}"
        console.audit.add(who.name, "schedule.added", said, address=who.address)
    return view.back(f"/targets/{number}#plans", "added")


@router.post("/schedules/{number}/{act}")
def change(request: Request, who: Inspector, number: int, act: str, to: Text = "/schedules") -> Response:
    console, done = state.of(request), {"pause": "paused", "resume": "resumed", "remove": "removed"}.get(act)
    if done is None:
        raise NotThere(act)
    with console.writing() as db:
        schedule = planning.schedule(db, number)
        if act == "remove":
            db.delete(schedule)
        elif act == "pause":
            schedule.paused = True
        else:
            start(schedule, now())
        console.audit.add(who.name, f"schedule.{done}", str(number), address=who.address)
    return view.back(view.local(to), done)


@router.post("/targets/{number}/run")
def run(request: Request, who: Inspector, number: int) -> Response:
    console = state.of(request)
    with console.writing() as db:
        target = history.target(db, number)
        due = run_now(db, target, now())
        console.audit.add(who.name, "run.queued", f"{number} as {due}", address=who.address)
    return view.back(f"/targets/{number}#plans", "queued")


@router.post("/due/{number}/stop")
def stopped(request: Request, who: Inspector, number: int, to: Text = "/schedules") -> Response:
    """Out of the queue; a running one makes a pack of what there is."""
    console = state.of(request)
    with console.writing() as db:
        if number > IDENTITY or not stop(db, number, who.name):
            raise UserError("this run neither waits nor runs any more; nothing was stopped")
        console.audit.add(who.name, "run.stopped", str(number), address=who.address)
    return view.back(view.local(to), "removed")


@router.get("/calendar")
def calendar(
    request: Request,
    who: Reader,
    month: Annotated[str, Query(pattern=r"^(|\d{4}-\d{2})$")] = "",
    day: Annotated[str, Query(pattern=r"^(|\d{4}-\d{2}-\d{2})$")] = "",
) -> HTMLResponse:
    """A month, or one day of it with everything."""
    zone = view.zone(request)
    today = datetime.now(zone).date()
    try:
        chosen = date.fromisoformat(day) if day else None
        first = chosen.replace(day=1) if chosen else date.fromisoformat(f"{month or f'{today:%Y-%m}'}-01")
        weeks = months.Calendar().monthdatescalendar(first.year, first.month)
        span = (chosen, chosen) if chosen else (weeks[0][0], weeks[-1][-1])
        begin, end = (datetime(d.year, d.month, d.day, tzinfo=zone).astimezone(UTC) for d in span)
        end += timedelta(days=1)
        near = (first - timedelta(days=1)).replace(day=1), (first + timedelta(days=32)).replace(day=1)
    except (ValueError, OverflowError):
        raise UserError("there is no such month; give it as 2026-11") from None
    with state.of(request).reading() as db:
        wanted = (Inspection.started_at >= begin, Inspection.started_at < end)
        rows = db.scalars(
            select(Inspection).where(*wanted).options(joinedload(Inspection.target))
            .order_by(Inspection.started_at).limit(_MOST)
        ).all()  # fmt: skip
        coming = planning.coming(planning.schedules(db), begin, end)
    days: dict[date, list[tuple[datetime, Any, Any]]] = defaultdict(list)
    for row in rows:
        days[row.started_at.astimezone(zone).date()].append((row.started_at, row, None))
    for moment, schedule in coming:
        days[moment.astimezone(zone).date()].append((moment, None, schedule))
    return view.page(
        request, who, "calendar.html.j2", days=days, weeks=weeks, first=first, today=today, near=near,
        chosen=chosen, most=_A_DAY,
    )  # fmt: skip
