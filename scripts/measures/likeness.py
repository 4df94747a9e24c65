"""How alike the verdicts of two targets are, and the table of it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from measures.targets import Kept

from detectors.catalogue import entries
from detectors.verdict import Verdict

Likeness = Literal["same", "open", "differ", "more", "untold"]
_SEEN = re.compile(r"only \d+ of \d+ pages(?: and \d+ states)? were seen")
_PARTICULAR = re.compile(r"pages/\S+|“[^”]*”|\d+(?:\.\d+)?")
DECIDED = {"pass", "fail", "not-applicable"}


def likeness(check: str, host: str, there: str, target: str) -> Likeness:
    """``same``: the same word; ``open``: decided on the embedded host, not there, or there without an occasion;
    ``differ``: the opposite, or a violation not found by a target that sees all of what the check needs; ``more``: a
    violation that the embedded host left open; ``untold``: the host decided nothing."""
    if host not in DECIDED:
        return "more" if there == "fail" else "untold"
    if host == there:
        return "same"
    opposite = there in DECIDED and "fail" in (host, there)
    sees_all = entries()[check].targets.get(target) == "full"
    return "differ" if opposite or (sees_all and host == "fail") or there == "missing" else "open"


@dataclass
class Row:
    """One program on one target. ``open`` and ``differ``: check -> words and the reason the target gives."""

    program: str
    target: str
    kept: Kept
    old: bool = False
    """Recorded before the code that captures changed."""
    same: int = 0
    fails: tuple[int, int] = (0, 0)
    """Violations the embedded host found, and how many of them the target found."""
    open: dict[str, str] = field(default_factory=dict)
    differ: dict[str, str] = field(default_factory=dict)
    more: dict[str, str] = field(default_factory=dict)

    @property
    def seen_in_full(self) -> dict[str, str]:
        """What is open although the catalogue says that the target sees all of what the check needs (D+, A+)."""
        return {check: said for check, said in self.open.items() if entries()[check].targets.get(self.target) == "full"}


def compared(kept: Kept, host: Mapping[str, Verdict], there: Mapping[str, Verdict], *, old: bool = False) -> Row:
    row = Row(kept.program, kept.target, kept, old)
    failed = [check for check, verdict in host.items() if verdict.verdict == "fail"]
    row.fails = len(failed), sum(check in there and there[check].verdict == "fail" for check in failed)
    for check, verdict in host.items():
        other = there.get(check)
        word = other.verdict if other is not None else "missing"
        found = likeness(check, verdict.verdict, word, kept.target)
        if found == "same":
            row.same += 1
        elif found != "untold":
            getattr(row, found)[check] = f"{verdict.verdict}, there {word}: {_why(other)}"
    return row


def _why(verdict: Verdict | None) -> str:
    if verdict is None:
        return "not judged there at all"
    if verdict.verdict == "inconclusive" and verdict.missing:
        return "not seen: " + "; ".join(sorted({text.en for text in verdict.missing}))
    return (verdict.findings[0].reason if verdict.findings else verdict.reason).en


def table(rows: Sequence[Row], planned: int) -> str:
    """The measured part of the document: what was compared, each difference, and why passes stay open."""
    lines = [
        "| program | target | same | open (D+, A+) | differ | violations found | seconds |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.program}{' (older)' if row.old else ''} | {row.target} | {row.same} | "
        f"{len(row.open)} ({len(row.seen_in_full)}) | "
        f"{len(row.differ)} | {row.fails[1]} of {row.fails[0]} | {row.kept.seconds:.0f} |"
        for row in rows
    ]
    totals = [_total(rows, target) for target in ("devtools", "android")]
    days = sorted({row.kept.day for row in rows})
    head = f"{len(rows)} of {planned} comparisons, measured {' to '.join(sorted({days[0], days[-1]}))}." if rows else ""
    parts = [head, "\n".join(t for t in totals if t), "\n".join(lines), "## Differences", _list(rows, "differ")]
    parts += ["## Violations found beyond the embedded host's", _list(rows, "more")]
    parts += ["## Why verdicts stay open", _reasons(rows)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _total(rows: Sequence[Row], target: str) -> str:
    mine = [row for row in rows if row.target == target]
    if not mine:
        return ""
    same, still, differ = (sum(n) for n in zip(*((r.same, len(r.open), len(r.differ)) for r in mine), strict=True))
    wanted, found = (sum(n) for n in zip(*(r.fails for r in mine), strict=True))
    full = [said for row in mine for said in row.seen_in_full.values()]
    without = sum("there inconclusive" not in said for said in full)
    against = sum("there inconclusive" not in said for row in mine for said in row.differ.values())
    return (
        f"- {target}: {len(mine)} programs; {same} verdicts the same, {still} open, {differ} differ, {against} of them "
        f"by the opposite word; {found} of {wanted} violations found. Of the open ones {len(full)} are of checks that "
        f"see all they need there (D+, A+): {without} passed on one side and had no occasion on the other, "
        f"{len(full) - without} were not decided there."
    )


def _list(rows: Sequence[Row], what: Literal["differ", "more"]) -> str:
    told = ((row, check, said) for row in rows for check, said in getattr(row, what).items())
    found = [f"- {row.program} on {row.target}, {check}: {_cell(said)}" for row, check, said in told]
    return "\n".join(found) or "None."


def _reasons(rows: Sequence[Row]) -> str:
    """By target and reason, the most frequent first; reasons that differ only in numbers and pages are one."""
    counted: Counter[tuple[str, str]] = Counter()
    checks: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        for check, said in row.open.items():
            words, _, reason = said.partition(": ")
            plain = _PARTICULAR.sub("…", _SEEN.sub("too few pages and states were seen", reason))
            key = row.target, plain if plain.startswith("not seen: ") else f"{words}: {plain}"
            counted[key] += 1
            checks.setdefault(key, set()).add(check)
    lines = ["| target | verdicts | reason | checks |", "|---|---|---|---|"]
    for (target, why), count in counted.most_common():
        lines.append(f"| {target} | {count} | {_cell(why)} | {', '.join(sorted(checks[target, why]))} |")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text[:200].replace("|", "/").replace("\n", " ")
