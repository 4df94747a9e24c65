"""A pack in a storage is read, decided upon and exported in the console as one in a folder."""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fsspec
from sqlalchemy import select

from minispect.fleet import beside
from minispect.fleet.bringing import local
from minispect.fleet.storage import Storage
from minispect.store.database import Database
from minispect.store.marks import Review
from minispect.store.tables import Inspection
from reports import seal
from reports.review import decisions


async def test_what_is_decided_here_and_elsewhere_is_one_list(
    filled: Database, two_packs: tuple[Path, Path], visit: Callable[..., Any], tmp_path: Path
) -> None:
    url = Storage(f"memory://packs-{secrets.token_hex(4)}").put(two_packs[0], "1/IN-1")
    with filled.session() as db:
        row = db.scalars(select(Inspection).where(Inspection.pack == str(two_packs[0]))).one()
        row.pack, name = url, row.id
    other = local(url, tmp_path / "elsewhere")
    beside.add(url, other, "comment", "F1", "Zhang San", "from elsewhere", seal.key())
    async with visit() as browser:
        page = await browser.get(f"/inspections/{name}")
        assert "from elsewhere" in page.text
        assert (await browser.post(f"/inspections/{name}/review", finding="F1", decision="reject")).status_code == 303
        assert (await browser.post(f"/inspections/{name}/verify")).headers["location"].endswith("verified")
        saved = await browser.get(f"/inspections/{name}/pack.zip")
        assert b"decisions.jsonl" in saved.content
    beside.fetch(url, other)
    assert decisions.sound(other)[0].by == "Zhang San"
    assert [line.act for line in decisions.sound(other)] == ["comment", "reject"]
    with filled.reading() as db:
        assert set(db.scalars(select(Review.decision))) == {"comment", "reject"}
    fs = fsspec.filesystem("memory")
    events = next(one for one in fs.find(url) if one.endswith("events.jsonl"))
    fs.pipe_file(events, fs.cat_file(events) + b"\n")
    async with visit() as browser:
        await browser.get(f"/inspections/{name}")
        assert (await browser.post(f"/inspections/{name}/verify")).headers["location"].endswith("broken"), (
            "what lies in the storage counts, not what was brought before"
        )
        assert "events.jsonl" in (await browser.get(f"/inspections/{name}/seal")).text
    with filled.reading() as db:
        assert db.get_one(Inspection, name).seal == "broken"
    fs.rm(url, recursive=True)
