"""``minispect worker`` as an administrator meets it."""

import importlib.util
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from minispect.commands import worker
from minispect.exits import Exit, UserError
from minispect.schedule.planning import run_now
from minispect.schedule.targets import described
from minispect.store.columns import now
from minispect.store.database import Database
from minispect.store.tables import Due, Inspection
from reports import verify

MINISPECT = Path(sys.executable).with_name("minispect")


def test_without_the_extra_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec

    def without(name: str, package: str | None = None) -> Any:
        return None if name == "procrastinate" else found(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", without)
    with pytest.raises(UserError, match=r"pip install 'minispect\[fleet\]'") as told:
        worker.command(database="postgresql://h/x")
    assert told.value.code == Exit.UNREACHABLE


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        ([], 2, "--database: name the PostgreSQL"),
        (["--database", "sqlite:////nowhere/here.sqlite"], 2, "a fleet needs PostgreSQL"),
        (["--database", "postgresql://nobody@127.0.0.1:1/x"], 3, "the database cannot be reached"),
        (["--database", "postgresql://nobody@127.0.0.1:1/x", "--queues", "phone"], 2, "'phone' is no queue"),
        (["--database", "postgresql://nobody@127.0.0.1:1/x", "--packs", "gs://b/p"], 2, "needs gcsfs"),
    ],
)
def test_wrong_use_is_one_sentence(
    say: Callable[..., Any], tmp_path: Path, options: list[str], code: int, sentence: str
) -> None:
    said = say("worker", "--data", tmp_path / "data", *options)
    assert (said.code, sentence in said.err) == (code, True), said.err
    assert said.err.count("\n") == 1


@pytest.mark.browser
def test_a_real_scan_goes_through_the_queue_into_the_storage(store: Database, tmp_path: Path) -> None:
    folder = tmp_path / "program"
    (folder / "pages").mkdir(parents=True)
    (folder / "app.json").write_text('{"pages": ["pages/home"]}')
    (folder / "app.js").write_text("App({})")
    (folder / "pages/home.js").write_text("Page({})")
    (folder / "pages/home.wxml").write_text("<view>欢迎光临，本店提供早餐、午餐和晚餐，营业到晚上九点</view>")
    (folder / "backend.json").write_text('{"routes": []}')
    given = {"runs": "refuse", "budget": 5, "no_ocr": True, "backend": f"stub:{folder / 'backend.json'}"}
    with store.session() as session:
        target = described(str(folder), given=given)
        session.add(target)
        session.flush()
        number = run_now(session, target, now())
    environment = {**os.environ, "MINISPECT_HOME": str(tmp_path / "home")}
    environment["MINISPECT_DATABASE"] = store.engine.url.set(drivername="postgresql").render_as_string(
        hide_password=False
    )
    command = [MINISPECT, "worker", "--packs", tmp_path / "packs", "--data", tmp_path / "machine", "--concurrency", "1"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        until = time.monotonic() + 120
        while _state(store, number) in ("queued", "running"):
            assert time.monotonic() < until
            time.sleep(0.1)
    finally:
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=90)
    assert process.returncode == 0, told
    assert _state(store, number) == "done", told
    with store.reading() as session:
        row = session.query(Inspection).filter(Inspection.due_id == number).one()
        assert row.coverage["walked"] == ["pages/home"]
        assert row.worker.rpartition("/")[2]
    assert Path(row.pack).is_relative_to(tmp_path / "packs")
    assert verify.verify(Path(row.pack)).ok
    assert not list((tmp_path / "machine" / "packs").glob("*/*/MI-*"))


def _state(store: Database, number: int) -> str:
    with store.reading() as session:
        return session.get_one(Due, number).state
