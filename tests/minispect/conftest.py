"""The command line as a user meets it, with a home of its own, and small programs to point it at."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from minispect import cli

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
