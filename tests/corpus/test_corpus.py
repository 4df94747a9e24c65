"""The stubs and profiles of public programs can be used, and each belongs to a program that is named."""

import tomllib
from pathlib import Path

import pytest

from interceptors import stub
from recording import profile

HERE = Path(__file__).parent
PROGRAMS = tomllib.loads((HERE / "programs.toml").read_text(encoding="utf-8"))["program"]


def test_every_folder_is_a_program_with_a_commit_and_a_label() -> None:
    assert {p["name"] for p in PROGRAMS} == {f.name for f in HERE.iterdir() if (f / "minispect.toml").is_file()}
    assert all(len(p["commit"]) == 40 and p["wall"] in ("yes", "no", "partial", "conditional") for p in PROGRAMS)


@pytest.mark.parametrize("name", [p["name"] for p in PROGRAMS])
def test_stub_and_profile_load(name: str) -> None:
    read = profile.load(HERE / name / "minispect.toml")
    assert (read.backend.mode, read.backend.file) == ("stub", "backend.json")
    table = stub.load(HERE / name / read.backend.file)
    assert all(table.knows(host) for host in read.target.operator_hosts if not _hosted_for_many(table))


def _hosted_for_many(table: stub.Stub) -> bool:
    return any(route.host.startswith("*") for route in table.table.routes)
