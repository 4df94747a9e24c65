"""One mutant: scanned, its beacon found and taken out of the recording, the rest judged."""

import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import Any

from truth.bases import ROOT
from truth.program import Program

sys.path.insert(0, str(ROOT / "scripts"))
from measures import kept


def sources(program: Program) -> str:
    digest = hashlib.sha256()
    for path, body in sorted(program.files.items()):
        digest.update(path.encode() + b"\0" + body)
    if program.modules is not None:
        digest.update(b"with node_modules")  # a mutant scanned without what it needs is another one
    digest.update(json.dumps([program.profile, program.backend, program.beacon], sort_keys=True).encode())
    return digest.hexdigest()[:16]


def capture(program: Program, runs: tuple[str, ...], folder: Path, budget: int) -> dict[str, Any]:
    """Scans into ``folder/original`` with the beacon gone; what the beacon said, and seconds. No verdict yet."""
    shutil.rmtree(folder, ignore_errors=True)
    project = folder / "project"
    program.write(project)
    try:
        original, told = kept.scan(project, folder, runs=",".join(runs), budget=budget)
    except kept.NotScanned as error:
        return {"error": str(error)}
    shutil.rmtree(project)
    return {"seconds": told["seconds"], "beacon": strip(original / "events.jsonl", program.beacon)}


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
    left = [
        line
        for line in lines
        if beacon not in json.dumps(line, ensure_ascii=False)
        and not (line["kind"] == "call" and (line["run"], line["data"]["id"]) in calls)
    ]
    events.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in left), encoding="utf-8")
    return told


def judge(original: Path) -> dict[str, dict[str, str]]:
    """Verdict, reason and findings (their sentences, a line each) of each check, on the recording without the beacon."""
    said = kept.judge(original)
    found = {
        check: {"verdict": word, "reason": said["reasons"][check], "findings": ""}
        for check, word in said["verdicts"].items()
    }
    for finding in said["findings"]:
        found[finding["check"]]["findings"] += finding["reason"]["en"] + "\n"
    return found
