"""Requests are the same question when they differ only in what changes each time."""

import json

import pytest

from interceptors.likeness import Likeness, place

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def match(recorded: str, asked: str, planted: tuple[str, ...] = ()) -> str | None:
    return Likeness.of(recorded, b"", "", planted).match(Likeness.of(asked, b"", ""))


@pytest.mark.parametrize(
    ("recorded", "asked", "expected"),
    [
        ("https://a.test/x?b=2&a=1", "https://a.test/x?a=1&b=2", "exact"),
        ("https://a.test/x?t=1763800000000", "https://a.test/x?t=1763899999999", "alike"),
        ("https://a.test/x?lat=40.49012345", "https://a.test/x?lat=39.90412345", "alike"),
        ("https://a.test/x?code=0aB3cD5eF7gH9iJ1kL3", "https://a.test/x?code=0zY9xW8vU7tS6rQ5pO4", "alike"),
        ("https://a.test/x?token=", "https://a.test/x?token=9f86d081884c7d659a2feaa0c55ad015", "alike"),
        ("https://a.test/x?id=3", "https://a.test/x?id=5", None),
        ("https://a.test/x?page=1&size=10", "https://a.test/x?page=2&size=10", None),
        ("https://a.test/x?a=1", "https://a.test/x?a=1&b=2", None),
        ("https://a.test/x?q=%E8%8C%B6", "https://a.test/x?q=%E6%B0%B4", None),
    ],
)
def test_a_query_is_another_question_unless_only_changing_values_differ(
    recorded: str, asked: str, expected: str | None
) -> None:
    assert match(recorded, asked) == expected


def test_a_planted_value_matches_whatever_the_next_inspection_plants() -> None:
    assert match("https://a.test/x?nick=禤氿ab12", "https://a.test/x?nick=龘靐cd34") is None
    assert match("https://a.test/x?nick=禤氿ab12", "https://a.test/x?nick=龘靐cd34", ("禤氿ab12",)) == "alike"


@pytest.mark.parametrize(
    ("kind", "recorded", "asked", "expected"),
    [
        (JSON, b'{"a": {"b": [1, 2]}, "ts": 1763800000000}', b'{"ts":1763899999999,"a":{"b":[1,2]}}', "alike"),
        (JSON, b'{"page": 1}', b'{"page": 2}', "loose"),
        (JSON, b'{"a": 1}', b'{"a": 1, "b": 2}', "loose"),
        (FORM, b"a=1&b=2", b"b=2&a=1", "exact"),
        ("text/plain", b"\xff\xfe{", b"\xff\xfe{", "exact"),
        ("multipart/form-data; boundary=x", b'--x\r\nname="f"\r\n\r\n1', b'--x\r\nname="f"\r\n\r\n2', "alike"),
    ],
)
def test_bodies_are_compared_by_what_they_hold(kind: str, recorded: bytes, asked: bytes, expected: str) -> None:
    one, other = (Likeness.of("https://a.test/x", body, kind) for body in (recorded, asked))
    assert one.match(other) == expected


def test_a_body_that_still_runs_through_is_not_compared() -> None:
    recorded = Likeness.of("https://a.test/up", b'{"a": 1}', JSON)
    assert recorded.match(Likeness.of("https://a.test/up", None, JSON)) == "alike"


def test_hostile_bodies_are_taken_as_they_are() -> None:
    deep = b"[" * 100_000 + b"]" * 100_000
    assert Likeness.of("https://a.test/x", deep, JSON).match(Likeness.of("https://a.test/x", deep, JSON)) == "exact"
    nested = json.dumps({"a": [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}).encode()
    assert Likeness.of("https://a.test/x", nested, JSON).body


def test_a_place_is_host_and_path_without_what_changes() -> None:
    assert place("http://A.test:80/u/a") == place("https://a.test/u/a") != place("https://a.test:8443/u/a")
    assert place("https://a.test/u/6f1ed002ab5595859014ebf0951522d9/x") == place(
        "https://a.test/u/9c3b7bbe9cbb8b1ecf50ac5c16d5b5b1/x"
    )
    assert place("https://a.test/goods/3") != place("https://a.test/goods/4")
    assert place("http://[::bad/x")
