"""``/api``, continued: what waits and runs, batches, case data, packs to take away, and the audit log."""

from pathlib import Path as File
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response, StreamingResponse

from minispect.console import cases, guard, history, models, packs, planning, state, view
from minispect.console.api import MISTAKES, PROBLEMS, Asked, Name, Number
from minispect.console.guard import Inspector, Reader, Visitor
from minispect.console.inside import NotThere
from minispect.console.live import Live
from minispect.console.pages.inspections import packed
from minispect.schedule.queue import stop

api = APIRouter(prefix="/api", responses={**PROBLEMS, **MISTAKES})
_ZIP: dict[int | str, dict[str, object]] = {200: {"content": {"application/zip": {}}, "description": "The pack"}}
_AUDIT_SHOWN = 200


@api.get("/waiting", tags=["schedules"])
def waiting(request: Request, _: Reader) -> list[models.DueTold]:
    """Runs that wait or run, the next one first."""
    with state.of(request).reading() as db:
        return [models.DueTold.of(one) for one in planning.waiting(db)]


@api.delete("/waiting/{number}", tags=["schedules"], status_code=204)
def stopped(request: Request, who: Inspector, number: Number) -> Response:
    """Out of the queue; a running one makes a pack of what there is."""
    console = state.of(request)
    with console.writing() as db:
        if not stop(db, number, who.name):
            raise NotThere(f"run {number}")
        console.audit.add(who.name, "run.stopped", str(number), address=who.address)
    return Response(status_code=204)


@api.get("/batches", tags=["findings"])
def batches(request: Request, _: Reader) -> list[models.BatchTold]:
    """Lists that were inspected at once, the newest first; their sheets are had by their ids."""
    with state.of(request).reading() as db:
        return [models.BatchTold.model_validate(one) for one in history.batches(db)]


@api.get("/inspections/{name}/progress", tags=["inspections"])
def progress(request: Request, _: Reader, name: Name) -> models.Progress:
    """How far a running inspection is; all zero for one that does not run."""
    with state.of(request).reading() as db:
        row = history.inspection(db, name)
    step = Live(File(row.folder)).step() if row.state == "running" else None
    told = step.as_json(view.language(request, None)) if step else {}
    return models.Progress(state=row.state, **told)


@api.get("/inspections/{name}/pack", tags=["inspections"], responses=_ZIP, dependencies=[Depends(guard.saves)])
def pack(request: Request, who: Reader, name: Name) -> StreamingResponse:
    """The sealed pack as ZIP, with the decisions and the custody that lie beside it."""
    console = state.of(request)
    with console.reading() as db:
        row = history.inspection(db, name)
    return packed(console, who, row, packs.needed(console, row))


@api.get("/targets/{number}/case", tags=["targets"])
def case(request: Request, _: Reader, number: Number) -> models.CaseTold:
    """What goes on the cover of later packs."""
    with state.of(request).reading() as db:
        found = history.target(db, number)
    return models.CaseTold.model_validate(cases.read(found.case_file))


@api.put("/targets/{number}/case", tags=["targets"])
def save_case(request: Request, who: Inspector, number: Number, asked: models.CaseTold) -> models.CaseTold:
    """Goes on the cover of every later pack; sealed packs stay as they are."""
    made = cases.made(asked.ref, asked.organisation, "\n".join(asked.operators), asked.witness, asked.mandate)
    cases.save(state.of(request), who, number, made)
    return models.CaseTold.model_validate(made)


@api.get("/audit", tags=["people"])
def audit(
    request: Request, _: Annotated[Visitor, Depends(guard.reads("administrator"))], action: Asked = ""
) -> models.AuditTold:
    """The newest lines of the audit log, and the first that breaks its chain (0: it holds). For administrators."""
    entries, broken = state.of(request).audit.last(_AUDIT_SHOWN)
    return models.AuditTold(
        broken_at=broken,
        lines=[models.AuditLine.model_validate(one) for one in entries if one["action"].startswith(action)],
    )
