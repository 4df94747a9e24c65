"""Logging in and out, one's own account, the users, the audit log, and how somebody likes to read."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import update

from minispect.console import guard, logins, passwords, state, users, view
from minispect.console.guard import Administrator, Meant, Reader, Visitor
from minispect.console.roles import ROLES
from minispect.exits import UserError
from minispect.store.people import User
from reports.html.view import Both

router = APIRouter()
Text = Annotated[str, Form(max_length=300)]
Anybody = Annotated[Visitor, Depends(guard.visitor)]
WRONG = Both("用户名或密码不正确。", "The name or the password is not right.")
SLOW = Both("尝试次数过多，请在一刻钟后再试。", "Too many tries; wait a quarter of an hour.")
_AUDIT_SHOWN = 200


@router.get("/login")
def login_page(request: Request, who: Anybody, to: str = "/") -> Response:
    if who.role:
        return RedirectResponse("/", 303)
    return view.page(request, who, "login.html.j2", to=view.local(to), sentence="")


@router.post("/login")
def login(
    request: Request,
    who: Annotated[Visitor, Depends(guard.meant)],
    name: Text,
    password: Text,
    to: Text = "/",
) -> Response:
    """Every answer to wrong data is the same, whether or not there is such a user."""
    try:
        token = entered(request, who, name, password)
    except logins.TooManyTries:
        sentence, status = SLOW, 429
    else:
        if token:
            answer = view.back(view.local(to))
            carry(answer, request, token)
            return answer
        sentence, status = WRONG, 401
    lang = view.language(request, who)
    said = sentence.zh if lang == "zh" else sentence.en
    return view.page(request, who, "login.html.j2", status=status, to=view.local(to), sentence=said)


def entered(request: Request, who: Visitor, name: str, password: str) -> str:
    """The token of a new session, empty when name and password do not fit. Raises logins.TooManyTries."""
    console = state.of(request)
    try:
        user_id = logins.log_in(console, name, password, who.address)
    except logins.TooManyTries:
        console.audit.add(name, "login.limited", address=who.address)
        raise
    token = ""
    if user_id is not None:
        with console.writing() as db:
            token = logins.begin(db, user_id, request.cookies.get(console.cookie, ""))
    console.audit.add(name, "login" if token else "login.failed", address=who.address)
    return token


def carry(answer: Response, request: Request, token: str) -> None:
    """Give the session to the browser; it goes with the browser's session, and at the latest after half a day."""
    console = state.of(request)
    age = int(logins.LONGEST.total_seconds())
    answer.set_cookie(
        console.cookie, token, max_age=age, path="/", secure=console.secure, httponly=True, samesite="strict"
    )
    answer.delete_cookie(guard.VISIT, path="/")


@router.post("/logout")
def logout(request: Request, who: Meant) -> Response:
    answer = view.back("/login")
    leave(request, who, answer)
    return answer


def leave(request: Request, who: Visitor, answer: Response) -> None:
    """The session is over, here and in the store."""
    console = state.of(request)
    with console.writing() as db:
        logins.end(db, request.cookies.get(console.cookie, ""))
    console.audit.add(who.name, "logout", address=who.address)
    answer.delete_cookie(console.cookie, path="/", secure=console.secure, httponly=True, samesite="strict")


@router.post("/preferences")
def preferences(
    request: Request,
    who: Annotated[Visitor, Depends(guard.meant)],
    lang: Text = "",
    theme: Text = "",
    to: Text = "/",
) -> Response:
    """Language and light; also before the login."""
    answer = view.back(view.local(to))
    if lang in ("zh", "en"):
        view.keep(answer, request, view.LANGUAGE, lang)
        if who.user_id is not None:
            with state.of(request).writing() as db:
                db.execute(update(User).where(User.id == who.user_id).values(lang=lang))
    if theme in view.THEMES:
        view.keep(answer, request, view.THEME, theme)
    return answer


@router.get("/account")
def account(request: Request, who: Reader) -> HTMLResponse:
    return view.page(request, who, "account.html.j2", shortest=passwords.SHORTEST)


@router.post("/account")
def new_password(request: Request, who: Meant, old: Text, new: Text, again: Text) -> Response:
    """Asks for the old password: an unattended screen must not give the account away."""
    console = state.of(request)
    if who.user_id is None:
        raise UserError("nobody is logged in; 'minispect serve users password NAME' sets a password")
    if new != again:
        raise UserError("the new password was not repeated as it was given; enter it twice")
    try:
        fits = logins.log_in(console, who.name, old, who.address) is not None
    except logins.TooManyTries:
        raise UserError("too many tries; wait a quarter of an hour") from None
    if not fits:
        console.audit.add(who.name, "password.refused", who.name, address=who.address)
        raise UserError("the present password is not right; nothing was changed")
    with console.writing() as db:
        users.set_password(db, who.name, new)
        token = logins.begin(db, who.user_id, "")
    console.audit.add(who.name, "password", who.name, address=who.address)
    answer = view.back("/account", "password")
    carry(answer, request, token)
    return answer


@router.get("/users")
def people(request: Request, who: Annotated[Visitor, Depends(guard.reads("administrator"))]) -> HTMLResponse:
    with state.of(request).reading() as db:
        return view.page(
            request, who, "users.html.j2", users=users.everyone(db), roles=ROLES, shortest=passwords.SHORTEST
        )


@router.post("/users")
def add_user(request: Request, who: Administrator, name: Text, role: Text, password: Text) -> Response:
    console = state.of(request)
    with console.writing() as db:
        users.add(db, name, role, password, view.language(request, who))
        console.audit.add(who.name, "user.added", f"{name} ({role})", address=who.address)
    return view.back("/users", "added")


@router.post("/users/change")
def change_user(
    request: Request, who: Administrator, name: Text, what: Text, role: Text = "", password: Text = ""
) -> Response:
    console, done = state.of(request), {"disable": "disabled", "password": "password", "role": "saved"}.get(what)
    if done is None:
        raise UserError("give disable, password or role")
    with console.writing() as db:
        if what == "disable":
            users.disable(db, name)
        elif what == "password":
            users.set_password(db, name, password)
        else:
            users.set_role(db, name, role)
        console.audit.add(who.name, f"user.{what}", f"{name} {role}".strip(), address=who.address)
    return view.back("/users", done)


@router.get("/audit")
def audit(request: Request, who: Annotated[Visitor, Depends(guard.reads("administrator"))]) -> HTMLResponse:
    entries, broken = state.of(request).audit.last(_AUDIT_SHOWN)
    return view.page(request, who, "audit.html.j2", entries=entries, broken=broken, most=_AUDIT_SHOWN)
