"""What a killed scan leaves becomes a pack that verifies and says what happened."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reports import pack, recovery, seal, verify
from reports.inspection import Account
from reports.pack import PackError


@pytest.fixture
def draft(tmp_path: Path, make_recording: Callable[..., Path]) -> pack.Draft:
    made = pack.begin(tmp_path / "out")
    chain = (made.original / "custody.jsonl").read_bytes()
    (made.original / "custody.jsonl").unlink()
    made.original.rmdir()
    make_recording(made.original)
    (made.original / "custody.jsonl").write_bytes(chain)
    (made.original / "environment.json").unlink()
    with (made.original / "events.jsonl").open("ab") as file:
        file.write(b'{"seq":99,"ki')
    return made


def test_killed_scan_becomes_a_pack(draft: pack.Draft, signing: seal.Key) -> None:
    draft.keep(Account(driver="embedded", seed=7, package_sha256=("ab" * 32,), asked={"runs": ["refuse"]}, lang="en"))
    with pytest.raises(PackError, match="still running"):
        recovery.recover(draft.root, signing)
    text = (draft.root / pack.ACCOUNT).read_text()
    draft.let_go()  # as the kernel does for a killed process, but for the file
    (draft.root / pack.ACCOUNT).write_text(text)
    done = recovery.recover(draft.root, signing)
    assert done.path.name == draft.id
    assert not verify.verify(done.path).refused
    assert done.inspection.scope.interrupted
    assert done.inspection.target.package_sha256 == ("ab" * 32,)
    assert recovery.SENTENCES["en"] in done.inspection.limitations
    last = json.loads((done.path / "data/original/custody.jsonl").read_text().splitlines()[1])
    assert last["object"].endswith("recovered")


def test_folder_that_cannot_be_recovered_is_one_clear_sentence(
    draft: pack.Draft, signing: seal.Key, tmp_path: Path
) -> None:
    with pytest.raises(PackError, match=r"ends in \.part"):
        recovery.recover(tmp_path, signing)
    (tmp_path / "x.part").mkdir()
    with pytest.raises(PackError, match="nothing was recorded"):
        recovery.recover(tmp_path / "x.part", signing)
    (draft.original / "texts" / "link").symlink_to("/etc/passwd")
    with pytest.raises(PackError, match="is a link"):
        recovery.recover(draft.root, signing)
