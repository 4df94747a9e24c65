"""How fast the console answers over a long history: 500 targets, 10,000 inspections, 200,000 findings."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
from measures.postgres import Cluster
from sqlalchemy import insert, text

from minispect.console import users
from minispect.console.app import make
from minispect.console.audit import NAME, Audit
from minispect.console.state import Console
from minispect.store.columns import now
from minispect.store.database import Database, open_database
from minispect.store.tables import Contact, Due, Finding, Inspection, Judged, Schedule, Target

TARGETS, INSPECTIONS, FINDINGS = 500, 10_000, 200_000
ASKED = 40
_CHECKS = 20
_AT_ONCE = 10_000
_PASSWORD = "correct horse battery"
_PAGES = {
    "list": "/",
    "next": "/?page=7",
    "narrowed": "/?q=17",
    "api": "/api/targets",
    "search": "/findings?q=phone",
    "sheet": "/matrix",
}


def measure() -> dict[str, dict[str, float]]:
    """Milliseconds at p95 by database and page, each the whole answer to a logged-in person."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        found["SQLite"] = _measured(open_database(Path(folder) / "a"))
        cluster = Cluster()
        cluster.start()
        try:
            found["PostgreSQL"] = _measured(open_database(Path(folder) / "b", cluster.create()))
        finally:
            cluster.close()
    return found


def _measured(database: Database) -> dict[str, float]:
    fill(database)
    try:
        return asyncio.run(_asked(database))
    finally:
        database.close()


def fill(database: Database) -> None:
    """A history of that size."""
    with database.session() as db:
        users.add(db, "reader", "viewer", _PASSWORD)
        for table, rows in _rows():
            for at in range(0, len(rows), _AT_ONCE):
                db.execute(insert(table), rows[at : at + _AT_ONCE])
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _rows() -> Iterator[tuple[type[Any], list[dict[str, Any]]]]:
    moment = now()
    yield (
        Target,
        [
            {"id": n, "name": f"小程序 {n}", "location": f"/programs/{n}", "driver": "embedded"}
            for n in range(1, TARGETS + 1)
        ],
    )
    yield (
        Schedule,
        [
            {"target_id": n, "cron": "0 3 * * 1", "timezone": "Asia/Shanghai", "next_at": moment + timedelta(hours=n)}
            for n in range(1, TARGETS + 1)
        ],
    )
    yield (
        Due,
        [{"target_id": n, "due_at": moment, "state": "queued", "schedule_id": None} for n in range(1, TARGETS, 5)],
    )
    yield (
        Inspection,
        [
            {
                "id": f"IN-{n:05}",
                "target_id": n % TARGETS + 1,
                "state": "done",
                "started_at": moment - timedelta(hours=INSPECTIONS - n),
                "headline": ("violations", "clean", "undecided")[n % 3],
                "violations": FINDINGS // INSPECTIONS,
                "coverage": {"declared": 30, "walked": [f"pages/p{k}/p{k}" for k in range(20)], "direct": []},
            }
            for n in range(INSPECTIONS)
        ],
    )
    yield (
        Finding,
        [
            {
                "inspection_id": f"IN-{n % INSPECTIONS:05}",
                "target_id": n % INSPECTIONS % TARGETS + 1,
                "fingerprint": f"{n % 40:064x}",
                "number": f"F{n // INSPECTIONS + 1}",
                "check_id": f"PHN-{n % _CHECKS + 1:02}",
                "verdict": "fail" if n % 4 else "inconclusive",
                "severity": ("critical", "major", "minor", "notice")[n % 4],
                "title_zh": "未展示任何内容即强制授权手机号",
                "title_en": "Phone number demanded before content",
                "reason_en": f"Nothing is shown before the phone number is demanded, case {n}",
                "page": f"pages/p{n % 30}/index",
            }
            for n in range(FINDINGS)
        ],
    )
    last = range(INSPECTIONS - TARGETS, INSPECTIONS)
    yield (
        Judged,
        [
            {"inspection_id": f"IN-{n:05}", "check_id": f"PHN-{k + 1:02}", "verdict": "fail" if (n + k) % 3 else "pass"}
            for n in last
            for k in range(_CHECKS)
        ],
    )
    yield Contact, [{"inspection_id": f"IN-{n:05}", "host": "log.example", "kinds": ["openid"]} for n in last]


async def _asked(database: Database) -> dict[str, float]:
    console = Console(database, Audit(database.folder / NAME))
    transport = httpx.ASGITransport(app=make(console))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        entered = await http.post("/api/session", json={"name": "reader", "password": _PASSWORD})
        entered.raise_for_status()
        return {name: await _p95(lambda way=way: http.get(way)) for name, way in _PAGES.items()}


async def _p95(ask: Callable[[], Awaitable[httpx.Response]]) -> float:
    (await ask()).raise_for_status()
    taken = []
    for _ in range(ASKED):
        began = time.perf_counter()
        (await ask()).raise_for_status()
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.quantiles(taken, n=20)[-1]
