"""The bench measures what it is asked for, and says when a promise is missed."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return importlib.import_module("bench")


def ran(bench: ModuleType, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    parts = {
        "quick": lambda: iter(["so much was tried", bench.Row("a page", 2.0, 2.5, "s")]),
        "slow": lambda: iter([bench.Row("a sweep", 7.0, 6, "s")]),
    }
    monkeypatch.setattr(bench, "PARTS", parts)
    monkeypatch.setattr(sys, "argv", ["bench.py", *arguments])
    return int(bench.main())


def test_only_what_is_named_is_measured(
    bench: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(bench, monkeypatch, "quick") == 0
    assert capsys.readouterr().out == "so much was tried\nok     a page: 2.00 s (at most 2.5 s)\n"
    assert ran(bench, monkeypatch) == 1
    assert "MISSED a sweep: 7.00 s (at most 6 s)" in capsys.readouterr().out


def test_help_measures_nothing(
    bench: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, code in ((("--help",), 0), (("none",), 2)):
        with pytest.raises(SystemExit) as ended:
            ran(bench, monkeypatch, *arguments)
        assert ended.value.code == code
        said = capsys.readouterr()
        assert "quick, slow" in said.out + said.err
