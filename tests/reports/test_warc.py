"""The web archive is read by other tools, its digests hold, and nothing of the target breaks its lines."""

from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from recording.event import Kind
from recording.log import Log
from recording.recording import Recording
from reports import warc


def records(path: Path) -> list[tuple[str, str, str, bytes]]:
    found = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file):
            status = record.http_headers.statusline if record.http_headers is not None else ""
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            found.append((record.rec_type, address, status, record.content_stream().read()))
    return found


def sound(path: Path) -> bool:
    checker = Checker(type("Asked", (), {"inputs": [str(path)], "verbose": False}))
    checker.process_all()
    return bool(checker.exit_value == 0)


def test_request_and_answer_stand_whole_with_digests_that_hold(original: Path, tmp_path: Path) -> None:
    for name in ("a.warc", "b.warc"):
        warc.write(tmp_path / name, Recording(original), "MI-1")
    assert (tmp_path / "a.warc").read_bytes() == (tmp_path / "b.warc").read_bytes()
    info, answer, request = records(tmp_path / "a.warc")
    assert info[0] == "warcinfo"
    assert answer == ("response", "https://api.example.test/v1/collect?a=1", "200 OK", b"\0\1binary")
    assert (request[0], request[2]) == ("request", "/v1/collect?a=1 HTTP/1.1"), (
        "warcio takes the method for the protocol"
    )
    assert request[3] == b'{"device":"planted-openid-77","v":1}'
    assert sound(tmp_path / "a.warc")


def test_hostile_headers_and_repeated_answers(tmp_path: Path) -> None:
    log = Log(tmp_path)
    body = log.blobs.put(b"same")
    flow = {
        "url": "https://a.test/x y\r\nEvil: 1?名=值", "method": "GET\r\nX: 1", "status": 200, "response_body": body,
        "response_headers": [["X-A", "1\r\nWARC-Type: evil"], ["Transfer-Encoding", "chunked"]],
    }  # fmt: skip
    for number in ("1", "2"):
        log.add(Kind.FLOW, {"id": number, **flow})
    log.add(Kind.FLOW, {"id": "3", "url": "https://b.test/", "method": "GET", "type": "failed", "error": "refused"})
    log.add(Kind.FLOW, {"id": "4", "url": "wss://b.test/", "type": "websocket", "status": 101})
    log.close()
    warc.write(tmp_path / "t.warc", Recording(tmp_path), "MI-1")
    found = records(tmp_path / "t.warc")
    assert [sort for sort, *_ in found] == ["warcinfo", "response", "request", "revisit", "request", "request"]
    assert found[1][1] == "https://a.test/x%20y%0D%0AEvil:%201?%E5%90%8D=%E5%80%BC"
    text = (tmp_path / "t.warc").read_bytes()
    assert b"\nEvil" not in text
    assert b"\nWARC-Type: evil" not in text
    assert b"ransfer-Encoding" not in text
    assert sound(tmp_path / "t.warc")
