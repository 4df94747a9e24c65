"""``minispect notices`` as a user meets it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from minispect.notices import outbox, settings
from minispect.store.database import Database

Say = Callable[..., Any]
GONE = '[[notices.webhook]]\nname = "ops"\nurl = "http://127.0.0.1:1/"\nsecret = "s3cret"\n'
FILE = '[notices]\nlang = "en"\n[[notices.file]]\nname = "log"\npath = "n.jsonl"\n'
PAYLOAD = {"target": {"id": 1, "name": "shop", "driver": "embedded"}, "inspection": None, "reason": "gone"}


def test_channels_are_tried_and_notices_sent_and_listed(say: Say, store: Database) -> None:
    path = store.folder / settings.NAME
    path.write_text(FILE + GONE)
    said = say("notices", "test", "--data", store.folder)
    assert said.code == 3
    assert said.out.splitlines()[0].startswith("failed  ops  the receiver could not be reached")
    assert said.out.splitlines()[1] == "sent    log"
    assert json.loads((store.folder / "n.jsonl").read_text())["kind"] == "test"
    assert say("notices", "test", "--channel", "log", "--data", store.folder).code == 0
    with store.session() as session:
        outbox.post(session, settings.load(store.folder), "failure", PAYLOAD, target_id=1)
    said = say("notices", "send", "--data", store.folder)
    assert (said.code, said.out) == (3, "sent 1, to be tried again 1, given up 0\n")
    listed = say("notices", "--data", store.folder).out.splitlines()
    assert len(listed) == 2
    assert any("waiting" in line and "could not be reached" in line for line in listed)


def test_the_database_is_the_one_the_environment_names(
    say: Say, store: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for all commands: who runs ``serve`` on a database of its own reads its notices, not an empty file's."""
    (store.folder / settings.NAME).write_text(FILE)
    with store.session() as session:
        outbox.post(session, settings.load(store.folder), "failure", PAYLOAD, target_id=1)
    monkeypatch.setenv("MINISPECT_DATABASE", store.shown)
    listed = say("notices", "--data", tmp_path / "other")
    assert listed.code == 0 and len(listed.out.splitlines()) == 1


def test_wrong_use_is_one_sentence(say: Say, store: Database, tmp_path: Path) -> None:
    (store.folder / settings.NAME).write_text("[notices]\nlang = 'fr'\n")
    for arguments, says in (
        (("eat",), "give one of list, send, test"),
        (("list", "--channel", "x"), "goes with test"),
        (("list", "--data", store.folder), "'lang'"),
        (("test", "--data", tmp_path / "empty"), "there is no channel in it"),
        (("list", "--data", tmp_path / "empty"), "there is no database here"),
    ):
        said = say("notices", *arguments)
        assert said.code == 2, said
        assert says in said.err and said.err.count("\n") == 1
