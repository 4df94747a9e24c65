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
    """Highest PSS, sampled five times a second: ``peak_mb`` of the whole process tree, ``ours_mb`` of it without
    the renderers, where the program's own script holds what it asked for, as it would in any browser."""

    seconds: float
    peak_mb: float
    ours_mb: float
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
    return Scan(seconds, peak.highest / 2**20, peak.ours / 2**20, json.loads(text))


class _Peak(threading.Thread):
    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.highest = 0
        self.ours = 0
        self._root = psutil.Process(pid)
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.wait(0.2):
            ours, renderers = self._now()
            self.ours, self.highest = max(self.ours, ours), max(self.highest, ours + renderers)

    def stop(self) -> None:
        self._done.set()
        self.join()

    def _now(self) -> tuple[int, int]:
        ours = renderers = 0
        try:
            tree = [self._root, *self._root.children(recursive=True)]
        except psutil.Error:
            return 0, 0
        for process in tree:
            try:
                pss = int(process.memory_full_info().pss)
                if "--type=renderer" in process.cmdline():
                    renderers += pss
                else:
                    ours += pss
            except (psutil.Error, AttributeError):
                continue
        return ours, renderers


def measure(pages: int = 30) -> dict[str, float]:
    """What ``bench.py`` holds to its limits, of four scans."""
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
        "growth_of_ours": heavy.ours_mb - light.ours_mb,
        "growth_of_page": (heavy.peak_mb - heavy.ours_mb) - (light.peak_mb - light.ours_mb),
    }


if __name__ == "__main__":
    print({k: round(v, 1) for k, v in measure().items()})
