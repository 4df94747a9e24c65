"""Every page in both languages over a hostile target, and what can be done on them."""

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from minispect import sentences
from minispect.console import guard, history, users, view
from minispect.console.app import make
from minispect.console.audit import Audit
from minispect.console.state import Console
from minispect.store.columns import now
from minispect.store.database import Database, open_database
from minispect.store.ingest import ingest
from minispect.store.marks import Rectification, Review
from minispect.store.tables import Due, Finding, Inspection, Schedule, Target
from recording.profile import load_case
from reports import ed25519, verify
from reports.review import decisions

Visit = Callable[..., Any]
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_every_page_shows_hostile_texts_as_texts(
    filled: Database, two_packs: tuple[Path, Path], visit: Visit, lang: str
) -> None:
    assert filled
    old, new = (root.name for root in two_packs)
    pages = [
        "/", "/?q=img&archived=true", "/targets/new", "/targets/1", "/targets/1/case", f"/inspections/{new}",
        f"/inspections/{new}/seal", "/inspections/IN-failed", f"/compare?old={old}&new={new}", "/findings",
        "/findings?q=%3Cscript%3E&verdict=all&every=true&severity=critical&decision=open", "/findings?target=1",
        "/recipients", "/recipients?q=evil", "/matrix", "/matrix?every=true", "/schedules", "/calendar",
        "/calendar?month=2026-02", "/calendar?day=2026-11-22", "/deadlines", "/users", "/audit", "/interface",
        "/account",
    ]  # fmt: skip
    async with visit() as browser:
        browser.http.cookies.set("lang", lang)
        for way in pages:
            answer = await browser.get(way)
            assert answer.status_code == 200, way
            assert f'lang="{"zh-CN" if lang == "zh" else "en"}"' in answer.text
            assert not re.search(r"<(img src=http|iframe|script>)", answer.text), way
            assert "\u202e" not in answer.text
            assert "\x1b" not in answer.text
            assert not re.search(r"<[^>]+\son\w+=", answer.text), way
            assert not re.search(r"<[^>]+\sstyle=", answer.text), way
        if lang == "en":
            empty = (await browser.get("/schedules")).text.replace("中文", "")
            assert not _CHINESE.search(re.sub(r"<bdi.*?</bdi>", "", empty))


@pytest.mark.parametrize(
    "way",
    ["/targets/0", "/targets/99999999999999999999", "/inspections/none", "/inspections/%00", "/nothing",
     "/static/../app.py", "/static/app.py", "/matrix.exe"],
)  # fmt: skip
async def test_what_is_not_there_is_said_to_be_not_there(visit: Visit, way: str) -> None:
    async with visit() as browser:
        assert (await browser.get(way)).status_code in (404, 422)


@pytest.mark.parametrize("way", ["/calendar?month=0000-01", "/calendar?month=2026-13", "/calendar?day=9999-12-31"])
async def test_a_month_that_is_none(visit: Visit, way: str) -> None:
    async with visit() as browser:
        assert (await browser.get(way)).status_code == 400


async def test_language_and_light_are_kept(visit: Visit) -> None:
    async with visit() as browser:
        await browser.get("/")
        assert (await browser.post("/preferences", lang="en", theme="dark", to="/calendar")).headers[
            "location"
        ] == "/calendar"
        answer = await browser.get("/")
        assert '<html lang="en" data-theme="dark"' in answer.text
        await browser.post("/preferences", lang="xx", theme="<b>")
        assert '<html lang="en" data-theme="dark"' in (await browser.get("/")).text
        browser.http.cookies.set("zone", "Asia/Shanghai")
        assert 'data-zone="Asia/Shanghai"' in (await browser.get("/")).text
        browser.http.cookies.set("zone", "../../etc/passwd")
        assert 'data-zone="UTC"' in (await browser.get("/")).text


async def test_a_schedule_from_its_making_to_its_end(filled: Database, console: Console, visit: Visit) -> None:
    async with visit("inspector") as browser:
        refused = await browser.post("/targets/1/schedules", cron="61 * * * *", timezone="UTC")
        assert refused.status_code == 400
        assert "61" in refused.text
        assert (await browser.post("/targets/1/schedules", cron="5 4 * * *", timezone="Mars/X")).status_code == 400
        assert (
            await browser.post("/targets/1/schedules", cron="5 4 * * *", timezone="Asia/Shanghai")
        ).status_code == 303
        for act, paused in (("pause", True), ("resume", False)):
            assert (await browser.post(f"/schedules/2/{act}")).status_code == 303
            with filled.reading() as db:
                assert db.get_one(Schedule, 2).paused is paused
        assert (await browser.post("/schedules/2/remove")).status_code == 303
        assert (await browser.post("/schedules/2/explode")).status_code == 404
        assert (await browser.post("/targets/1/run")).status_code == 303
        assert (await browser.post("/targets/1/run")).status_code == 303
        with filled.reading() as db:
            assert db.scalars(select(Due.state)).all() == ["queued"]
        assert (await browser.post("/due/1/stop")).status_code == 303
        assert (await browser.post("/due/1/stop")).status_code == 400
        assert (await browser.post("/targets/1/archive")).status_code == 303
    with filled.reading() as db:
        assert db.get_one(Target, 1).archived_at is not None
        assert [one.id for one in db.scalars(select(Schedule))] == [1]
    entries, broken = console.audit.last(50)
    assert broken == 0
    done = [entry["action"] for entry in reversed(entries)]
    assert done[-8:] == [
        "schedule.added", "schedule.paused", "schedule.resumed", "schedule.removed", "run.queued", "run.queued",
        "run.stopped", "target.archived",
    ]  # fmt: skip
    assert {entry["actor"] for entry in entries} == {"inspector 127.0.0.1"}


async def test_a_target_is_checked_before_it_is_kept(
    filled: Database, visit: Visit, program: Callable[..., Path]
) -> None:
    folder = program()
    async with visit("inspector") as browser:
        for location in ("", "-x", "relative/path", "/nowhere/at/all", "\x00", "--driver=x"):
            assert (await browser.post("/targets", location=location)).status_code in (400, 422), location
        added = await browser.post("/targets", location=str(folder), name="新的", budget="30")
        assert added.status_code == 303
        again = await browser.post("/targets", location=str(folder), name="again", budget="30")
        assert again.headers["location"] == added.headers["location"]
    with filled.reading() as db:
        target = db.scalars(select(Target).where(Target.name == "新的")).one()
        assert target.options == {"budget": 30}
        assert target.location == str(folder)


async def test_a_case_is_written_as_scan_reads_it(filled: Database, visit: Visit) -> None:
    told = {
        "ref": '沪市监〔2026〕"7"号\\',
        "organisation": "机构]\n".strip(),
        "operators": "甲\r\n乙",
        "mandate": "'''",
    }
    async with visit("inspector") as browser:
        assert (await browser.post("/targets/1/case", **told)).status_code == 303
        with filled.reading() as db:
            path = db.get_one(Target, 1).case_file
        case = load_case(Path(path))
        assert (case.ref, case.organisation, case.operators, case.mandate) == (
            told["ref"], told["organisation"], ("甲", "乙"), "'''",
        )  # fmt: skip
        assert "沪市监" in (await browser.get("/targets/1/case")).text
        refused = await browser.post("/targets/1/case", operators="甲\n甲")
        assert refused.status_code == 400
        assert "检查人员：同一检查人员出现两次" in refused.text


async def test_a_decision_is_signed_beside_the_pack_shown_and_searched(
    filled: Database, console: Console, two_packs: tuple[Path, Path], visit: Visit, tmp_path: Path
) -> None:
    root = shutil.copytree(two_packs[0], tmp_path / two_packs[0].name)
    with filled.session() as db:
        row = history.inspection(db, root.name)
        row.pack = str(root)
        mark = db.scalars(select(Finding.fingerprint).where(Finding.inspection_id == row.id)).first()
    way = f"/inspections/{root.name}/review"
    async with visit("inspector") as browser:
        assert (await browser.post(way, finding="F1", decision="confirm", comment="<b>是</b>")).status_code == 303
        assert (await browser.post(way, finding="F9", decision="confirm")).status_code == 400
        assert (await browser.post(way, finding="F1", decision="comment")).status_code == 400
        page = (await browser.get(f"/inspections/{root.name}")).text
        assert "&lt;b&gt;是&lt;/b&gt;" in page
        listed = await browser.get("/findings", params={"decision": "confirm", "every": "true"})
        assert f"/inspections/{root.name}#F1" in listed.text
        assert f"/inspections/{root.name}#F1" not in (
            await browser.get("/findings", params={"decision": "reject", "every": "true"})
        ).text  # fmt: skip
        deadlines = "/targets/1/deadlines"
        assert (await browser.post(deadlines, fingerprint=mark, day="2099-01-01")).status_code == 303
        assert (await browser.post(deadlines, fingerprint=mark, day="soon")).status_code == 400
        assert (await browser.post(deadlines, fingerprint="unknown", day="2099-01-01")).status_code == 404
        assert "2099-01-01" in (await browser.get("/deadlines")).text
        assert (await browser.post(deadlines, fingerprint=mark, waive="true")).status_code == 303
    (line,) = decisions.sound(root)
    assert (line.by, line.act, line.comment) == ("inspector 127.0.0.1", "confirm", "<b>是</b>")
    with filled.reading() as db:
        assert db.scalars(select(Review)).one().file_sha256 == line.sha256
        assert db.scalars(select(Rectification)).one().state == "waived"
    assert console.audit.last(9)[1] == 0


async def test_a_pack_is_verified_and_one_that_was_changed_is_found_and_not_decided_upon(
    filled: Database, two_packs: tuple[Path, Path], visit: Visit, tmp_path: Path
) -> None:
    root = shutil.copytree(two_packs[0], tmp_path / two_packs[0].name)
    with filled.session() as db:
        history.inspection(db, root.name).pack = str(root)
    way = f"/inspections/{root.name}"
    async with visit("inspector") as browser:
        assert (await browser.post(f"{way}/verify")).headers["location"].endswith("done=verified")
        (root / "data/derived/findings.csv").write_text("changed")
        assert (await browser.post(f"{way}/verify")).headers["location"].endswith("done=broken")
        with filled.reading() as db:
            assert history.inspection(db, root.name).seal == "broken"
        assert (await browser.post(f"{way}/review", finding="F1", decision="confirm")).status_code == 409
        assert (await browser.get(f"/compare?old={root.name}&new={two_packs[1].name}")).status_code == 409
        assert (await browser.post(f"{way}/hold")).status_code == 303
        with filled.reading() as db:
            assert history.inspection(db, root.name).legal_hold


async def test_the_questions_are_understood_by_postgresql_too(
    postgres: Any, two_packs: tuple[Path, Path], tmp_path: Path
) -> None:
    store = open_database(tmp_path / "data", postgres.create())
    with store.session() as db:
        db.add(Target(name="小店", location="/x", driver="embedded"))
        db.flush()
        rows = [ingest(db, root, target_id=1) for root in two_packs]
        mark = db.scalars(select(Finding.fingerprint)).first()
        db.add(Rectification(target_id=1, fingerprint=mark, deadline=now(), set_by="x"))
        said = {"decision": "confirm", "comment": "", "by": "x", "at": now(), "file_sha256": "0" * 64}
        db.add(Review(inspection_id=rows[1].id, fingerprint=mark, **said))
    transport = httpx.ASGITransport(app=make(Console(store, Audit(tmp_path / "audit.jsonl"))))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        for way in (
            "/", "/?q=小", "/targets/1", f"/inspections/{rows[0].id}", "/findings?q=a&decision=open&every=true",
            "/findings?decision=reject", "/recipients?q=a", "/matrix", "/schedules", "/calendar", "/deadlines",
            "/users", "/api/inspections", "/api/targets", "/api/targets/1/recipients", "/api/deadlines",
        ):  # fmt: skip
            assert (await http.get(way)).status_code == 200, way
        found = await http.get("/api/findings", params={"decision": "confirm", "every": "true"})
        assert [one["inspection_id"] for one in found.json()["rows"]] == [rows[1].id]
    store.close()


async def test_a_comparison_outlives_its_packs(filled: Database, two_packs: tuple[Path, Path], visit: Visit) -> None:
    old, new = (root.name for root in two_packs)
    with filled.session() as db:
        history.inspection(db, old).pack = "/nowhere/any/more"
    async with visit() as browser:
        page = (await browser.get(f"/compare?old={old}&new={new}")).text
        assert 'id="unchanged"' in page
        assert 'id="screens"' not in page


async def test_the_sheet_never_holds_a_formula(filled: Database, visit: Visit) -> None:
    with filled.session() as db:
        db.get_one(Target, 1).name = "=cmd|' /C calc'!A0"
    async with visit() as browser:
        table = (await browser.get("/matrix.csv")).content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(table)))
        assert rows[0][2] == "'=cmd|' /C calc'!A0"
        assert {row[0] for row in rows} >= {"PHN-01", "CON-01"}
        book = load_workbook(io.BytesIO((await browser.get("/matrix.xlsx")).content))
        assert book.active is not None
        assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)


async def test_a_running_inspection_is_followed_until_it_ends(
    filled: Database, visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = tmp_path / "run" / "MI-1.part" / "data" / "original" / "events.jsonl"
    events.parent.mkdir(parents=True)
    first = {
        "kind": "note",
        "run": "refuse",
        "seq": 1,
        "utc": "2026-11-22T02:30:00.000Z",
        "data": {"name": "run.begin"},
    }
    events.write_text(json.dumps(first) + "\n")
    with filled.session() as db:
        db.add(Inspection(id="IN-run", target_id=1, state="running", folder=str(tmp_path / "run")))
    monkeypatch.setattr("minispect.console.pages.inspections._EVERY", 0.01)
    seen = []
    async with visit() as browser:
        page = (await browser.get("/inspections/IN-run")).text
        assert 'data-live="/inspections/IN-run/live"' in page
        with filled.session() as db:
            history.inspection(db, "IN-run").state = "done"
        async with browser.http.stream("GET", "/inspections/IN-run/live") as stream:
            seen = [line async for line in stream.aiter_lines()]
        assert (await browser.get("/inspections/IN-run/screen?seq=7")).status_code == 404
    assert json.loads(seen[1].removeprefix("data: "))["runs"] == {"refuse": "now"}
    assert seen[-3] == "event: over"


async def test_who_is_out_is_told_nothing_more_of_a_running_inspection(
    filled: Database, console: Console, visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled.session() as db:
        db.add(Inspection(id="IN-run", target_id=1, state="running", folder=str(tmp_path)))
    monkeypatch.setattr("minispect.console.pages.inspections._EVERY", 0.01)
    looks, still = [0], guard.still

    def out_at_the_third_look(*asked: Any) -> bool:
        looks[0] += 1
        if looks[0] == 3:
            with console.writing() as db:
                users.disable(db, "viewer 127.0.0.1")
        return still(*asked)

    monkeypatch.setattr(guard, "still", out_at_the_third_look)
    async with visit("viewer") as browser:
        told = (await browser.get("/inspections/IN-run/live")).text
    assert told.count("event: step") == looks[0] == 3


def test_every_operation_of_the_api_is_described(console: Console) -> None:
    described = make(console).openapi()["paths"]
    for way, methods in described.items():
        for method, about in methods.items():
            assert _CHINESE.search(sentences.chinese(about["description"])), (method, way)


def test_every_step_of_a_verification(two_packs: tuple[Path, Path], tmp_path: Path) -> None:
    good, bad = verify.verify(two_packs[0], holds=ed25519.holds), verify.verify(tmp_path, holds=ed25519.holds)
    for result in (good, bad):
        for said in (result.summary, *(s.text for s in result.steps), *(s.name for s in result.steps)):
            assert _CHINESE.search(sentences.chinese(said)) or said in ("SM2", "SM3"), said


async def test_a_log_that_was_changed_is_shown_to_be(console: Console, visit: Visit) -> None:
    for number in range(4):
        console.audit.add("<b>a</b>", "login", str(number))
    async with visit() as browser:
        assert 'role="alert"' not in (await browser.get("/audit")).text
        data = console.audit.path.read_bytes()
        console.audit.path.write_bytes(data.replace(b'"object":"1"', b'"object":"9"'))
        page = (await browser.get("/audit")).text
    assert "链在第 3 行断开" in page
    assert "&lt;b&gt;a&lt;/b&gt;" in page


def test_ways_within_the_console_only() -> None:
    assert view.local("/targets/1?x=1#F1") == "/targets/1?x=1#F1"
    for way in ("//x", "/\\x", "http://x", "x", "", "/\nx", "/a\\..", "/\u202ex"):
        assert view.local(way) == "/"
