"""A person's word on a finding: decisions, signed beside the pack, and deadlines for mending."""

from datetime import date, datetime, time
from typing import Annotated, cast

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from minispect.console import decide, history, state, view
from minispect.console.guard import Inspector, Reader
from minispect.exits import UserError
from reports.review.decisions import ACTS, MAX_COMMENT, Act

router = APIRouter()
Text = Annotated[str, Form(max_length=300)]


@router.post("/inspections/{name}/review")
def review(
    request: Request,
    who: Inspector,
    name: str,
    finding: Text,
    decision: Text,
    comment: Annotated[str, Form(max_length=MAX_COMMENT)] = "",
    to: Text = "",
) -> Response:
    if decision not in ACTS:
        raise UserError(f"decision {decision!a}: give one of {', '.join(ACTS)}")
    decide.decide(state.of(request), who, name, cast(Act, decision), finding, comment)
    return view.back(view.local(to) if to else f"/inspections/{name}#{finding}", "reviewed")


@router.get("/deadlines")
def deadlines(request: Request, who: Reader) -> HTMLResponse:
    with state.of(request).reading() as db:
        rows = history.deadlines(db)
    return view.page(request, who, "deadlines.html.j2", rows=rows)


@router.post("/targets/{number}/deadlines")
def set_deadline(
    request: Request,
    who: Inspector,
    number: int,
    fingerprint: Text,
    day: Text = "",
    waive: Annotated[bool, Form()] = False,
    to: Text = "",
) -> Response:
    """``day`` in the reader's zone; the deadline is its last second. ``waive``: nothing is demanded any more."""
    moment = None if waive else _end_of(day, request)
    decide.deadline(state.of(request), who, number, fingerprint, moment)
    return view.back(view.local(to) if to else f"/targets/{number}", "deadline")


def _end_of(day: str, request: Request) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(day), time(23, 59, 59), view.zone(request))
    except ValueError:
        raise UserError(f"{day!a}: give the day as 2026-12-31") from None
