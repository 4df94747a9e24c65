"""``make equal``: the same programs on the embedded host, in DevTools' place and on the stand-in phone.

Where the catalogue says that a target sees all of what a check needs (D+, A+), a violation found on the embedded host
must be found there; a pass may stay open, because DevTools is heard late and a phone tells no calls (decisions 0015 and
0021), and is counted as open. Nowhere may a target say the opposite. All three are simulations of ours: this proves the
drivers, not WeChat. Recordings are kept, so that a comparison broken off goes on, and checks that changed judge anew.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from measures.likeness import Row, compared, table
from measures.targets import ROOT, TARGETS, Results, Walk, code, name

PAGE = ROOT / "docs" / "equality.md"
MARK = "<!-- measured -->\n"
KINDS = ("violates", "near", "complies")


def programs() -> list[Path]:
    """Examples, then fixtures: violations first, in turns through the families of checks, so that few tell much."""
    fixtures = sorted(path.parent for path in (ROOT / "tests" / "miniprograms").glob("*/*/app.json"))
    seen: dict[tuple[int, str], int] = {}

    def turn(program: Path) -> tuple[int, int, str]:
        kind = KINDS.index(program.name.partition("-")[0])
        family = program.parent.name.partition("-")[0]
        place = seen[kind, family] = seen.get((kind, family), 0) + 1
        return kind, place, program.parent.name

    order = {program: turn(program) for program in fixtures}
    return [
        *sorted(path.parent for path in (ROOT / "examples").glob("*/app.json")),
        *sorted(fixtures, key=order.__getitem__),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", nargs="*", type=Path, help="Folders; all examples and fixtures by itself.")
    parser.add_argument("--targets", default="devtools,android")
    parser.add_argument("--runs", default=Walk.runs)
    parser.add_argument(
        "--budget", type=int, default=Walk.budget, help="Seconds a run; three times that on DevTools, six on a phone."
    )
    parser.add_argument("--no-ocr", action="store_true", help="Do not read the embedded host's pictures.")
    parser.add_argument("--kept", type=Path, default=ROOT / "inspections" / "equality", help="Where recordings lie.")
    parser.add_argument("--fresh", action="store_true", help="Also scan again what older capturing code recorded.")
    parser.add_argument("--table", action="store_true", help=f"Scan nothing; write {PAGE.relative_to(ROOT)}.")
    options = parser.parse_args()
    results, targets = Results(options.kept), options.targets.split(",")
    chosen = [program.resolve() for program in options.programs] or programs()
    if unknown := [target for target in targets if target not in TARGETS[1:]]:
        parser.error(f"--targets: {', '.join(unknown)} is none of devtools, android")
    if not options.table:
        walk = Walk(options.runs, options.budget, not options.no_ocr)
        for program in chosen:
            for target in ("embedded", *targets):
                _scanned(results, program, target, walk, fresh=options.fresh)
            _print(_rows(results, [program], targets))
        return 1 if any(row.differ for row in _rows(results, chosen, targets)) else 0
    rows = list(_rows(results, chosen, targets))
    head, _, _ = PAGE.read_text(encoding="utf-8").partition(MARK)
    PAGE.write_text(head + MARK + "\n" + table(rows, len(chosen) * len(targets)), encoding="utf-8")
    return 0


def _scanned(results: Results, program: Path, target: str, walk: Walk, *, fresh: bool) -> None:
    kept = results.kept(program, target)
    if kept is None or kept.error or (fresh and kept.code != code(target)):
        kept = results.scan(program, target, walk)
        print(f"{name(program)} on {target}: {kept.error or 'scanned'} in {kept.seconds} s", flush=True)


def _rows(results: Results, chosen: Iterable[Path], targets: Iterable[str]) -> Iterable[Row]:
    for program in chosen:
        host = results.kept(program, "embedded")
        found = [kept for target in targets if (kept := results.kept(program, target)) is not None and not kept.error]
        if host is None or host.error or not found:
            continue
        verdicts = results.verdicts(program, "embedded")
        for kept in found:
            old = kept.code != code(kept.target) or host.code != code("embedded")
            yield compared(kept, verdicts, results.verdicts(program, kept.target), old=old)


def _print(rows: Iterable[Row]) -> None:
    for row in rows:
        print(
            f"{row.program} on {row.target}: {row.same} the same, {len(row.open)} open, {len(row.differ)} differ, "
            f"{row.fails[1]} of {row.fails[0]} violations found"
        )
        for what, lines in (("differ", row.differ), ("more", row.more)):
            for check, said in lines.items():
                print(f"    {what} {check}: {said[:300]}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
