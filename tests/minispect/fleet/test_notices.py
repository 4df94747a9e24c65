"""People are told of packs in a storage as of those in a folder: decisions count, planted values are taken out."""

import secrets
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import fsspec
import pytest
from sqlalchemy import select

from minispect.fleet import beside
from minispect.fleet.bringing import local
from minispect.fleet.storage import Storage
from minispect.notices import masks
from minispect.notices.courier import Courier
from minispect.notices.settings import File, Settings
from minispect.notices.stored import Stored
from minispect.store.columns import now
from minispect.store.database import Database, open_database
from minispect.store.ingest import keep
from minispect.store.marks import Notice, Review
from minispect.store.reading import read
from minispect.store.tables import Inspection, Target
from reports import seal

PLANTED = "测试员阿福"
"""The nickname of the stand-in's record."""
WANTED = Settings(file=(File(name="log", path="told.jsonl"),))


@pytest.fixture
def history(tmp_path: Path) -> Database:
    opened = open_database(tmp_path / "data")
    with opened.session() as session:
        session.add(Target(id=1, name="shop", location="/shop", driver="embedded"))
    return opened


@pytest.fixture
def stored(history: Database, pack: Path) -> Iterator[Callable[[str, datetime], str]]:
    """``stored(name, ended)``: an inspection whose pack lies in a storage; its URL."""
    root = f"memory://packs-{secrets.token_hex(4)}"
    storage = Storage(root)

    def add(name: str, ended: datetime) -> str:
        url = storage.put(pack, f"1/{name}")
        with history.session() as session:
            session.add(Inspection(id=name, target_id=1, started_at=ended))
            session.flush()
            row = keep(session, read(pack), pack=url, inspection_id=name, target_id=1, state="done")
            row.started_at = row.ended_at = ended
        return url

    yield add
    fsspec.filesystem("memory").rm(root, recursive=True)


def kinds(store: Database) -> list[str]:
    with store.reading() as session:
        return list(session.scalars(select(Notice.kind)))


def test_what_was_decided_and_planted_is_known_from_the_storage(
    history: Database, stored: Callable[[str, datetime], str], tmp_path: Path
) -> None:
    first = stored("IN-1", now() - timedelta(hours=3))
    courier = Courier(history, tmp_path / "data", WANTED)
    courier.round()
    assert kinds(history) == ["violation"]
    root = local(first, tmp_path / "elsewhere")
    beside.add(first, root, "reject", "F1", "A", "no", seal.key())
    second = stored("IN-2", now() - timedelta(hours=2))
    brought = Stored(history, tmp_path / "data").brought("IN-2", now())
    assert brought is not None
    assert set(brought) == {"IN-1", "IN-2"}
    assert PLANTED in masks.of_pack(second).line(f"pages/{PLANTED}"), "nothing is known of a pack that is not here"
    assert PLANTED not in masks.of_pack(str(brought["IN-2"])).line(f"pages/{PLANTED}")
    courier.round()
    with history.reading() as session:
        (row,) = session.scalars(select(Review))
    assert (row.inspection_id, row.decision, row.by) == ("IN-1", "reject", "A")


def test_a_storage_that_is_away_is_waited_for_and_not_for_ever(
    history: Database, stored: Callable[[str, datetime], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = stored("IN-1", now() - timedelta(hours=3))
    fs = type(fsspec.filesystem("memory"))
    true = fs.find

    def away(*_: Any, **__: Any) -> None:
        raise ConnectionError("the line is cut")

    monkeypatch.setattr(fs, "find", away)
    Courier(history, tmp_path / "data", WANTED).round()
    assert kinds(history) == []
    monkeypatch.setattr(fs, "find", true)
    Courier(history, tmp_path / "data", WANTED).round()
    assert kinds(history) == ["violation"]
    fsspec.filesystem("memory").rm(url, recursive=True)
    stored("IN-0", now() - timedelta(hours=8))
    monkeypatch.setattr(fs, "find", away)
    Courier(history, tmp_path / "data", WANTED).round()
    monkeypatch.undo()
    assert kinds(history) == ["violation", "violation"]
