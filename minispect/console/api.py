"""``/api``: the same data as the pages, as JSON, for the same people under the same rules."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import JSONResponse, Response

from minispect.console import decide, guard, history, logins, models, packs, planning, state, view
from minispect.console.guard import Inspector, Meant, Reader, Visitor
from minispect.console.listing import IDENTITY, SIZE, PageNumber
from minispect.console.pages.people import carry, entered, leave
from minispect.schedule import retention
from minispect.schedule.planning import run_now, start
from minispect.store.columns import now
from minispect.store.overview import targets_count, targets_overview
from reports.difference import document

PROBLEMS: dict[int | str, dict[str, Any]] = {
    401: {"model": models.Problem, "description": "Nobody is logged in"},
    403: {"model": models.Problem, "description": "The role does not allow it, or the CSRF token is missing"},
    404: {"model": models.Problem, "description": "There is no such record"},
}
MISTAKES: dict[int | str, dict[str, Any]] = {
    400: {"model": models.Problem, "description": "What was asked for cannot be done; the sentence says why"},
    409: {"model": models.Problem, "description": "The pack is broken, incomplete or not there"},
    503: {"model": models.Problem, "description": "The database or the storage cannot be reached"},
}
api = APIRouter(prefix="/api", responses={**PROBLEMS, **MISTAKES})
Number = Annotated[int, Path(ge=1, le=IDENTITY)]
Name = Annotated[str, Path(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._-]+$")]
Asked = Annotated[str, Query(max_length=200)]


@api.get("/openapi.json", include_in_schema=False)
def described(request: Request, _: Reader) -> JSONResponse:
    """The description of this interface (OpenAPI 3.1)."""
    return JSONResponse(request.app.openapi())


@api.get("/session", tags=["session"])
def me(request: Request, response: Response, who: Reader) -> models.Me:
    """Who is asking, and the token that changes need. Where nobody logs in, the token goes with a cookie too."""
    if who.visit:
        view.keep(response, request, guard.VISIT, who.visit, hidden=True)
    return models.Me(name=who.name, role=who.role, csrf=who.csrf)


@api.post("/session", tags=["session"], status_code=201, responses={429: {"model": models.Problem}})
def log_in(
    request: Request, response: Response, login: models.Login, who: Annotated[Visitor, Depends(guard.stranger)]
) -> models.Me:
    """Log in; the answer sets the session's cookie. Needs no token: it is JSON, which no form of another site sends."""
    try:
        token = entered(request, who, login.name, login.password)
    except logins.TooManyTries:
        raise guard.Limited from None
    if not token:
        raise guard.LoginNeeded
    carry(response, request, token)
    with state.of(request).reading() as db:
        found = logins.found(db, token)
    if found is None:
        raise guard.LoginNeeded
    return models.Me(name=found.user.name, role=found.user.role, csrf=found.csrf)


@api.delete("/session", tags=["session"], status_code=204)
def log_out(request: Request, who: Meant) -> Response:
    """Log out."""
    answer = Response(status_code=204)
    leave(request, who, answer)
    return answer


@api.get("/targets", tags=["targets"])
def targets(
    request: Request,
    _: Reader,
    q: Asked = "",
    archived: bool = False,
    page: PageNumber = 1,
) -> models.Targets:
    """Fifty a page, by name."""
    with state.of(request).reading() as db:
        lines = targets_overview(db, search=q, archived=archived, limit=SIZE, offset=(page - 1) * SIZE)
        total = targets_count(db, search=q, archived=archived)
        rows = [
            models.TargetLine(
                target=models.TargetTold.of(line.target),
                inspections=line.inspections,
                last=models.InspectionTold.of(line.last) if line.last else None,
                running=line.running.id if line.running else None,
                severities=line.severities,
                schedules=[models.ScheduleTold.of(one) for one in line.schedules],
                waiting=[models.DueTold.of(one) for one in line.waiting],
            )
            for line in lines
        ]
    return models.Targets(total=total, page=page, rows=rows)


@api.post("/targets", tags=["targets"], status_code=201)
def add_target(request: Request, who: Inspector, asked: models.NewTarget) -> models.TargetTold:
    """A new target; nothing is planned for it yet."""
    console = state.of(request)
    given = asked.model_dump(exclude={"budget"})
    found = planning.described(planning.Asked(**given, budget=str(asked.budget or "")))
    with console.writing() as db:
        made = planning.add_target(db, found)
        console.audit.add(who.name, "target.added", f"{made.id} {made.location}", address=who.address)
    return models.TargetTold.of(made)


@api.get("/targets/{number}", tags=["targets"])
def target(request: Request, _: Reader, number: Number) -> models.TargetTold:
    """One target as it is inspected."""
    with state.of(request).reading() as db:
        return models.TargetTold.of(history.target(db, number))


@api.get("/targets/{number}/recipients", tags=["targets"])
def over_time(request: Request, _: Reader, number: Number) -> list[models.Moment]:
    """Who got what kinds of data in its last twenty inspections, the oldest first."""
    with state.of(request).reading() as db:
        found = history.recipients_over_time(db, history.target(db, number).id)
    return [
        models.Moment(
            inspection=row.id,
            started_at=row.started_at,
            kinds={host: kinds[row.id] for host, kinds in found.kinds.items() if row.id in kinds},
        )
        for row in found.inspections
    ]


@api.put("/targets/{number}/deadlines/{fingerprint}", tags=["targets"], status_code=204)
def deadline(
    request: Request,
    who: Inspector,
    number: Number,
    fingerprint: Annotated[str, Path(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9-]+$")],
    asked: models.NewDeadline,
) -> Response:
    """Until when a finding has to be mended."""
    decide.deadline(state.of(request), who, number, fingerprint, asked.until)
    return Response(status_code=204)


@api.post("/targets/{number}/runs", tags=["schedules"], status_code=202)
def run(request: Request, who: Inspector, number: Number) -> models.DueTold:
    """Inspect it as soon as there is room; a run that waits already is brought forward."""
    console = state.of(request)
    with console.writing() as db:
        due = run_now(db, history.target(db, number), now())
        console.audit.add(who.name, "run.queued", f"{number} as {due}", address=who.address)
        found = next(one for one in planning.waiting(db, number) if one.id == due)
    return models.DueTold.of(found)


@api.get("/schedules", tags=["schedules"])
def schedules(
    request: Request,
    _: Reader,
    target: Annotated[int | None, Query(ge=1, le=IDENTITY)] = None,
) -> list[models.ScheduleTold]:
    """The next one due first."""
    with state.of(request).reading() as db:
        return [models.ScheduleTold.of(plan.schedule) for plan in planning.schedules(db, target)]


@api.post("/targets/{number}/schedules", tags=["schedules"], status_code=201)
def add_schedule(request: Request, who: Inspector, number: Number, asked: models.NewSchedule) -> models.ScheduleTold:
    """A cron expression in a time zone."""
    console = state.of(request)
    with console.writing() as db:
        made = planning.add_schedule(db, history.target(db, number), asked.cron, asked.timezone)
        console.audit.add(who.name, "schedule.added", f"{number} {made.cron} {made.timezone}", address=who.address)
    return models.ScheduleTold.of(made)


@api.patch("/schedules/{number}", tags=["schedules"])
def change_schedule(request: Request, who: Inspector, number: Number, asked: models.Changed) -> models.ScheduleTold:
    """Pause it, or let it go on from now."""
    console = state.of(request)
    with console.writing() as db:
        schedule = planning.schedule(db, number)
        if asked.paused:
            schedule.paused = True
        else:
            start(schedule, now())
        done = "schedule.paused" if asked.paused else "schedule.resumed"
        console.audit.add(who.name, done, str(number), address=who.address)
    return models.ScheduleTold.of(schedule)


@api.delete("/schedules/{number}", tags=["schedules"], status_code=204)
def remove_schedule(request: Request, who: Inspector, number: Number) -> Response:
    """Nothing comes due by it any more; the target stays."""
    console = state.of(request)
    with console.writing() as db:
        db.delete(planning.schedule(db, number))
        console.audit.add(who.name, "schedule.removed", str(number), address=who.address)
    return Response(status_code=204)


@api.get("/inspections", tags=["inspections"])
def inspections(
    request: Request,
    _: Reader,
    target: Annotated[int | None, Query(ge=1, le=IDENTITY)] = None,
    state_: Annotated[Literal["", "running", "done", "interrupted", "failed"], Query(alias="state")] = "",
    page: PageNumber = 1,
) -> models.Inspections:
    """The newest first, fifty a page."""
    with state.of(request).reading() as db:
        found = history.inspections(db, target_id=target, state=state_, page=page)
    rows = [models.InspectionTold.of(row) for row in found.rows]
    return models.Inspections(total=found.total, page=page, rows=rows)


@api.get("/inspections/{name}", tags=["inspections"])
def inspection(request: Request, _: Reader, name: Name) -> models.Whole:
    """By its own id or its pack's."""
    with state.of(request).reading() as db:
        row = history.inspection(db, name)
        return models.Whole(
            inspection=models.InspectionTold.of(row),
            verdicts=history.verdicts(db, row.id),
            findings=[models.FindingTold.of(one) for one in history.findings(db, row.id)],
            recipients=[models.ContactTold.model_validate(one) for one in history.contacts(db, row.id)],
        )


@api.post("/inspections/{name}/verify", tags=["inspections"])
def verify(request: Request, who: Meant, name: Name) -> models.Verified:
    """Is the pack as it was sealed? The answer goes into the history."""
    console = state.of(request)
    with console.reading() as db:
        row = history.inspection(db, name)
    result = packs.verified(console, who, row)
    return models.Verified(ok=result.ok, summary=result.summary, steps=[str(step) for step in result.steps])


@api.put("/inspections/{name}/hold", tags=["inspections"])
def hold(request: Request, who: Inspector, name: Name, asked: models.Hold) -> models.InspectionTold:
    """Retention never touches a pack under legal hold."""
    console = state.of(request)
    with console.writing() as db:
        row = retention.hold(db, history.inspection(db, name).id, on=asked.on)
        db.refresh(row)
        done = "pack.held" if asked.on else "pack.released"
        console.audit.add(who.name, done, row.id, address=who.address)
    return models.InspectionTold.of(row)


@api.post("/inspections/{name}/reviews", tags=["inspections"], status_code=201)
def review(request: Request, who: Inspector, name: Name, asked: models.NewReview) -> models.ReviewTold:
    """A decision on a finding, signed and kept beside the pack."""
    made = decide.decide(state.of(request), who, name, asked.decision, asked.finding, asked.comment)
    return models.ReviewTold(
        number=made.number, time=made.time, by=made.by, decision=made.act, finding=made.finding, check_id=made.check,
        sha256=made.sha256,
    )  # fmt: skip


@api.get("/findings", tags=["findings"])
def findings(
    request: Request,
    _: Reader,
    q: Asked = "",
    check: Asked = "",
    severity: Literal["", "critical", "major", "minor", "notice"] = "",
    verdict: Literal["fail", "inconclusive", "all"] = "fail",
    decision: Literal["", "open", "confirm", "reject"] = "",
    target: Annotated[int | None, Query(ge=1, le=IDENTITY)] = None,
    every: Annotated[bool, Query(description="Of all inspections, not only of each target's newest.")] = False,
    page: PageNumber = 1,
) -> models.Findings:
    """Search over all findings, fifty a page."""
    asked = history.Search(q, check, severity, "" if verdict == "all" else verdict, decision, target, not every)
    with state.of(request).reading() as db:
        found = history.searched(db, asked, page)
    rows = [models.FindingTold.of(row[0]) for row in found.rows]
    return models.Findings(total=found.total, page=page, rows=rows)


@api.get("/compare", tags=["inspections"])
def compare(
    request: Request,
    _: Reader,
    old: Annotated[str, Query(min_length=1, max_length=64)],
    new: Annotated[str, Query(min_length=1, max_length=64)],
) -> dict[str, Any]:
    """What changed between two inspections: the object of ``minispect diff --json``."""
    console = state.of(request)
    with console.reading() as db:
        rows = history.inspection(db, old), history.inspection(db, new)
    return document.document(packs.compared(console, *rows)[0])


@api.get("/recipients", tags=["findings"])
def recipients(request: Request, _: Reader, q: Asked = "") -> list[models.Recipient]:
    """Who gets data from which targets, by their newest inspections."""
    with state.of(request).reading() as db:
        return [models.Recipient(**vars(one)) for one in history.parties(db, q)]


@api.get("/sheet", tags=["findings"])
def sheet(
    request: Request,
    _: Reader,
    batch: Annotated[int | None, Query(ge=1, le=IDENTITY)] = None,
) -> models.SheetTold:
    """Check by program, by the newest inspections."""
    with state.of(request).reading() as db:
        found = history.sheet(db, batch)
    return models.SheetTold(
        targets={one.id: one.name for one in found.targets},
        inspections={number: row.id for number, row in found.last.items()},
        verdicts=found.words,
    )


@api.get("/deadlines", tags=["findings"])
def deadlines(request: Request, _: Reader) -> list[models.DeadlineTold]:
    """Until when what has to be mended; the most pressing first."""
    with state.of(request).reading() as db:
        return [
            models.DeadlineTold(
                target_id=row.target_id, target=name, fingerprint=row.fingerprint, deadline=row.deadline,
                state=row.state, set_by=row.set_by, check_id=finding.check_id if finding else None,
            )
            for row, name, finding in history.deadlines(db)
        ]  # fmt: skip
