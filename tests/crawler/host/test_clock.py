"""A user's clock goes on over launches, and its date runs ahead of the real one by what was skipped."""

import pytest

from crawler.host.clock import Clock


def test_a_new_user_starts_at_nought() -> None:
    config = Clock().config
    assert (config["before"], config["ahead"]) == (0, 0)


def test_time_away_is_added_to_what_the_page_told(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    clock = Clock()
    now[0] += 5
    later = clock.told(65_000).later(86_400_000)
    assert later.config == {"before": 86_465_000, "ahead": 86_460_000}, "five of the seconds really passed"
    now[0] += 100_000
    assert later.config["ahead"] == 0, "the date never runs behind the real one"


def test_a_page_that_said_nothing_stood_still_and_no_time_runs_back() -> None:
    clock = Clock(before=1000).told(0)
    assert clock.before == 1000 and clock.later(-5).before == 1000
