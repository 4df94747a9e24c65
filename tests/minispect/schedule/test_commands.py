"""``minispect schedule`` and ``batch`` as a user meets them."""

import json
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from minispect.schedule import scheduler
from minispect.store.columns import now
from minispect.store.database import open_database
from minispect.store.tables import Inspection, Judged

Say = Callable[..., Any]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MINISPECT_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("MINISPECT_DATABASE", raising=False)
    return tmp_path / "data"


def test_a_target_from_its_first_schedule_to_its_end(say: Say, program: Callable[..., Path]) -> None:
    folder = program()
    added = say("schedule", "add", folder, "--cron", "0 3 * * 1", "--timezone", "Asia/Shanghai", "--budget", 9)
    assert (added.code, added.out) == (0, "1\n")
    assert "next" in added.err
    assert (
        say("schedule", "add", folder, "--cron", "0 3 * * 1", "--timezone", "Asia/Shanghai", "--budget", 9).out == "1\n"
    )
    (line,) = json.loads(say("schedule", "list", "--json").out)
    assert line["location"] == str(folder)
    assert line["options"] == {"budget": 9.0}
    assert [(s["cron"], s["timezone"], s["paused"]) for s in line["schedules"]] == [
        ("0 3 * * 1", "Asia/Shanghai", False)
    ]
    assert say("schedule", "run-now", folder).out == say("schedule", "run-now", "program").out
    assert "queued" in say("schedule", "list").out
    assert say("schedule", "stop", 1).code == 0
    assert say("schedule", "stop", 1).code == 2
    assert say("schedule", "pause", 1).code == 0
    assert "paused" in say("schedule", "list").out
    assert say("schedule", "resume", "program").code == 0
    assert say("schedule", "history", 1).out == ""
    assert say("schedule", "remove", 1).code == 0
    assert say("schedule", "list").out == ""
    assert say("schedule", "run-now", 1).code == 2
    assert say("schedule", "add", folder, "--budget", 9).out == "1\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("every", "monday"), "schedule every: give one of"),
        (("add",), "name the target"),
        (("add", "nowhere"), "nowhere: there is no such folder"),
        (("add", "{program}", "--cron", "0 3 * *"), "five fields"),
        (("add", "{program}", "--cron", "0 3 * * 1", "--timezone", "Mars/Base"), "no such time zone"),
        (("pause", "7"), "7: no such target"),
        (("pause", "program"), "has no schedule"),
        (("run-now",), "name the target"),
        (("hold", "IN-7"), "no such inspection"),
        (("retention",), "--keep-days or --keep-count"),
    ],
)
def test_one_sentence_for_what_cannot_be_done(
    say: Say, program: Callable[..., Path], data_with_store: Path, arguments: tuple[str, ...], told: str
) -> None:
    folder = program()
    say("schedule", "add", folder)
    said = say("schedule", *(a.format(program=folder) for a in arguments))
    assert said.code == 2
    assert told in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert len(json.loads(say("schedule", "list", "--json").out)) == 1


def test_databases_that_cannot_be_used(say: Say, data: Path, program: Callable[..., Path]) -> None:
    assert "no database here" in say("schedule", "list").err
    say("schedule", "add", program())
    path = data / "minispect.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'zz'")
    said = say("schedule", "list")
    assert said.code == 2
    assert "newer minispect" in said.err
    path.write_bytes(b"not a database" * 1000)
    assert "not a database" in say("schedule", "run").err
    said = say("schedule", "list", "--database", "postgresql://u:secret@127.0.0.1:9/x")
    assert said.code == 3
    assert "cannot be reached" in said.err
    assert "secret" not in said.err


def test_a_name_that_two_targets_have_is_not_guessed(say: Say, program: Callable[..., Path]) -> None:
    folder = program()
    say("schedule", "add", folder)
    say("schedule", "add", folder, "--budget", 5)
    said = say("schedule", "run-now", "program")
    assert said.code == 2
    assert "1, 2" in said.err


def test_hostile_names_stay_on_their_line(say: Say, program: Callable[..., Path]) -> None:
    say("schedule", "add", program(), "--name", "\x1b[2J\nfake  line\u202e")
    out = say("schedule", "list").out
    assert "\x1b" not in out
    assert len(out.splitlines()) == 1


def test_a_bad_list_starts_nothing(say: Say, data: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("target\nnowhere\n")
    said = say("batch", tmp_path / "list.csv")
    assert said.code == 2
    assert "list.csv, line 2" in said.err
    assert not data.exists()
    assert say("batch", tmp_path / "none.csv").code == 2


def test_a_batch_from_its_list_to_its_sheets(
    say: Say, data: Path, program: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, as_stand_in: Callable[..., Any]
) -> None:
    folder = program(**{"minispect.toml": '[target]\nname = "violates"\n'})
    path = folder.parent / "list.csv"
    path.write_text("target,profile,case\nprogram,,\n")
    monkeypatch.setattr(scheduler, "Settings", as_stand_in)
    first = say("batch", path, "--budget", 9)
    assert first.code == 1
    sheets = [Path(line) for line in first.out.splitlines()]
    assert [sheet.name for sheet in sheets] == ["sheet.csv", "sheet.xlsx"]
    assert "PHN-01" in sheets[0].read_text("utf-8-sig")
    again = say("batch", path, "--budget", 9, "--out", folder.parent / "out")
    assert (again.code, Path(again.out.split()[-1]).parent) == (1, folder.parent / "out")
    assert "1 of them done already" in again.err
    assert len(list((data / "packs").glob("*/*/MI-*"))) == 1
    assert say("schedule", "list").out == ""


def test_list_and_history_hide_nothing(say: Say, data_with_store: Path, program: Callable[..., Path]) -> None:
    say("schedule", "add", program())
    store = open_database(data_with_store)
    for name, state, hours in (("IN-1", "failed", 3), ("IN-2", "done", 2), ("IN-3", "failed", 1)):
        with store.session() as session:
            row = Inspection(id=name, target_id=1, state=state, headline="clean" if state == "done" else "")
            row.started_at = now() - timedelta(hours=hours)
            row.coverage = {"walked": ["a", "b"], "direct": ["c"], "unvisited": [{"path": "d"}]}
            session.add(row)
            session.flush()
            session.add(Judged(inspection_id=name, check_id="PHN-01", verdict="pass"))
        said = say("schedule", "list").out
        expected = {"IN-1": "1 attempt(s) without a pack", "IN-2": "done, clean\n", "IN-3": "clean; failed since"}
        assert expected[name] in said
    assert "3/4 pages" in say("schedule", "history", 1).out
    newest = json.loads(say("schedule", "history", 1, "--json").out)[0]
    assert newest["coverage"]["unvisited"] == [{"path": "d"}]
    assert newest["verdicts"] == {"PHN-01": "pass"}
