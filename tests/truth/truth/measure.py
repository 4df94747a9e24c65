"""One mutant: scanned, its beacon found and taken out of the recording, the rest judged."""

import hashlib
import json
import shutil
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

from truth.bases import ROOT
from truth.program import Program

from detectors.judge import judge_all
from recording.recording import Recording

CAPTURE = ("crawler/*.py", "crawler/host", "crawler/drivers/embedded.py", "crawler/eyes", "interceptors", "recording")
"""What a recording depends on; the drivers of other targets and what is made of a recording are not among it."""
JUDGEMENT = ("detectors", "recording", "config")
MINUTES = 10


@cache
def version(folders: tuple[str, ...]) -> str:
    """Changes with any source under the folders."""
    digest = hashlib.sha256()
    for folder in folders:
        found = [f for top in ROOT.glob(folder) for f in (top.rglob("*") if top.is_dir() else (top,))]
        for path in sorted(found):
            if path.is_file() and not {"node_modules", "__pycache__"} & set(path.parts):
                digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def sources(program: Program) -> str:
    digest = hashlib.sha256()
    for path, body in sorted(program.files.items()):
        digest.update(path.encode() + b"\0" + body)
    digest.update(json.dumps([program.profile, program.backend, program.beacon], sort_keys=True).encode())
    return digest.hexdigest()[:16]


def capture(program: Program, runs: tuple[str, ...], folder: Path, budget: int) -> dict[str, Any]:
    """Scans into ``folder/original`` with the beacon gone; what the beacon said, and seconds. No verdict yet."""
    shutil.rmtree(folder, ignore_errors=True)
    project, out = folder / "project", folder / "packs"
    program.write(project)
    command = [sys.executable, "-c", "from minispect.cli import main; main()", "scan", str(project), "--no-ocr"]
    options = ["--out", str(out), "--budget", str(budget), "--runs", ",".join(runs), "--seed", "7", "--json"]
    began = time.monotonic()
    try:
        done = subprocess.run(
            [*command, *options], cwd=ROOT, capture_output=True, text=True, timeout=60 * MINUTES, check=False
        )
    except subprocess.TimeoutExpired:
        return {"error": f"not finished after {MINUTES} minutes"}
    packs = sorted(out.glob("MI-*")) if out.is_dir() else []
    if not packs:
        return {
            "error": done.stderr.strip().splitlines()[-1][:300] if done.stderr.strip() else f"exit {done.returncode}"
        }
    original = folder / "original"
    (packs[0] / "data" / "original").rename(original)
    shutil.rmtree(out)
    shutil.rmtree(project)
    return {"seconds": round(time.monotonic() - began, 1), "beacon": strip(original / "events.jsonl", program.beacon)}


def strip(events: Path, beacon: str) -> dict[str, int]:
    """Takes every trace of the beacon out of the log; how often it came, by run and name.

    The requests were seen by the proxy, outside the page; they go together with the calls that made them. What
    is left has gaps in its numbers, which no check reads anything into.
    """
    lines = [json.loads(line) for line in events.read_text(encoding="utf-8").splitlines()]
    told: dict[str, int] = {}
    calls: set[tuple[str, str]] = set()
    for line in lines:
        if line["kind"] == "flow" and line["data"].get("host") == beacon:
            name = f"{line['run']}:{line['data']['url'].rpartition('/')[2]}"
            told[name] = told.get(name, 0) + 1
        elif line["kind"] == "call" and beacon in json.dumps(line["data"].get("args")):
            calls.add((line["run"], line["data"]["id"]))
    kept = [
        line
        for line in lines
        if beacon not in json.dumps(line, ensure_ascii=False)
        and not (line["kind"] == "call" and (line["run"], line["data"]["id"]) in calls)
    ]
    events.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in kept), encoding="utf-8")
    return told


def judge(original: Path) -> dict[str, dict[str, str]]:
    """Verdict and reason of each check, on the recording without the beacon."""
    return {
        v.check: {"verdict": v.verdict, "reason": (v.findings[0].reason if v.findings else v.reason).en}
        for v in judge_all(Recording(original))
    }
