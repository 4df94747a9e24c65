"""Notices are sent at least once, tried again with patience, and given up in the end; two senders send one."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from minispect.notices import outbox
from minispect.notices.courier import Courier
from minispect.notices.message import Message, NotSentError
from minispect.notices.outbox import Tally
from minispect.notices.settings import Channel, File, Settings
from minispect.store.database import Database
from minispect.store.marks import Comparable, Notice
from minispect.store.tables import Due, Inspection
from reports.difference.side import Found

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
LOG = File(name="log", path="notices.jsonl")
WANTED = Settings(lang="en", file=(LOG, File(name="deadlines", path="d.jsonl", kinds=("deadline",))))
PAYLOAD = {"target": {"id": 1, "name": "shop", "driver": "embedded"}, "inspection": None, "reason": "it is gone"}


def posted(store: Database) -> None:
    with store.session() as session:
        assert outbox.post(session, WANTED, "failure", PAYLOAD, target_id=1) == 1, "only who wants this kind"


def row(store: Database) -> Notice:
    with store.reading() as session:
        return session.get_one(Notice, 1)


def test_what_was_posted_is_sent_once(store: Database, tmp_path: Path) -> None:
    posted(store)
    assert outbox.deliver(store, WANTED, tmp_path) == Tally(sent=1)
    assert outbox.deliver(store, WANTED, tmp_path) == Tally()
    (line,) = (tmp_path / "notices.jsonl").read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    assert told["subject"] == "[minispect] shop: inspection failed"
    assert "Reason: it is gone" in told["text"]
    assert row(store).state == "sent"


def test_a_channel_that_fails_is_tried_with_more_and_more_patience(
    store: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(channel: Channel, message: Message, folder: Path) -> None:
        raise NotSentError("the receiver answered 500")

    monkeypatch.setattr(outbox, "transmit", refuse)
    posted(store)
    with store.session() as session:
        session.get_one(Notice, 1).not_before = NOW
    moment, waits = NOW, []
    for number in range(1, outbox.ATTEMPTS + 1):
        tally = outbox.deliver(store, WANTED, tmp_path, moment)
        if number == outbox.ATTEMPTS:
            assert tally == Tally(failed=1)
            break
        assert tally == Tally(again=1)
        wait = row(store).not_before - moment
        assert outbox.deliver(store, WANTED, tmp_path, moment + wait - timedelta(seconds=1)) == Tally()
        waits.append(wait.total_seconds())
        moment += wait
    assert waits[:4] == [30, 120, 480, 1920]
    assert waits == sorted(waits) and max(waits) == 6 * 3600
    assert (row(store).state, row(store).last_error) == ("failed", "the receiver answered 500")


def test_a_sender_that_died_is_followed_by_another_after_the_lease(
    store: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Died(BaseException):
        """The machine is switched off."""

    def die(channel: Channel, message: Message, folder: Path) -> None:
        raise Died

    posted(store)
    with store.session() as session:
        session.get_one(Notice, 1).not_before = NOW
    with monkeypatch.context() as patch:
        patch.setattr(outbox, "transmit", die)
        with pytest.raises(Died):
            outbox.deliver(store, WANTED, tmp_path, NOW)
    assert outbox.deliver(store, WANTED, tmp_path, NOW) == Tally(), "it may still be on its way"
    assert outbox.deliver(store, WANTED, tmp_path, NOW + outbox.LEASE) == Tally(sent=1)


def test_two_senders_send_one(store: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, sent = outbox.transmit, []

    def meanwhile(channel: Channel, message: Message, folder: Path) -> None:
        if not sent:
            sent.append(1)
            assert outbox.deliver(store, WANTED, tmp_path) == Tally()
        real(channel, message, folder)

    posted(store)
    monkeypatch.setattr(outbox, "transmit", meanwhile)
    assert outbox.deliver(store, WANTED, tmp_path) == Tally(sent=1)
    assert len((tmp_path / "notices.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_a_channel_that_is_configured_no_more(store: Database, tmp_path: Path) -> None:
    posted(store)
    assert outbox.deliver(store, Settings(), tmp_path) == Tally(failed=1)
    assert "names no channel 'log'" in row(store).last_error


def test_the_courier_tells_of_what_ended(
    store: Database, history: Callable[..., Inspection], a_finding: Callable[..., Found], tmp_path: Path
) -> None:
    courier = Courier(store, tmp_path, WANTED)
    with store.session() as session:
        history(session, 0, a_finding(1))
        history(session, 1, a_finding(1), a_finding(2, "SEC-01", "b" * 32))
        due = Due(target_id=1, due_at=NOW, state="gave_up", reason="the target 13812345678 cannot be reached")
        session.add(due)
        session.flush()
        history(session, 2, state="failed", due_id=due.id)
    for name in ("MI-1", "MI-1", "MI-2", "gone"):
        courier._ended.append(name)
    assert courier.round() == Tally(sent=2)
    assert courier.round() == Tally(), "told once"
    first, second = map(json.loads, (tmp_path / "notices.jsonl").read_text(encoding="utf-8").splitlines())
    assert [one["check"] for one in first["findings"]] == ["SEC-01"]
    assert first["totals"] == {"new": 1, "unchanged": 1, "fixed": 0, "not-comparable": 0}
    assert second["kind"] == "failure"
    assert second["reason"] == "the target *** cannot be reached"


async def test_the_courier_stops_when_told(store: Database, tmp_path: Path) -> None:
    courier, stop = Courier(store, tmp_path, WANTED), asyncio.Event()
    posted(store)
    running = asyncio.create_task(courier.run(stop))
    await courier.finished("gone")
    while not (tmp_path / "notices.jsonl").exists():
        await asyncio.sleep(0.01)
    stop.set()
    await asyncio.wait_for(running, 5)


def test_what_ended_while_nobody_listened_is_told_at_the_next_start(
    store: Database, history: Callable[..., Inspection], a_finding: Callable[..., Found], tmp_path: Path
) -> None:
    with store.session() as session:
        row = history(session, 0, a_finding(1))
    moment = row.started_at + timedelta(hours=1)
    for _ in range(2):
        Courier(store, tmp_path, WANTED).round(moment)
    with store.reading() as session:
        assert [one.kind for one in session.scalars(select(Notice))] == ["violation"]
        assert session.get_one(Comparable, "MI-0").looked_at == moment


def test_a_history_of_long_ago_is_no_news(
    store: Database, history: Callable[..., Inspection], a_finding: Callable[..., Found], tmp_path: Path
) -> None:
    with store.session() as session:
        row = history(session, 0, a_finding(1))
    Courier(store, tmp_path, WANTED).round(row.started_at + timedelta(days=3))
    with store.reading() as session:
        assert session.scalars(select(Notice)).all() == []


def test_a_run_that_failed_elsewhere_is_told_once(
    store: Database, history: Callable[..., Inspection], tmp_path: Path
) -> None:
    with store.session() as session:
        due = Due(target_id=1, due_at=NOW, state="gave_up", reason="no answer")
        session.add(due)
        session.flush()
        for day in (0, 0.1):
            row = history(session, day, state="failed", due_id=due.id)
    for _ in range(2):
        Courier(store, tmp_path, WANTED).round(row.started_at + timedelta(hours=1))
    with store.reading() as session:
        (notice,) = session.scalars(select(Notice))
        assert (notice.kind, notice.inspection_id) == ("failure", "MI-0.1")
