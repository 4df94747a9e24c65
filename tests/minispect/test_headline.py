"""Exit codes follow from the verdicts."""

import pytest

from detectors.verdict import Outcome, Text, Verdict
from minispect.exits import Exit
from minispect.headline import HEADLINE, exit_code, undecided

_ALL = [number for group in HEADLINE for number in group]


def _verdicts(**words: Outcome) -> list[Verdict]:
    given: dict[str, Outcome] = dict.fromkeys(_ALL, "pass")
    given |= {name.replace("_", "-"): word for name, word in words.items()}
    return [Verdict(check=number, verdict=word, reason=Text(zh="", en="")) for number, word in given.items()]


@pytest.mark.parametrize(
    ("words", "fail_on", "code"),
    [
        ({}, "violation", Exit.CLEAN),
        ({"CON_03": "not-applicable"}, "violation", Exit.CLEAN),
        ({"SEC_01": "fail"}, "violation", Exit.VIOLATIONS),
        ({"PHN_01": "inconclusive"}, "violation", Exit.INCOMPLETE),
        ({"PHN_01": "error"}, "violation", Exit.INCOMPLETE),
        ({"PHN_01": "not-judged"}, "violation", Exit.INCOMPLETE),
        ({"PHN_01": "inconclusive", "PRE_01": "fail"}, "violation", Exit.VIOLATIONS),
        ({"SEC_01": "inconclusive"}, "violation", Exit.CLEAN),
        ({"SEC_01": "inconclusive"}, "inconclusive", Exit.VIOLATIONS),
    ],
)
def test_exit_code(words: dict[str, Outcome], fail_on: str, code: Exit) -> None:
    assert exit_code(_verdicts(**words), fail_on) == code


def test_a_headline_check_that_is_missing_is_undecided() -> None:
    assert undecided({}) == _ALL
