import base64
import hashlib
import json
import urllib.parse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recording.spellings import digest_of, needles

PHONE = "14812897665"


@pytest.mark.parametrize(
    ("needle", "name"),
    [
        (PHONE, "plain"),
        ("148-1289-7665", "separated"),
        ("148 1289 7665", "separated"),
        ("+8614812897665", "+86"),
        ("+86 148-1289-7665", "+86 separated"),
        ("%2B8614812897665", "+86 url"),
        (PHONE.encode().hex(), "hex"),
        (PHONE[::-1], "reversed"),
        ("\\u0031\\u0034\\u0038\\u0031\\u0032\\u0038\\u0039\\u0037\\u0036\\u0036\\u0035", "unicode escapes"),
        (hashlib.md5(PHONE.encode()).hexdigest(), "md5-hex"),
        (hashlib.md5(PHONE.encode()).hexdigest()[8:24], "md5-hex, middle 16"),
        (hashlib.sha1(PHONE.encode()).hexdigest().upper(), "sha1-hex"),
        (hashlib.sha256(f"+86{PHONE}".encode()).hexdigest(), "+86 sha256-hex"),
        (base64.b64encode(hashlib.sha512(PHONE.encode()).digest()).decode().rstrip("="), "sha512-base64"),
        (hashlib.md5(f"{PHONE}wx12".encode()).hexdigest(), "md5-hex of value+salt"),
        (hashlib.sha256(f"wx12{PHONE}".encode()).hexdigest(), "sha256-hex of salt+value"),
    ],
)
def test_each_spelling_of_a_phone_number_has_its_name(needle: str, name: str) -> None:
    assert needles(PHONE, ["wx12"])[needle.encode()] == name


def test_sm3_is_searched_where_openssl_has_it() -> None:
    digest = digest_of("sm3", b"abc")
    if digest is None:
        pytest.skip("this OpenSSL has no SM3")
    assert digest.hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    sm3 = digest_of("sm3", PHONE.encode())
    assert sm3 is not None
    assert needles(PHONE)[sm3.hex().encode()] == "sm3-hex"


def test_chinese_text_in_other_charsets_and_entities() -> None:
    found = needles("禤氿鄀麤")
    assert found["禤氿鄀麤".encode("gb18030")] == "gb18030"
    assert found[urllib.parse.quote("禤氿鄀麤").encode()] == "url"
    assert found[b"&#31140;&#27711;&#37120;&#40612;"] == "html entities"
    assert found[json.dumps("禤氿鄀麤").strip('"').encode()] == "unicode escapes"


def test_hardware_addresses_and_cards_without_or_with_other_separators() -> None:
    mac = needles("02:AB:CD:EF:01:23")
    assert {b"02abcdef0123", b"02-AB-CD-EF-01-23", b"02:ab:cd:ef:01:23"} <= set(mac)
    assert b"6200 0012 3456 7890 123" in needles("6200001234567890123")


def test_nothing_shorter_than_eight_bytes_is_searched() -> None:
    assert min(map(len, needles("12345"))) >= 8
    assert b"12345" not in needles("12345")
    assert needles("") == {} or min(map(len, needles(""))) >= 8


@given(st.binary(max_size=20), st.text(st.characters(codec="utf-8"), min_size=9, max_size=20), st.binary(max_size=20))
def test_base64_is_found_wherever_the_value_stands_in_the_encoded_text(before: bytes, value: str, after: bytes) -> None:
    whole = base64.b64encode(before + value.encode() + after)
    assert any(needle in whole for needle, name in needles(value).items() if name == "base64")


@given(st.text(max_size=30))
def test_no_value_breaks_the_making_of_needles(value: str) -> None:
    assert all(len(needle) >= 8 for needle in needles(value, ["salt"]))


def test_needles_cost_little_memory_however_long_the_value() -> None:
    """Seven hundred values of a long inspection stay far below the memory a judgement may take."""
    for value in ("f" * 64, "Ab3" * 11, "Zm9v" * 200, "40.4904755", "瞐淼m0pbin"):
        assert sum(map(len, needles(value, ["wx0123456789abcdef"]))) < 12_000
    assert needles("Zm9v" * 200)[("Zm9v" * 12).encode()] == "plain"
