"""An untouched pack is accepted, by us and by public tools; every change is refused by name."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reports import bag, seal, signers, verify
from reports.sealcheck import Trust

IDENTITY = "inspector@authority.example"
SCREEN = "data/original/screens/000004.png"


def run(*command: str, cwd: Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, check=False)


def test_untouched_is_accepted_also_with_other_times(sealed: Path, trusted: Callable[[], Path]) -> None:
    for path in sealed.rglob("*"):
        os.utime(path, (0, 0))
    plain = verify.verify(sealed)
    assert not plain.refused, [str(s) for s in plain.steps]
    assert plain.summary == "integrity holds, signer not checked"
    full = verify.verify(sealed, Trust(trusted(), IDENTITY))
    assert not full.refused
    assert full.summary == f"integrity holds, sealed by {IDENTITY}"
    assert [s.state for s in full.steps if s.name == "ssh-keygen"] == ["ok"]


def test_public_tools_accept_it(sealed: Path, trusted: Callable[[], Path]) -> None:
    commands = [
        [sys.executable, "-m", "bagit", "--validate", "."],
        ["sha256sum", "--quiet", "--strict", "-c", "tagmanifest-sha256.txt", "manifest-sha256.txt"],
        ["cksum", "-a", "sm3", "--quiet", "--strict", "-c", "tagmanifest-sm3.txt", "manifest-sm3.txt"],
    ]
    for command in commands:
        done = run(*command, cwd=sealed)
        assert done.returncode == 0, (command, done.stderr)
    arguments = ["-Y", "verify", "-f", str(trusted()), "-I", IDENTITY, "-n", seal.NAMESPACE, "-s", seal.SIGNATURE]
    done = run("ssh-keygen", *arguments, cwd=sealed, stdin=(sealed / seal.SIGNED).read_bytes())
    assert done.returncode == 0, done.stderr


def test_the_commands_printed_in_verify_txt_find_nothing_else(sealed: Path) -> None:
    text = (sealed / "VERIFY.txt").read_text(encoding="utf-8")
    step = re.search(r"export LC_ALL=C.*?find \. -type l\n", text, re.DOTALL)
    assert step is not None
    assert run("bash", "-c", step[0], cwd=sealed).stdout == b""
    (sealed / "seal" / "extra").write_text("x")
    assert b"seal/extra" in run("bash", "-c", step[0], cwd=sealed).stdout


def flip(root: Path) -> str:
    path = root / SCREEN
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    return SCREEN


def truncate(root: Path) -> str:
    (root / SCREEN).write_bytes(b"")
    return SCREEN


def append(root: Path) -> str:
    with (root / "data/original/events.jsonl").open("ab") as file:
        file.write(b"\n")
    return "data/original/events.jsonl"


def remove(root: Path) -> str:
    (root / SCREEN).unlink()
    return SCREEN


def rename(root: Path) -> str:
    (root / SCREEN).rename(root / "data/original/screens/000099.png")
    return "data/original/screens/0000"


def swap(root: Path) -> str:
    one, two = root / SCREEN, root / "data/original/screens/000009.png"
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    return SCREEN


def add_empty(root: Path) -> str:
    (root / "data/original/.ds_store").write_bytes(b"")
    return "data/original/.ds_store"


def add_at_top(root: Path) -> str:
    (root / "notes.txt").write_text("x")
    return "notes.txt"


def add_hidden_folder(root: Path) -> str:
    (root / ".git").mkdir()
    return ".git"


def add_in_seal(root: Path) -> str:
    (root / "seal/key.pub").write_text("x")
    return "seal/key.pub"


def link(root: Path) -> str:
    path = root / SCREEN
    twin = root.parent / "twin.png"
    shutil.copy(path, twin)
    path.unlink()
    path.symlink_to(twin)
    return SCREEN


def edit_info(root: Path) -> str:
    path = root / "bag-info.txt"
    path.write_bytes(path.read_bytes().replace(b"MI-1", b"MI-2"))
    return "bag-info.txt"


def drop_promise(root: Path) -> str:
    path = root / "bag-info.txt"
    path.write_bytes(path.read_bytes().replace(b"Required: sshsig", b"Required: cms"))
    return "bag-info.txt"


def drop_tagmanifests(root: Path) -> str:
    for path in root.glob("tagmanifest-*"):
        path.unlink()
    return "tagmanifest-sha256.txt"


def drop_signature(root: Path) -> str:
    (root / seal.SIGNATURE).unlink()
    return seal.SIGNATURE


def edit_sm3(root: Path) -> str:
    path = root / "manifest-sm3.txt"
    path.write_bytes(path.read_bytes().replace(b"a", b"b", 1))
    return "manifest-sm3.txt"


def leave_by_dots(root: Path) -> str:
    path = root / "manifest-sha256.txt"
    path.write_bytes(path.read_bytes() + b"0" * 64 + b"  data/../../outside.txt\n")
    return "manifest-sha256.txt"


def recompute(root: Path) -> str:
    flip(root)
    bag.write(root, bag.Info("示例检查机构", "MI-1", "2026-11-22", "minispect 0.1.0"))
    return seal.SIGNATURE


def add_with_control_characters(root: Path) -> str:
    (root / "data/original/a\x1b[31m\nb").write_text("x")
    return "data/original/a\\x1b[31m\\nb"


def add_deep_folders(root: Path) -> str:
    deep = root / "data" / "/".join("d" * 30)
    deep.mkdir(parents=True)
    return root.name


def sparse(root: Path) -> str:
    with (root / "data/original/blobs/big").open("wb") as file:
        file.truncate(10 << 30)
    return "data/original/blobs/big"


TAMPERS = [
    flip,
    truncate,
    append,
    remove,
    rename,
    swap,
    add_empty,
    add_at_top,
    add_hidden_folder,
    add_in_seal,
    link,
    edit_info,
    drop_promise,
    drop_tagmanifests,
    drop_signature,
    edit_sm3,
    leave_by_dots,
    add_with_control_characters,
    add_deep_folders,
    recompute,
    sparse,
]


@pytest.mark.parametrize("tamper", TAMPERS, ids=lambda t: t.__name__)
def test_every_change_is_refused_by_name(sealed: Path, tamper: Callable[[Path], str]) -> None:
    offender = tamper(sealed)
    result = verify.verify(sealed)
    assert result.refused
    assert any(offender in step.path for step in result.steps if step.state == "refused"), [
        str(s) for s in result.steps
    ]


def test_swapped_pictures_are_seen_even_with_fresh_manifests_and_our_own_key(sealed: Path, signing: seal.Key) -> None:
    swap(sealed)
    bag.write(sealed, bag.Info("x", "MI-1", "2026-11-22", "minispect 0.1.0"))
    seal.seal(sealed, signing)
    result = verify.verify(sealed)
    assert [step.path for step in result.steps if step.state == "refused"] == [SCREEN]


def test_another_key_is_refused_only_when_the_signer_is_asked_for(
    sealed: Path, trusted: Callable[[], Path], tmp_path: Path
) -> None:
    seal.seal(sealed, seal.key(tmp_path / "other"))
    assert not verify.verify(sealed).refused
    result = verify.verify(sealed, Trust(trusted(), IDENTITY))
    assert "the key is not" in result.summary


def test_right_key_under_another_name_or_purpose_is_refused(sealed: Path, signing: seal.Key, tmp_path: Path) -> None:
    file = tmp_path / "signers"
    file.write_text(signing.signers_line("someone@else.example"), encoding="utf-8")
    assert verify.verify(sealed, Trust(file, IDENTITY)).refused
    file.write_text(f'{IDENTITY} namespaces="git" {signing.public_line}', encoding="utf-8")
    assert "purpose" in verify.verify(sealed, Trust(file, IDENTITY)).summary
    file.write_text(f'{IDENTITY} valid-before="20200101" {signing.public_line}', encoding="utf-8")
    assert "no longer" in verify.verify(sealed, Trust(file, IDENTITY)).summary


def test_signers_file_without_a_key_is_one_clear_sentence(sealed: Path, tmp_path: Path) -> None:
    file = tmp_path / "signers"
    file.write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(signers.SignersError, match="signers: no line"):
        verify.verify(sealed, Trust(file, IDENTITY))


DEEP = [
    "data/inspection.json", "data/derived/findings.sarif", "data/original/custody.jsonl", "data/original/events.jsonl",
    "data/original/target/app.json", "data/schema/event.schema.json",
]  # fmt: skip


@pytest.mark.parametrize("name", DEEP)
def test_json_nested_without_end_is_refused_not_followed(sealed: Path, signing: seal.Key, name: str) -> None:
    """In lines, as the last one: there a crash may leave half an event, which this is not."""
    before = (sealed / name).read_bytes() if name.endswith("events.jsonl") else b""
    (sealed / name).write_bytes(before + b"[" * 100_000)
    bag.write(sealed, bag.Info("x", "MI-1", "2026-11-22", "minispect 0.1.0"))
    seal.seal(sealed, signing)
    assert {step.path for step in verify.verify(sealed).steps if step.state == "refused"} == {name}


def test_something_that_is_no_pack(tmp_path: Path) -> None:
    assert verify.verify(tmp_path / "nothing").refused
    (tmp_path / "file\x1b[31m").write_text("x")
    result = verify.verify(tmp_path)
    assert result.refused
    assert not any("\x1b" in str(step) for step in result.steps)
