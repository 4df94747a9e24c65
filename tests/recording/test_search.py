import base64
import gzip
import hashlib
import hmac
import json
import struct
import time
import urllib.parse
from pathlib import Path
from typing import Any

import pytest

from recording import planted_pictures, positions
from recording.event import Kind
from recording.hit import Hit
from recording.identity import Planted
from recording.log import Log
from recording.observations import FlowData
from recording.recording import Recording
from recording.search import Searcher

PHONE = Planted(id="p1", kind="phone", field="number", value="14812897665")
LATITUDE = Planted(id="l1", kind="location", field="latitude", value="40.4904755", interface="wx.getLocation")
LONGITUDE = Planted(id="l2", kind="location", field="longitude", value="116.9502934", interface="wx.getLocation")
NICK = Planted(id="n1", kind="nickname_avatar", field="nickName", value="瞐淼m0pbin")
STEPS = Planted(id="s1", kind="steps", field="step", value="10007")
HERE = (float(LATITUDE.value), float(LONGITUDE.value))


def search(
    body: Any = b"", url: str = "https://a.test/x", *values: Planted, salts: Any = (), **headers: str
) -> list[Hit]:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    flow = FlowData(id="f1", url=url, request_headers=named, request_body="blob" if raw else "")
    return Searcher(values or (PHONE, LATITUDE, LONGITUDE, NICK, STEPS), salts).request(flow, raw)


def test_a_value_deep_inside_is_found_with_its_way_and_its_place_in_the_bytes_sent() -> None:
    inner = base64.b64encode(json.dumps({"$properties": {"x": PHONE.value}}).encode()).decode()
    hits = search(f"q=1&data={urllib.parse.quote(urllib.parse.quote(inner))}".encode())
    plain = next(h for h in hits if h.spelling == "plain")
    assert plain.path.startswith("body > form.data > url > ")
    assert plain.path.endswith("b64 > json.$properties.x")
    assert (plain.planted, plain.kind, plain.place, plain.blob, plain.decoded) == ("p1", "phone", "body", "blob", True)
    assert plain.excerpt == "⟦14812897665⟧"
    assert plain.wire_offset == -1

    (direct,) = search(b'{"user": {"tel": "14812897665"}}')
    assert (direct.path, direct.offset, direct.wire_offset) == ("body > json.user.tel", 0, 18)


@pytest.mark.parametrize(
    ("body", "spelling"),
    [
        ({"n": 14812897665}, "plain"),
        (b'{"n": 1.4812897665e10}', "number in exponent form"),
        ({"n": "+86 148-1289-7665"}, "+86 separated"),
        ({"h": hashlib.md5(b"14812897665").hexdigest()}, "md5-hex"),
        ({"h": hashlib.sha256(b"14812897665").hexdigest().upper()}, "sha256-hex"),
        ({"h": base64.b64encode(hashlib.sha1(b"14812897665").digest()).decode()}, "sha1-base64"),
        ({"h": hashlib.md5(b"14812897665wxapp").hexdigest()}, "md5-hex of value+salt"),
        (
            {"ts": 1700000000123, "h": hashlib.sha256(b"170000000012314812897665").hexdigest()},
            "sha256-hex of salt+value",
        ),
        (b"\x0a\x0b14812897665\x12\x03abc", "plain"),
        (base64.b64encode(b"\x0a\x0b14812897665\x12\x03abc"), "plain"),
        (hashlib.sha256(b"14812897665").digest(), "sha256-bytes"),
        ({"h": hashlib.md5(hashlib.md5(b"14812897665").hexdigest().encode()).hexdigest()}, "md5-hex of md5"),
        (
            {"h": base64.b64encode(hashlib.sha256(hashlib.sha1(b"14812897665").digest()).digest()).decode()},
            "sha256-hex of sha1",
        ),
        ({"h": hashlib.md5("14812897665".encode("utf-16-le")).hexdigest()}, "md5-hex of utf-16-le"),
        ({"h": hashlib.sha1(b"148-1289-7665").hexdigest()}, "sha1-hex of separated"),
        ({"t": "no-1", "h": hmac.digest(b"no-1", b"14812897665", "sha256").hex()}, "sha256-hex keyed with a value"),
        ({"a": "148", "b": "1289", "c": "7665"}, "digits in pieces"),
        ({"tail": 97665, "x": 5, "head": 148128}, "digits in pieces"),
        (b"u=7&p1=1481289&p2=7665&x=1", "digits in pieces"),
        ({"p": "(148) 12.89.76-65"}, "digits apart"),
        ({"p": "１４８１２８９７６６５"}, "digits apart"),
        ({"p": format(14812897665, "x")}, "number in base 16"),
        ({"p": "6sz7szl"}, "number in base 36"),
        (b"\x01\x02" + struct.pack("<q", 14812897665), "64-bit"),
        ({"p": list(b"tel=14812897665")}, "plain"),
        ({"p": {str(n): byte for n, byte in enumerate(b"14812897665")}}, "plain"),
        ({"p": list("14812897665")}, "plain"),
    ],
)
def test_each_spelling_in_a_body(body: Any, spelling: str) -> None:
    hits = search(body, salts=["wxapp"])
    assert spelling in {h.spelling for h in hits if h.planted == "p1"}, hits
    assert {h.strength for h in hits} == {"proof"}


def test_one_hash_is_one_hit_not_three() -> None:
    hits = search({"h": hashlib.md5(PHONE.value.encode()).hexdigest()})
    assert [h.spelling for h in hits] == ["md5-hex"]


@pytest.mark.parametrize(
    "body",
    [
        {"id": 914812897665},
        {"id": "148128976651"},
        {"masked": "148****7665"},
        {"steps_of_other": 10007.5, "price": 10007},
        {"lat": 31.2304, "lng": 121.4737},
        {"lat": 40.4904755, "lng": 121.47, "note": "not ours"},
        {"a": "148", "b": "1289", "c": "7666"},
        {"a": {"n": "148"}, "b": {"n": "12897665"}},
        [{"n": 148}, {"n": 12897665}],
        {"a": "48", "b": "12897665"},
        {"at": "1481-28-97 66:50"},
        {"lat": 40.49, "lng": 121.47},
        {"price": 40.49, "rest": {"cost": 116.95}},
        {"price": 40.49},
        {"lat": 40.48, "lng": 116.95},
        {"h": hashlib.md5(hashlib.md5(b"14812897666").hexdigest().encode()).hexdigest()},
    ],
)
def test_other_peoples_numbers_are_not_hits(body: Any) -> None:
    hits = [h for h in search(body) if not (h.field == "latitude" and "121.47" in str(body))]
    assert hits == []


def test_small_numbers_count_only_under_a_name_that_means_them() -> None:
    assert [h.spelling for h in search({"runSteps": 10007})] == ["number"]


@pytest.mark.parametrize(
    ("body", "spelling", "strength"),
    [
        ({"lat": 40.4904755, "lng": 116.9502934}, "plain", "proof"),
        ({"p": f"{HERE[1]:.5f},{HERE[0]:.5f}"}, "position within 30 m (wgs84)", "proof"),
        ({"a": [116950293, 40490476]}, "position within 30 m (wgs84)", "proof"),
        ({"la": "40.490", "lo": "116.950"}, "position within 300 m (wgs84)", "strong"),
        ({"p": "40°29′25.712″N 116°57′1.056″E"}, "position within 30 m (wgs84)", "proof"),
        ({"p": "4029.4285,N,11657.0176,E"}, "position within 30 m (wgs84)", "proof"),
        ({"lat": 40.49, "lng": 116.95}, "position rounded to 2 decimals (wgs84)", "strong"),
        ({"q": "116.95,40.49"}, "position rounded to 2 decimals (wgs84)", "strong"),
        ({"x": 13018847.11, "y": 4937474.94}, "position within 30 m (wgs84)", "proof"),
        ({"latD": 40, "latF": 4904755, "lngD": 116, "lngF": 9502934}, "position within 30 m (wgs84)", "proof"),
        ({"cell": positions.geohash(*HERE, 7)}, "position within 300 m (geohash, wgs84)", "strong"),
        ({"cell": positions.geohash(*HERE, 5)}, "position within 3 km (geohash, wgs84)", "medium"),
        ({"lat": HERE[0] - 0.015, "lng": HERE[1] - 0.005}, "position within 3 km (wgs84)", "medium"),
    ],
)
def test_positions_are_compared_as_numbers(body: Any, spelling: str, strength: str) -> None:
    found = {(h.spelling, h.strength) for h in search(body) if h.kind == "location"}
    assert (spelling, strength) in found


def test_a_pair_counts_for_the_nearest_handing_out_only() -> None:
    other = (
        LATITUDE.model_copy(update={"id": "m1", "value": "40.4905123", "page": "pages/b/b"}),
        LONGITUDE.model_copy(update={"id": "m2", "value": "116.9503456", "page": "pages/b/b"}),
    )
    hits = search({"lat": 40.49051, "lng": 116.95035}, "https://a.test/x", LATITUDE, LONGITUDE, *other)
    assert {h.planted for h in hits} == {"m1", "m2"}


def test_a_cell_of_two_decimals_that_holds_positions_of_two_kinds_tells_of_neither() -> None:
    chosen = tuple(v.model_copy(update={"id": f"c{v.id}", "kind": "chosen_location"}) for v in (LATITUDE, LONGITUDE))
    assert search({"lat": 40.49, "lng": 116.95}, "https://a.test/x", LATITUDE, LONGITUDE, *chosen) == []


def test_the_pieces_of_a_number_are_shown_together() -> None:
    (hit,) = search({"a": "148", "b": "1289", "c": "7665"})
    assert hit.excerpt == "⟦148⟧ + ⟦1289⟧ + ⟦7665⟧"


def test_positions_in_the_chinese_systems() -> None:
    gcj = positions.gcj02(*HERE)
    bd = positions.bd09(*gcj)
    assert 300 < positions.metres(HERE, gcj) < 800
    assert 900 < positions.metres(HERE, bd) < 1700
    for name, (north, east) in (("gcj02", gcj), ("bd09", bd)):
        hits = search(url=f"https://map.test/ws?location={north:.6f},{east:.6f}")
        assert (f"position within 30 m ({name})", "proof") in {(h.spelling, h.strength) for h in hits}
        assert {h.strength for h in hits} == {"proof"}, "the weaker readings of the same numbers are left out"


def test_a_known_point_in_the_chinese_system() -> None:
    """Tiananmen, WGS-84 to GCJ-02, as the published converters have it."""
    north, east = positions.gcj02(39.90734, 116.39089)
    assert (round(north, 4), round(east, 4)) == (39.9087, 116.3971)
    assert positions.geohash(39.92324, 116.3906, 6) == "wx4g0e"


def test_a_position_as_doubles_in_a_binary_body() -> None:
    hits = search(b"\x09" + struct.pack("<d", HERE[0]) + b"\x11" + struct.pack("<d", HERE[1]))
    assert {(h.field, h.spelling) for h in hits} == {("latitude", "double"), ("longitude", "double")}


def test_headers_cookies_urls_and_frames_are_searched() -> None:
    assert [h.path for h in search(cookie=f"u={PHONE.value}")] == ["header.cookie > u"]
    (hit,) = search(url=f"https://a.test/u/{PHONE.value}/x")
    assert (hit.place, hit.path, hit.wire_offset) == ("url", "url > path[2]", 17)
    frame = FlowData(id="f2", type="frame", parent="f1", url=f"wss://a.test/{PHONE.value}", request_body="b")
    hits = Searcher([PHONE]).request(frame, b'{"p":"14812897665"}')
    assert [(h.place, h.path) for h in hits] == [("frame", "frame > json.p")]


def test_a_planted_picture_is_known_again_after_scaling() -> None:
    import io

    from PIL import Image

    code = "f0e1d2c3b4a59687"
    planted = Planted(id="a1", kind="nickname_avatar", field="picture", value=code)
    small = io.BytesIO()
    Image.open(io.BytesIO(planted_pictures.avatar(code))).resize((64, 64)).convert("RGB").save(
        small, "JPEG", quality=60
    )
    head = b'--B\r\nContent-Disposition: form-data; name="file"\r\nContent-Type: image/jpeg\r\n\r\n'
    body = head + small.getvalue() + b"\r\n--B--\r\n"
    hits = search(body, "https://a.test/up", planted, content_type="multipart/form-data; boundary=B")
    assert [(h.planted, h.path, h.spelling) for h in hits] == [("a1", "body > part.file", "picture (block code)")]


def test_from_a_recording_only_what_left_is_searched(tmp_path: Path) -> None:
    log = Log(tmp_path / "original")
    log.note("planted", id="p1", kind="phone", field="number", value=PHONE.value, interface="typed")
    blob = log.blobs.put(gzip.compress(b'{"p":"14812897665"}'))
    down = log.add(Kind.FLOW, {"id": "f1", "url": "https://a.test/", "response_body": blob})
    up = log.add(
        Kind.FLOW,
        {
            "id": "f2",
            "url": "https://a.test/",
            "request_body": blob,
            "request_size": 9,
            "request_headers": [["content-encoding", "gzip"]],
        },
    )
    server = log.add(Kind.FLOW, {"id": "f3", "type": "frame", "from_client": False, "response_body": blob, "url": "x"})
    lost = log.add(Kind.FLOW, {"id": "f4", "url": "https://a.test/", "request_body": "0" * 64, "request_size": 9})
    recording = Recording(log.root)
    searcher = Searcher.of(recording)
    assert [searcher.flow(recording, e) for e in (down, server, lost)] == [[], [], []]
    assert any("0" * 64 in sentence for sentence in recording.damage)
    assert searcher.unread == {lost.seq}
    (hit,) = searcher.flow(recording, up)
    assert (hit.flow, hit.path, hit.blob, hit.wire_offset) == (up.seq, "body > gzip > json.p", blob, -1)
    assert [h.path for h in searcher.text('{"phone":"14812897665"}', "storage")] == ["storage > json.phone"]


def test_a_value_behind_the_decoders_limit_is_still_seen() -> None:
    body = b"\x00" * (9 << 20) + PHONE.value.encode() + b"\x00"
    (hit,) = search(body)
    assert (hit.spelling, hit.wire_offset) == ("plain", 9 << 20)


def test_searching_is_fast_enough_for_large_bodies() -> None:
    items = [
        {"id": k, "name": f"商品{k}", "url": f"https://cdn.test/{k}.png?x=%20y", "price": k * 1.25}
        for k in range(30000)
    ]
    body = json.dumps(items).encode()
    values = [PHONE, NICK, *(Planted(id=f"c{k}", kind="openid", field="code", value=f"0{k:031d}") for k in range(40))]
    searcher = Searcher(values)
    flow = FlowData(id="f", url="https://a.test/")
    began = time.process_time()
    assert searcher.request(flow, body) == []
    assert len(body) / (time.process_time() - began) > 1_000_000, "a machine of its own does 15 MB/s"
