"""Pages that are wrong in every way we know: each is named for what is wrong with it, and all others are opened."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crawler.host import watch

_GOOD = "<view>{0}</view>"
FILES = {
    "pages/wxml.wxml": '<view><text>没有结束</view><view wx:if="{{a b c}}">',
    "pages/wxss.wxss": ".a { color: red; } } } .b { @@@ ;; {{{ ",
    "pages/wxs.wxml": '<wxs module="m" src="./bad.wxs"/><view>{{m.f(1)}}</view>',
    "pages/bad.wxs": "function f( { return",
    "pages/inline.wxml": '<wxs module="m">var x = ;</wxs><view>{{m.x}}</view>',
    "pages/circle.json": '{"usingComponents": {"a": "/c/a"}}',
    "pages/circle.wxml": "<a/>",
    **{
        f"c/{a}.json": json.dumps({"component": True, "usingComponents": {b: f"/c/{b}"}}) for a, b in ("ab", "bd", "da")
    },
    **{f"c/{a}.wxml": f"<{b}/>" for a, b in ("ab", "bd", "da")},
    **{f"c/{a}.js": "Component({})" for a in "abd"},
    "pages/itself.wxml": '<include src="./itself.wxml"/><import src="./itself.wxml"/><view>页</view>',
    "pages/template.wxml": '<template name="t"><template is="t"/></template><template is="t"/>',
    "pages/list.wxml": '<view wx:for="{{n}}">{{index}}</view>',
    "pages/list.js": "Page({ data: { n: 1e9 } })",
    "pages/busy.js": "Page({ onLoad() { setInterval(() => { while (true) {} }, 10) } })",
    "pages/large.js": "Page({})\n//" + "x" * (9 << 20),
}
NAMED = {
    "home": "",
    "wxml": "pages/wxml.wxml:1: unexpected character",
    "wxss": "pages/wxss.wxss:1: style:",
    "wxs": "pages/bad.wxs:1: wxs: syntax error",
    "inline": "pages/inline.wxml:1: wxs: syntax error",
    "circle": "components use one another without end: c/a -> c/b -> c/d -> c/a",
    "itself": "pages/itself.wxml: the template includes itself without end",
    "template": "pages/template: a template or data of the page goes round without end",
    "list": "pages/list: a script did not end and was stopped",
    "busy": "the page does not answer: its scripts never end",
    "large": "pages/large.js: larger than 8 MiB",
    "last": "",
}


@pytest.mark.browser
def test_each_bad_page_is_named_and_the_rest_goes_on(
    say: Callable[..., Any], program: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, seconds in (("BUSY_S", 1.0), ("_LOOK_S", 0.5), ("_GRACE_S", 1.0)):
        monkeypatch.setattr(watch, name, seconds)
    app = json.dumps({"pages": [f"pages/{name}" for name in NAMED]})
    ordinary = {f"pages/{name}.wxml": _GOOD.format(name) for name in NAMED}
    ordinary |= {f"pages/{name}.js": "Page({})" for name in NAMED}
    folder = program(**{"app.json": app, **ordinary, **FILES})
    secret = tmp_path / "secret.json"
    secret.write_text('{"secret": 1}')
    (folder / "pages" / "link.json").symlink_to(secret)
    said = say("sweep", folder, "--json")
    assert "Traceback" not in said.err
    told = json.loads(said.out)
    outcomes = {page["path"].removeprefix("pages/"): page["outcome"] for page in told["pages"]}
    assert [name for name, outcome in outcomes.items() if outcome == "host"] == []
    assert (outcomes["home"], outcomes["last"]) == ("ok", "ok")
    everything = "\n".join([said.err, *told["problems"], *(e for page in told["pages"] for e in page["errors"])])
    assert [name for name, words in NAMED.items() if words not in everything] == []
    assert "pages/link.json: a link that leads out of the project" in everything
    assert "secret" not in said.out.replace("secret.json", "")
