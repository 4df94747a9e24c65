import json
from pathlib import Path
from typing import Any

import pytest

from recording.decoding import Decoder
from recording.event import Kind
from recording.log import Log
from recording.recognisers import in_flow, in_leaves, valid_id_number
from recording.recording import Recording


def rules(body: Any) -> list[tuple[str, str, str]]:
    leaves = list(Decoder().body(json.dumps(body).encode()))
    return [(r.rule, r.matched, r.path) for r in in_leaves(leaves, "body")]


@pytest.mark.parametrize(
    ("body", "rule", "matched"),
    [
        ({"m": "13800138000"}, "R-PHONE", "13800138000"),
        ({"m": 13800138000}, "R-PHONE", "13800138000"),
        ({"m": "+86 138-0013-8000"}, "R-PHONE", "+86 138-0013-8000"),
        ({"i": "11010519491231002X"}, "R-RIC", "11010519491231002X"),
        ({"p": "车牌京A12345 "}, "R-PLATE", "京A12345"),
        ({"p": "粤BD12345"}, "R-PLATE", "粤BD12345"),
        ({"session_key": "tiihtNczf5v6AKRyjwEUhQ=="}, "R-SKEY", "tiihtNczf5v6AKRyjwEUhQ=="),
        ({"b": "3C:22:FB:01:02:03"}, "R-MAC", "3C:22:FB:01:02:03"),
    ],
)
def test_each_shape(body: Any, rule: str, matched: str) -> None:
    (found,) = rules(body)
    assert found[:2] == (rule, matched)


@pytest.mark.parametrize(
    "body",
    [
        {"masked": "138****8000", "order": "2024138001380001", "price": 138.00138000},
        {"planted": "14812897665", "unused": "16012345678"},
        {"id": "110105194912310021", "date": "110105194913310020", "hash": "a13800138000b"},
        {"key": "tiihtNczf5v6AKRyjwEUhQ=="},
    ],
)
def test_what_only_looks_alike(body: Any) -> None:
    assert rules(body) == []


def test_the_check_digit_counts() -> None:
    assert valid_id_number("11010519491231002X")
    assert not valid_id_number("11010519491231002" + "1")
    assert not valid_id_number("00010519491231002X")


def test_only_requests_are_looked_at(tmp_path: Path) -> None:
    log = Log(tmp_path / "original")
    blob = log.blobs.put(b'{"tel":"13800138000"}')
    down = log.add(Kind.FLOW, {"id": "f1", "url": "https://a.test/shop", "response_body": blob})
    up = log.add(Kind.FLOW, {"id": "f2", "url": "https://a.test/?m=13900139000", "request_body": blob})
    recording = Recording(log.root)
    assert in_flow(recording, down) == []
    assert [(r.place, r.path, r.strength) for r in in_flow(recording, up)] == [
        ("url", "url > query.m", "strong"),
        ("body", "body > json.tel", "strong"),
    ]
