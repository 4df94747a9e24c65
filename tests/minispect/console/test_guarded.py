"""Every way into the console is guarded: by role, by token, by host name, by headers."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute

from minispect.console import users
from minispect.console.app import make
from minispect.console.state import Console
from minispect.store.database import Database

Visit = Callable[..., Any]
PASSWORD = "correct horse battery"
FREE = {"/login", "/static/{name}", "/preferences", "/api/session"}
"""What somebody who is not logged in may ask for."""
VIEWERS = {"/logout", "/account", "/inspections/{name}/verify", "/api/inspections/{name}/verify", "/api/session"}
"""Changes that a viewer may make; all others need more."""
ADMINISTRATORS = {"/users", "/users/change", "/audit", "/api/audit"}


def ways(console: Console) -> Iterator[tuple[str, str, str]]:
    """Method, path as it is declared, and an address that fits it."""

    def routes(found: Any) -> Iterator[APIRoute]:
        for route in getattr(found, "routes", []):
            if isinstance(route, APIRoute):
                yield route
            else:
                yield from routes(getattr(route, "original_router", None) or getattr(route, "app", None))

    seen = set()
    for route in routes(make(console)):
        for method in route.methods or ():
            if (method, route.path) not in seen:
                seen.add((method, route.path))
                yield (
                    method,
                    route.path,
                    re.sub(r"\{number\}", "1", re.sub(r"\{(name|act|kind|path:path)\}", "x", route.path)),
                )


def test_all_ways_are_found(console: Console) -> None:
    found = {path for _, path, _ in ways(console)}
    assert {"/", "/inspections/{name}/files/{path:path}", "/targets/{number}/run", "/api/targets"} <= found
    assert len(found) > 45


async def test_nobody_gets_anything_without_a_login(console: Console, visit: Visit) -> None:
    with console.writing() as db:
        users.add(db, "a", "administrator", PASSWORD)
    async with visit() as browser:
        for method, path, way in ways(console):
            if path in FREE:
                continue
            answer = await browser.http.request(method, way)
            wanted = 401 if path.startswith("/api/") else 303
            assert answer.status_code == wanted, (method, path)
            assert wanted == 401 or answer.headers["location"].startswith("/login"), (method, path)


@pytest.mark.parametrize("role", ["viewer", "inspector"])
async def test_roles(filled: Database, console: Console, visit: Visit, role: str) -> None:
    assert filled
    async with visit(role) as browser:
        for method, path, way in ways(console):
            if path in FREE or (method == "POST" and path in VIEWERS):
                continue
            answer = await browser.http.request(method, way, headers={"x-csrf-token": browser.csrf})
            reads = method == "GET" and path not in ADMINISTRATORS
            refused = path in ADMINISTRATORS if role == "inspector" else not reads
            assert (answer.status_code == 403) == refused, (method, path, answer.status_code)
    assert b'"action":"refused"' in console.audit.path.read_bytes()


async def test_no_change_without_the_token_whoever_asks(filled: Database, console: Console, visit: Visit) -> None:
    assert filled
    async with visit("administrator") as browser:
        for method, path, way in ways(console):
            if method == "GET" or path == "/api/session":
                continue
            for headers in ({}, {"x-csrf-token": "wrong"}):
                answer = await browser.http.request(method, way, headers=headers)
                assert answer.status_code == 403, (method, path)
            good = {"x-csrf-token": browser.csrf}
            for said in ({"sec-fetch-site": "cross-site"}, {"origin": "http://evil.example.test"}):
                answer = await browser.http.request(method, way, headers=good | said)
                assert answer.status_code == 403, (method, path, said)


async def test_a_token_of_another_session_does_not_count(filled: Database, visit: Visit) -> None:
    assert filled
    async with visit("inspector") as one, visit("inspector", address="10.0.0.3") as other:
        other.csrf = one.csrf
        assert (await other.post("/targets/1/run")).status_code == 403
        assert (await one.post("/targets/1/run")).status_code == 303


async def test_the_login_itself_needs_the_token_of_its_form(console: Console, visit: Visit) -> None:
    with console.writing() as db:
        users.add(db, "a", "viewer", PASSWORD)
    async with visit() as browser:
        await browser.get("/login")
        browser.csrf = "0" * 64
        assert (await browser.post("/login", name="a", password=PASSWORD)).status_code == 403
        said = {"sec-fetch-site": "cross-site"}
        answer = await browser.http.post("/api/session", json={"name": "a", "password": PASSWORD}, headers=said)
        assert answer.status_code == 403


async def test_a_name_of_the_web_that_resolves_to_this_machine_is_refused(visit: Visit) -> None:
    async with visit() as browser:
        for name in ("127.0.0.1", "localhost:8765", "[::1]:1", "LOCALHOST"):
            assert (await browser.get("/", headers={"host": name})).status_code == 200
        for name in (
            "evil.example.test",
            "127.0.0.1.evil.example.test",
            "localhost.evil.example.test:80",
            "",
            "[::2]",
            "127.0.0.1:80@evil.example.test",
            "127.0.0.1@evil.example.test",
            "127.0.0.1:8765/",
            "[::1]x",
            "0.0.0.0",
            "127.1",
            "[::ffff:127.0.0.1]",
            "localhost.",
            "127.0.0.1, evil.example.test",
        ):
            answer = await browser.get("/", headers={"host": name})
            assert answer.status_code == 421, name
            assert "Targets" not in answer.text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_another_site_draws_nothing_into_itself_and_links_lead_in(visit: Visit, site: str) -> None:
    async with visit() as browser:
        for mode, dest in (
            ("no-cors", "image"), ("no-cors", "script"), ("cors", "empty"), ("navigate", "iframe"),
            ("navigate", "object"), ("websocket", "empty"), ("no-cors", "style"),
        ):  # fmt: skip
            said = {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
            for way in ("/", "/static/console.js", "/api/targets"):
                assert (await browser.get(way, headers=said)).status_code == 403, (mode, dest, way)
        link = {"sec-fetch-site": site, "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
        assert (await browser.get("/", headers=link)).status_code == 200


async def test_a_picture_in_a_page_downloads_nothing_in_anybodys_name(
    filled: Database, console: Console, two_packs: tuple[Path, Path], visit: Visit
) -> None:
    assert filled
    async with visit("viewer") as browser:
        for file in ("pack.zip", "report.html"):
            drawn = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}
            answer = await browser.get(f"/inspections/{two_packs[0].name}/{file}", headers=drawn)
            assert answer.status_code == 403
    assert b"downloaded" not in console.audit.path.read_bytes()


async def test_headers_of_every_answer(console: Console, two_packs: tuple[Path, Path], filled: Database) -> None:
    transport = httpx.ASGITransport(app=make(replace(console, secure=True)))
    async with httpx.AsyncClient(transport=transport, base_url="https://127.0.0.1") as http:
        name = two_packs[0].name
        for way in ("/", "/nothing", "/api/targets", "/static/console.css", f"/inspections/{name}/pack.zip"):
            answer = await http.get(way)
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "no-referrer"
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy
            assert answer.headers["strict-transport-security"]
            assert "server" not in answer.headers
        assert "Secure" in (await http.get("/")).headers["set-cookie"]


async def test_a_body_without_end_is_cut(visit: Visit) -> None:
    async with visit() as browser:
        await browser.get("/")
        answer = await browser.post("/targets", location="x" * (2 << 20))
        assert answer.status_code == 413
