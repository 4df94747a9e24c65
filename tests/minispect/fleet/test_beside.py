"""Decisions on a pack in a storage: one list, whoever decides where; nothing of it lost, nothing slipped in."""

import json
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

from minispect.fleet import beside
from minispect.fleet.bringing import local
from minispect.fleet.storage import Storage, StorageError
from reports import seal
from reports.review import decisions

Say = Callable[..., Any]


@pytest.fixture
def url(pack: Path) -> Iterator[str]:
    """A pack in a storage, with a finding F1."""
    name = f"memory://packs-{secrets.token_hex(4)}"
    yield Storage(name).put(pack, "7/IN-1")
    fsspec.filesystem("memory").rm(name, recursive=True)


def test_what_one_decides_the_others_read(
    url: str, say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: Path
) -> None:
    before = fsspec.filesystem("memory").find(url)
    for machine, act, who in (("one", "reject", "Zhang San"), ("two", "confirm", "Li Si")):
        monkeypatch.setenv("MINISPECT_DATA", str(tmp_path / machine))
        done = say("review", url, act, "F1", "--by", who, "--comment", f"by {who}")
        assert done.code == 0, done.err
    monkeypatch.setenv("MINISPECT_DATA", str(tmp_path / "three"))
    told = json.loads(say("review", url, "--json").out)["findings"][0]
    assert [(one["decision"], one["by"]) for one in told["decisions"]] == [
        ("reject", "Zhang San"),
        ("confirm", "Li Si"),
    ]
    assert told["state"] == "confirmed"
    monkeypatch.setenv("MINISPECT_DATA", str(tmp_path / "one"))
    assert "2 decisions hold" in say("review", url, "verify").out
    assert fsspec.filesystem("memory").find(url) == before, "the pack itself is never touched"
    # A rejected finding is left out of the letter, which names it.
    assert say("review", url, "reject", "F1", "--by", "Li Si").code == 0
    sheet = Path(say("export", url, "--lang", "en").out.splitlines()[0]).read_text("utf-8-sig")
    assert "rejected" in sheet.lower()
    assert not list(pack.parent.glob("*.review"))
    compared = json.loads(say("diff", url, url, "--json").out)
    assert {"F1": "rejected"}.items() <= {
        one["now"]["number"]: one["review"]["word"] for one in compared["unchanged"] if one["review"]
    }.items()


def test_a_decision_that_could_not_be_stored_is_none(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = local(url, tmp_path / "cache")
    fs = type(fsspec.filesystem("memory"))
    true = fs.pipe_file

    def away(self: Any, path: str, *rest: Any, **more: Any) -> None:
        raise ConnectionError("the line is cut")

    monkeypatch.setattr(fs, "pipe_file", away)
    with pytest.raises(StorageError, match="the decision could not be stored"):
        beside.add(url, root, "confirm", "F1", "A", "", seal.key())
    monkeypatch.setattr(fs, "pipe_file", true)
    beside.fetch(url, root)
    assert decisions.sound(root) == []


def test_an_answer_that_got_lost_does_not_make_two(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line was written, the connection broke before that was heard."""
    root = local(url, tmp_path / "cache")
    fs = type(fsspec.filesystem("memory"))
    true = fs.pipe_file

    def lost(self: Any, path: str, *rest: Any, **more: Any) -> None:
        true(self, path, *rest, **more)
        if "/lines/" in path:
            raise ConnectionError("the line is cut")

    monkeypatch.setattr(fs, "pipe_file", lost)
    beside.add(url, root, "confirm", "F1", "A", "", seal.key())
    assert [one.by for one in decisions.sound(root)] == ["A"]


def test_a_list_that_fell_behind_is_made_whole_by_whoever_reads(url: str, tmp_path: Path) -> None:
    root = local(url, tmp_path / "cache")
    for who in ("A", "B"):
        beside.add(url, root, "confirm", "F1", who, "", seal.key())
    fs = fsspec.filesystem("memory")
    first = fs.cat_file(f"{url}.review/decisions.jsonl").splitlines()[0]
    fs.pipe_file(f"{url}.review/decisions.jsonl", first + b"\n")
    other = local(url, tmp_path / "other")
    beside.fetch(url, other)
    assert [one.by for one in decisions.sound(other)] == ["A", "B"]


def test_what_somebody_changed_in_the_list_is_found(url: str, tmp_path: Path) -> None:
    root = local(url, tmp_path / "cache")
    beside.add(url, root, "reject", "F1", "A", "why", seal.key())
    fs = fsspec.filesystem("memory")
    place = f"{url}.review/decisions.jsonl"
    fs.pipe_file(place, fs.cat_file(place).replace(b'"reject"', b'"confirm"'))
    with pytest.raises(decisions.ReviewError, match="line 1"):
        beside.add(url, root, "confirm", "F1", "B", "", seal.key())
    fs.pipe_file(place, b"x" * 100)
    beside.fetch(url, root)
    with pytest.raises(decisions.ReviewError, match="cut off or not a decision"):
        decisions.sound(root)
