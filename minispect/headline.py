"""The three verdicts the product exists for, and the exit code that follows from them."""

from collections.abc import Mapping, Sequence

from detectors.verdict import Verdict
from minispect.exits import Exit
from reports.html.headline import HEADLINE

DECIDED = frozenset({"pass", "fail", "not-applicable"})
"""The words that answer a check."""


def undecided(verdicts: Mapping[str, Verdict]) -> list[str]:
    """Headline checks without an answer, in their order."""
    return [number for group in HEADLINE for number in group if _word(verdicts, number) not in DECIDED]


def exit_code(verdicts: Sequence[Verdict], fail_on: str) -> Exit:
    """0 clean, 1 violations, 4 when headline checks stayed open; ``fail_on=inconclusive`` makes any open check a 1."""
    words = {verdict.verdict for verdict in verdicts}
    if "fail" in words or (fail_on == "inconclusive" and words & {"inconclusive", "error"}):
        return Exit.VIOLATIONS
    return Exit.INCOMPLETE if undecided({v.check: v for v in verdicts}) else Exit.CLEAN


def _word(verdicts: Mapping[str, Verdict], number: str) -> str:
    return verdicts[number].verdict if number in verdicts else "not-judged"
