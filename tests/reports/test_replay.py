"""The archive is replayed by pywb, and the export is accepted by the validator of WACZ: neither is ours."""

import base64
import fcntl
import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from recording.event import Kind
from recording.log import Log
from recording.recording import Recording
from reports import pack, seal, wacz, warc
from reports.inspection import Account
from reports.settings import Seals

HERE = Path(__file__).parent
SETUP = HERE.parents[1] / ".setup"


@pytest.fixture(scope="session")
def tools() -> Path:
    """``bin`` of the environment with pywb and wacz, made once for the requirements as they stand."""
    wanted = (HERE / "replay_requirements.txt").read_bytes()
    folder = SETUP / f"replay-{hashlib.sha256(wanted + sys.version.encode()).hexdigest()[:12]}"
    SETUP.mkdir(exist_ok=True)
    with (SETUP / "replay.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
            command = ["-m", "pip", "install", "--quiet", "-r", HERE / "replay_requirements.txt"]
            subprocess.run([folder / "bin" / "python", *command], check=True, capture_output=True)
            (folder / "made").touch()
    return folder / "bin"


def test_pywb_replays_answers_and_revisits(tools: Path, tmp_path: Path) -> None:
    log = Log(tmp_path / "original")
    body, page = log.blobs.put('{"名":"值"}'.encode()), "https://api.example.test/v1/goods?page=1"
    flow = {
        "method": "GET", "url": page, "status": 200, "response_body": body, "response_size": 13,
        "response_headers": [["Content-Type", "application/json"], ["Transfer-Encoding", "chunked"]],
    }  # fmt: skip
    first = log.note("run.begin", run="refuse")
    for number in (1, 2):
        moment = first.mono_ns + number * 60_000_000_000
        log.add(Kind.FLOW, {"id": str(number), "started_ns": moment, "ended_ns": moment + 1, **flow})
    log.close()
    warc.write(tmp_path / "traffic.warc", Recording(tmp_path / "original"), "MI-1")
    for command in (["init", "mi"], ["add", "mi", "traffic.warc"]):
        subprocess.run([tools / "wb-manager", *command], cwd=tmp_path, check=True, capture_output=True)
    asked = [f"/mi/1999id_/{page}", f"/mi/2099id_/{page}"]
    done = subprocess.run(
        [tools / "python", HERE / "replay_by_pywb.py", *asked], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    answers = [line.split() for line in done.stdout.splitlines() if line.startswith("ANSWER")]
    assert [answer[1] for answer in answers] == ["200", "200"]
    assert [base64.b64decode(answer[3]).decode() for answer in answers] == ['{"名":"值"}'] * 2
    assert answers[0][2] != answers[1][2], "the second is the revisit, a minute later"


def test_export_is_valid_and_the_same_again(
    tools: Path, tmp_path: Path, signing: seal.Key, make_recording: Callable[..., Path]
) -> None:
    draft = pack.begin(tmp_path / "out")
    chain = (draft.original / "custody.jsonl").read_bytes()
    (draft.original / "custody.jsonl").unlink()
    draft.original.rmdir()
    make_recording(draft.original)
    (draft.original / "custody.jsonl").write_bytes(chain)
    done = pack.finish(draft, Account(), signing, reading_seconds=0, wanted=Seals())
    first, second = (wacz.export(done.path, tmp_path / name).read_bytes() for name in ("a.wacz", "b.wacz"))
    assert first == second
    checked = subprocess.run([tools / "wacz", "validate", "-f", tmp_path / "a.wacz"], capture_output=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert b"Validation succeeded" in checked.stdout + checked.stderr
    with zipfile.ZipFile(tmp_path / "a.wacz") as found:
        line = found.read("indexes/index.cdxj").decode()
    assert line.startswith("test,example,api)/v1/collect?a=1 20")
    assert {info.compress_type for info in found.infolist()} == {zipfile.ZIP_STORED}
