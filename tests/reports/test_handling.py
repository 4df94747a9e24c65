"""The lines beside a sealed pack: each signed, each continuing the last, each naming the pack that lies there."""

import json
from pathlib import Path

import pytest

from reports import handling, seal, verify
from reports.pack import PackError


def test_lines_are_signed_chained_and_bound_to_the_pack(sealed: Path, signing: seal.Key, tmp_path: Path) -> None:
    path = handling.add(sealed, "handed-over", "到人民检察院", "lab@x.example", signing)
    handling.add(sealed, "received", "", "court@y.example", seal.key(tmp_path / "court"))
    found = handling.lines(sealed)
    assert [line.action for line in found if not line.problem] == ["handed-over", "received"]
    assert found[0].fingerprint != found[1].fingerprint
    assert not verify.verify(sealed).refused, "nothing was written into the pack"
    (tmp_path / "signers").write_text(signing.signers_line("lab@x.example") + "\n")
    assert [bool(line.problem) for line in handling.lines(sealed, tmp_path / "signers")] == [False, True]
    whole = path.read_bytes()
    for old, new in (("到人民检察院", "到别处"), ("received", "viewed"), ("lab@x", "me@x")):
        path.write_bytes(whole.replace(old.encode(), new.encode()))
        assert any(line.problem for line in handling.lines(sealed)), old
    path.write_bytes(whole.splitlines(keepends=True)[1])
    assert handling.lines(sealed)[0].problem == "does not continue the chain"
    with pytest.raises(PackError, match="broken chain"):
        handling.add(sealed, "copied", "", "x", signing)


def test_changed_pack_and_hostile_lines(sealed: Path, signing: seal.Key) -> None:
    path = handling.add(sealed, "copied", "", "x", signing)
    entry = json.loads(path.read_bytes())
    tag = sealed / "tagmanifest-sha256.txt"
    tag.write_bytes(tag.read_bytes() + b"\n")
    assert "another pack" in handling.lines(sealed)[0].problem
    path.write_text(json.dumps([1]) + "\n" + "[" * 100_000)
    assert [line.problem for line in handling.lines(sealed)] == ["is not an entry"]
    path.write_text(json.dumps({**entry, "actor": "\ud800"}) + "\n")
    assert handling.lines(sealed)[0].problem
    tag.unlink()
    with pytest.raises(PackError, match="not a sealed pack"):
        handling.lines(sealed)
