"""Search over all findings, recipients over all targets, and the sheet of check by program."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from detectors import catalogue
from minispect.console import history, sheets, state, view
from minispect.console.guard import Reader
from minispect.console.listing import PageNumber
from reports.html import words as report

router = APIRouter()
Asked = Annotated[str, Query(max_length=200)]
SEVERITIES = tuple(report.SEVERITY)
VERDICTS = ("fail", "inconclusive")
DECISIONS = ("open", "confirm", "reject")


@router.get("/findings")
def search(
    request: Request,
    who: Reader,
    q: Asked = "",
    check: Asked = "",
    severity: Asked = "",
    verdict: Asked = "fail",
    decision: Asked = "",
    target: Annotated[int | None, Query(ge=1)] = None,
    every: bool = False,
    page: PageNumber = 1,
) -> HTMLResponse:
    asked = history.Search(q, check, severity, "" if verdict == "all" else verdict, decision, target, not every)
    with state.of(request).reading() as db:
        listing = history.searched(db, asked, page)
        about = history.target(db, target) if target is not None else None
    return view.page(
        request,
        who,
        "findings.html.j2",
        listing=listing,
        asked=asked,
        verdict=verdict,
        every=every,
        about=about,
        checks=catalogue.entries(),
        severities=SEVERITIES,
        verdicts=VERDICTS,
        decisions=DECISIONS,
    )


@router.get("/recipients")
def recipients(request: Request, who: Reader, q: Asked = "") -> HTMLResponse:
    with state.of(request).reading() as db:
        parties = history.parties(db, q)
    return view.page(request, who, "recipients.html.j2", parties=parties, q=q)


@router.get("/matrix")
def matrix(
    request: Request, who: Reader, batch: Annotated[int | None, Query(ge=1)] = None, every: bool = False
) -> HTMLResponse:
    with state.of(request).reading() as db:
        sheet, batches = history.sheet(db, batch), history.batches(db)
    rows = [check for check in sheet.words if every or sheet.failed[check]]
    rows.sort(key=lambda check: (-sheet.failed[check], check))
    return view.page(
        request, who, "matrix.html.j2", sheet=sheet, rows=rows, batches=batches, batch=batch, every=every,
        entries=catalogue.entries(),
    )  # fmt: skip


@router.get("/matrix.{kind}")
def table(request: Request, who: Reader, kind: str, batch: Annotated[int | None, Query(ge=1)] = None) -> Response:
    """The whole sheet as a file: ``csv`` or ``xlsx``."""
    with state.of(request).reading() as db:
        sheet = history.sheet(db, batch, most=2000)
    data, media = sheets.made(sheet, kind, view.language(request, who))
    headers = {"Content-Disposition": f'attachment; filename="minispect-sheet.{kind}"'}
    return Response(data, media_type=media, headers=headers)
