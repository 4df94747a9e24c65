"""Pages: templates filled for one visitor, in their language, zone and light."""

import functools
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import jinja2
from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup, escape

from minispect import sentences
from minispect.console import guard, history, state, words
from minispect.console.guard import Visitor
from minispect.console.history import Point
from minispect.store.columns import now
from reports import plain
from reports.html import parties, templates
from reports.html.view import Both

FOLDER = Path(__file__).parent
LANGUAGE, THEME, ZONE = "lang", "theme", "zone"
"""Cookies of how somebody likes to read; nothing depends on them."""
THEMES = ("auto", "light", "dark")
YEAR = 365 * 24 * 3600


def language(request: Request, who: Visitor | None) -> str:
    """What was chosen, else the user's, else the browser's."""
    chosen = request.cookies.get(LANGUAGE, "") or (who.lang if who else "")
    if chosen in ("zh", "en"):
        return chosen
    return "en" if request.headers.get("accept-language", "").lower().startswith("en") else "zh"


def theme(request: Request) -> str:
    chosen = request.cookies.get(THEME, "")
    return chosen if chosen in THEMES else "auto"


@functools.cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


def zone(request: Request) -> ZoneInfo:
    """The reader's, as their browser named it; UTC before that."""
    name = request.cookies.get(ZONE, "")
    found = _zone(name) if 0 < len(name) <= 64 else None
    return found or ZoneInfo("UTC")


def page(request: Request, who: Visitor | None, template: str, *, status: int = 200, **facts: Any) -> HTMLResponse:
    """The answer. ``facts`` are what the template is about."""
    lang, place = language(request, who), zone(request)

    def t(zh: str, en: str) -> str:
        return zh if lang == "zh" else en

    def b(both: Both) -> str:
        return both.zh if lang == "zh" else both.en

    console = state.of(request)
    text = (
        _environment()
        .get_template(template)
        .render(
            {
                "who": who,
                "lang": lang,
                "theme": theme(request),
                "zone": place,
                "path": request.url.path,
                "here": _here(request),
                "t": t,
                "b": b,
                "say": sentences.chinese if lang == "zh" else str,
                "word": lambda table, code: b(words.of(table, code)),
                "when": lambda moment, style="minute": when(moment, place, style),
                "dot": lambda point: _dot(point, place, b),
                "ago": lambda moment: b(words.ago(moment, now())) if moment else "",
                "query": lambda **changed: _query(request, changed),
                "done": words.DONE.get(request.query_params.get("done", "")),
                "open_to_all": console.open and who is not None and who.user_id is None,
                **facts,
            }
        )
    )
    response = HTMLResponse(text, status_code=status, headers={"Vary": "Cookie"})
    if who is not None and who.visit:
        keep(response, request, guard.VISIT, who.visit, hidden=True)
    return response


def keep(response: Response, request: Request, name: str, value: str, *, hidden: bool = False) -> None:
    """Set a cookie that no other site's request carries; ``hidden`` from scripts, and gone with the browser."""
    secure = state.of(request).secure
    age = None if hidden else YEAR
    response.set_cookie(name, value, max_age=age, path="/", secure=secure, httponly=hidden, samesite="strict")


def back(to: str, done: str = "") -> RedirectResponse:
    """After a change: the page that shows it, so that loading it again changes nothing."""
    if done:
        way, mark, anchor = to.partition("#")
        to = f"{way}{'&' if '?' in way else '?'}done={done}{mark}{anchor}"
    return RedirectResponse(to, status_code=303)


def local(address: str) -> str:
    """A way within the console; anything that leads elsewhere becomes the first page."""
    plain_way = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if plain_way and address.isprintable() and "\\" not in address else "/"


def when(moment: datetime | None, place: ZoneInfo, style: str = "minute") -> Markup:
    """A moment in the reader's zone, with UTC to be read by pointing at it; a dash for none."""
    if moment is None:
        return Markup("–")
    shape = {"minute": "%Y-%m-%d %H:%M", "day": "%Y-%m-%d", "time": "%H:%M", "second": "%Y-%m-%d %H:%M:%S"}[style]
    # Digits and signs only: nothing in it can be anybody's text.
    utc = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    text = f'<time datetime="{utc}" title="{utc}">{moment.astimezone(place).strftime(shape)}</time>'
    return Markup(text)  # noqa: S704


def _dot(point: Point, place: ZoneInfo, b: Callable[[Both], str]) -> Markup:
    """An inspection in a strip: a link with its look, its time and its word."""
    judged = point.headline and point.state in history.ENDED
    look, said = (point.headline, "headline") if judged else (point.state, "state")
    label = f"{point.started_at.astimezone(place):%Y-%m-%d %H:%M} {b(words.of(said, look))}"
    name, look, label = escape(point.id), escape(look), escape(label)
    dot = f'<a href="/inspections/{name}" class="dot {look}" title="{label}"><span class="hide">{label}</span></a>'
    return Markup(dot)  # noqa: S704  (hundreds a page: escaped above, as Markup.format would, in a tenth of its time)


def _here(request: Request) -> str:
    """This page with its question, without what was said once."""
    return f"{request.url.path}{_query(request, {})}"


def _query(request: Request, changed: dict[str, Any]) -> str:
    """The question of this page with some answers changed; empty ones are left out."""
    kept = {k: v for k, v in request.query_params.items() if k != "done"} | {k: str(v) for k, v in changed.items()}
    text = urlencode({k: v for k, v in kept.items() if v}, errors="replace")
    return f"?{text}" if text else ""


@functools.cache
def _environment() -> jinja2.Environment:
    environment = templates.environment(FOLDER / "templates")
    environment.filters["kind"] = _kind
    environment.filters["option"] = _option
    environment.filters["moment"] = _moment
    return environment


def _moment(text: str) -> datetime | None:
    """A moment that a pack wrote down; None for what is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _option(value: object, lang: str) -> str:
    """The value of an option of a scan."""
    if isinstance(value, bool):
        return ("是" if value else "否") if lang == "zh" else ("yes" if value else "no")
    return f"{value:g}" if isinstance(value, float) else str(value)


def _kind(name: str, lang: str) -> str:
    both = parties.kind(plain.line(name, 60))
    return both.zh if lang == "zh" else both.en
