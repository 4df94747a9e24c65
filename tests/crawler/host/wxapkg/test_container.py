"""The container: what was packed comes out; whatever else is given ends in one sentence."""

import struct
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.host.wxapkg.container import WxapkgError, entries

Raw = Callable[..., bytes]
Packed = Callable[[Mapping[str, bytes]], bytes]
NAMES = st.text(st.characters(min_codepoint=48, max_codepoint=0x9FFF, exclude_characters="\\"), min_size=1, max_size=12)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
START = 14 + 4 + 14
"""Where the body begins after an index of one file with a name of two bytes."""


def refused(folder: Path, data: bytes) -> str:
    place = folder / "some.wxapkg"
    place.write_bytes(data)
    with pytest.raises(WxapkgError) as caught:
        entries(place)
    return str(caught.value)


@QUICK
@given(files=st.dictionaries(PATHS, st.binary(max_size=60), max_size=6))
def test_what_was_packed_comes_out(packed: Packed, tmp_path: Path, files: dict[str, bytes]) -> None:
    place = tmp_path / "some.wxapkg"
    place.write_bytes(packed(files))
    assert {entry.path: entry.read_bytes() for entry in entries(place)} == files


@QUICK
@given(data=st.data())
def test_a_changed_container_is_read_or_refused(packed: Packed, tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(packed({"app-config.json": b"{}", "app-service.js": b"x" * 30}))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    place = tmp_path / "some.wxapkg"
    place.write_bytes(bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    try:
        found = entries(place)
    except WxapkgError as error:
        assert str(error).startswith(str(place))
    else:
        assert sum(entry.size for entry in found) <= len(whole)


@pytest.mark.parametrize(
    "name",
    [
        b"/..",
        b"/a/../b",
        b"//a",
        b"/a/",
        b"/",
        b"",
        b"/a\0b",
        b"/a\\b",
        b"/a\nb",
        b"/./a",
        b"/\xff\xfe",
        b"/" + b"n" * 2000,
    ],
)
def test_names_that_lead_elsewhere(raw: Raw, tmp_path: Path, name: bytes) -> None:
    at = 14 + 4 + len(name) + 12
    assert "broken package" in refused(tmp_path, raw([(name, at, 1)], b"x"))


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([(b"/a", 0, 10)], "outside of its body"),
        ([(b"/a", START, 11)], "outside of its body"),
        ([(b"/a", 0xFFFFFFFF, 1)], "outside of its body"),
        ([(b"/a", START, 0x7FFFFFFF)], "is announced with 2147483647 bytes"),
        ([(b"/a", START + 14, 6), (b"/b", START + 18, 2)], "lies over 'a'"),
        ([(b"/a", START + 14, 1), (b"/a", START + 15, 1)], "is in it twice"),
    ],
)
def test_places_that_cannot_be(raw: Raw, tmp_path: Path, rows: list[tuple[bytes, int, int]], word: str) -> None:
    assert word in refused(tmp_path, raw(rows, b"0123456789"))


def test_numbers_that_cannot_be(raw: Raw, packed: Packed, tmp_path: Path) -> None:
    whole = packed({"a": b"0123456789"})
    many = whole[:14] + struct.pack(">I", 0xFFFFFFFF) + whole[18:]
    assert "4294967295 files are announced" in refused(tmp_path, many)
    assert "cut short" in refused(tmp_path, whole[:-1])
    assert "cut short" in refused(tmp_path, whole[:16])
    long = whole[:5] + struct.pack(">I", 0xFFFFFFF0) + whole[9:]
    assert "larger than a package can be" in refused(tmp_path, long)
    spare = bytearray(raw([(b"/a", START, 1)], b"x"))
    spare[5:9] = struct.pack(">I", int.from_bytes(spare[5:9], "big") + 1)
    assert "its index" in refused(tmp_path, bytes(spare) + b"x")


def test_what_is_no_package(raw: Raw, tmp_path: Path) -> None:
    assert "not a .wxapkg package" in refused(tmp_path, b"")
    assert "not a .wxapkg package" in refused(tmp_path, raw([], first=0xBF))
    assert "not a .wxapkg package" in refused(tmp_path, raw([], last=0xEE))
    sentence = refused(tmp_path, b"V1MMWX" + b"\x2e\x08" * 600)
    assert "encrypted (V1MMWX" in sentence
    assert "decrypts nothing" in sentence


def test_a_container_that_shrinks_after_it_was_read(packed: Packed, tmp_path: Path) -> None:
    place = tmp_path / "some.wxapkg"
    place.write_bytes(packed({"a": b"0123456789"}))
    (entry,) = entries(place)
    place.write_bytes(place.read_bytes()[:-3])
    with pytest.raises(WxapkgError, match="changed while it was read"):
        entry.read_bytes()
    place.unlink()
    with pytest.raises(WxapkgError, match="cannot be read"):
        entry.read_bytes()
