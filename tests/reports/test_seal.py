import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import ed25519, seal, sshsig, verify
from reports.sealcheck import Trust


def test_key_is_made_once_and_private(tmp_path: Path) -> None:
    first = seal.key(tmp_path)
    assert stat.S_IMODE((tmp_path / "signing_key").stat().st_mode) == 0o600
    assert seal.key(tmp_path).fingerprint == first.fingerprint
    assert sorted(p.name for p in tmp_path.iterdir()) == ["signing_key", "signing_key.pub"]


def test_threads_that_need_a_first_key_at_once_get_the_same(tmp_path: Path) -> None:
    begin = threading.Barrier(8)

    def one(_: int) -> str:
        begin.wait()
        return seal.key(tmp_path).fingerprint

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(one, range(8)))) == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["signing_key", "signing_key.pub"]


def test_key_that_others_can_read_is_refused_with_the_mend(tmp_path: Path) -> None:
    seal.key(tmp_path)
    (tmp_path / "signing_key").chmod(0o644)
    with pytest.raises(seal.SealError, match="chmod 600"):
        seal.key(tmp_path)


def test_key_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("MINISPECT_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert seal.key_folder() == tmp_path / "minispect" / "keys"
    monkeypatch.setenv("MINISPECT_HOME", str(tmp_path / "m"))
    assert seal.key_folder() == tmp_path / "m" / "keys"


def test_signature_is_for_one_message_and_one_purpose(tmp_path: Path) -> None:
    key = seal.key(tmp_path).private
    text = ed25519.sign(key, b"one", "minispect-pack")
    assert text == ed25519.sign(key, b"one", "minispect-pack")
    signature = sshsig.parse(text)
    ed25519.check(signature, b"one", "minispect-pack")
    for message, purpose in ((b"two", "minispect-pack"), (b"one", "git")):
        with pytest.raises(sshsig.BadSignatureError):
            ed25519.check(signature, message, purpose)


@given(st.text(max_size=200))
def test_any_text_is_a_signature_or_a_clear_no(text: str) -> None:
    armoured = f"-----BEGIN SSH SIGNATURE-----\n{text}\n-----END SSH SIGNATURE-----"
    with pytest.raises(sshsig.BadSignatureError):
        sshsig.parse(armoured)


def test_passphrase_opens_the_key_and_nothing_else_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = seal.make("rosebud", tmp_path)
    with pytest.raises(seal.SealError, match="already"):
        seal.make("", tmp_path)
    assert b"ENCRYPTED" not in made.path.read_bytes(), "OpenSSH's own format, which ssh-keygen reads"
    with pytest.raises(seal.SealError, match="MINISPECT_KEY_PASSPHRASE"):
        seal.key(tmp_path)
    monkeypatch.setenv("MINISPECT_KEY_PASSPHRASE", "wrong")
    with pytest.raises(seal.SealError, match="does not open"):
        seal.key(tmp_path)
    monkeypatch.setenv("MINISPECT_KEY_PASSPHRASE", "rosebud")
    assert seal.key(tmp_path).fingerprint == made.fingerprint


def test_public_part_is_shown_without_the_passphrase(tmp_path: Path) -> None:
    made = seal.make("rosebud", tmp_path)
    shown = seal.shown(tmp_path)
    assert (shown.public_line, shown.fingerprint, shown.protected) == (made.public_line, made.fingerprint, True)
    assert seal.published(shown, "lab@x.example") == seal.published(made, "lab@x.example")
    plain = seal.shown(tmp_path / "other")
    assert (plain.protected, plain.fingerprint) == (False, seal.key(tmp_path / "other").fingerprint)
    made.path.chmod(0o640)
    with pytest.raises(seal.SealError, match="chmod 600"):
        seal.shown(tmp_path)
    made.path.chmod(0o600)
    for text in (b"", b"-----BEGIN\nb3BlbnNzaC1rZXktdjEA\n-----END", b"x" * 400):
        made.path.write_bytes(text)
        with pytest.raises(seal.SealError, match="not an OpenSSH private key"):
            seal.shown(tmp_path)


def test_rotated_key_is_published_with_the_days_of_its_use(sealed: Path, tmp_path: Path, signing: seal.Key) -> None:
    old = signing.fingerprint
    new = seal.rotate(folder=signing.path.parent)
    assert new.fingerprint != old
    lines = seal.published(new, "lab@x.example")
    assert ("valid-after" in lines[0], "valid-before" in lines[1], len(lines)) == (True, True, 2)
    retired = [path for path in (signing.path.parent / "retired").iterdir() if path.suffix != ".pub"]
    assert [stat.S_IMODE(path.stat().st_mode) for path in retired] == [0o600]
    (tmp_path / "signers").write_text("\n".join(lines) + "\n")
    result = verify.verify(sealed, Trust(tmp_path / "signers", "lab@x.example"))
    assert not result.refused, "a pack sealed before the rotation is still accepted, by ssh-keygen as well"
    assert "ssh-keygen" in [step.name for step in result.steps if step.state == "ok"]
