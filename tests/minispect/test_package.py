"""``minispect package``: what is inside, and what is refused, without running anything."""

import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from minispect.cli import application
from minispect.exits import UserError

CONFIG = {"pages": ["pages/a/a"], "entryPagePath": "pages/a/a.html", "subPackages": [{"root": "far/"}]}
FILES = {
    "app-config.json": json.dumps(CONFIG).encode(),
    "app-service.js": b'define("app.js",function(){})',
    "page-frame.html": b"<script>$gwx=function(){};__wxAppCode__['pages/a/a.wxml']=$gwx('./pages/a/a.wxml')</script>",
}


def packed(files: dict[str, bytes]) -> bytes:
    at = 14 + 4 + sum(len(name) + 13 for name in files)
    index = struct.pack(">I", len(files))
    for name, data in files.items():
        index += struct.pack(">I", len(name) + 1) + b"/" + name.encode() + struct.pack(">II", at, len(data))
        at += len(data)
    body = b"".join(files.values())
    return struct.pack(">BIIIB", 0xBE, 0, len(index), len(body), 0xED) + index + body


@pytest.fixture
def run() -> Callable[..., Any]:
    return lambda *arguments: CliRunner().invoke(application(), ["package", *map(str, arguments)])


def test_what_it_says(run: Callable[..., Any], tmp_path: Path) -> None:
    place = tmp_path / "a.wxapkg"
    place.write_bytes(packed(FILES))
    found = json.loads(run(place, "--json").stdout)
    assert found["pages"] == ["pages/a/a"]
    assert found["subpackages"] == [{"root": "far/", "present": False}]
    assert (found["templates"], found["refusal"]) == (["$gwx"], "")
    text = run(tmp_path).stdout
    assert "far/ (not here)" in text
    assert "can be run" in text


def test_a_subpackage_alone_is_shown_and_named(run: Callable[..., Any], tmp_path: Path) -> None:
    place = tmp_path / "a.wxapkg"
    place.write_bytes(packed({"far/app-service.js": b""}))
    assert "give a folder that holds the main" in json.loads(run(place, "--json").stdout)["refusal"]


@pytest.mark.parametrize(
    ("data", "code", "words"), [(b"V1MMWX" + b"x" * 40, 3, "decrypts nothing"), (b"PK", 3, "not a .wxapkg package")]
)
def test_what_cannot_be_read(run: Callable[..., Any], tmp_path: Path, data: bytes, code: int, words: str) -> None:
    place = tmp_path / "a.wxapkg"
    place.write_bytes(data)
    error = run(place).exception
    assert isinstance(error, UserError)
    assert error.code == code
    assert words in str(error)


def test_what_is_not_there(run: Callable[..., Any], tmp_path: Path) -> None:
    assert "there is no such file" in str(run(tmp_path / "gone").exception)
    assert "there is no .wxapkg in it" in str(run(tmp_path).exception)
