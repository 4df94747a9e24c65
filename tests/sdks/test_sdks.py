"""Real SDKs from npm in a small program, started at launch or once the user has agreed: what each sends is seen,
decoded, and attributed to whom it goes to. One of the two runs each day, both with ``MINISPECT_FIXTURES=all``."""

import datetime
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from detectors.facts import transmissions
from recording.recording import Recording

PROGRAM = Path(__file__).parent / "program"
SDKS = {
    "umini.shujupie.com": {"openid"},
    "shiye.datasink.sensorsdata.cn": {"openid", "device_info"},
    "rumt-zh.com": {"openid"},
    "o7.ingest.sentry.io": {"openid", "device_info"},
}
"""Host -> kinds that the SDK sends there by its own doing, as its released code was seen to do."""
NAMED = ("umeng", "sensors", "tencent", "sentry")
TODAY = datetime.datetime.now(datetime.UTC).toordinal() % 2


def turn(number: int) -> pytest.MarkDecorator:
    off = os.environ.get("MINISPECT_FIXTURES") != "all" and number != TODAY
    return pytest.mark.skipif(off, reason="the other one's day")


def program(folder: Path, moment: str) -> Path:
    made = folder / "program"
    shutil.copytree(PROGRAM, made)
    (made / "moment.js").write_text(f"module.exports = '{moment}'\n", encoding="utf-8")
    return made


def scan(project: Path, out: Path, runs: str) -> dict[str, Any]:
    command = [str(Path(sys.executable).with_name("minispect")), "scan", str(project), "--json", "--no-ocr"]
    command += ["--out", str(out), "--runs", runs, "--budget", "20", "--seed", "7"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode in (0, 1, 4), done.stderr
    return dict(json.loads(done.stdout))


def sent(pack: str, run: str) -> dict[str, set[str]]:
    """Host -> kinds of what left in a run, to anybody but the program's own server."""
    found: dict[str, set[str]] = {}
    for one in transmissions.transmissions(Recording(Path(pack) / "data/original")):
        if one.flow.run == run and one.recipient.owner != "own":
            found.setdefault(one.recipient.host, set()).add(one.kind)
    return found


@pytest.mark.browser
@turn(0)
def test_started_at_launch(tmp_path: Path) -> None:
    told = scan(program(tmp_path, "launch"), tmp_path / "out", "refuse")
    found = sent(told["pack"], "refuse")
    assert {host: kinds & found.get(host, set()) for host, kinds in SDKS.items()} == SDKS
    assert [told["verdicts"][check] for check in ("PRE-02", "PRE-03")] == ["fail", "fail"]
    told_of = json.dumps([f for f in told["findings"] if f["check"] in ("PRE-02", "PRE-03", "POL-12")]).casefold()
    assert all(name in told_of for name in NAMED)


@pytest.mark.browser
@turn(1)
def test_started_by_the_agreement(tmp_path: Path) -> None:
    told = scan(program(tmp_path, "agreed"), tmp_path / "out", "refuse,agree")
    assert sent(told["pack"], "refuse") == {}
    found = sent(told["pack"], "agree")
    late = {host: kinds for host, kinds in SDKS.items() if "shujupie" not in host}
    assert {host: kinds & found.get(host, set()) for host, kinds in late.items()} == late
    assert not [check for check in ("PRE-01", "PRE-02", "PRE-03", "PRE-04") if told["verdicts"][check] == "fail"]
