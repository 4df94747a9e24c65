"""Whole scans: seconds for thirty pages in three runs, time of reading after the walk, memory of all processes."""

import json
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from measures import program


@dataclass(frozen=True)
class Scan:
    """``peak_mb``: the highest PSS of the whole process tree, sampled five times a second."""

    seconds: float
    peak_mb: float
    data: dict[str, Any]


def scan(folder: Path, out: Path, *options: str) -> Scan:
    """Run ``minispect scan`` as a user does."""
    command = [str(Path(sys.executable).with_name("minispect")), "scan", str(folder), "--json", "--out", str(out)]
    began = time.perf_counter()
    process = subprocess.Popen([*command, "--seed", "7", *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    peak = _Peak(process.pid)
    peak.start()
    text, _ = process.communicate()
    seconds = time.perf_counter() - began
    peak.stop()
    return Scan(seconds, peak.highest / 2**20, json.loads(text))


class _Peak(threading.Thread):
    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.highest = 0
        self._root = psutil.Process(pid)
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.wait(0.2):
            self.highest = max(self.highest, self._now())

    def stop(self) -> None:
        self._done.set()
        self.join()

    def _now(self) -> int:
        total = 0
        try:
            tree = [self._root, *self._root.children(recursive=True)]
        except psutil.Error:
            return 0
        for process in tree:
            try:
                total += int(process.memory_full_info().pss)
            except (psutil.Error, AttributeError):
                continue
        return total


def measure(pages: int = 30) -> dict[str, float]:
    """The figures of the issue: see ``bench.py``."""
    with tempfile.TemporaryDirectory(prefix="minispect-bench-") as name:
        root = Path(name)
        small = program.write(root / "small", pages)
        large = program.write(root / "large", 4, body_bytes=30_000_000)
        few = program.write(root / "few", 4)
        read = scan(small, root / "out")
        unread = scan(small, root / "out", "--no-ocr")
        heavy = scan(large, root / "out", "--no-ocr", "--runs", "refuse")
        light = scan(few, root / "out", "--no-ocr", "--runs", "refuse")
    coverage = read.data["coverage"]
    return {
        "seconds": read.seconds,
        "pages": len({*coverage["walked"], *coverage["direct"]}),
        "reading": read.data["timing"].get("reading", 0.0),
        "queued": read.data["timing"].get("queued", 0.0),
        "pack": read.data["timing"]["pack"],
        "peak_with_reading": read.peak_mb,
        "peak_without": unread.peak_mb,
        "peak_bodies_of_2_kb": light.peak_mb,
        "peak_bodies_of_30_mb": heavy.peak_mb,
    }


if __name__ == "__main__":
    print({k: round(v, 1) for k, v in measure().items()})
