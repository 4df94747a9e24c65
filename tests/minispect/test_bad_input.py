"""What a user can get wrong: one sentence that names it and the mend, the right code, nothing left behind."""

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Say = Callable[..., Any]
Program = Callable[..., Path]


def one_sentence(said: Any, code: int, *words: str) -> None:
    """Exactly one line on stderr with these words, nothing on stdout, no traceback."""
    assert (said.code, said.out) == (code, ""), said
    assert said.err.startswith("minispect: ") and said.err.count("\n") == 1, said.err
    assert "Traceback" not in said.err
    for word in words:
        assert word in said.err, said.err


def nothing_in(folder: Path) -> bool:
    return not folder.exists() or not any(folder.iterdir())


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"app.json": ""}, ("no app.json here", "give the folder that holds app.json")),
        (
            {"app.json": '{\n "pages": ["pages/home"\n "window": {}\n}'},
            ("app.json", "not valid JSON", "line 3", "mend"),
        ),
        ({"app.json": "[]"}, ("app.json", "no list 'pages'", "add")),
        ({"app.json": '{"pages": ["pages/gone"]}'}, ("app.json", "none of its pages exists", "check 'pages'")),
        ({"minispect.toml": '[target]\noperater = "x"'}, ("minispect.toml", "'target.operater'", "'operator'")),
        ({"minispect.toml": "[host]\npopup_style = 'other'"}, ("minispect.toml", "'host.popup_style'", "'direct'")),
        ({"minispect.toml": "[host\n"}, ("minispect.toml", "not valid TOML", "line 1")),
        ({"minispect.toml": '[target]\ncategory = "nec-40"'}, ("minispect.toml", "'target.category'")),
        ({"minispect.toml": '[backend]\nmode = "stub"'}, ("the stub backend needs a file", "--backend stub:FILE")),
        (
            {"minispect.toml": '[backend]\nmode = "stub"\nfile = "gone.json"'},
            ("gone.json", "cannot be read", "check the path"),
        ),
        (
            {"minispect.toml": '[backend]\nmode = "stub"\nfile = "b.json"', "b.json": "{"},
            ("b.json", "not valid JSON at line 1"),
        ),
        (
            {"minispect.toml": '[backend]\nmode = "stub"\nfile = "b.json"', "b.json": '{"routes": [{"hosts": "x"}]}'},
            ("b.json", "'routes.0.hosts'", "host, path"),
        ),
        (
            {
                "minispect.toml": '[backend]\nmode = "stub"\nfile = "b.json"',
                "b.json": '{"routes": [{"file": "../x.json"}]}',
            },
            ("b.json", "routes[0]", "outside of the folder"),
        ),
    ],
)
def test_a_program_that_cannot_be_used(
    say: Say, program: Program, tmp_path: Path, files: dict[str, str], words: tuple[str, ...]
) -> None:
    folder = program(**files)
    out = tmp_path / "out"
    if "app.json" in files and not files["app.json"]:
        assert not (folder / "app.json").exists()
    code = 3 if "app.json" in files else 2
    one_sentence(say("scan", folder, "--out", out), code, *words)
    assert nothing_in(out)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--profile", "gone.toml"), ("gone.toml", "cannot be read", "--profile")),
        (("--backend", "stub"), ("--backend stub", "'live'", "stub:FILE")),
        (("--backend", "live:x"), ("--backend live:x", "'live'")),
        (("--backend", "stub:gone.json"), ("gone.json", "cannot be read")),
        (("--backend", "replay:old"), ("old: there is no such folder", "replay:PACK")),
        (("--runs", "refuse,twice"), ("--runs refuse,twice", "untouched, refuse, agree")),
        (("--runs", ","), ("--runs ,", "untouched, refuse, agree")),
        (("--lang", "fr"), ("--lang fr", "'zh'", "'en'")),
        (("--case", "gone.toml"), ("gone.toml", "cannot be read", "--case")),
        (("--driver", "android"), ("--driver android", "is a folder", "an appid")),
        (("--fail-on", "never"), ("--fail-on never", "'violation'")),
        (("--budget", "0"), ("--budget", "greater than or equal to 1")),
        (("--budget", "inf"), ("--budget",)),
        (("--patience", "nan"), ("--patience",)),
        (("--budgets", "9"), ("--budgets", "'minispect scan --help'")),
    ],
)
def test_an_option_that_cannot_be_used(
    say: Say, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: Any, words: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    one_sentence(say("scan", program(), "--out", "out", *arguments), 2, *words)
    assert nothing_in(tmp_path / "out")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), ("Missing command", "'minispect --help'")),
        (("look",), ("'look'", "'minispect --help'")),
        (("scan",), ("'TARGET'", "'minispect scan --help'")),
        (("keys", "--name", "a\nb"), ("--name a b", "without spaces")),
        (("keys", "--name", "*"), ("--name *", "wildcards")),
    ],
)
def test_a_command_line_that_says_too_little(say: Say, arguments: Any, words: Any) -> None:
    one_sentence(say(*arguments), 2, *words)


def test_no_such_program(say: Say, tmp_path: Path) -> None:
    one_sentence(say("scan", tmp_path / "gone"), 2, "gone: there is no such folder", "give the folder")
    package = tmp_path / "some.wxapkg"
    package.write_bytes(b"\xbe")
    one_sentence(say("scan", package, "--out", tmp_path / "out"), 3, "some.wxapkg: not a .wxapkg", "give a package")


def test_a_case_file_with_a_typo(say: Say, program: Program, tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    case.write_text('reference = "沪市监 12 号"', encoding="utf-8")
    out = tmp_path / "out"
    one_sentence(say("scan", program(), "--case", case, "--out", out), 2, "case.toml", "'case.reference'", "ref")
    assert nothing_in(out)


def test_an_output_folder_that_cannot_be_made(say: Say, program: Program, tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("here already")
    for out in (taken, taken / "below"):
        one_sentence(say("scan", program(), "--out", out), 2, str(out), "cannot be made", "--out")
    assert taken.read_text() == "here already"


def test_no_chromium(say: Say, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    monkeypatch.setenv("MINISPECT_CHROMIUM", str(tmp_path / "nowhere"))
    one_sentence(say("scan", program(), "--out", out), 3, "nowhere", "MINISPECT_CHROMIUM", "correct or unset it")
    assert nothing_in(out)
    monkeypatch.delenv("MINISPECT_CHROMIUM")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    one_sentence(say("scan", program(), "--out", out), 3, "no Chromium was found", "apt-get install chromium")
    assert nothing_in(out)


def test_a_system_without_a_library_that_the_driver_needs(
    say: Say, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    node, out = tmp_path / "node", tmp_path / "out"
    node.write_text('#!/bin/sh\necho "$0: error while loading shared libraries: libx.so.1" >&2\nexit 127\n')
    node.chmod(0o755)
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", str(node))
    one_sentence(say("scan", program(), "--out", out), 3, "libx.so.1", "install the library it names")
    assert nothing_in(out)


def test_a_port_in_use(say: Say, program: Program) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        one_sentence(say("auto", "--project", program(), "--auto-port", port), 3, str(port), "in use")


def test_a_signing_key_others_can_read(say: Say, program: Program, tmp_path: Path, home: Path) -> None:
    assert say("keys").code == 0
    key = home / "minispect" / "keys" / "signing_key"
    key.chmod(0o644)
    out = tmp_path / "out"
    one_sentence(say("scan", program(), "--out", out), 5, "signing_key", "chmod 600")
    one_sentence(say("keys"), 5, "signing_key", "chmod 600")
    assert nothing_in(out)


def test_names_of_the_target_cannot_write_on_the_terminal(say: Say, tmp_path: Path) -> None:
    folder = tmp_path / "evil\x1b[2J\u202e"
    folder.mkdir()
    (folder / "app.json").write_text("{]")
    said = say("scan", folder)
    one_sentence(said, 3, "not valid JSON", "\\u001b")
    assert "\x1b" not in said.err and "\u202e" not in said.err


@pytest.mark.parametrize("command", ["judge", "report"])
def test_a_folder_that_is_no_pack(say: Say, tmp_path: Path, command: str) -> None:
    one_sentence(say(command, tmp_path), 2, str(tmp_path), "not an evidence pack")
    one_sentence(say(command, tmp_path / "gone"), 2, "gone", "not an evidence pack")
    assert not list(tmp_path.glob("*.json"))


def test_verifying_what_is_no_pack(say: Say, tmp_path: Path) -> None:
    one_sentence(say("verify", tmp_path / "gone"), 2, "gone: there is no such folder")
    said = say("verify", tmp_path)
    assert said.code == 5 and said.err == "" and said.out.splitlines()[-1].startswith("refused: ")


def test_signers_that_cannot_be_used(say: Say, tmp_path: Path) -> None:
    signers = tmp_path / "signers"
    one_sentence(say("verify", tmp_path, "--identity", "a"), 2, "belong together", "both or neither")
    both = ("--allowed-signers", signers, "--identity", "lab@authority.example")
    one_sentence(say("verify", tmp_path, *both), 2, "signers: there is no such file", "allowed_signers")
    signers.write_text("# nobody yet\nlab@authority.example ssh-rsa AAAA\n")
    one_sentence(say("verify", tmp_path, *both), 2, "signers", "'name ssh-ed25519 KEY'")


def test_a_check_that_is_not_there(say: Say) -> None:
    one_sentence(say("checks", "PHN-99"), 2, "'PHN-99'", "minispect checks")
    assert json.loads(say("checks", "phn-01", "--json").out)[0]["judged"] is True


def test_a_driver_that_is_not_there(say: Say) -> None:
    one_sentence(say("doctor", "--driver", "ios"), 2, "'ios'", "embedded")


def test_checks_by_law(say: Say) -> None:
    one_sentence(say("checks", "--basis", "mars"), 2, "'mars'", "gdpr")
    one_sentence(say("checks", "WX-1", "--basis", "cn"), 2, "'WX-1'")
    told = json.loads(say("checks", "--basis", "gdpr", "--json").out)
    assert told and all(basis["law"] == "gdpr" for entry in told for basis in entry["basis"])
    assert len(told) < len(json.loads(say("checks", "--json").out))
    assert "personal information" in say("checks", "POL-05", "--basis", "cn").out.casefold()
