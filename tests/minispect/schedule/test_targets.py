"""The command that inspects a target: nothing a target is called can change what it does."""

from collections.abc import Callable
from pathlib import Path

import pytest

from minispect.exits import UserError
from minispect.schedule.targets import arguments, described, vanished
from minispect.store.tables import Target


def test_a_target_is_checked_and_kept_with_whole_paths(
    program: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = program()
    (folder / "stub.json").write_text('{"routes": []}')
    monkeypatch.chdir(folder.parent)
    found = described("program", given={"budget": 20, "backend": "stub:program/stub.json", "no_ocr": True})
    assert (found.location, found.driver, found.name) == (str(folder), "embedded", "program")
    command = arguments(found, Path("/packs/1"))
    assert command[3:] == [
        "scan", "--json", "--out=/packs/1", "--driver=embedded", "--budget=20.0",
        f"--backend=stub:{folder / 'stub.json'}", "--no-ocr", "--", str(folder),
    ]  # fmt: skip


def test_names_that_look_like_options_are_none() -> None:
    target = Target(
        location="--out=/etc", driver="android", profile="--json", case_file="", options={}, device="--serial=x"
    )
    command = arguments(target, Path("/packs/1"))
    assert command[-2:] == ["--", "--out=/etc"]
    assert "--profile=--json" in command
    assert "--serial=--serial=x" in command


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"budget": 0}, "--budget"),
        ({"runs": "untouched,nonsense"}, "--runs"),
        ({"runs": "; rm -rf"}, "--runs"),
        ({"lang": "fr"}, "--lang"),
        ({"out": "/tmp"}, "--out"),
        ({"backend": "stub:nowhere.json"}, "nowhere.json"),
    ],
)
def test_options_that_no_scan_takes_are_refused(
    program: Callable[..., Path], given: dict[str, object], told: str
) -> None:
    with pytest.raises(UserError, match=told):
        described(str(program()), given=given)


def test_what_vanished_is_named(tmp_path: Path) -> None:
    there = Target(location=str(tmp_path), driver="embedded", profile="", case_file="", options={}, device="")
    assert vanished(there) == ""
    there.profile = str(tmp_path / "gone.toml")
    assert vanished(there).startswith(there.profile)
    assert vanished(Target(location="wx0123456789abcdef", profile="", case_file="")) == ""
