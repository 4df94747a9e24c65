"""What counts as a difference between two targets' verdicts."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "equality.py"


@pytest.fixture(scope="module")
def equality() -> ModuleType:
    spec = importlib.util.spec_from_file_location("equality", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("check", "host", "there", "differs"),
    [
        ("PHN-01", "fail", "fail", False),
        ("PHN-01", "fail", "inconclusive", True),
        ("PHN-01", "fail", "not-applicable", True),
        ("PHN-01", "fail", "pass", True),
        ("PHN-01", "pass", "inconclusive", False),
        ("PHN-01", "pass", "fail", True),
        ("PHN-01", "inconclusive", "fail", False),
        # A phone sees part of what this needs: it may leave it open, and never says the opposite.
        ("PRE-01", "fail", "inconclusive", False),
        ("PRE-01", "fail", "pass", True),
    ],
)
def test_differences(equality: ModuleType, check: str, host: str, there: str, differs: bool) -> None:
    assert bool(equality.differences({check: host}, {check: there}, "android")) is differs


def test_a_check_that_is_missing_differs(equality: ModuleType) -> None:
    (line,) = equality.differences({"PHN-01": "fail"}, {}, "devtools")
    assert line == "PHN-01 (sees all): fail, devtools says missing"
