import gzip
import json
from pathlib import Path

from recording.event import Kind
from recording.learned import learned, learned_at
from recording.log import Log
from recording.recording import Recording
from recording.search import Searcher

OPENID = "oA1b2C3d4E5f6G7h8I9j0K1l2M3n"


def test_an_openid_from_a_response_is_found_in_a_later_request(tmp_path: Path) -> None:
    log = Log(tmp_path / "original")
    told = log.blobs.put(
        gzip.compress(json.dumps({"data": json.dumps({"open_id": OPENID}), "openId": "short"}).encode())
    )
    login = log.add(
        Kind.FLOW,
        {"id": "f1", "response_body": told, "response_size": 9, "response_headers": [["Content-Encoding", "gzip"]]},
    )
    leak = log.add(Kind.FLOW, {"id": "f2", "url": f"https://stat.test/e?u={OPENID}"})
    recording = Recording(log.root)
    (value,) = learned(recording)
    assert (value.kind, value.field, value.value, learned_at(value)) == ("openid", "openid", OPENID, login.seq)
    (hit,) = Searcher([value]).flow(recording, leak)
    assert (hit.planted, hit.path) == (value.id, "url > query.u")


def test_identifiers_are_not_learned_from_requests_or_other_keys(tmp_path: Path) -> None:
    log = Log(tmp_path / "original")
    blob = log.blobs.put(json.dumps({"openid": OPENID}).encode())
    other = log.blobs.put(json.dumps({"orderId": OPENID, "session_key": OPENID}).encode())
    log.add(Kind.FLOW, {"id": "f1", "request_body": blob})
    log.add(Kind.FLOW, {"id": "f2", "response_body": other, "response_size": 9})
    log.add(Kind.FLOW, {"id": "f3", "response_body": "0" * 64, "response_size": 9})
    assert learned(Recording(log.root)) == []
