"""The command line as a user meets it, with a home of its own, and small programs to point it at."""

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from minispect import cli
from minispect.store.database import NAME, open_database
from recording import canonical
from reports import inspection as inspections

PROSE = "小店介绍：本店提供早餐、午餐和晚餐，欢迎光临，营业时间为早上七点到晚上九点，地址在人民路一号，感谢支持。"


@dataclass(frozen=True)
class Said:
    """One finished command."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home; keys go there."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("MINISPECT_HOME", str(folder / "minispect"))
    return folder


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Run ``minispect …`` in this process."""

    def run(*arguments: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["minispect", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        captured = capsys.readouterr()
        return Said(int(ended.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., Path]:
    """Write a small program; ``files`` replaces or adds files, an empty text takes one away."""

    def write(**files: str) -> Path:
        folder = tmp_path / "program"
        ordinary = {
            "app.json": '{"pages": ["pages/home"]}',
            "app.js": "App({})",
            "pages/home.js": "Page({})",
            "pages/home.wxml": f"<view>{PROSE}</view>",
        }
        for name, text in {**ordinary, **files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text:
                path.write_text(text, encoding="utf-8")
        return folder

    return write


def sarif_result(check: str = "PHN-01", number: str = "F1", page: str = "pages/home", **said: Any) -> dict[str, Any]:
    """A result of ``findings.sarif`` with a place in the code."""
    ordinary = {
        "number": number,
        "verdict": "fail" if number.startswith("F") else "inconclusive",
        "severity": "critical",
        "reason": {"zh": "理由", "en": "reason"},
        "run": "refuse",
        "subject": ["x", page],
    }
    place = {
        "logicalLocations": [{"fullyQualifiedName": page, "kind": "page"}],
        "physicalLocation": {"artifactLocation": {"uri": "pages/a.js"}, "region": {"startLine": 7}},
        "message": {"text": "wx.request"},
    }
    return {"ruleId": check, "locations": [place], "properties": ordinary | said}


@pytest.fixture
def result() -> Callable[..., dict[str, Any]]:
    """Makes a result of ``findings.sarif``."""
    return sarif_result


@pytest.fixture
def small_pack(tmp_path: Path) -> Callable[..., Path]:
    """``small_pack("MI-1", verdicts={…}, results=[…])``: a folder with what the history reads, without a seal."""

    def make(
        name: str,
        *,
        verdicts: dict[str, str] | None = None,
        results: list[dict[str, Any]] | None = None,
        contacts: list[dict[str, Any]] | None = None,
        interrupted: bool = False,
        walked: tuple[str, ...] = ("pages/home",),
        into: Path | None = None,
    ) -> Path:
        words = {"PHN-01": "fail"} if verdicts is None else verdicts
        root = (into or tmp_path) / name
        about = inspections.Inspection(
            id=name,
            target=inspections.Target(appid="wx1", name="小店", driver="embedded"),
            time=inspections.Time(started="2026-11-22T03:00:00.000Z", ended="2026-11-22T03:01:00.000Z"),
            scope=inspections.Scope(declared=1, walked=walked, interrupted=interrupted),
            verdicts=words,
            totals={word: list(words.values()).count(word) for word in words.values()},
        )
        canonical.write(root / "data" / "inspection.json", about.model_dump(mode="json"))
        results = [sarif_result()] if results is None else results
        canonical.write(root / "data" / "derived" / "findings.sarif", {"runs": [{"results": results}]})
        canonical.write(root / "data" / "derived" / "recipients.json", contacts or [])
        (root / "data" / "original").mkdir(exist_ok=True)
        (root / "data" / "original" / "events.jsonl").write_text(json.dumps({}) + "\n")
        return root

    return make


@pytest.fixture(scope="session")
def _empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the tables: made once, as making them takes longer than most tests."""
    folder = tmp_path_factory.mktemp("store")
    open_database(folder).close()
    return folder / NAME


@pytest.fixture
def data_with_store(_empty_store: Path, tmp_path: Path) -> Path:
    """A data folder with an empty store."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(_empty_store, folder / NAME)
    return folder
