"""A program with several defects: the scan goes on to its end, and says each once."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reports.verify import verify

_DEFECTS = {
    "app.json": '{"pages": ["pages/home", "pages/gone", "pages/bad", "pages/npm", "pages/thrower"]}',
    "pages/home.js": "Page({ go(e) { wx.navigateTo({ url: '/pages/' + e.currentTarget.dataset.to }) } })",
    "pages/home.wxml": "<view>{0}</view>"
    "<view wx:for=\"{{{{['bad','npm','thrower']}}}}\" data-to=\"{{{{item}}}}\" bindtap=\"go\">打开 {{{{item}}}}</view>",
    "pages/bad.js": "Page({\n  data: {,}\n})",
    "pages/npm.js": "const day = require('day-of-year');\nPage({})",
    "pages/thrower.js": "Page({ onLoad() { null.nothing } })",
}


@pytest.mark.browser
def test_defects_are_named_and_end_nothing(
    say: Callable[..., Any], program: Callable[..., Path], tmp_path: Path
) -> None:
    prose = "本店提供早餐、午餐和晚餐，欢迎光临，营业时间为早上七点到晚上九点，地址在人民路一号，感谢各位新老顾客支持。"
    files = {name: text.format(prose) if name.endswith("home.wxml") else text for name, text in _DEFECTS.items()}
    pages = {f"pages/{name}.wxml": f"<view>{prose}</view>" for name in ("bad", "npm", "thrower")}
    out = tmp_path / "out"
    said = say(
        *("scan", program(**files, **pages), "--out", out, "--lang", "en", "--json"),
        *("--runs", "untouched", "--budget", "20", "--no-ocr"),
    )
    assert said.code in (0, 4), said.err
    for words in (
        "app.json: the page 'pages/gone' has no file pages/gone.wxml; add it or take it out of 'pages'",
        "pages/bad.js:2: syntax error",
        "pages/npm.js: the module 'day-of-year' is not in the project; build its npm packages or add the file",
    ):
        assert said.err.count(words) == 1, said.err
    assert "Traceback" not in said.err

    told = json.loads(said.out)
    reached = {*told["coverage"]["walked"], *told["coverage"]["direct"]}
    assert {"pages/home", "pages/bad", "pages/npm", "pages/thrower"} <= reached
    pack = Path(told["pack"])
    assert verify(pack).ok and [path.name for path in out.iterdir()] == [pack.name]
    events = (pack / "data" / "original" / "events.jsonl").read_text(encoding="utf-8")
    for words in ("pages/gone.wxml", "pages/bad.js", "day-of-year", "pages/thrower.js"):
        assert words in events
