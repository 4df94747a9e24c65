"""``make bench``: the figures the product promises, measured now; exits with 1 when one is missed.

Each part is printed as soon as it is measured. The parts: PARTS.
"""

import argparse
import asyncio
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from measures import console, evidence, host, judging, pages, report, scans, schedule, steps


@dataclass(frozen=True)
class Row:
    """One figure: what it is, what was measured, what is promised."""

    name: str
    value: float
    limit: float
    unit: str = ""

    @property
    def kept(self) -> bool:
        return self.value <= self.limit

    def __str__(self) -> str:
        said = "ok    " if self.kept else "MISSED"
        return f"{said} {self.name}: {self.value:.2f} {self.unit} (at most {self.limit:g} {self.unit})"


Lines = Iterator[Row | str]
"""Figures that are promised, and words about what else was measured."""


def _pages() -> Lines:
    page = asyncio.run(pages.measure())
    yield f"per page: plain {page['plain']:.2f} s, minispect {page['ours']:.2f} s"
    yield Row("seconds per page, ratio to plain Playwright", page["ratio"], 1.3)


def _steps() -> Lines:
    step = asyncio.run(steps.measure())
    yield Row("a step on the stand-in phone, ratio to the embedded host", step["ratio"], 2.0)


def _scans() -> Lines:
    whole = scans.measure()
    queued = f"reading after the walk, {whole['queued']:.0f} in the queue"
    yield f"pages reached: {whole['pages']:.0f}"
    yield f"growth of the program's own page by JSON bodies of 30 MB that it reads: {whole['growth_of_page']:.0f} MB"
    yield Row("30 pages in three runs", whole["seconds"], 180, "s")
    yield Row(queued, whole["reading"], 5 + 0.7 * whole["queued"], "s")
    yield Row("peak memory with reading", whole["peak_with_reading"], 1200, "MB")
    yield Row("peak memory without reading", whole["peak_without"], 750, "MB")
    yield Row("evidence written, part of a scan's time", 100 * whole["pack"] / whole["seconds"], 5, "%")
    yield Row("growth of memory by bodies of 30 MB, all but the program's own page", whole["growth_of_ours"], 60, "MB")


def _evidence() -> Lines:
    yield Row("pack of 40 screens and 500 flows", evidence.size()["mb"], 25, "MB")
    speed = evidence.speed()
    yield Row("verifying 1 GB, sha256sum and cksum -a sm3 took this together", speed["ours"], speed["theirs"], "s")


def _host() -> Lines:
    inside = host.measure()
    yield f"first painted page of 40 with reading and compiling: {inside['first_compiled']:.2f} s"
    yield f"page change, median: {inside['change_p50_ms']:.0f} ms; four programs at once: {inside['together']:.1f} s"
    yield Row("first painted page of 40 from a new context", inside["first"], 2.5, "s")
    yield Row("page change inside the page, p95", inside["change_p95_ms"], 60, "ms")
    yield Row("sweep of 40 pages, the whole command", inside["sweep"], 6, "s")
    each = "memory per open program, four in one browser, all its processes (PSS)"
    yield Row(each, inside["mb_per_program"], 250, "MB")
    yield Row("programs of four at once that failed", 4 - inside["together_ok"], 0)


def _judging() -> Lines:
    judged = judging.measure()
    yield Row("judging three runs and 500 flows", judged["seconds_500"], 3, "s")
    yield Row("memory of judging three runs and 500 flows", judged["mb_500"], 300, "MB")
    yield Row("judging time a flow, 50,000 flows to 5,000", judged["slope"], 1.5)
    yield Row("checks that broke over 50,000 flows", judged["errors_50000"], 0)
    yield Row("search of all spellings, seconds per 5 MB and core", 5 / judged["search_mb_s"], 1, "s")


def _report() -> Lines:
    told = report.measure()
    yield Row(f"report of {told['screens']:.0f} screens, HTML and PDF", told["seconds"], 8, "s")


def _schedule() -> Lines:
    planned = schedule.measure()
    yield Row("time that the schedule adds to a scan", planned["overhead_ms"], 100, "ms")
    yield Row("CPU seconds of a scan beside another, to one alone", planned["cpu_ratio"], 1.15)


def _console() -> Lines:
    for name, asked in console.measure().items():
        yield f"console on {name}, p95: " + ", ".join(f"{page} {value:.0f} ms" for page, value in asked.items())
        over = f"target list over 10,000 inspections and 200,000 findings, p95, {name}"
        yield Row(over, asked["list"], 150, "ms")


PARTS: dict[str, Callable[[], Lines]] = {
    "pages": _pages,
    "steps": _steps,
    "scans": _scans,
    "evidence": _evidence,
    "host": _host,
    "judging": _judging,
    "report": _report,
    "schedule": _schedule,
    "console": _console,
}


def main() -> int:
    """Print one line a figure."""
    about = (__doc__ or "").replace("PARTS", ", ".join(PARTS))
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", help="What to measure; everything by itself.", metavar="PART")
    chosen = parser.parse_args().parts or list(PARTS)
    if unknown := [part for part in chosen if part not in PARTS]:
        parser.error(f"{', '.join(unknown)}: no such part; there are {', '.join(PARTS)}")
    missed = 0
    for part in chosen:
        for line in PARTS[part]():
            print(line, flush=True)
            missed += isinstance(line, Row) and not line.kept
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
