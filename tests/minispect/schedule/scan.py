"""A stand-in for a scan: a real process that writes real files. ``scan.py FOLDER MODE``."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

folder, mode = Path(sys.argv[1]), sys.argv[2].split(":")[0]
ident = f"MI-{os.getpid()}-{time.time_ns()}"


def pack(words: dict[str, str], *, interrupted: bool = False) -> None:
    root = folder / ident
    (root / "data/derived").mkdir(parents=True)
    (root / "data/original").mkdir()
    (root / "data/original/events.jsonl").write_text("{}\n")
    totals = {word: list(words.values()).count(word) for word in words.values()}
    about = {"id": ident, "scope": {"interrupted": interrupted}, "verdicts": words, "totals": totals}
    (root / "data/inspection.json").write_text(json.dumps(about))
    (root / "data/derived/findings.sarif").write_text('{"runs": []}')


def stopped(*_: object) -> None:
    pack({}, interrupted=True)
    os._exit(130)


if mode in ("hang", "slow"):
    signal.signal(signal.SIGTERM, stopped)
if mode == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
(folder / "begun").touch()
if mode == "unreachable":
    sys.stderr.write("minispect: nobody answers there\n")
    sys.exit(3)
if mode == "detached":
    # A browser leaves the group, and its name says nothing: only the environment and its descent are left.
    subprocess.Popen(["sleep", "3600"], start_new_session=True)
if mode in ("hang", "stubborn", "detached"):
    while True:
        time.sleep(3600)
if mode == "hog":
    held = bytearray(os.urandom(1 << 20) * 64)
    while True:
        time.sleep(3600)
if mode == "slow":
    go = folder.parent.parent.parent / "go"
    while not go.exists():
        time.sleep(0.02)
if mode == "crash":
    os.kill(os.getpid(), signal.SIGKILL)
if mode == "empty":
    sys.exit(0)
if mode == "refused":
    sys.stderr.write("minispect: app.json: not JSON\x1b[31m\n")
    sys.exit(2)
pack({"PHN-01": "fail"} if mode == "violates" else {})
sys.exit(1 if mode == "violates" else 0)
