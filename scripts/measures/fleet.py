"""What a machine of a fleet needs: CPU seconds, memory, seconds and storage of whole scans with ordinary settings.

``python scripts/measures/fleet.py`` prints the table of docs/fleet.md's sizing.
"""

import json
import os
import resource
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))

from measures import program
from measures.scans import scan

ROOT = Path(__file__).parents[2]
MONTH = 30 * 86400.0
BUSY = 0.7
"""Share of a core's time that is planned with: the rest is for peaks, repeats and what stands still."""


@dataclass(frozen=True)
class Figures:
    """One scan: wall-clock seconds, CPU seconds of all its processes, highest PSS, size of its pack."""

    name: str
    seconds: float
    cpu: float
    peak_mb: float
    pack_mb: float


class _Cpu(threading.Thread):
    """CPU seconds of every process below this one that was alive at a sample, five times a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._seen: dict[tuple[int, float], float] = {}
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.wait(0.2):
            for process in psutil.Process().children(recursive=True):
                try:
                    times = process.cpu_times()
                    self._seen[process.pid, process.create_time()] = times.user + times.system
                except psutil.Error:
                    continue

    def stop(self) -> float:
        self._done.set()
        self.join()
        return sum(self._seen.values())


def _waited_for() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def one(name: str, folder: Path, *options: str) -> Figures:
    """Scan a program once, as a worker does."""
    with tempfile.TemporaryDirectory(prefix="minispect-fleet-") as out:
        cpu, before = _Cpu(), _waited_for()
        cpu.start()
        done = scan(folder, Path(out), *options)
        # Sampling misses what is over within a fifth of a second, the kernel's sum what nobody waited for.
        used = max(cpu.stop(), _waited_for() - before)
        size = sum(path.stat().st_size for path in Path(out).rglob("*") if path.is_file())
    return Figures(name, done.seconds, used, done.peak_mb, size / 1e6)


def measure() -> list[Figures]:
    """The three examples, and thirty pages with requests."""
    with tempfile.TemporaryDirectory(prefix="minispect-fleet-") as name:
        pages = program.write(Path(name) / "pages", 30)
        return [*(one(n, ROOT / "examples" / n) for n in ("dining", "clinic", "shop")), one("30 pages", pages)]


def sized(figures: list[Figures], programs_a_month: int) -> dict[str, float]:
    """What so many programs a month need, by the mean of the figures."""
    cpu = sum(f.cpu for f in figures) / len(figures)
    seconds = sum(f.seconds for f in figures) / len(figures)
    return {
        "cpu_s": cpu,
        "seconds": seconds,
        "a_day_and_core": 86400 * BUSY / cpu,
        "a_day_and_lane": 86400 * BUSY / seconds,
        "lane_mb": max(f.peak_mb for f in figures),
        "cores": programs_a_month * cpu / (MONTH * BUSY),
        "lanes": programs_a_month * seconds / (MONTH * BUSY),
        "tb_a_month": programs_a_month * sum(f.pack_mb for f in figures) / len(figures) / 1e6,
    }


def main() -> None:
    found = measure()
    for f in found:
        print(f"{f.name:10} {f.seconds:6.0f} s  {f.cpu:6.0f} CPU s  {f.peak_mb:6.0f} MB  pack {f.pack_mb:5.1f} MB")
    print(f"cores here: {os.cpu_count()}, load: {os.getloadavg()}")
    print(json.dumps({k: round(v, 2) for k, v in sized(found, 100_000).items()}))


if __name__ == "__main__":
    main()
