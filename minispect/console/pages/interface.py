"""The API described for people, from the same description that programs read."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from minispect.console import view
from minispect.console.guard import Reader

router = APIRouter()


@router.get("/interface")
def interface(request: Request, who: Reader) -> HTMLResponse:
    described: dict[str, Any] = request.app.openapi()
    ways = [
        (method.upper(), path, about)
        for path, methods in described["paths"].items()
        for method, about in methods.items()
    ]
    return view.page(request, who, "interface.html.j2", ways=ways, origin=str(request.base_url).rstrip("/"))
