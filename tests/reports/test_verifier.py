"""The single-file verifier says what ``minispect verify`` says, with nothing but Python's own library."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reports import ed25519, verifier, verify
from reports.sealcheck import Trust

IDENTITY = "inspector@authority.example"


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "verify_pack.py"
    path.write_text(verifier.script(), encoding="utf-8")
    return path


def run(script: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """As on a machine without any package: no site-packages, no environment but the path."""
    command = [sys.executable, "-I", "-S", str(script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin"})


def test_same_lines_for_a_good_and_for_a_changed_pack(script: Path, sealed: Path, trusted: Callable[[], Path]) -> None:
    signers = trusted()
    done = run(script, sealed, "--allowed-signers", signers, "--identity", IDENTITY)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == verify.verify(sealed, Trust(signers, IDENTITY), ed25519.holds).lines()
    (sealed / "data/original/screens/000004.png").write_bytes(b"x")
    done = run(script, sealed)
    assert done.returncode == 5
    assert done.stdout.splitlines() == verify.verify(sealed, holds=ed25519.holds).lines()
    assert "refused: data/original/screens/000004.png" in done.stdout


def test_signature_of_nobody_is_refused_by_ssh_keygen_alone(script: Path, sealed: Path) -> None:
    path = sealed / "seal/tagmanifest-sha256.txt.sig"
    lines = path.read_text().splitlines()
    lines[3] = lines[3][::-1]
    path.write_text("\n".join(lines) + "\n")
    assert run(script, sealed).returncode == 5


def test_wrong_use_is_told_without_a_traceback(script: Path, sealed: Path, tmp_path: Path) -> None:
    done = run(script, sealed, "--identity", "x")
    assert (done.returncode, "belong together" in done.stderr) == (2, True)
    assert run(script, tmp_path / "nothing").returncode == 5


def test_module_that_needs_a_library_cannot_become_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifier, "_MAIN", "reports.ed25519")
    with pytest.raises(verifier.NotAloneError, match="cryptography"):
        verifier.script()
