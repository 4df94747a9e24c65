"""The API keeps what its description promises, whatever is sent."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.python.asgi import HOST
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from minispect.console import guard, users
from minispect.console.app import make
from minispect.console.audit import NAME, Audit
from minispect.console.state import Console
from minispect.store.database import Database

Visit = Callable[..., Any]
PASSWORD = "correct horse battery"
EXAMPLES = 5
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture
def app(filled: Database) -> FastAPI:
    return make(Console(filled, Audit(filled.folder / NAME), names=(HOST.partition(":")[0],)))


def test_every_operation_answers_as_described(app: FastAPI) -> None:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    visit, count = "a" * 32, 0
    token = guard.bound(app.state.console.key, visit)
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=EXAMPLES, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy())
        def probe(case: Any) -> None:
            answer = case.call(headers={"x-csrf-token": token}, cookies={guard.VISIT: visit})
            assert answer.status_code < 500 or answer.status_code == 503, answer.text
            case.validate_response(answer, checks=CHECKS)

        probe()
        count += 1
    assert count >= 20


async def test_without_users_a_program_gets_its_token_too(filled: Database, visit: Visit) -> None:
    assert filled
    async with visit() as browser:
        me = (await browser.http.get("/api/session")).json()
        assert (await browser.http.post("/api/targets/1/runs", headers={"x-csrf-token": me["csrf"]})).status_code == 202


async def test_the_same_people_under_the_same_rules(
    filled: Database, console: Console, two_packs: tuple[Path, Path], visit: Visit
) -> None:
    assert filled
    with console.writing() as db:
        users.add(db, "v", "viewer", PASSWORD)
        users.add(db, "i", "inspector", PASSWORD)
    async with visit() as browser:
        assert (await browser.http.get("/api/targets")).status_code == 401
        wrong = await browser.http.post("/api/session", json={"name": "v", "password": "wrong"})
        assert wrong.status_code == 401
        for name, status in (("v", 403), ("i", 202)):
            me = (await browser.http.post("/api/session", json={"name": name, "password": PASSWORD})).json()
            assert (await browser.http.post("/api/targets/1/runs")).status_code == 403
            said = {"x-csrf-token": me["csrf"]}
            assert (await browser.http.post("/api/targets/1/runs", headers=said)).status_code == status
        whole = (await browser.http.get(f"/api/inspections/{two_packs[1].name}")).json()
        assert whole["verdicts"]["PHN-01"] == "fail"
        assert whole["findings"][0]["number"] == "F1"
        checked = await browser.http.post(f"/api/inspections/{two_packs[1].name}/verify", headers=said)
        assert checked.json()["ok"] is True
        names = {"old": two_packs[0].name, "new": two_packs[1].name}
        compared = (await browser.http.get("/api/compare", params=names)).json()
        assert compared["totals"]["unchanged"] == 1
        made = await browser.http.post("/api/targets/1/schedules", json={"cron": "5 4 * * *"}, headers=said)
        number = made.json()["id"]
        changed = await browser.http.patch(f"/api/schedules/{number}", json={"paused": True}, headers=said)
        assert changed.json()["paused"] is True
        assert (await browser.http.delete(f"/api/schedules/{number}", headers=said)).status_code == 204
        (queued,) = (await browser.http.get("/api/waiting")).json()
        assert (await browser.http.delete(f"/api/waiting/{queued['id']}", headers=said)).status_code == 204
        assert (await browser.http.delete(f"/api/waiting/{queued['id']}", headers=said)).status_code == 404
        told = {"ref": "沪〔2026〕7", "operators": ["甲", "乙"]}
        assert (await browser.http.put("/api/targets/1/case", json=told, headers=said)).status_code == 200
        kept = (await browser.http.get("/api/targets/1/case")).json()
        assert (kept["ref"], kept["operators"], kept["witness"]) == ("沪〔2026〕7", ["甲", "乙"], "")
        taken = await browser.http.get(f"/api/inspections/{two_packs[1].name}/pack")
        assert zipfile.ZipFile(io.BytesIO(taken.content)).testzip() is None
        assert (await browser.http.get(f"/api/inspections/{two_packs[1].name}/progress")).json()["state"] == "done"
        assert (await browser.http.get("/api/audit")).status_code == 403
    assert [line["action"] for line in console.audit.last(3)[0]] == ["refused", "pack.downloaded", "case.saved"]
    async with visit("administrator") as browser:
        log = (await browser.http.get("/api/audit", params={"action": "case."})).json()
        assert (log["broken_at"], [line["actor"] for line in log["lines"]]) == (0, ["i"])


async def test_logging_out(console: Console, visit: Visit) -> None:
    with console.writing() as db:
        users.add(db, "i", "inspector", PASSWORD)
    async with visit() as browser:
        me = (await browser.http.post("/api/session", json={"name": "i", "password": PASSWORD})).json()
        said = {"x-csrf-token": me["csrf"]}
        assert (await browser.http.delete("/api/session", headers=said)).status_code == 204
        assert (await browser.http.get("/api/targets")).status_code == 401
