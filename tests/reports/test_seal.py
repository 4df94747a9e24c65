import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import ed25519, seal, sshsig


def test_key_is_made_once_and_private(tmp_path: Path) -> None:
    first = seal.key(tmp_path)
    assert stat.S_IMODE((tmp_path / "signing_key").stat().st_mode) == 0o600
    assert seal.key(tmp_path).fingerprint == first.fingerprint
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
