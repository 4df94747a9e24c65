"""Due times by the wall clock of a place, also where its clocks are changed."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minispect.exits import UserError
from minispect.schedule.times import rule

NEW_YORK = "America/New_York"


def local(zone: str, *parts: int, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)  # type: ignore[misc,arg-type]


def days(cron: str, zone: str, start: datetime, count: int) -> list[datetime]:
    found, moment = [], start
    for _ in range(count):
        following = rule(cron, zone).next(moment)
        assert following is not None
        found.append(moment := following)
    return found


def test_mondays_at_three_in_shanghai_are_sundays_at_seven_in_the_evening_utc() -> None:
    assert rule("0 3 * * 1", "Asia/Shanghai").next(datetime(2026, 11, 20, tzinfo=UTC)) == datetime(
        2026, 11, 22, 19, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("zone", "cron", "start", "expected"),
    [
        (NEW_YORK, "30 2 * * *", (2026, 3, 7, 12), (2026, 3, 8, 3, 0)),
        ("Europe/Berlin", "15 2 * * *", (2026, 3, 28, 12), (2026, 3, 29, 3, 0)),
        ("America/Santiago", "0 0 * * *", (2026, 9, 5, 12), (2026, 9, 6, 1, 0)),
    ],
)
def test_a_time_that_does_not_exist_is_due_right_after_the_gap(
    zone: str, cron: str, start: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    first, second = days(cron, zone, local(zone, *start), 2)
    assert first == local(zone, *expected)
    assert timedelta(hours=21) < second - first < timedelta(hours=25)


@pytest.mark.parametrize(
    ("zone", "cron", "start", "expected"),
    [
        (NEW_YORK, "30 1 * * *", (2026, 10, 31, 12), (2026, 11, 1, 1, 30)),
        ("Europe/Berlin", "30 2 * * 0", (2026, 10, 24, 12), (2026, 10, 25, 2, 30)),
        ("Australia/Lord_Howe", "45 1 * * *", (2026, 4, 4, 12), (2026, 4, 5, 1, 45)),
    ],
)
def test_a_time_that_comes_twice_is_due_once(
    zone: str, cron: str, start: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    first, second = days(cron, zone, local(zone, *start), 2)
    assert first == local(zone, *expected)
    assert second - first > timedelta(hours=23)
    assert rule(cron, zone).latest(first, first + timedelta(hours=3)) is None


def test_every_half_hour_keeps_its_rhythm_while_clocks_change() -> None:
    for start in (local(NEW_YORK, 2026, 3, 8, 0), local(NEW_YORK, 2026, 11, 1, 0)):
        found = days("*/30 * * * *", NEW_YORK, start, 10)
        assert {later - earlier for earlier, later in pairwise(found)} == {timedelta(minutes=30)}


@settings(max_examples=150, deadline=None)
@given(
    cron=st.sampled_from(
        ["0 3 * * 1", "30 1 * * *", "30 2 * * *", "*/20 * * * *", "0 */6 * * *", "5 0 1 * *", "@daily"]
    ),
    zone=st.sampled_from(
        ["UTC", NEW_YORK, "Europe/Berlin", "Asia/Shanghai", "Australia/Lord_Howe", "America/Santiago"]
    ),
    minutes=st.integers(0, 366 * 24 * 60),
    span=st.integers(1, 4 * 24 * 60),
)
def test_the_latest_is_the_last_of_the_following(cron: str, zone: str, minutes: int, span: int) -> None:
    after = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    until = after + timedelta(minutes=span)
    one = rule(cron, zone)
    found = one.between(after, until)
    assert found == sorted(set(found))
    assert one.latest(after, until) == (found[-1] if found else None)


@pytest.mark.parametrize(
    "cron",
    [
        "",
        "* * * *",
        "* * * * * *",
        "61 * * * *",
        "0 0 31 2 *",
        "a b c d e",
        "R R * * *",
        "H 3 * * *",
        "@reboot",
        "*/0 * * * *",
    ],
)
def test_what_is_no_expression_is_said(cron: str) -> None:
    with pytest.raises(UserError, match="--cron"):
        rule(cron, "UTC")


@pytest.mark.parametrize(
    ("cron", "says"),
    [
        ("61 3 * * 1", "the minute '61' is not one of 0-59"),
        ("0 3 * * fry", "the day of the week 'fry' is not one of 0-7 or sun-sat"),
        ("0 3 1-40 * *", "the day of the month '1-40' is not one of 1-31"),
    ],
)
def test_the_field_that_is_wrong_is_named(cron: str, says: str) -> None:
    with pytest.raises(UserError) as told:
        rule(cron, "UTC")
    assert str(told.value) == f'--cron "{cron}": {says}'


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "Asia", "\0"])
def test_what_is_no_time_zone_is_said(zone: str) -> None:
    with pytest.raises(UserError, match="--timezone"):
        rule("0 3 * * 1", zone)
