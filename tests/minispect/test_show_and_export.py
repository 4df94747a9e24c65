"""A pack opened in the browser and its findings as other people's forms want them, by the commands."""

import csv
import http.client
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detectors import catalogue
from detectors.verdict import Evidence, Finding, Text, Verdict
from recording import canonical
from recording.log import Log
from reports import pack, seal
from reports.inspection import Account
from reports.settings import Seals

Say = Callable[..., Any]
ANOTHER = "127.0.0.2"
"""An address of this machine that nothing is to be reached by."""


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sealed pack of an empty walk, in which one check is said to be violated."""
    draft = pack.begin(tmp_path / "out")
    log = Log(draft.original)
    began = log.note("run.begin", run="refuse").seq
    log.close()
    canonical.write(draft.original / "target/app.json", {"pages": ["pages/index/index"]})
    reason = Text(zh="理由", en="the reason")
    finding = Finding(check="PHN-01", subject=("x",), reason=reason, evidence=Evidence(events=(began,)))
    verdicts = [
        Verdict(check="PHN-01", verdict="fail", reason=reason, findings=(finding,))
        if check == "PHN-01"
        else Verdict(check=check, verdict="not-judged", reason=reason)
        for check in catalogue.entries()
    ]
    monkeypatch.setattr("reports.fresh.judge_all", lambda _: verdicts)
    return pack.finish(draft, Account(lang="en"), seal.key(), reading_seconds=0, wanted=Seals()).path


def test_export_writes_beside_the_pack_and_prints_what(say: Say, made: Path) -> None:
    before = {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    said = say("export", made, "--for", "regulator", "--lang", "zh")
    assert said.code == 0, said.err
    paths = [Path(line) for line in said.out.splitlines()]
    assert [path.name for path in paths] == ["items.csv", "items.docx"]
    assert {path.parent for path in paths} == {made.with_name(f"{made.name}.export")}
    rows = list(csv.DictReader(io.StringIO(paths[0].read_text(encoding="utf-8-sig"))))
    assert [(row["编号"], row["检查项"], row["理由"]) for row in rows] == [("F1", "PHN-01", "理由")]
    with zipfile.ZipFile(paths[1]) as archive:
        assert "通知书附件" in archive.read("word/document.xml").decode()
    assert {path: path.read_bytes() for path in made.rglob("*") if path.is_file()} == before
    english = say("export", made)
    assert "the reason" in Path(english.out.splitlines()[0]).read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("export", "."), "not an evidence pack"),
        (("export", "gone"), "gone"),
        (("export", ".", "--for", "press"), "--for press: give platform or regulator"),
        (("export", ".", "--lang", "fr"), "--lang fr"),
        (("show", "."), "not an evidence pack"),
        (("show", "gone"), "gone"),
    ],
)
def test_wrong_use_is_one_sentence(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    said = say(*arguments)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1), said
    assert words in said.err
    assert not any((tmp_path / "empty").iterdir())


def spaced(path: Path) -> None:
    """The same JSON in other bytes."""
    path.write_bytes(path.read_bytes() + b" ")


CHANGES: tuple[tuple[Callable[[Path], object], str], ...] = (
    (lambda root: (root / "data/original/target/app.json").unlink(), "app.json is missing"),
    (lambda root: (root / "data/original/more.json").write_text("{}"), "more.json is not listed"),
    (lambda root: spaced(root / "data/inspection.json"), "inspection.json was changed"),
    (lambda root: (root / "manifest-sha256.txt").unlink(), "manifest-sha256.txt is missing"),
    (lambda root: (root / "manifest-sha256.txt").write_text("0" * 64 + "  data/../../x\n"), "line 1"),
)


def test_changed_originals_are_named_and_nothing_is_said_from_them(say: Say, made: Path, tmp_path: Path) -> None:
    for number, (change, words) in enumerate(CHANGES):
        copy = tmp_path / str(number) / made.name
        shutil.copytree(made, copy)
        change(copy)
        for command in (("judge", copy), ("report", copy), ("report", copy, "--single-file"), ("export", copy)):
            said = say(*command)
            assert (said.code, said.out, said.err.count("\n")) == (5, "", 1), said
            assert words in said.err
        shown = say("show", copy, "--no-browser")
        assert (shown.code, "does not verify and is not shown" in shown.err) == (5, True)
        assert [path.name for path in copy.parent.iterdir()] == [made.name]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_show_serves_on_loopback_until_interrupted(say: Say, made: Path, stop: signal.Signals) -> None:
    command = [sys.executable, "-c", "from minispect.cli import main; main()", "show", str(made), "--no-browser"]
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    ) as showing:
        try:
            assert showing.stdout is not None
            address = showing.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), address
            port = int(address.rstrip("/").rpartition(":")[2])
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("GET", "/data/derived/report.html")
            answer = connection.getresponse()
            assert (answer.status, b"<!doctype html>" in answer.read()) == (200, True)
            connection.close()
            with pytest.raises(OSError), socket.create_connection((ANOTHER, port), timeout=5):
                pass
            taken = say("show", made, "--no-browser", "--port", port)
            assert (taken.code, taken.err.count("\n")) == (2, 1)
            assert f"--port {port}: cannot listen on 127.0.0.1" in taken.err
        finally:
            showing.send_signal(stop)
            try:
                out, err = showing.communicate(timeout=30)
            except subprocess.TimeoutExpired:
                showing.kill()
                raise
    assert (showing.returncode, out, err) == (0, "", "closed\n")
