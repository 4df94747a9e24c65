import base64
import gzip
import json
import urllib.parse
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from recording.decoding import MAX_OUTPUT, Decoder

SECRET = "密14812897665"


def paths(body: bytes, content_type: str = "", coding: str = "") -> dict[str, str]:
    return {leaf.path: leaf.text for leaf in Decoder().body(body, content_type, coding)}


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("body", "content_type", "coding", "path"),
    [
        (json.dumps({"a": [{"b": SECRET}]}).encode(), "", "", "body > json.a[0].b"),
        (gzip.compress(json.dumps({"a": SECRET}).encode(), mtime=0), "", "gzip", "body > gzip > json.a"),
        (gzip.compress(json.dumps({"a": SECRET}).encode(), mtime=0), "", "", "body > gzip > json.a"),
        (brotli.compress(SECRET.encode() * 1), "text/plain", "br", "body > br"),
        (zstandard.compress(SECRET.encode()), "text/plain", "zstd", "body > zstd"),
        (zlib.compress(SECRET.encode()), "text/plain", "deflate", "body > deflate"),
        (zlib.compress(SECRET.encode())[2:-4], "text/plain", "deflate", "body > deflate"),
        (gzip.compress(brotli.compress(SECRET.encode()), mtime=0), "text/plain", "br, gzip", "body > gzip > br"),
        (f'{{"a": "{SECRET}"}}'.encode("gb18030"), "application/json; charset=GBK", "", "body > json.a"),
        (f'{{"a": "{SECRET}"}}'.encode("gb18030"), "", "", "body > json.a"),
        (("q=1&p=" + urllib.parse.quote(SECRET)).encode(), "", "", "body > form.p > url"),
        (("p=" + urllib.parse.quote(urllib.parse.quote(SECRET))).encode(), "", "", "body > form.p > url > url"),
        (
            ("data=" + urllib.parse.quote(b64(json.dumps({"properties": {"x": SECRET}})))).encode(),
            "application/x-www-form-urlencoded",
            "",
            "body > form.data > b64 > json.properties.x",
        ),
        (json.dumps({"d": json.dumps({"e": SECRET})}).encode(), "", "", "body > json.d > json.e"),
        (json.dumps({"d": SECRET.encode().hex()}).encode(), "", "", "body > json.d > hex"),
        (
            json.dumps({"d": base64.b64encode(gzip.compress(SECRET.encode(), mtime=0)).decode()}).encode(),
            "",
            "",
            "body > json.d > b64 > gzip",
        ),
        (
            f"eyJhbGciOiJub25lIn0.{b64(json.dumps({'sub': SECRET})).rstrip('=')}.c2ln".encode(),
            "text/plain",
            "",
            "body > jwt[1] > json.sub",
        ),
        (b"<xml><a>1</a><phone><![CDATA[" + SECRET.encode() + b"]]></phone></xml>", "", "", "body > xml[1]"),
        (f"x {json.dumps(SECRET)[1:-1]}".encode(), "text/plain", "", "body > unicode"),
        (b"&#23494;14812897665", "text/plain", "", "body > html"),
        (
            json.dumps({"d": base64.b64encode(zlib.compress(SECRET.encode() * 9, 9, -15)).decode()}).encode(),
            "",
            "",
            "body > json.d > b64 > raw deflate",
        ),
        (f"ev\x01boot\x02who\x01{SECRET}\x03".encode(), "application/octet-stream", "", "body > fields.who"),
        (zlib.compress(json.dumps({"a": SECRET}).encode(), 6, -15), "", "", "body > raw deflate > json.a"),
        (json.dumps({"a": SECRET}).encode("utf-16-le"), "", "", "body > utf-16-le > json.a"),
        (json.dumps({"d": base64.b32encode(SECRET.encode()).decode()}).encode(), "", "", "body > json.d > b32"),
        (
            json.dumps({"d": f"data:text/plain;base64,{b64(SECRET)}"}).encode(),
            "",
            "",
            "body > json.d > b64",
        ),
        (
            urllib.parse.urlencode(
                {"q": json.dumps({"d": base64.b64encode(gzip.compress(SECRET.encode(), mtime=0)).decode()})}
            ).encode(),
            "",
            "",
            "body > form.q > url > json.d > b64 > gzip",
        ),
        (json.dumps({"d": list(SECRET.encode())}).encode(), "", "", "body > json.d > bytes"),
    ],
)
def test_each_coding_is_undone_and_named(body: bytes, content_type: str, coding: str, path: str) -> None:
    found = paths(body, content_type, coding)
    assert found.get(path, "").removeprefix("x ").replace(SECRET * 9, SECRET) == SECRET, found


def test_multipart_parts_have_their_names_and_own_types() -> None:
    body = (
        b'--b0\r\nContent-Disposition: form-data; name="meta"\r\nContent-Type: application/json\r\n\r\n'
        b'{"p":"14812897665"}\r\n'
        b'--b0\r\nContent-Disposition: form-data; name="file"; filename="mi-mark-0001.png"\r\n\r\n'
        b"\x89PNG\x00\r\n--b0--\r\n"
    )
    found = paths(body, 'multipart/form-data; boundary="b0"')
    assert found["body > part.meta > json.p"] == "14812897665"
    assert found["body > part.file.(filename)"] == "mi-mark-0001.png"
    upper = paths(body.replace(b"b0", b"Bo-X"), "multipart/form-data; boundary=Bo-X")
    assert upper["body > part.meta > json.p"] == "14812897665"


def test_urls_and_cookies() -> None:
    leaves = {
        leaf.path: leaf.text for leaf in Decoder().url(f"https://h.test/u/14812897665?d={b64(SECRET)}&k#frag%C3%A9ment")
    }
    assert leaves["url > path[2]"] == "14812897665"
    assert leaves["url > query.d > b64"] == SECRET
    assert leaves["url > fragment > url"] == "fragément"
    cookies = {leaf.path: leaf.text for leaf in Decoder().header("Cookie", f"a=1; uid={urllib.parse.quote(SECRET)}")}
    assert cookies["header.cookie > uid > url"] == SECRET
    bearer = {leaf.path: leaf.text for leaf in Decoder().header("Authorization", "Bearer " + b64("u:14812897665"))}
    assert bearer["header.authorization > b64"] == "u:14812897665"


@pytest.mark.parametrize(
    "body",
    [
        "中文与 abc".encode("utf-16-le")[:-1],
        b"\x08\x01\x12\x0514812\x18\x96\x01",
        b"\0\0\0\x01" * 8,
        bytes(range(256)) * 4,
    ],
)
def test_binary_bodies_are_no_text_of_two_bytes_and_no_bare_stream(body: bytes) -> None:
    assert not [path for path in paths(body) if "utf-16" in path or "raw deflate" in path]


def test_numbers_keep_the_form_they_were_written_in() -> None:
    assert paths(b'{"a": 1.48128976650E10, "b": 116.40}') == {
        "body": '{"a": 1.48128976650E10, "b": 116.40}',
        "body > json.a": "1.48128976650E10",
        "body > json.b": "116.40",
    }


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate"])
def test_a_bomb_is_bounded(coding: str) -> None:
    plain = b"\0" * (64 << 20)
    packed = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstandard.compress, "deflate": zlib.compress}[
        coding
    ](plain)
    decoder = Decoder()
    total = sum(len(leaf.data) for leaf in decoder.body(packed, "", coding))
    assert total <= MAX_OUTPUT
    assert decoder.exhausted


def test_many_bombs_in_one_body_share_one_limit() -> None:
    bomb = base64.b64encode(gzip.compress(b"\0" * (3 << 20), mtime=0)).decode()
    decoder = Decoder()
    leaves = list(decoder.body(json.dumps([bomb] * 40).encode()))
    assert sum(len(leaf.data) for leaf in leaves) <= 3 * MAX_OUTPUT
    assert decoder.exhausted


def test_nesting_is_bounded_and_says_so() -> None:
    value = "14812897665"
    for _ in range(12):
        value = json.dumps({"a": value})
    decoder = Decoder()
    assert len(list(decoder.body(value.encode()))) < 12
    assert decoder.exhausted
    deep = Decoder()
    list(deep.body(b"[" * 100_000 + b"]" * 100_000))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "gzip", "br", "zstd, x", "deflate"]), st.text(max_size=60))
def test_no_bytes_make_it_raise(body: bytes, coding: str, content_type: str) -> None:
    for prefix in (b"", b"{", b"<", b"a=", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\x78\x9c"):
        list(Decoder().body(prefix + body, content_type, coding))
    list(Decoder().url("https://h.test/" + body.decode("latin-1")))
