"""A real S3 server over HTTP, reached as a user would have it: an endpoint, keys and a bucket."""

import contextlib
import json
import logging
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import httpx
import pytest
import s3fs
from fsspec.core import url_to_fs
from moto.server import ThreadedMotoServer
from s3fs.core import S3File
from sqlalchemy import select

from minispect.exits import UserError
from minispect.fleet import beside, retention
from minispect.fleet.bringing import local
from minispect.fleet.storage import Storage, StorageError
from minispect.schedule.retention import Retention
from minispect.store.columns import now
from minispect.store.database import Database
from minispect.store.tables import Due, Inspection
from reports import seal, verify
from reports.review import decisions

ALL = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
PROCESS = Path(__file__).parent / "worker_process.py"
NAMES = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL")


Say = Callable[..., Any]


@dataclass(frozen=True)
class Server:
    """``key`` and ``secret`` may do everything with its buckets; nobody else may do anything."""

    url: str
    key: str
    secret: str

    def bucket(self, name: str) -> Any:
        made = boto3.resource(
            "s3",
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id=self.key,
            aws_secret_access_key=self.secret,
        )
        return made.Bucket(name)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    url = "http://{}:{}".format(*running.get_host_and_port())
    anyone = {"aws_access_key_id": "a", "aws_secret_access_key": "b"}
    people = boto3.client("iam", endpoint_url=url, region_name="us-east-1", **anyone)
    people.create_user(UserName="lab")
    people.put_user_policy(UserName="lab", PolicyName="all", PolicyDocument=json.dumps(ALL))
    key = people.create_access_key(UserName="lab")["AccessKey"]
    made = Server(url, key["AccessKeyId"], key["SecretAccessKey"])
    httpx.post(f"{url}/moto-api/reset-auth", content="0").raise_for_status()  # from now on keys are looked at
    made.bucket("lab").create()
    yield made
    running.stop()


@pytest.fixture
def reach(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., None]]:
    """``reach(url, key, secret)``: what the environment says of the storage."""

    def say(*values: str) -> None:
        for name, value in zip(NAMES, values, strict=True):
            monkeypatch.setenv(name, value) if value else monkeypatch.delenv(name, raising=False)
        s3fs.S3FileSystem.clear_instance_cache()

    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")  # s3fs itself tries five times
    yield say
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.fixture
def bucket(server: Server, reach: Callable[..., None]) -> Iterator[str]:
    reach(server.key, server.secret, server.url)
    yield "lab"
    server.bucket("lab").objects.all().delete()


def keys(server: Server) -> list[str]:
    return [one.key for one in server.bucket("lab").objects.all()]


class Line:
    """A way to the server that breaks after so many requests."""

    def __init__(self, url: str) -> None:
        self._target = (urlsplit(url).hostname, urlsplit(url).port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self.requests_left = 10**6
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def close(self) -> None:
        for one in (self._listening, *self._open):
            one.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
                far = socket.create_connection(self._target)
            except OSError:
                return
            self._open += [near, far]
            for one, other, counts in ((near, far, True), (far, near, False)):
                threading.Thread(target=self._carry, args=(one, other, counts), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket, counts: bool) -> None:
        try:
            while data := one.recv(1 << 16):
                if counts and data.startswith((b"PUT", b"GET", b"HEAD")):
                    self.requests_left -= 1
                if self.requests_left < 0:
                    break
                other.sendall(data)
        except OSError:
            pass
        for each in (one, other):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


def test_a_pack_comes_whole_verifies_from_there_and_is_read_by_every_command(
    server: Server, bucket: str, pack: Path, say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = Storage(f"s3://{bucket}/packs")
    storage.check()
    url = storage.put(pack, "7/IN-1")
    assert url == f"s3://{bucket}/packs/7/IN-1/{pack.name}"
    assert len(keys(server)) == sum(path.is_file() for path in pack.rglob("*"))
    back = local(url, tmp_path / "cache")
    assert verify.verify(back).ok
    monkeypatch.setenv("MINISPECT_DATA", str(tmp_path / "data"))
    for command, says in (("verify", "integrity holds"), ("report", "report.html")):
        done = say(command, url)
        assert done.code == 0, done.err
        assert says in done.out
    storage.remove(url)
    assert keys(server) == []


def test_what_somebody_changed_there_is_refused_with_the_code_of_a_broken_seal(
    server: Server, bucket: str, pack: Path, say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = Storage(f"s3://{bucket}").put(pack, "7/IN-1")
    name = next(key for key in keys(server) if key.endswith("events.jsonl"))
    server.bucket(bucket).Object(name).put(Body=(pack / "data/original/events.jsonl").read_bytes() + b"\n")
    monkeypatch.setenv("MINISPECT_DATA", str(tmp_path / "data"))
    done = say("verify", url)
    assert (done.code, done.err) == (5, "")
    assert "events.jsonl" in done.out.splitlines()[-1]
    told = say("report", url)
    assert told.code == 5
    assert "events.jsonl" in told.err
    assert len(told.err.splitlines()) == 1


def test_a_connection_that_breaks_leaves_nothing_that_looks_whole(
    server: Server, bucket: str, reach: Callable[..., None], pack: Path, tmp_path: Path
) -> None:
    line = Line(server.url)
    try:
        reach(server.key, server.secret, line.url)
        storage = Storage(f"s3://{bucket}/packs")
        line.requests_left = 20
        with pytest.raises(StorageError, match="could not be stored"):
            storage.put(pack, "7/IN-1")
        assert keys(server), "it broke in the middle"
        url = f"s3://{bucket}/packs/7/IN-1/{pack.name}"
        line.requests_left = 10**6
        with pytest.raises(StorageError):
            local(url, tmp_path / "cache")
        assert storage.put(pack, "7/IN-1") == url
        assert verify.verify(local(url, tmp_path / "cache")).ok
    finally:
        line.close()


def test_what_is_wrong_with_a_storage_is_one_sentence(server: Server, bucket: str, reach: Callable[..., None]) -> None:
    wrong = {
        "does not exist in our records.*check the keys": (("AKIANOBODY", "x", server.url), bucket),
        "signature.*check the keys": ((server.key, "wrong", server.url), bucket),
        "locate credentials; check the keys": (("", "", server.url), bucket),
        "bucket does not exist; make it first": ((server.key, server.secret, server.url), "nosuch"),
        "Could not connect.*check the address": ((server.key, server.secret, "http://127.0.0.1:1"), bucket),
    }
    for says, (values, name) in wrong.items():
        reach(*values)
        with pytest.raises(UserError, match=says) as told:
            Storage(f"s3://{name}/packs").check()
        assert str(told.value).startswith(f"s3://{name}/packs: packs cannot be kept there (")
        assert "\n" not in str(told.value)
        assert server.secret not in str(told.value)
    there = server.bucket(bucket).meta.client.list_buckets()["Buckets"]
    assert [one["Name"] for one in there] == [bucket], "a bucket that was mistyped is not made"


def test_two_who_decide_at_once_are_both_heard(bucket: str, pack: Path, tmp_path: Path) -> None:
    """Each on a machine of their own; the storage itself says who was first."""
    url = Storage(f"s3://{bucket}/packs").put(pack, "7/IN-1")
    gate, broken = threading.Barrier(2), list[BaseException]()

    def decide(who: str) -> None:
        try:
            root = local(url, tmp_path / who)
            gate.wait()
            for number in range(2):
                beside.add(url, root, "comment", "F1", who, f"{who} {number}", seal.key())
        except BaseException as error:
            broken.append(error)

    threads = [threading.Thread(target=decide, args=(who,)) for who in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert broken == []
    root = local(url, tmp_path / "third")
    beside.fetch(url, root)
    said = [line.comment for line in decisions.sound(root)]
    assert sorted(said) == ["one 0", "one 1", "two 0", "two 1"]
    assert said.index("one 0") < said.index("one 1")


def test_a_list_written_anew_while_it_is_read_is_read_again(
    bucket: str, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = Storage(f"s3://{bucket}/packs").put(pack, "7/IN-1")
    root = local(url, tmp_path / "one")
    beside.add(url, root, "comment", "F1", "A", "first", seal.key())
    fs, place = url_to_fs(f"{url}.review/{decisions.FILE}")
    true, meanwhile = S3File.read, [b""]

    def read(self: S3File, *rest: int) -> bytes:
        if meanwhile:
            fs.pipe_file(place, meanwhile.pop())
        return bytes(true(self, *rest))

    monkeypatch.setattr(S3File, "read", read)
    beside.fetch(url, root)
    assert not meanwhile
    assert [line.comment for line in decisions.sound(root)] == ["first"]


def test_a_workers_pack_is_in_the_bucket_and_its_scan_knows_no_key(
    bucket: str, store: Database, due: Callable[..., int], tmp_path: Path
) -> None:
    plan, told = tmp_path / "target.json", tmp_path / "environment"
    plan.write_text(json.dumps({"environment": str(told)}))
    number = due(str(plan))
    url = store.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    words = [PROCESS, url, tmp_path / "worker", "embedded", 1, 3, f"s3://{bucket}/packs"]
    with (tmp_path / "log").open("wb") as log:
        worker = subprocess.Popen([sys.executable, *map(str, words)], stderr=log)
    try:
        end = time.monotonic() + 90
        while not (pack := _done(store, number)):
            assert time.monotonic() < end, (tmp_path / "log").read_text()
            time.sleep(0.1)
    finally:
        worker.terminate()
        worker.wait(60)
    assert pack.startswith(f"s3://{bucket}/packs/")
    assert verify.verify(local(pack, tmp_path / "cache")).ok
    assert not list((tmp_path / "worker").rglob("MI-*")), "its machine keeps nothing of what is stored"
    names = told.read_text().split()
    assert "PATH" in names
    assert not [name for name in names if name.startswith("AWS_")]


def _done(store: Database, number: int) -> str:
    with store.reading() as session:
        query = select(Inspection.pack).where(Inspection.due_id == number, Inspection.state == "done")
        return session.scalars(query).first() or ""


def test_retention_takes_what_is_old_and_never_what_is_held(
    server: Server, bucket: str, store: Database, due: Callable[..., int], pack: Path, tmp_path: Path
) -> None:
    storage = Storage(f"s3://{bucket}/packs")
    with store.reading() as session:
        target = session.get_one(Due, due()).target_id
    for age, name, held in ((9, "old", False), (8, "held", True), (1, "new", False)):
        place = storage.put(pack, f"{target}/{name}")
        with store.session() as session:
            row = Inspection(id=name, target_id=target, state="done", pack=place, folder="/x", legal_hold=held)
            row.started_at = now() - timedelta(days=age)
            session.add(row)
    assert retention.apply(store, storage, Retention(days=5)) == 1
    assert {key.split("/")[2] for key in keys(server)} == {"held", "new"}
    assert verify.verify(local(f"{storage.root}/{target}/held/{pack.name}", tmp_path / "cache")).ok
