"""Counts and their uncertainty: per check and per operator, and over all."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from truth.bases import allowed
from truth.operators import OPERATORS


@dataclass(frozen=True)
class Row:
    """One measured program. ``operator`` is ``clean`` for an unchanged one."""

    operator: str
    base: str
    number: int
    beacon: dict[str, int] = field(default_factory=dict)
    verdicts: dict[str, dict[str, str]] = field(default_factory=dict)
    captured_by: str = ""
    judged_by: str = ""
    sources: str = ""
    seconds: float = 0
    says: str = ""


@dataclass
class Count:
    """Of one operator or one check. ``unreached``: the walk never came to where the act happens."""

    tp: int = 0
    fn: int = 0
    tn: int = 0
    fp: int = 0
    inconclusive: int = 0
    unreached: int = 0

    def add(self, other: "Count") -> None:
        for name in vars(self):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def wilson(hits: int, of: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927)."""
    if of == 0:
        return 0.0, 1.0
    z, share = 1.959964, hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def share(hits: int, of: int) -> str:
    if of == 0:
        return "-"
    low, high = wilson(hits, of)
    return f"{hits / of:.3f} ({low:.3f}–{high:.3f})"


def outcome(row: Row) -> Count:
    """What the operator's own check said of its mutant or near miss."""
    operator = OPERATORS[row.operator]
    said = row.verdicts[operator.check]["verdict"]
    if not row.beacon:
        return Count(unreached=1)
    if row.says and said != "error":
        return _sheet(operator.violation, said, row.says in row.verdicts[operator.check].get("findings", ""))
    if said in ("inconclusive", "error"):
        return Count(inconclusive=1)
    if operator.violation:
        return Count(tp=1) if said == "fail" else Count(fn=1)
    return Count(fp=1) if said == "fail" else Count(tn=1)


def _sheet(violation: bool, said: str, named: bool) -> Count:
    """A check that a person decides: found is what its sheet names, and "nothing to look at" misses it."""
    if named:
        return Count(tp=1) if violation else Count(fp=1)
    if not violation:
        return Count(tn=1)
    return Count(inconclusive=1) if said == "inconclusive" else Count(fn=1)


def strays(row: Row, baseline: dict[str, dict[str, str]]) -> list[str]:
    """Checks that fail and neither the planted act nor the unchanged program explains: false alarms."""
    operator = OPERATORS.get(row.operator)
    known: set[str] = {operator.check, *operator.also} if operator else set()
    known |= allowed(row.base)
    failed = [check for check, v in row.verdicts.items() if v["verdict"] == "fail"]
    return [c for c in failed if c not in known and baseline.get(c, {}).get("verdict") != "fail"]


def tell(rows: list[Row], baselines: dict[str, dict[str, dict[str, str]]], planned: int) -> str:
    """The whole account as Markdown."""
    mutants = [row for row in rows if row.operator in OPERATORS]
    by_operator: dict[str, Count] = defaultdict(Count)
    by_check: dict[str, Count] = defaultdict(Count)
    stray: list[str] = []
    for row in mutants:
        counted = outcome(row)
        by_operator[row.operator].add(counted)
        by_check[OPERATORS[row.operator].check].add(counted)
        for check in strays(row, baselines.get(row.base, {})):
            by_check[check].fp += 1
            stray.append(f"{check}: {row.operator} in {row.base} ({row.number}): {row.verdicts[check]['reason']}")
    whole = Count()
    for found in by_check.values():
        whole.add(found)
    bad = sum(1 for r in mutants if OPERATORS[r.operator].violation)
    head = [
        (
            f"{bad} mutants and {len(mutants) - bad} near misses of {len({r.base for r in mutants})} programs measured;"
            f" {planned} planned in all."
        ),
        "",
        f"- precision {share(whole.tp, whole.tp + whole.fp)}: a fail that was said is right",
        (
            f"- recall {share(whole.tp, whole.tp + whole.fn + _open(mutants))}: a violation that happened is said,"
            " inconclusive not counting as said"
        ),
        f"- inconclusive {whole.inconclusive}, unreached {whole.unreached}, missed {whole.fn}",
        "",
    ]
    parts = [
        *head,
        *_table("check", by_check.items(), lambda name: name),
        *_table("operator", by_operator.items(), _named),
        *_groups(mutants),
        "False alarms:" if stray else "No false alarm.",
        *(f"- {line}" for line in stray),
    ]
    return "\n".join(parts) + "\n"


def _open(mutants: list[Row]) -> int:
    return sum(outcome(r).inconclusive for r in mutants if OPERATORS[r.operator].violation)


def _named(name: str) -> str:
    operator = OPERATORS[name]
    return f"{name} ({operator.check}{', lawful' if not operator.violation else ''})"


def _table(title: str, counts: Iterable[tuple[str, Count]], named: Any) -> list[str]:
    lines = [
        f"| {title} | TP | FN | FP | TN | inconclusive | unreached | precision | recall |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, c in sorted(counts):
        cells = (
            c.tp,
            c.fn,
            c.fp,
            c.tn,
            c.inconclusive,
            c.unreached,
            share(c.tp, c.tp + c.fp),
            share(c.tp, c.tp + c.fn),
        )
        lines.append(f"| {named(name)} | " + " | ".join(str(cell) for cell in cells) + " |")
    return [*lines, ""]


def _groups(mutants: list[Row]) -> list[str]:
    """The lists that others have published on: found of happened."""
    found: dict[str, Count] = defaultdict(Count)
    for row in mutants:
        operator = OPERATORS[row.operator]
        if operator.violation and operator.group:
            name = (
                operator.group
                if operator.variants < 15
                else f"{operator.group} {row.number % operator.variants + 1:02}"
            )
            found[name].add(outcome(row))
    lines = [
        f"- {name}: {c.tp} of {c.tp + c.fn + c.inconclusive} found, {c.unreached} unreached"
        for name, c in sorted(found.items())
    ]
    return ["Published lists:", *lines, ""] if lines else []
