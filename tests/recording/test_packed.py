import base64
import struct

import msgpack
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recording import packed
from recording.decoding import Decoder
from recording.identity import Planted
from recording.observations import FlowData
from recording.search import Searcher

PHONE = "14812897665"


def varint(number: int) -> bytes:
    out = b""
    while number > 0x7F:
        out, number = out + bytes([number & 0x7F | 0x80]), number >> 7
    return out + bytes([number])


def text(number: int, value: bytes) -> bytes:
    return varint(number << 3 | 2) + varint(len(value)) + value


def leaves(body: bytes) -> dict[str, str]:
    return {leaf.path: leaf.text for leaf in Decoder().body(body)}


def test_protobuf_is_read_without_its_schema() -> None:
    inner = text(1, "瞐淼".encode()) + varint(2 << 3) + varint(int(PHONE))
    body = varint(1 << 3) + b"\x01" + text(3, inner) + varint(4 << 3 | 1) + struct.pack("<d", 40.4904755)
    found = leaves(body)
    assert found["body > protobuf.3.1"] == "瞐淼"
    assert found["body > protobuf.3.2"] == PHONE
    assert found["body > protobuf.4"] == "40.490475500000002"


def test_msgpack_is_read_and_what_is_encoded_in_it() -> None:
    body = msgpack.packb(
        {"u": {"m": int(PHONE), "n": [base64.b64encode("密码".encode() * 4).decode()]}, "z": b"\x00\x01"}
    )
    found = leaves(body)
    assert found["body > msgpack.u.m"] == PHONE
    assert found["body > msgpack.u.n[0] > b64"] == "密码" * 4


@pytest.mark.parametrize("wrap", [lambda b: b, base64.b64encode])
def test_a_number_in_a_binary_body_is_a_hit(wrap: object) -> None:
    """As a varint the digits stand nowhere in the bytes."""
    assert callable(wrap)
    body = wrap(varint(1 << 3) + varint(int(PHONE)) + text(2, b"order\x00\x01\x02"))
    planted = Planted(id="p1", kind="phone", field="number", value=PHONE)
    (hit,) = Searcher([planted]).request(FlowData(id="f", url="https://a.test/", request_body="b"), body)
    assert hit.path.endswith("protobuf.1")


@pytest.mark.parametrize(
    "body", ["普通文字，没有别的".encode("gb18030"), b"plain text, nothing else", b"\x89PNG\r\n\x1a\n\0\0"]
)
def test_text_and_pictures_are_neither(body: bytes) -> None:
    assert packed.values(body) == ("", [])


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_left(data: bytes) -> None:
    name, found = packed.values(data)
    assert bool(name) == bool(found)
