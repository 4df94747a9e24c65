"""Who gets in, for how long, and how often somebody may try."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from minispect.console import logins, users
from minispect.console.state import Console
from minispect.store.columns import now
from minispect.store.people import Attempt, Session

Visit = Callable[..., Any]
PASSWORD = "correct horse battery"


def add(console: Console, name: str, role: str = "viewer") -> None:
    with console.writing() as db:
        users.add(db, name, role, PASSWORD)


async def test_without_users_the_machine_itself_may_do_everything_and_with_one_nobody_without_a_login(
    console: Console, visit: Visit
) -> None:
    async with visit() as browser:
        assert (await browser.get("/users")).status_code == 200
        added = await browser.post("/users", name="first", role="administrator", password=PASSWORD)
        assert added.status_code == 303
        assert (await browser.get("/")).headers["location"] == "/login"
        assert (await browser.get("/api/targets")).status_code == 401
        with console.writing() as db:
            users.find(db, "first").disabled_at = now()
        assert (await browser.get("/")).headers["location"] == "/login"


async def test_a_login_changes_the_token_and_only_its_hash_is_kept(console: Console, visit: Visit) -> None:
    add(console, "a")
    async with visit() as browser:
        answer = await browser.log_in("a")
        cookie = answer.headers.get_list("set-cookie")[0]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        first = browser.http.cookies["minispect"]
        with console.reading() as db:
            assert db.scalars(select(Session.token_sha256)).all() == [logins.hashed(first)]
            assert first not in repr(db.execute(select(Session)).all())
        await browser.get("/account")
        await browser.post("/logout")
        assert (await browser.get("/")).headers["location"] == "/login"
        browser.http.cookies.set("minispect", first)
        assert (await browser.get("/")).headers["location"] == "/login"
        browser.http.cookies.set("minispect", "planted")
        await browser.log_in("a")
        assert "planted" not in next(iter(browser.http.cookies.jar)).value


@pytest.mark.parametrize("column", ["seen_at", "created_at"])
async def test_a_session_ends_when_idle_and_when_old(console: Console, visit: Visit, column: str) -> None:
    limit = logins.IDLE if column == "seen_at" else logins.LONGEST
    async with visit("viewer") as browser:
        with console.writing() as db:
            db.execute(update(Session).values({column: now() - limit + timedelta(minutes=1)}))
        assert (await browser.get("/")).status_code == 200
        with console.writing() as db:
            db.execute(update(Session).values({column: now() - limit - timedelta(seconds=1)}))
        assert (await browser.get("/")).status_code == 303


async def test_being_used_keeps_a_session_alive(console: Console, visit: Visit) -> None:
    async with visit("viewer") as browser:
        with console.writing() as db:
            db.execute(update(Session).values(seen_at=now() - timedelta(minutes=50)))
        await browser.get("/")
        with console.reading() as db:
            assert now() - db.scalars(select(Session.seen_at)).one() < timedelta(minutes=1)


async def test_a_disabled_user_and_one_with_a_new_password_are_out_at_once(console: Console, visit: Visit) -> None:
    add(console, "admin", "administrator")
    async with visit("viewer") as browser:
        with console.writing() as db:
            users.disable(db, "viewer 127.0.0.1")
        assert (await browser.get("/")).status_code == 303
        assert (await browser.log_in("viewer 127.0.0.1")).status_code == 401
        with console.writing() as db:
            users.set_password(db, "viewer 127.0.0.1", "another good password")
        assert (await browser.log_in("viewer 127.0.0.1", "another good password")).status_code == 303


async def test_unknown_user_and_wrong_password_are_told_the_same(console: Console, visit: Visit) -> None:
    add(console, "a")
    async with visit() as browser:
        wrong, unknown = await browser.log_in("a", "wrong password"), await browser.log_in("nobody", "wrong password")
        assert wrong.status_code == unknown.status_code == 401
        assert wrong.text == unknown.text


async def test_tries_are_limited_for_an_account_from_an_address_and_a_right_password_waits_too(
    console: Console, visit: Visit
) -> None:
    add(console, "a")
    async with visit() as browser, visit(address="10.0.0.9") as elsewhere:
        for _ in range(logins.BY_PAIR):
            assert (await browser.log_in("a", "wrong")).status_code == 401
        assert (await browser.log_in("a")).status_code == 429
        assert (await browser.log_in("a")).status_code == 429
        assert (await elsewhere.log_in("a")).status_code == 303
        with console.writing() as db:
            db.execute(update(Attempt).values(at=now() - logins.WINDOW - timedelta(seconds=1)))
        assert (await browser.log_in("a")).status_code == 303


def test_tries_are_limited_by_account_and_by_address(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minispect.console.passwords.matches", lambda *_: False)
    for number in range(logins.BY_ACCOUNT):
        assert logins.log_in(console, "a", "x", f"10.0.0.{number}") is None
    with pytest.raises(logins.TooManyTries):
        logins.log_in(console, "a", "x", "10.0.1.1")
    for number in range(logins.BY_ADDRESS):
        assert logins.log_in(console, f"user {number}", "x", f"2001:db8::{number:x}") is None
    with pytest.raises(logins.TooManyTries):
        logins.log_in(console, "another", "x", "2001:db8::ffff")


async def test_after_the_login_nobody_is_sent_elsewhere(console: Console, visit: Visit) -> None:
    add(console, "a")
    async with visit() as browser:
        for to in ("//evil.example.test/", "https://evil.example.test/", "/\\evil.example.test", "javascript:alert(1)"):
            await browser.get("/login", params={"to": to})
            answer = await browser.post("/login", name="a", password=PASSWORD, to=to)
            assert answer.headers["location"] == "/"
            browser.http.cookies.clear()


async def test_a_new_password_needs_the_old_one(console: Console, visit: Visit) -> None:
    async with visit("viewer") as browser:
        good = {"new": "a quite new password", "again": "a quite new password"}
        assert (await browser.post("/account", old="wrong", **good)).status_code == 400
        assert (await browser.post("/account", old=PASSWORD, new="short", again="short")).status_code == 400
        assert (await browser.post("/account", old=PASSWORD, **good)).status_code == 303
        assert (await browser.get("/")).status_code == 200
        await browser.get("/account")
        await browser.post("/logout")
        assert (await browser.log_in("viewer 127.0.0.1", "a quite new password")).status_code == 303
