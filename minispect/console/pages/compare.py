"""Two inspections of one target: what is new, fixed, unchanged and not comparable, with the screens side by side."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from minispect.console import history, packs, proof, state, view
from minispect.console.guard import Reader
from minispect.exits import UserError
from reports.difference import terms

router = APIRouter()
Name = Annotated[str, Query(min_length=1, max_length=200)]
STATES = ("new", "not-comparable", "unchanged", "fixed")


@router.get("/compare")
def compare(request: Request, who: Reader, old: Name, new: Name) -> HTMLResponse:
    with state.of(request).reading() as db:
        first, second = history.inspection(db, old), history.inspection(db, new)
    if first.id == second.id:
        raise UserError("choose two different inspections")
    if first.started_at > second.started_at:
        first, second = second, first
    found, roots = packs.compared(state.of(request), first, second)
    before, now = (proof.pages(root) for root in roots) if roots else ({}, {})
    pairs = [(page, before.get(page), now.get(page)) for page in dict.fromkeys([*now, *before])]
    # What differs is what one looks for: pages that only one has, then those that look different.
    pairs.sort(key=lambda one: (bool(one[1] and one[2]), bool(one[1] and one[2] and one[1][1] == one[2][1])))
    facts: dict[str, Any] = {
        "old": first,
        "new": second,
        "found": found,
        "pairs": pairs,
        "states": STATES,
        "at_hand": bool(roots),
        "person": terms.PERSON,
        "unsure": terms.UNSURE,
    }
    return view.page(request, who, "compare.html.j2", **facts)
