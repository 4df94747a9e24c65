"""The commands as a user types them: DevTools is played by ``minispect auto``, started as its command line tool."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ..turns import todays

ROOT = Path(__file__).parents[4]
CLI = Path(sys.executable).with_name("minispect")
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    environment = {**os.environ, "MINISPECT_HOME": str(tmp_path / "home"), "XDG_STATE_HOME": str(tmp_path / "state")}

    def start(*arguments: object) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-c", "from minispect.cli import main; main()", *map(str, arguments)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)

    return start


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@todays(1)
@pytest.mark.browser
@pytest.mark.ocr
def test_a_scan_over_the_protocol_ends_in_a_verified_pack_that_says_what_was_simulated(
    run: Run, tmp_path: Path
) -> None:
    door = ("--driver", "devtools", "--cli", CLI, "--auto-port", free())
    walk = ("--runs", "refuse", "--budget", "30", "--seed", "5", "--out", tmp_path / "out", "--lang", "en", "--json")
    done = run("scan", ROOT / "examples" / "dining", *door, *walk)
    assert done.returncode == 1, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert told["verdicts"]["PHN-01"] == "fail"
    (wall,) = [f for f in told["findings"] if f["check"] == "PHN-01"]
    assert wall["page"] == "pages/login/login"
    assert len(wall["screens"]) >= 2
    said = "\n".join(told["limitations"])
    assert "SIMULATED: minispect's own host answered" in said
    assert "Capture level: full" in said
    assert "Lanes: on Page.*/Element.*, Page.callFunction" in said
    assert run("verify", told["pack"]).returncode == 0
    assert run("judge", told["pack"]).stdout == ""
    # What was started for the scan was ended with it.
    port = int(str(door[-1]))
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), 1):
        pass


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (
            ("examples/dining", "--driver", "devtools", "--auto-port", "9"),
            3,
            "command line tool of DevTools was not found",
        ),
        (("ws://127.0.0.1:9",), 3, "nothing answers there"),
        (("examples/dining", "--cli", "x"), 2, "belong to '--driver devtools'"),
        (("examples/dining", "--driver", "devtools", "--serial", "x"), 2, "belong to '--driver android'"),
        (("nowhere", "--driver", "devtools"), 2, "there is no such folder"),
    ],
)
def test_what_cannot_be_inspected_is_one_sentence(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    done = run("scan", *(ROOT / a if a.startswith("examples") else a for a in arguments), "--out", tmp_path / "out")
    assert done.returncode == code, done.stdout + done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("minispect: ") and sentence in last, done.stderr
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "out").glob("*"))
