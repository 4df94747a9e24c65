"""``minispect serve`` as it is called: users, what it refuses, and a console that answers on a port."""

import io
import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from minispect.console import serving
from minispect.console.audit import Audit

Say = Callable[..., Any]
PASSWORD = "correct horse battery"


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_users_come_and_go(tmp_path: Path, say: Say, piped: Callable[[str], None]) -> None:
    def users(*arguments: str) -> Any:
        return say("serve", "users", *arguments, "--data", tmp_path)

    piped(PASSWORD + "\n")
    assert users("add", "Zhang San").code == 0
    piped("short\n")
    assert "12 to 256 characters" in users("add", "b").err
    piped(PASSWORD + "\n")
    assert "already" in users("add", "Zhang San").err
    piped(PASSWORD + "\n")
    assert users("add", "b", "--role", "inspector").code == 0
    listed = users("list").out.splitlines()
    assert [line.split(None, 2) for line in listed] == [
        ["administrator", "enabled", "Zhang San"],
        ["inspector", "enabled", "b"],
    ]
    assert "only administrator" in users("disable", "Zhang San").err
    assert users("role", "b", "--role", "administrator").code == 0
    assert users("disable", "Zhang San").code == 0
    assert "disabled" in users("list").out
    piped("another good password\n")
    assert users("password", "Zhang San").code == 0
    assert "disabled" not in users("list").out
    said = (tmp_path / "audit.jsonl").read_text()
    assert [json.loads(line)["action"] for line in said.splitlines()] == [
        "user.add", "user.add", "user.role", "user.disable", "user.password",
    ]  # fmt: skip
    assert PASSWORD not in said
    assert PASSWORD.encode() not in (tmp_path / "minispect.sqlite").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["x"], "serve x: give nothing"),
        (["users", "x"], "serve users x: give one of"),
        (["users", "add"], "name the user"),
        (["users", "list", "a"], "takes no name"),
        (["users", "add", "a\u202eb"], "visible characters"),
        (["users", "add", "Command Line"], "is not local or command line"),
        (["users", "add", "a", "--role", "king"], "give one of viewer, inspector, administrator"),
        (["users", "password", "nobody"], "there is no user nobody"),
        (["--role", "viewer"], "goes with"),
        (["--host", "0.0.0.0"], "add a user first: minispect serve users add NAME"),
        (["--host", "nowhere.invalid"], "add a user first"),
        (["--name", "console.example"], "add a user first"),
        (["--certificate", "x.pem"], "belong together"),
        (["--certificate", "x.pem", "--key", "y.pem"], "x.pem: cannot be read"),
    ],
)
def test_wrong_use_is_one_sentence(
    tmp_path: Path, say: Say, piped: Callable[[str], None], arguments: list[str], sentence: str
) -> None:
    piped(PASSWORD + "\n")
    said = say("serve", *arguments, "--data", tmp_path)
    assert said.code == 2
    assert sentence in said.err
    assert len(said.err.strip().splitlines()) == 1


def test_a_certificate_that_is_none_and_a_port_that_is_taken(tmp_path: Path, say: Say) -> None:
    for name in ("c.pem", "k.pem"):
        (tmp_path / name).write_text("no")
    said = say("serve", "--data", tmp_path, "--certificate", tmp_path / "c.pem", "--key", tmp_path / "k.pem")
    assert said.code == 2
    assert "not a certificate" in said.err
    taken = serving.listen(serving.Wanted(port=0))
    said = say("serve", "--data", tmp_path, "--port", taken.getsockname()[1])
    taken.close()
    assert said.code == 2
    assert "cannot listen" in said.err


def test_off_loopback_it_warns_without_tls_and_not_with_it(
    tmp_path: Path, say: Say, piped: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[Any] = []
    monkeypatch.setattr(serving, "serve", lambda found, wanted, bound, _: (served.append(found), bound.close()))
    piped(PASSWORD + "\n")
    assert say("serve", "users", "add", "a", "--data", tmp_path).code == 0
    plain = say("serve", "--data", tmp_path, "--host", "0.0.0.0", "--port", 0)
    assert (plain.code, served[-1].open, served[-1].secure, served[-1].names) == (0, False, False, ())
    assert "passwords cross the network in clear" in plain.err
    files = [tmp_path / "c.pem", tmp_path / "k.pem"]
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-subj",
        "/CN=x",
    ]
    subprocess.run([*made, "-out", files[0], "-keyout", files[1]], check=True, capture_output=True)
    tls = ["--certificate", files[0], "--key", files[1], "--name", "console.example"]
    safe = say("serve", "--data", tmp_path, "--host", "0.0.0.0", "--port", 0, *tls)
    assert (safe.code, safe.err, served[-1].secure) == (0, "", True)
    assert "console.example" in served[-1].names
    assert safe.out.startswith("https://0.0.0.0:")


def test_the_audit_log_is_checked_where_it_lies_and_where_it_was_copied_to(tmp_path: Path, say: Say) -> None:
    log = Audit(tmp_path / "data" / "audit.jsonl")
    log.path.parent.mkdir()
    for number in range(3):
        log.add("a", "did", str(number))
    good = say("serve", "audit", "--data", tmp_path / "data")
    lines = log.path.read_bytes().splitlines()
    assert (good.code, good.out.strip()) == (0, f"3 lines, the chain holds, its end is {sha256(lines[-1]).hexdigest()}")
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(log.path.read_bytes().replace(b'"object":"1"', b'"object":"2"'))
    bad = say("serve", "audit", copy)
    assert bad.code == 5
    assert "line 3 of 3 does not continue the chain" in bad.err
    assert say("serve", "audit", tmp_path / "none").code == 2


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_loopback(host: str) -> None:
    assert serving.is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.1", "localhost.example", "127.0.0.1.example", ""])
def test_no_loopback(host: str) -> None:
    assert not serving.is_loopback(host)


def test_it_answers_on_a_port_runs_what_is_due_and_ends_when_asked(tmp_path: Path) -> None:
    environment = {**os.environ, "MINISPECT_DATA": str(tmp_path / "data")}
    arguments = [sys.executable, "-m", "minispect", "serve", "--port", "0"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(arguments, env=environment, text=True, **pipes) as process:  # type: ignore[call-overload]
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{address}api/targets") as answer:
            assert json.load(answer)["total"] == 0
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(urllib.request.Request(address, headers={"Host": "evil.example.test"}))
        assert refused.value.code == 421
        refused.value.close()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert process.returncode in (0, 130), said
    assert "everybody on this machine" in said
    assert "Traceback" not in said
