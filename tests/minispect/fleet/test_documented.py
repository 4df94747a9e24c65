"""The units and the compose file of the guide, as far as they can be checked without being run."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from minispect.cli import application
from minispect.schedule.capacity import Limits

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docs/fleet.md").read_text(encoding="utf-8")
PROGRAM = "/opt/minispect/bin/minispect"


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", TEXT, re.DOTALL)


def units() -> dict[str, str]:
    found = {match[1]: block for block in blocks("ini") if (match := re.match(r"# /etc/systemd/system/(\S+)", block))}
    assert set(found) == {"minispect-worker.service", "minispect-console.service"}
    return found


def compose() -> dict[str, Any]:
    (text,) = blocks("yaml")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def commands() -> Iterator[list[str]]:
    for text in units().values():
        (line,) = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
        program, *words = shlex.split(line)
        assert program == PROGRAM
        yield words
    for service in compose()["services"].values():
        if "command" in service:
            program, *words = service["command"]
            assert program == "minispect"
            yield words
    for block in blocks("sh"):
        for line in re.findall(r"^minispect (.*)$", block, re.MULTILINE):
            yield shlex.split(line, comments=True)


def test_every_command_is_one_that_there_is() -> None:
    seen = set()
    for name, *words in commands():
        seen.add(name)
        group: Any = typer.main.get_command(application([name]))
        group.commands[name].make_context(name, [word.replace("s3://", "s3/") for word in words])
    assert {"worker", "serve", "schedule"} <= seen


def test_what_stops_a_worker_waits_for_its_scans_to_make_their_packs() -> None:
    seconds = re.findall(r"^TimeoutStopSec=(\d+)$", units()["minispect-worker.service"], re.MULTILINE)
    grace = compose()["services"]["worker"]["stop_grace_period"].removesuffix("s")
    assert min(map(int, [*seconds, grace])) > 2 * Limits().grace


def test_the_compose_file_names_only_what_it_has() -> None:
    found = compose()
    services = found["services"]
    for service in services.values():
        assert set(service.get("depends_on", {})) <= set(services)
        assert set(service.get("secrets", [])) <= set(found["secrets"])
        assert {volume.partition(":")[0] for volume in service.get("volumes", [])} <= set(found["volumes"])
        for port in service.get("ports", []):
            assert port.startswith("127.0.0.1:"), "nothing is open to the network by itself"


def test_variables_are_those_that_minispect_reads() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "minispect").rglob("*.py"))
    source += (ROOT / "reports/seal.py").read_text(encoding="utf-8")
    named = set(re.findall(r"\bMINISPECT_[A-Z]+\b", TEXT))
    assert named
    assert {name for name in named if f'"{name}"' not in source} == set()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
def test_systemd_has_nothing_against_the_units(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("minispect")
    for name, text in units().items():
        (tmp_path / name).write_text(text.replace(PROGRAM, str(program)), encoding="utf-8")
    environment = {**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"}
    words = ["systemd-analyze", "verify", *(str(tmp_path / name) for name in units())]
    done = subprocess.run(words, capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    broken = (tmp_path / "minispect-worker.service").read_text().replace("KillMode=mixed", "KillMode=mixd")
    (tmp_path / "minispect-worker.service").write_text(broken)
    again = subprocess.run(words, capture_output=True, text=True, env=environment)
    assert "kill mode" in again.stderr, "it looks at what is in them"
