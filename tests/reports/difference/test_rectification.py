"""How the mending of a finding stands, as a function of what inspections say of it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.difference.rectification import Sight, state

T0 = datetime(2026, 11, 1, tzinfo=UTC)


def day(number: float) -> datetime:
    return T0 + timedelta(days=number)


def told(history: str, *, now: float = 5, deadline: float = 20, set_at: float = 0, waived: bool = False) -> str:
    """``history``: a letter a day: s seen, a absent, ? unknown."""
    words = {"s": "seen", "a": "absent", "?": "unknown"}
    sights = [Sight(day(n), words[letter]) for n, letter in enumerate(history)]  # type: ignore[arg-type]
    return state(sights, deadline=day(deadline), set_at=day(set_at), waived=waived, now=day(now))


@pytest.mark.parametrize(
    ("history", "more", "expected"),
    [
        ("s", {}, "open"),
        ("", {}, "open"),
        ("s??", {}, "open"),
        ("s", {"now": 21}, "overdue"),
        ("s??", {"now": 21}, "overdue"),
        ("sa", {}, "fixed"),
        ("sa", {"now": 21}, "fixed"),
        ("sa??", {"now": 21}, "fixed"),
        ("sas", {}, "reopened"),
        ("sas?s", {"now": 30}, "reopened"),
        ("sas", {"set_at": 3}, "open"),
        ("sas", {"set_at": 3, "now": 21}, "overdue"),
        ("sasa", {}, "fixed"),
        ("sasas", {"set_at": 3}, "reopened"),
        ("as", {}, "open"),
        ("sas", {"waived": True}, "waived"),
    ],
)
def test_states(history: str, more: dict[str, float], expected: str) -> None:
    assert told(history, **more) == expected  # type: ignore[arg-type]


@given(st.text(alphabet="sa?", max_size=8), st.integers(0, 9), st.integers(0, 9), st.randoms())
def test_order_and_silence_do_not_matter(history: str, set_at: int, now: int, chance: object) -> None:
    words = {"s": "seen", "a": "absent", "?": "unknown"}
    sights = [Sight(day(n), words[letter]) for n, letter in enumerate(history)]  # type: ignore[arg-type]
    asked = {"deadline": day(5), "set_at": day(set_at), "waived": False, "now": day(now)}
    straight = state(sights, **asked)  # type: ignore[arg-type]
    shuffled = list(sights)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert state(shuffled, **asked) == straight  # type: ignore[arg-type]
    assert state([one for one in sights if one.outcome != "unknown"], **asked) == straight  # type: ignore[arg-type]
    if "a" not in history:
        assert straight == ("overdue" if now > 5 else "open"), "fixed and reopened need proof"
