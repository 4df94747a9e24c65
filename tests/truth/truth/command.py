"""The command: which mutants, which share of them, one after the other or two at a time, and the table."""

import argparse
import concurrent.futures
import hashlib
import importlib
import json
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from truth import bases, measure
from truth.operators import OPERATORS, Operator
from truth.program import Program, Unfit
from truth.table import Row, strays, tell

FAMILIES = (
    "wall", "phone", "notice", "consent", "permission", "flow", "declared", "moment", "keeping", "policy", "purpose", "server", "way",
)  # fmt: skip
EACH = 5
"""Mutants of each violation operator; near misses get ``NEAR``, operators with many forms at least one of each."""
NEAR = 6
BUDGET = 30
"""Seconds for each run, twice as many for large programs; the small ones mostly end before."""


_CLEAN = threading.Lock()


@dataclass(frozen=True)
class Job:
    """One measurement."""

    operator: str
    base: str
    number: int

    @property
    def key(self) -> str:
        return f"{self.operator}.{self.base.replace('/', '-')}.{self.number}"


def main() -> int:
    """0 when every mutant asked for was measured."""
    options = _options()
    load_families()
    jobs = plan(options.only, options.fetched, options.out, options.bases)
    if options.sample:
        jobs = jobs[: options.sample]
    number, of = (int(n) for n in options.share.split("/"))
    share = [job for n, job in enumerate(jobs) if n % of == number - 1]
    mine = _measured(options) if options.table else share
    deadline = time.monotonic() + options.hours * 3600
    done = 0
    with concurrent.futures.ThreadPoolExecutor(options.at_once) as pool:
        for job, result in zip(mine, pool.map(lambda j: one(j, options, deadline), mine), strict=True):
            done += "verdicts" in result
            if not options.table:
                print(_line(job, result), flush=True)
    counted = dict.fromkeys([*mine, *_measured(options)])
    rows = [_row(job, r) for job in counted if "verdicts" in (r := _current(job, options))]
    baselines = {name: _kept(clean(name), options.out) for name in {row.base for row in rows}}
    text = tell(rows, {n: b.get("verdicts", {}) for n, b in baselines.items()}, planned=len(jobs))
    print(text)
    (options.out / "table.md").write_text(text, encoding="utf-8")
    return 0 if done == len(mine) else 1


def load_families() -> None:
    """Registers every operator."""
    for family in FAMILIES:
        importlib.import_module(f"truth.{family}_operators")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make truth", description=__doc__)
    parser.add_argument("--share", default="1/1", help="K/N: the K-th of N shares, for several machines")
    parser.add_argument("--only", default="", help="names of operators or of checks, by comma")
    parser.add_argument("--bases", default="", help="names of the programs to plant in, by comma; all by itself")
    parser.add_argument("--sample", type=int, default=0, help="only the first so many, drawn by chance from all")
    parser.add_argument("--fetched", type=Path, help="folder of public programs as git directories owner+name/repo")
    parser.add_argument("--out", type=Path, default=Path("inspections") / "truth")
    parser.add_argument("--hours", type=float, default=3, help="starts nothing after so many hours")
    parser.add_argument("--at-once", type=int, default=2)
    parser.add_argument(
        "--table", action="store_true", help="only the table of what was measured, judged anew if needed"
    )
    return parser.parse_args()


def plan(only: str, fetched: Path | None, work: Path, within: str = "") -> list[Job]:
    """Drawn by chance, always the same: any beginning of the list holds every operator about equally often, in forms and
    programs as they come, so that a measurement that was broken off is a fair sample of the whole."""
    wanted = [w for w in only.split(",") if w]
    chosen = [o for o in OPERATORS.values() if not wanted or o.name in wanted or o.check in wanted]
    names = [n for n in (*bases.ours(), *bases.public(fetched)) if not within or n in within.split(",")]
    drawn: list[tuple[int, str, Job]] = []
    for operator in chosen:
        # By a hash of its name: a job more moves few others.
        jobs = sorted(_jobs(operator, names, fetched, work), key=lambda job: _chance(job.key))
        drawn += [(turn, _chance(f"{turn} {operator.name}"), job) for turn, job in enumerate(jobs)]
    return [job for _, _, job in sorted(drawn, key=lambda row: row[:2])]


def _chance(name: str) -> str:
    return hashlib.sha256(f"2026-11-22 {name}".encode()).hexdigest()


def _jobs(operator: Operator, names: list[str], fetched: Path | None, work: Path) -> list[Job]:
    count = max(EACH if operator.violation else NEAR, operator.variants)
    # By a hash of both: a program more makes only few mutants others than they were.
    order = sorted(names, key=lambda name: hashlib.sha256(f"{operator.name} {name}".encode()).hexdigest())
    found: list[Job] = []
    for name in (*order, *order):
        if len(found) == count:
            break
        job = Job(operator.name, name, len(found))
        try:
            operator.apply(bases.base(job.base, fetched, work), job.number)
        except Unfit:
            continue
        found.append(job)
    return found


def one(job: Job, options: argparse.Namespace, deadline: float) -> dict[str, Any]:
    """Measures a mutant unless that was done already by the present code; judges again when only the checks changed."""
    known, folder = _kept(job, options.out), options.out / job.key
    operator = OPERATORS.get(job.operator)
    if options.table and not _current(job, options):
        return {}
    program = _made(job, options)
    identity = {"captured_by": measure.kept.version(measure.kept.CAPTURE), "sources": measure.sources(program)}
    fresh = all(known.get(k) == v for k, v in identity.items()) or options.table
    if not fresh and time.monotonic() > deadline:
        return known
    if not fresh:
        budget = BUDGET * (2 if job.base in bases.LARGE else 1)
        runs = operator.runs if operator else ("untouched", "refuse", "agree", "return")
        known = {**measure.capture(program, runs, folder, budget), **identity, "says": program.says}
    judged_by = measure.kept.version(measure.kept.JUDGEMENT)
    if "beacon" in known and known.get("judged_by") != judged_by and (folder / "original").is_dir():
        known = {**known, "verdicts": measure.judge(folder / "original"), "judged_by": judged_by}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "result.json").write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
    if operator and "verdicts" in known and strays(_row(job, known), {}):
        # Only where something unexpected fails is it asked whether the unchanged program fails too.
        with _CLEAN:
            one(clean(job.base), options, deadline)
    return known


def _measured(options: argparse.Namespace) -> list[Job]:
    """What lies in the folder of results, planned today or not: programs are added, and what was measured stays so."""
    names = {name.replace("/", "-"): name for name in (*bases.ours(), *bases.public(options.fetched))}
    wanted = {job.operator for job in plan(options.only, options.fetched, options.out)}
    found = []
    for file in sorted(options.out.glob("*/result.json")):
        operator, _, rest = file.parent.name.partition(".")
        base, _, number = rest.rpartition(".")
        if operator in wanted and base in names and number.isdecimal():
            found.append(Job(operator, names[base], int(number)))
    return found


def _made(job: Job, options: argparse.Namespace) -> Program:
    base = bases.base(job.base, options.fetched, options.out)
    operator = OPERATORS.get(job.operator)
    return operator.apply(base, job.number) if operator else base.copy("no-beacon.example")


def _current(job: Job, options: argparse.Namespace) -> dict[str, Any]:
    """What was measured of this mutant as it is made today; an earlier form of it does not count."""
    kept = _kept(job, options.out)
    return kept if kept.get("sources") == _sources(job, options) else {}


def _sources(job: Job, options: argparse.Namespace) -> str:
    """Empty where the operator makes nothing of this program any more."""
    try:
        return measure.sources(_made(job, options))
    except Unfit:
        return ""


def clean(base: str) -> Job:
    """The unchanged program."""
    return Job("clean", base, 0)


def _row(job: Job, result: dict[str, Any]) -> Row:
    return Row(**asdict(job), **result)


def _kept(job: Job, out: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((out / job.key / "result.json").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _line(job: Job, result: dict[str, Any]) -> str:
    if "verdicts" not in result:
        return f"{job.key}: {result.get('error', 'not measured')}"
    operator = OPERATORS.get(job.operator)
    fails = sorted(check for check, v in result["verdicts"].items() if v["verdict"] == "fail")
    said = result["verdicts"][operator.check]["verdict"] if operator else "-"
    wanted = f"{operator.check} {said}" if operator else "unchanged"
    return f"{job.key}: {wanted}, beacon {result['beacon'] or 'silent'}, fails {' '.join(fails) or 'none'}, {result.get('seconds')} s"
