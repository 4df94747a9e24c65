"""A scan cut short: Ctrl-C leaves a sealed pack that says so, ``kill -9`` a record readable to its last line."""

import asyncio
import hashlib
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from crawler.driver import Lost, Snapshot
from crawler.drivers.embedded import EmbeddedDriver
from minispect import target
from minispect.exits import Exit, UserError
from minispect.inspection import Inspection, Request
from recording.recording import Recording
from reports import recovery, seal
from reports.verify import verify

_MINISPECT = (sys.executable, "-c", "from minispect.cli import main; main()")


async def started(folder: Path, out: Path, *options: str) -> asyncio.subprocess.Process:
    """A scan in a session of its own, as a terminal starts it, once its walk has recorded a picture."""
    process = await asyncio.create_subprocess_exec(
        *(*_MINISPECT, "scan", str(folder), "--out", str(out), "--lang", "en", *options),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    async with asyncio.timeout(120):
        while not any(b'"screen"' in log.read_bytes() for log in out.glob("*/data/original/events.jsonl")):
            assert process.returncode is None, await process.communicate()
            await asyncio.sleep(0.05)
    return process


@pytest.mark.browser
async def test_ctrl_c_leaves_a_sealed_pack_that_says_so(program: Callable[..., Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = await started(program(), out)
    os.killpg(process.pid, signal.SIGINT)
    async with asyncio.timeout(120):
        stdout, stderr = await process.communicate()
    assert process.returncode == 130, stderr.decode()
    pack = Path(stdout.decode().splitlines()[-1])
    assert [path.name for path in out.iterdir()] == [pack.name]
    assert verify(pack).ok
    assert json.loads((pack / "data" / "inspection.json").read_bytes())["scope"]["interrupted"] is True
    assert "interrupted; the pack holds what was recorded" in stderr.decode()
    assert "Traceback" not in stderr.decode()
    assert "was interrupted" in (pack / "data" / "derived" / "report.html").read_text(encoding="utf-8")


@pytest.mark.browser
async def test_a_killed_scan_leaves_its_record_and_no_process(program: Callable[..., Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = await started(program(), out, "--no-ocr")
    children = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    await process.communicate()
    _, alive = await asyncio.to_thread(psutil.wait_procs, children, 20)
    names = [child.name() for child in alive]
    for child in alive:
        child.kill()
    assert not names

    (part,) = out.iterdir()
    recording = Recording(part / "data" / "original")
    assert [event.seq for event in recording.events] == list(range(1, len(recording.events) + 1))
    screens = recording.of("screen")
    assert screens
    for event in screens:
        assert hashlib.sha256(recording.file(str(event.data["png"]))).hexdigest() == event.data["sha256"]
    done = recovery.recover(part, seal.key(tmp_path / "keys"))
    assert verify(done.path).ok
    assert done.inspection.target.package_sha256, "what only the scan knew was put down in time"


@pytest.mark.browser
@pytest.mark.parametrize("after", [0, 3])
async def test_a_tool_that_goes_away_costs_nothing_that_was_seen(
    program: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Before the first picture nothing is left behind; later a pack holds what was seen, and one sentence says why."""
    taken = 0
    snapshot = EmbeddedDriver.snapshot

    async def until_gone(self: EmbeddedDriver, reason: str = "") -> Snapshot:
        nonlocal taken
        taken += 1
        if taken > after:
            raise Lost("the tool closed the connection; open it and start the scan again")
        return await snapshot(self, reason)

    monkeypatch.setattr(EmbeddedDriver, "snapshot", until_gone)
    chosen = target.find(str(program()), None, "live", None)
    request = Request(chosen, tmp_path / "out", ("refuse",), budget=30, read_screens=False)
    scan = Inspection(request, lambda _: None)
    if not after:
        with pytest.raises(UserError, match="closed the connection") as refused:
            await scan.run()
        assert refused.value.code == Exit.UNREACHABLE
        assert not [*(tmp_path / "out").glob("*")]
        return
    done = await scan.run()
    assert done.fault == "the tool closed the connection; open it and start the scan again"
    kept = Recording(done.pack.path / "data" / "original")
    assert len(kept.of("screen")) == after
    assert verify(done.pack.path).ok
