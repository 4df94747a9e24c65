"""A console over a store with a hostile target and a sealed pack, and a browser-like client that needs no port."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from argon2 import PasswordHasher
from PIL import Image

from detectors import catalogue
from detectors.verdict import Box, Evidence, Finding, Text, Verdict
from minispect.console import passwords, users
from minispect.console.app import make
from minispect.console.audit import NAME, Audit
from minispect.console.state import Console
from minispect.schedule.planning import start
from minispect.store.columns import now
from minispect.store.database import Database, open_database
from minispect.store.ingest import ingest
from minispect.store.tables import Contact, Inspection, Schedule, Target
from recording import canonical
from recording.event import Kind
from recording.log import Log
from reports import pack as packs
from reports import seal
from reports.inspection import Account
from reports.settings import Seals

HOSTILE = (
    "<img src=http://evil.example.test/a onerror=alert(1)><script>alert(2)</script></title>{{7*7}}{% raw %}"
    '\u202egnp.exe\u2066\x1b[31m" onload="alert(4)\' <iframe src=http://evil.example.test></iframe>=cmd()'
)
PASSWORD = "correct horse battery"
_CSRF = re.compile(r'name="csrf" value="([^"]+)"')


def _picture(folder: Path, colour: str) -> bytes:
    path = folder / f"{colour}.png"
    Image.new("RGB", (375, 812), colour).save(path)
    return path.read_bytes()


def _verdicts(screen: int, began: int) -> list[Verdict]:
    reason = Text(zh=f"理由 {HOSTILE}", en=f"reason {HOSTILE}")
    box = Box(screen=screen, rect=(20, 100, 200, 50), label=Text(zh="框", en="box"))
    evidence = Evidence(run="refuse", page="pages/index/index", events=(began,), screens=(screen,), boxes=(box,))
    found = Finding(check="PHN-01", subject=("phone", "launch"), reason=reason, evidence=evidence)
    said = {
        "PHN-01": Verdict(check="PHN-01", verdict="fail", reason=reason, findings=(found,)),
        "CON-01": Verdict(check="CON-01", verdict="pass", reason=reason),
    }
    silent = Text(zh="未检查", en="not judged")
    return [
        said.get(check) or Verdict(check=check, verdict="not-judged", reason=silent) for check in catalogue.entries()
    ]


def _made(folder: Path, patch: pytest.MonkeyPatch, colour: str) -> Path:
    draft = packs.begin(folder)
    log = Log(draft.original)
    log.run = "refuse"
    began = log.note("run.begin").seq
    data = {"pixels_sha256": colour, "width": 375, "height": 812, "scale": 1, "reason": "launch"}
    tree = {"page": "pages/index/index", "nodes": [{"id": 1, "tag": "view", "rect": [0, 0, 9, 9], "text": HOSTILE}]}
    screen = log.screen(_picture(folder, colour), tree, data, page="pages/index/index").seq
    log.add(Kind.ACTION, {"type": "tap", "target": {"text": HOSTILE, "rect": [0, 0, 9, 9]}}, page="pages/index/index")
    for body in (f"<script>fetch('http://evil.example.test')</script>{HOSTILE}", f"<svg onload=alert(1)>{HOSTILE}"):
        log.blobs.put(body.encode())
    log.note("coverage", walked=["pages/index/index"], direct=[], missed=[])
    log.note("run.end", reason="done")
    log.close()
    canonical.write(draft.original / "target/app.json", {"pages": ["pages/index/index"]})
    canonical.write(draft.original / "target/profile.json", {"target": {"name": "小店", "appid": "wx0123456789abcdef"}})
    verdicts = _verdicts(screen, began)
    for place in ("reports.fresh.judge_all", "reports.pack.judge_all", "reports.difference.reading.judge_all"):
        patch.setattr(place, lambda _: verdicts, raising=False)
    return packs.finish(draft, Account(lang="en"), seal.key(), reading_seconds=0, wanted=Seals()).path


@pytest.fixture(scope="session")
def two_packs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two sealed packs of one hostile target; made once, never changed."""
    folder = tmp_path_factory.mktemp("packs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINISPECT_HOME", str(folder / "home"))
        first, second = (_made(folder, patch, colour) for colour in ("white", "teal"))
    return first, second


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing that takes a millisecond."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def store(tmp_path: Path) -> Database:
    return open_database(tmp_path / "data")


@pytest.fixture
def filled(store: Database, two_packs: tuple[Path, Path]) -> Database:
    """Target 1 with two packs, a schedule and recipients; its name and all its texts are hostile."""
    with store.session() as db:
        target = Target(name=HOSTILE, location="/programs/" + HOSTILE, driver="embedded", device="")
        db.add(target)
        db.flush()
        plan = Schedule(target_id=target.id, cron="0 3 * * 1", timezone="Asia/Shanghai")
        db.add(plan)
        start(plan, now())
        for number, root in enumerate(two_packs):
            row = ingest(db, root, target_id=target.id)
            row.started_at = now() - timedelta(days=9 - number)
            db.add(Contact(inspection_id=row.id, host=f"a{HOSTILE}"[:200], recipient=HOSTILE, kinds=[HOSTILE]))
        db.add(Inspection(id="IN-failed", target_id=target.id, state="failed", reason=HOSTILE))
    return store


@pytest.fixture
def console(store: Database) -> Console:
    return Console(store, Audit(store.folder / NAME))


@dataclass
class Visit:
    """A browser: keeps cookies, reads the token of the forms."""

    http: httpx.AsyncClient
    csrf: str = ""
    console: Console = field(repr=False, kw_only=True)

    async def get(self, way: str, **more: Any) -> httpx.Response:
        answer = await self.http.get(way, **more)
        if found := _CSRF.search(answer.text if "text/html" in answer.headers.get("content-type", "") else ""):
            self.csrf = found[1]
        return answer

    async def post(self, way: str, **fields: Any) -> httpx.Response:
        return await self.http.post(way, data={"csrf": self.csrf, **fields})

    async def log_in(self, name: str, password: str = PASSWORD) -> httpx.Response:
        await self.get("/login")
        answer = await self.post("/login", name=name, password=password)
        if answer.status_code == 303:
            await self.get("/account")
        return answer


@pytest.fixture
async def visit(console: Console) -> AsyncIterator[Callable[..., Any]]:
    """``async with visit() as browser`` or ``visit("viewer")``: one browser, with a new user of that role logged in."""
    app = make(console)

    @asynccontextmanager
    async def open_one(role: str = "", *, address: str = "127.0.0.1") -> AsyncIterator[Visit]:
        transport = httpx.ASGITransport(app=app, client=(address, 5000))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
            browser = Visit(http, console=console)
            if role:
                with console.writing() as db:
                    users.add(db, f"{role} {address}", role, PASSWORD)
                assert (await browser.log_in(f"{role} {address}")).status_code == 303
            yield browser

    yield open_one
