import base64
from pathlib import Path

from recording.event import Kind
from recording.log import Log
from recording.recording import Recording
from reports import har


def test_bodies_text_and_binary(original: Path) -> None:
    log = har.build(Recording(original))["log"]
    assert [page["id"] for page in log["pages"]] == ["refuse"]
    (entry,) = log["entries"]
    assert entry["pageref"] == "refuse"
    assert entry["request"]["postData"]["text"] == '{"device":"planted-openid-77","v":1}'
    assert entry["request"]["queryString"] == [{"name": "a", "value": "1"}]
    content = entry["response"]["content"]
    assert base64.b64decode(content["text"]) == b"\0\1binary"
    assert content["encoding"] == "base64"


def test_large_and_lost_bodies_are_named_not_inlined(tmp_path: Path) -> None:
    log = Log(tmp_path)
    big = log.blobs.put(b"x" * (har.BODY_LIMIT + 1))
    flow = {"method": "POST", "url": "https://a.test/", "host": "a.test"}
    log.add(Kind.FLOW, {**flow, "id": "1", "request_body": big, "response_body": big, "response_size": 300_000})
    log.add(Kind.FLOW, {**flow, "id": "2", "request_body": "0" * 64, "url": "http://[bad"})
    log.close()
    first, second = har.build(Recording(tmp_path))["log"]["entries"]
    assert first["request"]["postData"] == {"mimeType": "", "text": "", "comment": f"original/blobs/{big}"}
    assert "text" not in first["response"]["content"]
    assert second["request"]["postData"]["comment"].endswith("0" * 64)


def test_frames_belong_to_their_socket_and_times_follow_the_hooks(tmp_path: Path) -> None:
    log = Log(tmp_path)
    begin = log.note("run.begin", run="agree")
    socket = {"type": "websocket", "id": "s", "url": "wss://a.test/", "host": "a.test"}
    log.add(Kind.FLOW, {**socket, "started_ns": begin.mono_ns + 2_000_000_000}, mono_ns=begin.mono_ns + 10)
    frame = {"type": "frame", "id": "1", "parent": "s", "request_body": log.blobs.put(b"hello")}
    log.add(Kind.FLOW, frame)
    log.add(Kind.FLOW, {**frame, "id": "2", "from_client": False, "request_body": log.blobs.put(b"\xff\0")})
    log.close()
    (entry,) = har.build(Recording(tmp_path))["log"]["entries"]
    sent, received = entry["_webSocketMessages"]
    assert (sent["type"], sent["opcode"], sent["data"]) == ("send", 1, "hello")
    assert (received["type"], received["opcode"], base64.b64decode(received["data"])) == ("receive", 2, b"\xff\0")
    assert entry["startedDateTime"] > begin.utc
