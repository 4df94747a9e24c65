"""The console's application: its parts put together, and what every mistake is answered with."""

import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from minispect import sentences
from minispect.console import guard, view
from minispect.console.api import api
from minispect.console.api_work import api as work
from minispect.console.headers import Surroundings
from minispect.console.inside import NotThere
from minispect.console.pages import PARTS
from minispect.console.pages.people import SLOW
from minispect.console.state import Console
from minispect.exits import Exit, UserError
from reports import tool
from reports.difference.packs import BrokenPackError
from reports.html.view import Both
from reports.pack import PackError
from reports.review.decisions import ReviewError

Background = Callable[[], AbstractAsyncContextManager[None]]
"""What runs beside the console as long as it does: the scheduler."""
_LARGEST = 1 << 20
_STATUS = {Exit.UNREACHABLE: 503, Exit.SEAL_FAILED: 409, Exit.INCOMPLETE: 409}
_MISSING = Both("没有这样的页面或记录。", "There is no such page or record.")
_TITLES = {
    400: Both("无法执行", "This cannot be done"),
    403: Both("没有权限", "Not allowed"),
    404: Both("未找到", "Not found"),
    409: Both("无法执行", "This cannot be done"),
    422: Both("输入有误", "Something entered is wrong"),
    503: Both("暂时无法使用", "Not available now"),
}
_STATIC = {"console.css": "text/css", "console.js": "text/javascript", "mark.svg": "image/svg+xml"}


def make(console: Console, background: Background | None = None) -> FastAPI:
    """The application; ``background`` is entered when it starts and left when it ends."""

    @contextlib.asynccontextmanager
    async def beside(_: FastAPI) -> AsyncIterator[None]:
        async with background() if background else contextlib.nullcontext():
            yield

    app = FastAPI(
        title="minispect",
        version=tool.version(),
        summary="What the console shows, as JSON.",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=beside,
        max_body_size=_LARGEST,
    )
    app.state.console = console
    app.add_middleware(Surroundings, console=console)
    for kind, answer in _ANSWERS.items():
        app.add_exception_handler(kind, answer)
    app.add_api_route("/static/{name}", _static, include_in_schema=False)
    for part in PARTS:
        app.include_router(part, include_in_schema=False)
    app.include_router(api)
    app.include_router(work)
    return app


def _static(name: str) -> Response:
    if name not in _STATIC:
        raise NotThere(name)
    path = view.FOLDER / "static" / name
    return FileResponse(path, media_type=_STATIC[name], headers={"Cache-Control": "no-cache"})


async def _answer(request: Request, status: int, sentence: Both) -> Response:
    """One sentence: as JSON to programs, as a page to people."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": sentence.en}, status)
    try:
        who = await run_in_threadpool(guard.visitor, request)
    except UserError:
        who = None
    if who is None or not who.role:
        return Response(f"{sentence.zh}\n{sentence.en}\n", status, media_type="text/plain; charset=utf-8")
    lang = view.language(request, who)
    title = _TITLES.get(status, _TITLES[400])
    way = view.local(request.url.path.rpartition("/")[0] or "/")
    return await run_in_threadpool(
        view.page,
        request,
        who,
        "refused.html.j2",
        status=status,
        code=status,
        title=title.zh if lang == "zh" else title.en,
        sentence=sentence.zh if lang == "zh" else sentence.en,
        way="/" if way == request.url.path else way,
    )


def _both(sentence: str) -> Both:
    return Both(sentences.chinese(sentence), sentence)


async def _user_error(request: Request, error: Any) -> Response:
    code = getattr(error, "code", Exit.WRONG_USE)
    return await _answer(request, _STATUS.get(code, 400), _both(str(error)))


async def _broken(request: Request, error: Any) -> Response:
    return await _answer(request, 409, _both(str(error)))


async def _refused(request: Request, error: Any) -> Response:
    return await _answer(request, 403, Both(error.zh, error.en))


async def _not_there(request: Request, _: Any) -> Response:
    return await _answer(request, 404, _MISSING)


async def _http(request: Request, error: Any) -> Response:
    sentence = _MISSING if error.status_code == 404 else _both(str(error.detail))
    answer = await _answer(request, error.status_code, sentence)
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


async def _invalid(request: Request, error: Any) -> Response:
    said = [f"{'.'.join(str(part) for part in one['loc'][1:])}: {one['msg']}" for one in error.errors()[:5]]
    both = Both("；".join(sentences.chinese(one) for one in said), "; ".join(said))
    return await _answer(request, 422, both)


async def _login(request: Request, _: Any) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": "log in first: POST /api/session"}, 401)
    to = request.url.path if request.method == "GET" else "/"
    return RedirectResponse(f"/login?to={quote(to)}" if to != "/" else "/login", 303)


async def _limited(request: Request, _: Any) -> Response:
    return await _answer(request, 429, SLOW)


_ANSWERS: dict[type[Exception], Any] = {
    UserError: _user_error,
    PackError: _user_error,
    BrokenPackError: _broken,
    ReviewError: _broken,
    guard.Refused: _refused,
    guard.LoginNeeded: _login,
    guard.Limited: _limited,
    NotThere: _not_there,
    HTTPException: _http,
    RequestValidationError: _invalid,
}
