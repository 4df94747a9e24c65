"""One inspection: live while it runs, then its findings with pictures, its seal, its files and exports."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from starlette.concurrency import run_in_threadpool

from detectors import catalogue
from minispect.console import archive, guard, history, inside, packs, proof, served, state, view
from minispect.console.guard import Inspector, Meant, Reader, Visitor
from minispect.console.live import Live
from minispect.console.state import Console
from minispect.exits import Exit, UserError
from minispect.schedule import retention
from minispect.store.tables import Inspection
from reports import listing
from reports.export import export, letter
from reports.html.words import CONFIRM

router = APIRouter(prefix="/inspections/{name}")
Text = Annotated[str, Form(max_length=5000)]
_EVERY = 1.0
"""Seconds between two looks at a running inspection."""
_FOLLOWED = 2 * 3600
"""Seconds after which a browser has to ask again."""


def _of(request: Request, name: str) -> Inspection:
    with state.of(request).reading() as db:
        return history.inspection(db, name)


@router.get("")
def one(request: Request, who: Reader, name: str) -> HTMLResponse:
    with state.of(request).reading() as db:
        row = history.inspection(db, name)
        if row.state == "running":
            step = Live(Path(row.folder)).step()
            return view.page(request, who, "live.html.j2", row=row, step=step)
        facts: dict[str, Any] = {
            "findings": history.findings(db, row.id),
            "verdicts": history.verdicts(db, row.id),
            "contacts": history.contacts(db, row.id),
            "before": history.before(db, row),
            "deadlines": {r.fingerprint: r for r, _, _ in history.deadlines(db, row.target_id)},
        }
    root, why = packs.at_hand(state.of(request), row)
    return view.page(
        request,
        who,
        "inspection.html.j2",
        row=row,
        root=root,
        why=why,
        log=packs.log(row),
        shots=proof.shots(root) if root else {},
        decisions=proof.decisions(root) if root else proof.NONE,
        forms=letter.FORMS,
        entries=catalogue.entries(),
        person=CONFIRM,
        **facts,
    )


@router.get("/live")
async def live(request: Request, who: Reader, name: str) -> StreamingResponse:
    """Server-sent events: ``step`` whenever something happened, ``over`` when the inspection ended."""
    row = await run_in_threadpool(_of, request, name)
    return StreamingResponse(_followed(request, row, who), media_type="text/event-stream")


async def _followed(request: Request, row: Inspection, who: Visitor) -> AsyncIterator[str]:
    reading = Live(Path(row.folder))
    for _ in range(int(_FOLLOWED / _EVERY)):
        step = await run_in_threadpool(reading.step)
        yield f"event: step\ndata: {json.dumps(step.as_json(view.language(request, None)))}\n\n"
        if await request.is_disconnected() or not await run_in_threadpool(guard.still, request, who):
            return
        await asyncio.sleep(_EVERY)
        if (await run_in_threadpool(_of, request, row.id)).state != "running":
            yield "event: over\ndata: {}\n\n"
            return


@router.get("/screen")
def screen(request: Request, _: Reader, name: str, seq: Annotated[int, Query(ge=0, le=10**9)] = 0) -> Response:
    """A picture of an inspection that runs."""
    part = Live(Path(_of(request, name).folder)).part()
    if part is None:
        raise inside.NotThere("nothing is running")
    return served.response(part, f"data/original/screens/{seq:06}.png")


@router.get("/files/{path:path}")
def file(request: Request, _: Reader, name: str, path: str) -> Response:
    """A file of the pack, as ``served`` hands it out."""
    return served.response(packs.needed(state.of(request), _of(request, name)), path)


@router.get("/pack.zip", dependencies=[Depends(guard.saves)])
def download(request: Request, who: Reader, name: str) -> Response:
    row = _of(request, name)
    return packed(state.of(request), who, row, packs.needed(state.of(request), row))


def packed(console: Console, who: Visitor, row: Inspection, root: Path) -> StreamingResponse:
    """A pack and what lies beside it as one file; who took it is logged first. Raises UserError."""
    try:
        pieces = archive.stream(root, packs.beside(root))
    except (OSError, listing.TooMuchError) as error:
        raise UserError(f"{root.name}: the pack cannot be read ({error})") from None
    console.audit.add(who.name, "pack.downloaded", row.id, address=who.address, sha256=packs.mark(root))
    return StreamingResponse(pieces, media_type="application/zip", headers=_saved(f"{root.name}.zip"))


@router.get("/report.html", dependencies=[Depends(guard.saves)])
def report(request: Request, who: Reader, name: str) -> Response:
    """The report as one file to send, made anew."""
    row = _of(request, name)
    root = packs.needed(state.of(request), row)
    body = packs.single_report(root, view.language(request, who))
    state.of(request).audit.add(who.name, "report.downloaded", row.id, address=who.address)
    return Response(body, media_type="application/octet-stream", headers=_saved(f"{root.name}.report.html"))


@router.post("/verify")
def check(request: Request, who: Meant, name: str) -> Response:
    """Is the pack as it was sealed? The answer goes into the history."""
    holds = packs.verified(state.of(request), who, _of(request, name)).ok
    return view.back(f"/inspections/{name}", "verified" if holds else "broken")


@router.get("/seal")
def seal(request: Request, who: Reader, name: str) -> HTMLResponse:
    """Every step of the verification."""
    row = _of(request, name)
    result, _ = packs.looked_at(state.of(request), row)
    return view.page(request, who, "seal.html.j2", row=row, result=result)


@router.post("/hold")
def hold(request: Request, who: Inspector, name: str) -> Response:
    """Retention never touches a pack under legal hold. Again: no longer held."""
    console = state.of(request)
    with console.writing() as db:
        row = history.inspection(db, name)
        row = retention.hold(db, row.id, on=not row.legal_hold)
        db.refresh(row)
        done = "held" if row.legal_hold else "released"
        console.audit.add(who.name, f"pack.{done}", row.id, address=who.address)
    return view.back(f"/inspections/{name}", done)


@router.post("/export")
def exported(request: Request, who: Inspector, name: str, form: Text = "platform", lang: Text = "") -> Response:
    """The sheet, the letter and the pictures, as one file; they also lie beside the pack."""
    if form not in letter.FORMS or lang not in ("", "zh", "en"):
        raise UserError(f"give {' or '.join(letter.FORMS)}, and zh or en")
    row = _of(request, name)
    root = packs.needed(state.of(request), row)
    with packs.heavy():
        paths = export.export(root, form, lang or view.language(request, who))
    if not paths:
        raise UserError(f"{root.name}: there is nothing to export", Exit.INCOMPLETE)
    state.of(request).audit.add(who.name, "pack.exported", f"{row.id} {form}", address=who.address)
    return StreamingResponse(
        archive.stream(paths[0].parent), media_type="application/zip", headers=_saved(f"{root.name}.export.zip")
    )


def _saved(name: str) -> dict[str, str]:
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in name)
    return {"Content-Disposition": f'attachment; filename="{plain}"'}
