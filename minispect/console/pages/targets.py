"""The list of targets, and one target: its history, plans, deadlines and case."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, Response

from minispect.console import cases, history, planning, state, view
from minispect.console.guard import Inspector, Reader
from minispect.console.listing import SIZE, Listing, PageNumber
from minispect.store.columns import now
from minispect.store.overview import targets_count, targets_overview

router = APIRouter()
Text = Annotated[str, Form(max_length=2000)]
Asked = Annotated[str, Query(max_length=200)]
_HISTORY = 30


@router.get("/")
def overview(
    request: Request, who: Reader, q: Asked = "", archived: bool = False, page: PageNumber = 1
) -> HTMLResponse:
    with state.of(request).reading() as db:
        lines = targets_overview(db, search=q, archived=archived, limit=SIZE, offset=(page - 1) * SIZE)
        total = targets_count(db, search=q, archived=archived)
        strips = history.strips(db, [line.target.id for line in lines])
        figures = history.figures(db)
    listing = Listing(lines, total, page)
    return view.page(
        request, who, "targets.html.j2", listing=listing, strips=strips, figures=figures, q=q, archived=archived
    )


@router.get("/targets/new")
def form(request: Request, who: Reader) -> HTMLResponse:
    return view.page(request, who, "target_new.html.j2", drivers=planning.DRIVERS)


@router.post("/targets")
def add(
    request: Request,
    who: Inspector,
    location: Text,
    name: Text = "",
    driver: Text = "",
    profile: Text = "",
    serial: Text = "",
    backend: Text = "",
    budget: Text = "",
) -> Response:
    console = state.of(request)
    found = planning.described(planning.Asked(location, name, driver, profile, serial, backend, budget))
    with console.writing() as db:
        target = planning.add_target(db, found)
        console.audit.add(who.name, "target.added", f"{target.id} {target.location}", address=who.address)
    return view.back(f"/targets/{target.id}", "added")


@router.get("/targets/{number}")
def one(request: Request, who: Reader, number: int) -> HTMLResponse:
    with state.of(request).reading() as db:
        target = history.target(db, number)
        return view.page(
            request,
            who,
            "target.html.j2",
            target=target,
            listing=history.inspections(db, target_id=number, size=_HISTORY),
            over=history.recipients_over_time(db, number),
            schedules=planning.schedules(db, number),
            waiting=planning.waiting(db, number),
            deadlines=history.deadlines(db, number),
            case=cases.read(target.case_file),
            ended=history.ENDED,
        )


@router.post("/targets/{number}/archive")
def archive(request: Request, who: Inspector, number: int) -> Response:
    """Nothing of it is planned any more; its history stays. Again: it is back."""
    console = state.of(request)
    with console.writing() as db:
        target = history.target(db, number)
        target.archived_at = None if target.archived_at else now()
        console.audit.add(
            who.name, "target.archived" if target.archived_at else "target.back", str(number), address=who.address
        )
    return view.back(f"/targets/{number}", "saved")


@router.get("/targets/{number}/case")
def case_form(request: Request, who: Reader, number: int) -> HTMLResponse:
    with state.of(request).reading() as db:
        target = history.target(db, number)
    return view.page(request, who, "case.html.j2", target=target, case=cases.read(target.case_file))


@router.post("/targets/{number}/case")
def save_case(
    request: Request,
    who: Inspector,
    number: int,
    ref: Text = "",
    organisation: Text = "",
    operators: Text = "",
    witness: Text = "",
    mandate: Text = "",
) -> Response:
    made = cases.made(ref, organisation, operators, witness, mandate)
    cases.save(state.of(request), who, number, made)
    return view.back(f"/targets/{number}", "saved")
