"""A recording answers as it was taken: in order, by run, and only what was asked then."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from interceptors.answers import Asked, BackendError, Reply
from interceptors.replay import LARGE, Replay, load
from recording.log import Log


class Pack:
    """A pack's ``original/`` folder with recorded flows."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log = Log(root / "data" / "original")
        self._count = 0

    def flow(self, url: str, answer: bytes = b"", *, run: str = "agree", body: bytes = b"", **more: Any) -> str:
        self._count += 1
        host = url.split("/")[2]
        blobs = self.log.blobs
        data = {
            "id": f"f{self._count}",
            "method": "GET",
            "url": url,
            "host": host,
            "status": 200,
            "request_body": blobs.put(body),
            "request_size": len(body),
            "response_body": blobs.put(answer),
            "response_size": len(answer),
            **more,
        }
        self.log.run = run
        self.log.add("flow", data)
        return str(data["id"])

    def load(self) -> Replay:
        self.log.close()
        return load(self.root)


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return Pack(tmp_path / "pack")


def ask(replay: Replay, url: str, run: str = "agree", method: str = "GET", **more: Any) -> Reply:
    return replay.reply(Asked(run=run, method=method, url=url, host=url.split("/")[2], **more))


def test_repeated_calls_are_answered_in_order_and_the_last_one_stays(pack: Pack) -> None:
    for number in (1, 2, 3):
        pack.flow(f"https://a.test/count?t=176380000000{number}", str(number).encode())
    replay = pack.load()
    answers = [ask(replay, f"https://a.test/count?t=176390000000{n}").body for n in range(4)]
    assert answers == [b"1", b"2", b"3", b"3"]


def test_each_run_gets_its_own_answers_first(pack: Pack) -> None:
    pack.flow("https://a.test/me", b"nobody", run="refuse")
    pack.flow("https://a.test/me", b"somebody", run="agree")
    replay = pack.load()
    said = [ask(replay, "https://a.test/me", run=run).body for run in ("agree", "refuse", "refuse", "return")]
    assert said == [b"somebody", b"nobody", b"nobody", b"nobody"]


def test_what_was_never_asked_is_a_miss(pack: Pack) -> None:
    pack.flow("https://a.test/goods?id=3", b"three")
    replay = pack.load()
    for url, method in (
        ("https://a.test/goods?id=4", "GET"),
        ("https://a.test/goods?id=3", "POST"),
        ("https://b.test/", "GET"),
    ):
        reply = ask(replay, url, method=method)
        assert (reply.status, reply.body, dict(reply.marks)) == (504, b"", {"replay_match": "miss"})
    assert ask(replay, "https://a.test/goods?id=3").body == b"three"


def test_an_answer_says_where_it_is_from_and_keeps_its_headers(pack: Pack) -> None:
    headers = (("Content-Type", "text/x"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("Content-Length", "9"))
    tls = {"verdict": "valid", "subject_organisation": "甲公司"}
    name = pack.flow("https://a.test/x", b"body", status=418, response_headers=headers, tls=tls)
    reply = ask(pack.load(), "https://a.test/x")
    assert (reply.status, reply.headers) == (418, headers[:3])
    assert dict(reply.marks) == {"replay_of": name, "replay_match": "exact", "tls": tls}


def test_a_body_that_differs_in_substance_is_answered_and_told(pack: Pack) -> None:
    sent = {"request_headers": (("content-type", "application/json"),), "method": "POST"}
    pack.flow("https://a.test/list", b"one", body=b'{"page":1}', **sent)
    pack.flow("https://a.test/list", b"two", body=b'{"page":2}', **sent)
    replay = pack.load()
    found = [
        ask(replay, "https://a.test/list", method="POST", body=body, content_type="application/json")
        for body in (b'{"page":2}', b'{"page":1}', b'{"page":3}')
    ]
    assert [(r.body, r.marks["replay_match"]) for r in found] == [
        (b"two", "exact"),
        (b"one", "exact"),
        (b"one", "loose"),
    ]


def test_a_broken_exchange_breaks_again_unless_it_was_answered_once(pack: Pack) -> None:
    pack.flow("https://a.test/dead", type="failed", status=0)
    pack.flow("https://a.test/moody", type="failed", status=0)
    pack.flow("https://a.test/moody", b"at last")
    replay = pack.load()
    assert ask(replay, "https://a.test/dead").broken
    assert ask(replay, "https://a.test/moody").body == b"at last"


def test_a_large_body_stays_a_file_and_a_missing_one_is_a_miss(pack: Pack) -> None:
    large, gone = b"x" * (LARGE + 1), b"redacted"
    pack.flow("https://a.test/large", large)
    pack.flow("https://a.test/gone", gone)
    (pack.log.root / "blobs" / hashlib.sha256(gone).hexdigest()).unlink()
    replay = pack.load()
    assert ask(replay, "https://a.test/large").body == pack.log.root / "blobs" / hashlib.sha256(large).hexdigest()
    assert ask(replay, "https://a.test/gone").marks == {"replay_match": "miss"}


def test_a_socket_says_what_it_said_after_each_frame_of_the_program(pack: Pack) -> None:
    socket = pack.flow("wss://a.test/ws", type="websocket", status=101)

    def frame(from_client: bool, text: bytes, kind: str = "text") -> None:
        side = {} if from_client else {"response_body": pack.log.blobs.put(text)}
        pack.log.add("flow", {"type": "frame", "id": "x", "parent": socket, "from_client": from_client,
                              "content_type": kind, "url": "wss://a.test/ws", **side})  # fmt: skip

    frame(False, b"hello")
    frame(True, b"")
    frame(False, b"\x00\x01", "binary")
    frame(True, b"")
    pack.flow("https://a.test/plain", b"")
    replay = pack.load()
    asked = Asked(run="agree", method="GET", url="wss://a.test/ws", host="a.test")
    assert replay.socket(asked) == [[(True, b"hello")], [(False, b"\x00\x01")], []]
    assert replay.socket(Asked(run="agree", method="GET", url="wss://a.test/plain", host="a.test")) is None


def test_what_is_no_recording_is_refused_in_one_sentence(tmp_path: Path, pack: Pack) -> None:
    with pytest.raises(BackendError, match="no evidence pack"):
        load(tmp_path)
    pack.log.note("seed", seed=1)
    with pytest.raises(BackendError, match="holds no network exchange"):
        pack.load()
    log = pack.log.root / "events.jsonl"
    log.write_bytes(log.read_bytes() + b'{"kind":"flow","data":{"url"')
    with pytest.raises(BackendError, match="the recording is damaged"):
        load(pack.root)
    log.write_bytes(json.dumps({"kind": "flow", "data": {"url": 3}}).replace(" ", "").encode())
    with pytest.raises(BackendError, match="the recording is damaged"):
        load(pack.root)
