"""Commands on packs: what they say of things that are no packs, and a pack's life through all of them."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recording import canonical
from recording.log import Log
from reports import pack, seal
from reports.inspection import Account
from reports.settings import Seals

Say = Callable[..., Any]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("verify",), "name the folder of the pack"),
        (("verify", "nowhere"), "there is no such folder"),
        (("verify", ".", "--tsa-ca", "gone.pem"), "gone.pem: there is no such file"),
        (("drill", "."), "not an evidence pack"),
        (("redact", ".", "--out", "o"), "not an evidence pack"),
        (("wacz", "."), "not an evidence pack"),
        (("stamp", "."), "not an evidence pack"),
        (("stamp", ".", "--url", "ftp://x"), "--url ftp://x"),
        (("recover", "."), "ends in .part"),
        (("custody", ".", "--add", "viewed"), "belong together"),
        (("custody", ".", "--add", "eaten", "--actor", "x"), "give one of"),
        (("custody", "."), ""),
        (("keys", "lose"), "give one of"),
        (("keys", "show", "--passphrase"), "goes with"),
    ],
)
def test_what_is_no_pack_is_one_sentence(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    said = say(*arguments)
    assert said.code == (2 if words else 0), said
    assert words in said.err
    assert said.err.count("\n") == (1 if words else 0)


def test_life_of_a_pack(say: Say, tmp_path: Path) -> None:
    draft = pack.begin(tmp_path / "out")
    log = Log(draft.original)
    log.note("run.begin", run="refuse", seed=1416166021)
    planted = {"id": "refuse.1", "kind": "phone", "field": "number", "value": "14612345678"}
    log.note("planted", interface="typed", **planted)
    log.close()
    canonical.write(draft.original / "target/app.json", {"pages": ["pages/index/index"]})
    made = pack.finish(draft, Account(lang="en"), seal.key(), reading_seconds=0, wanted=Seals()).path
    line = next(one for one in say("keys").out.splitlines() if one.startswith("allowed_signers"))
    (tmp_path / "signers").write_text(line.partition(" ")[2] + "\n")
    asked = ("--allowed-signers", tmp_path / "signers", "--identity", "inspector@minispect")
    assert "sealed by inspector@minispect" in say("verify", made, *asked).out.splitlines()[-1]
    script = say("verify", "--script", tmp_path / "v.py").out.strip()
    alone = subprocess.run([sys.executable, "-I", "-S", script, made, *asked], capture_output=True, check=False)
    assert alone.returncode == 0, alone.stderr
    assert say("judge", made).out == ""
    shared = Path(say("redact", made, "--out", tmp_path / "s").out.strip())
    assert b"14612345678" not in b"".join(p.read_bytes() for p in shared.rglob("*") if p.is_file())
    assert say("verify", shared).code == 0
    assert say("custody", made, "--add", "handed-over", "--actor", "lab", "--note", "\x1b[31mx").code == 0
    assert "\x1b" not in say("custody", made).out
    assert "no time-stamp authority is configured" in say("stamp", made).err
    profile = made / "data/original/target/app.json"
    profile.write_bytes(b"[" * 100_000)
    for command in (("redact", made, "--out", tmp_path / "t"), ("drill", made), ("stamp", made)):
        said = say(*command)
        assert said.code in (2, 5), said
        assert "app.json" in said.err
    assert say("verify", made).code == 5
    shutil.rmtree(made / "data" / "original" / "target")
    assert json.loads((shared / "data/inspection.json").read_text(encoding="utf-8"))["kind"] == "shared"
