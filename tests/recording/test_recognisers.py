import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from recording import labels
from recording.decoding import Decoder
from recording.event import Kind
from recording.log import Log
from recording.recognisers import in_flow, in_leaves
from recording.recording import Recording
from recording.shapes import valid_id_number


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
        ({"bankCard": "6222 0212 3456 7890 128"}, "R-CARD", "6222 0212 3456 7890 128"),
        ({"note": "卡号：6222021234567890128"}, "R-CARD", "6222021234567890128"),
        ({"passportNo": "E12345678"}, "R-PASS", "E12345678"),
        ({"v": "粤BA12345"}, "R-PLATE", "粤BA12345"),
        ({"to": "杭州市西湖区文三路478号"}, "R-ADDR", "杭州市西湖区文三路478号"),
        ({"to": "li.lei+shop@mail.example.cn"}, "R-MAIL", "li.lei+shop@mail.example.cn"),
        ({"deviceImei": "490154203237518"}, "R-DEVID", "490154203237518"),
        ({"oaid": "8a7b6c5d-1234-4abc-9def-0123456789ab"}, "R-DEVID", "8a7b6c5d-1234-4abc-9def-0123456789ab"),
        ({"openId": "oGZUI0egBJY1zhBYw2KhdUfwVJJE"}, "R-WXID", "oGZUI0egBJY1zhBYw2KhdUfwVJJE"),
        (
            {"head": "https://thirdwx.qlogo.cn/mmopen/vi_32/abcdefgh/132"},
            "R-AVATAR",
            "https://thirdwx.qlogo.cn/mmopen/vi_32/abcdefgh/132",
        ),
        ({"client": "114.114.114.114"}, "R-IP", "114.114.114.114"),
        ({"mobile_md5": "0123456789abcdef0123456789abcdef"}, "R-HASH", "0123456789abcdef0123456789abcdef"),
        ({"lat": 31.23041, "lng": 121.47370}, "R-GEO", "31.23041"),
        ({"location": "31.23041,121.47370"}, "R-GEO", "31.23041,121.47370"),
        ({"encryptedData": "QUJD" * 24, "iv": "tiihtNczf5v6AKRyjwEUhQ=="}, "R-WXENC", "QUJD" * 24),
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
        {"snowflake": "6222021234567890128", "goods": "E12345678", "trace": "0123456789abcdef0123456789abcdef"},
        {"bankCard": "6222021234567890123", "img": "icon@2x.png", "version": "10.2.3.4", "local": "192.168.1.9"},
        {"order": "490154203237518", "token": "oGZUI0egBJY1zhBYw2KhdUfwVJJE", "hotel": "E12345678"},
        {"lat": 1.234567, "lng": 2.345678, "area": "西湖区全场满减，路过即可参加"},
        {"iv": "tiihtNczf5v6AKRyjwEUhQ==", "data": "short"},
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


def test_a_label_adds_one_step_and_never_proof() -> None:
    def strength(body: Any) -> str:
        (found,) = in_leaves(list(Decoder().body(json.dumps(body).encode())), "body")
        return found.strength

    assert strength({"x": "杭州市西湖区文三路478号"}) == "medium"
    assert strength({"homeAddress": "杭州市西湖区文三路478号"}) == "strong"
    assert strength({"mobile": "13800138000"}) == "strong"


def test_a_county_the_library_does_not_know_is_no_error() -> None:
    """python-stdnum raises KeyError for some; of random strings hardly any may pass."""
    numbers = Random(7)
    passed = sum(valid_id_number("".join(numbers.choices("0123456789", k=18))) for _ in range(20_000))
    assert passed <= 5


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("userMobile", "phone"),
        ("lxdh", "phone"),
        ("联系电话", "phone"),
        ("bank_card_no", "bank_card"),
        ("idNo", "id_number"),
    ],
)
def test_names_are_taken_apart_into_words(name: str, kind: str) -> None:
    assert kind in labels.kinds_named(name)


@pytest.mark.parametrize("name", ["hotel", "subtitle", "cardinal", "mailman_", "latest"])
def test_a_word_inside_another_names_nothing(name: str) -> None:
    assert not labels.kinds_named(name)
