"""Who is asking, whether they may, and whether they meant it: for every page and every address of the API."""

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from minispect.console import logins, roles, state, users, words
from minispect.console.audit import OPEN
from minispect.store.people import Role

VISIT = "minispect_visit"
"""A cookie for browsers that are not logged in; the tokens of their forms are bound to it."""
HEADER = "x-csrf-token"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_LONGEST = 200


class LoginNeeded(Exception):
    """Nobody is logged in."""


class Limited(Exception):
    """Too many tries to log in."""


class Refused(Exception):
    """Ends a request with 403 and one sentence in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def _elsewhere() -> Refused:
    return Refused(
        "表单已过期或并非来自本控制台；请重新载入页面后再试。",
        "The form is out of date or did not come from this console; load the page again and repeat.",
    )


@dataclass(frozen=True)
class Visitor:
    """Who is asking. ``user_id`` is None where the console is open and on a page before the login."""

    name: str
    role: str
    csrf: str
    address: str
    user_id: int | None = None
    lang: str = ""
    visit: str = ""
    """The value of the cookie ``VISIT``; set anew when the browser had none."""

    def may(self, wanted: Role) -> bool:
        return roles.at_least(self.role, wanted)


def visitor(request: Request) -> Visitor:
    """Whoever it is; ``role`` is empty for somebody who has to log in first."""
    console, token = state.of(request), _cookie(request, state.of(request).cookie)
    address = request.client.host if request.client else ""
    with console.reading() as db:
        login = logins.found(db, token)
        everyone = login is None and console.open and not users.exist(db)
    if login is not None:
        if logins.stale(login):
            with console.writing() as db:
                logins.seen(db, token)
        user = login.user
        return Visitor(user.name, user.role, login.csrf, address, user.id, user.lang)
    visit = _cookie(request, VISIT) or secrets.token_urlsafe(24)
    csrf = bound(console.key, visit)
    if everyone:
        return Visitor(OPEN, "administrator", csrf, address, visit=visit)
    return Visitor("", "", csrf, address, visit=visit)


def bound(key: bytes, visit: str) -> str:
    """The token of the forms of a browser that is not logged in."""
    return hmac.new(key, visit.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


async def meant(request: Request, who: Annotated[Visitor, Depends(visitor)]) -> Visitor:
    """A change that the visitor asked for, and no other site. Raises Refused."""
    if not await _came_from_here(request, who):
        raise _elsewhere()
    return who


def stranger(request: Request, who: Annotated[Visitor, Depends(visitor)]) -> Visitor:
    """Somebody who logs in by JSON, which no form of another site can send. Raises Refused for a script of one."""
    if not _same_site(request):
        raise _elsewhere()
    return who


def reads(wanted: Role = "viewer") -> Callable[[Request, Visitor], Visitor]:
    """A dependency: the visitor, who may at least what this role may."""

    def check(request: Request, who: Annotated[Visitor, Depends(visitor)]) -> Visitor:
        return _allowed(request, who, wanted)

    return check


def changes(wanted: Role = "inspector") -> Callable[[Request, Visitor], Awaitable[Visitor]]:
    """A dependency: the visitor, who may, and who meant it."""

    async def check(request: Request, who: Annotated[Visitor, Depends(visitor)]) -> Visitor:
        return await meant(request, await run_in_threadpool(_allowed, request, who, wanted))

    return check


def still(request: Request, who: Visitor) -> bool:
    """Whether somebody who is being told things as they happen is still logged in. Being told keeps no session."""
    if who.user_id is None:
        return True
    console = state.of(request)
    with console.reading() as db:
        return logins.found(db, _cookie(request, console.cookie)) is not None


def _allowed(request: Request, who: Visitor, wanted: Role) -> Visitor:
    if not who.role:
        raise LoginNeeded
    if not who.may(wanted):
        state.of(request).audit.add(who.name, "refused", f"{request.method} {request.url.path}", address=who.address)
        role = words.of("role", wanted)
        raise Refused(
            f"您的角色不允许此操作；需要的角色：{role.zh}。", f"Your role does not allow this; it needs: {role.en}."
        )
    return who


async def _came_from_here(request: Request, who: Visitor) -> bool:
    """The token, and, where the browser says it, the place the request came from."""
    if not _same_site(request):
        return False
    token = request.headers.get(HEADER, "")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not token and kind in _FORMS:
        said = (await request.form()).get("csrf")
        token = said if isinstance(said, str) else ""
    return hmac.compare_digest(token.encode("utf-8", "replace"), who.csrf.encode())


def _same_site(request: Request) -> bool:
    """What the browser itself says of where the request comes from; programs say nothing."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    # Under "no-referrer" a browser says "null" of its own forms; then its other word above counts, and the token.
    origin = request.headers.get("origin", "null")
    return origin == "null" or origin.partition("://")[2] == request.headers.get("host")


def saves(request: Request) -> None:
    """A dependency: what is logged as a download was asked for by a person or a program, not by a picture in a page
    (that of a pack, for one). Raises Refused."""
    if request.headers.get("sec-fetch-dest", "document") not in ("document", "empty"):
        raise _elsewhere()


def _cookie(request: Request, name: str) -> str:
    return request.cookies.get(name, "")[:_LONGEST]


Reader = Annotated[Visitor, Depends(reads())]
Inspector = Annotated[Visitor, Depends(changes("inspector"))]
Administrator = Annotated[Visitor, Depends(changes("administrator"))]
Meant = Annotated[Visitor, Depends(changes("viewer"))]
"""A viewer's own change: language, password, checking a seal."""
