"""``make bench``: the figures the product promises, measured now; exits with 1 when one is missed."""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from measures import console, evidence, host, judging, pages, report, scans, schedule, steps


def main() -> int:
    """Print one line a figure: what it is, what was measured, what is promised."""
    page = asyncio.run(pages.measure())
    step = asyncio.run(steps.measure())
    whole = scans.measure()
    size, speed = evidence.size(), evidence.speed()
    inside = host.measure()
    judged = judging.measure()
    told = report.measure()
    asked = console.measure()
    planned = schedule.measure()
    rows = [
        ("seconds per page, ratio to plain Playwright", page["ratio"], 1.3, ""),
        ("a step on the stand-in phone, ratio to the embedded host", step["ratio"], 2.0, ""),
        ("30 pages in three runs", whole["seconds"], 180, "s"),
        (
            f"reading after the walk, {whole['queued']:.0f} in the queue",
            whole["reading"],
            5 + 0.7 * whole["queued"],
            "s",
        ),
        ("peak memory with reading", whole["peak_with_reading"], 1200, "MB"),
        ("peak memory without reading", whole["peak_without"], 750, "MB"),
        ("evidence written, part of a scan's time", 100 * whole["pack"] / whole["seconds"], 5, "%"),
        ("pack of 40 screens and 500 flows", size["mb"], 25, "MB"),
        ("verifying 1 GB, sha256sum and cksum -a sm3 took this together", speed["ours"], speed["theirs"], "s"),
        ("growth of memory by bodies of 30 MB, all but the program's own page", whole["growth_of_ours"], 60, "MB"),
        ("first painted page of 40 from a new context", inside["first"], 2.5, "s"),
        ("page change inside the page, p95", inside["change_p95_ms"], 60, "ms"),
        ("sweep of 40 pages, the whole command", inside["sweep"], 6, "s"),
        ("memory per open program, four in one browser, all its processes (PSS)", inside["mb_per_program"], 250, "MB"),
        ("programs of four at once that failed", 4 - inside["together_ok"], 0, ""),
        ("judging three runs and 500 flows", judged["seconds_500"], 3, "s"),
        ("memory of judging three runs and 500 flows", judged["mb_500"], 300, "MB"),
        ("judging time a flow, 50,000 flows to 5,000", judged["slope"], 1.5, ""),
        ("checks that broke over 50,000 flows", judged["errors_50000"], 0, ""),
        (f"report of {told['screens']:.0f} screens, HTML and PDF", told["seconds"], 8, "s"),
        ("time that the schedule adds to a scan", planned["overhead_ms"], 100, "ms"),
        ("CPU seconds of a scan beside another, to one alone", planned["cpu_ratio"], 1.15, ""),
        *(
            (f"target list over 10,000 inspections and 200,000 findings, p95, {name}", ms["list"], 150, "ms")
            for name, ms in asked.items()
        ),
        ("search of all spellings, seconds per 5 MB and core", 5 / judged["search_mb_s"], 1, "s"),
    ]
    for name, ms in asked.items():
        print(f"console on {name}, p95: " + ", ".join(f"{page} {value:.0f} ms" for page, value in ms.items()))
    missed = 0
    print(f"first painted page of 40 with reading and compiling: {inside['first_compiled']:.2f} s; ", end="")
    print(f"page change, median: {inside['change_p50_ms']:.0f} ms; four programs at once: {inside['together']:.1f} s")
    print(f"growth of the program's own page by JSON bodies of 30 MB that it reads: {whole['growth_of_page']:.0f} MB")
    print(f"per page: plain {page['plain']:.2f} s, minispect {page['ours']:.2f} s; pages reached: {whole['pages']:.0f}")
    for name, value, limit, unit in rows:
        good = value <= limit
        missed += not good
        print(f"{'ok    ' if good else 'MISSED'} {name}: {value:.2f} {unit} (at most {limit:g} {unit})")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
