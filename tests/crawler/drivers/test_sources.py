"""Sources as people write them, compiled and drawn; what is broken in them is named, and the rest goes on."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser

from crawler.host.compiler import Compiled, compile_project
from crawler.host.project import read

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

APP = {
    "pages": ["p/a", "p/b"],
    "useExtendedLib": {"weui": True},
    "resolveAlias": {"@lib/*": "lib/*", "~/*": "/*"},
}
BUILT = {
    "app.json": "\ufeff// the program\n" + json.dumps(APP)[:-1] + ",}",
    "app.wxss": '@import "css/kit.scss";\n.app { width: 75rpx }',
    "css/kit.scss": '@use "sass:math";\n@import "css/partial";\n@import "./plain";\n'
    ".kit { &-x { width: math.div($w, 2) } }",
    "css/_partial.scss": "$w: 750rpx;",
    "css/plain.wxss": ".plain { margin: 15rpx }",
    "p/a.less": '@import "../css/vars.less";\n.a { .b { color: @c; .wide() } }\n.wide() { width: (150rpx / 2) }',
    "css/vars.less": "@c: #ff0000;",
    "p/a.json": '{"usingComponents": {"mp-badge": "weui-miniprogram/badge/badge", "own": "~/c/own"}}',
    "p/a.wxml": '<view class="a"><view class="b">{{text}}</view></view><mp-badge content="新"/><own/>',
    "p/a.ts": """import type { Nothing } from './types';
import old = require('../c/old');
import { next } from '@lib/next';
import plain from 'plain';
enum Size { Small, Large }
Page<{}, {}>({ data: { text: `${old.word}-${next(Size.Large as number)}-${plain.word}` } });
""",
    "c/old.ts": "export const word: string = '旧';",
    "lib/next.ts": "export function next<T>(value: T): T { return value }",
    "c/own.ts": "Component({ data: { word: '自己的' } })",
    "c/own.wxml": "<view>{{word}}</view>",
    "c/own.json": '{"component": true}',
    "p/b.wxml": "<view>b</view>",
    "p/b.js": "Page({})",
    "package.json": '{"dependencies": {"plain": "1"}}',
    "node_modules/plain/package.json": '{"main": "lib/main"}',
    "node_modules/plain/lib/main.js": "exports.word = require('../word').word;",
    "node_modules/plain/word.js": "export const word = '包';",
}

PAGES = [f"p/{name}" for name in ("good", "wxml", "wxss", "wxs", "inside", "round", "deep", "out")]
BROKEN = {
    "app.json": json.dumps({"pages": PAGES}),
    "p/good.wxml": "<!-- <wxs module='n'> a + </wxs> --><wxs src='./good.wxs' module='o' />"
    "<wxs module='m'>module.exports.f = function (a) { return '好' + a }</wxs>\n<view>{{m.f(1)}}</view>",
    "p/good.wxs": "module.exports = {}",
    "p/wxml.wxml": "<view>页</view>\n<view wx:if='{{a'>x</view>",
    "p/wxss.wxss": ".a { color: red } } .b { { width: 10rpx }",
    "p/style.scss": ".a {",
    "p/style.wxml": "",
    "p/endless.scss": "a { @while true { b: c } }",
    "p/endless.wxml": "",
    "p/wxs.wxml": "<wxs module='m' src='./bad.wxs'/><view>页</view>",
    "p/bad.wxs": "module.exports = {\n  f: function () { return a + ; }\n}",
    "p/inside.wxml": "<view>页</view>\n<wxs module='m'>} } }, alert(1), { a() {</wxs>",
    "p/round.wxml": "<view>页</view><include src='./other.wxml'/>",
    "p/other.wxml": "<include src='round'/>",
    "p/deep.wxml": "<view>" * 4000 + "</view>" * 4000,
    "p/out.wxml": "<import src='../../../etc/passwd'/><view>页</view>",
    "p/out.js": "}).call(this)}),alert(1),(function(){(function(){",
}


async def test_what_the_tools_build_is_drawn(run: Any) -> None:
    running = await run(BUILT)
    texts = await running.texts()
    assert "旧-1-包" in texts, running.recording().of("error")
    assert "自己的" in texts and "新" in texts
    assert not running.recording().of("error")
    driver = running.driver
    styles = json.loads(driver.compiled.bundle)["styles"]
    assert styles["p/a"] == ".__SCOPE__a .__SCOPE__b{color:#ff0000;width:10vw}"
    app = styles["app"]
    assert "--weui-" in app and app.endswith(
        ".__SCOPE__plain{margin:2vw}.__SCOPE__kit-x{width:50vw}.__SCOPE__app{width:10vw}"
    )
    assert "lessc" not in app


async def _compiled(browser: Browser, folder: Path, files: dict[str, str], silence_s: float = 60) -> Compiled:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return await compile_project(browser, read(folder), "wx1", silence_s=silence_s)


async def test_each_broken_source_is_named_and_the_rest_goes_on(browser: Browser, tmp_path: Path, run: Any) -> None:
    pages = {f"{page}.wxml": "<view>页</view>" for page in PAGES}
    scripts = {name.replace(".wxml", ".js"): "Page({})" for name in pages}
    files = {**pages, **scripts, **BROKEN}
    compiled = await _compiled(browser, tmp_path, files, silence_s=8)
    said = [str(problem) for problem in compiled.problems]
    for words in (
        "p/wxml.wxml:2: missing expression end",
        "p/wxss.wxss:1: style: ",
        "p/style.scss:1: style: ",
        "p/endless.scss: compiling it does not end within 8 s",
        "p/bad.wxs:2: wxs: syntax error",
        "p/inside.wxml:2: wxs: syntax error",
        "p/round.wxml: the template includes itself without end",
        "p/other.wxml: the template includes itself without end",
        "p/deep.wxml: the template cannot be compiled",
        "p/out.js:1: syntax error",
    ):
        assert any(sentence.startswith(words) for sentence in said), (words, said)
    assert not any("p/good" in sentence for sentence in said), said
    kept = {name: text for name, text in files.items() if "endless" not in name and "deep" not in name}
    kept["app.json"] = files["app.json"].replace(', "p/deep"', "")
    running = await run(kept)
    assert "好1" in await running.texts()
    for page in ("p/wxs", "p/out"):
        await running.do("open", page)
        assert "页" in await running.texts()


async def test_components_and_templates_that_contain_themselves(run: Any) -> None:
    part = {"c/{}.js": "Component({})", "c/{}.wxml": "<view>x</view><other/>"}
    files = {
        "app.json": '{"pages": ["p/tree", "p/circle", "p/template"]}',
        "p/tree.json": '{"usingComponents": {"node": "/c/node"}}',
        "p/tree.wxml": "<node depth='{{2}}'/>",
        "c/node.json": '{"component": true, "usingComponents": {"node": "node"}}',
        "c/node.wxml": "<view>层{{depth}}</view><node wx:if='{{depth}}' depth='{{depth - 1}}'/>",
        "c/node.js": "Component({ properties: { depth: Number } })",
        "p/circle.json": '{"usingComponents": {"other": "/c/one"}}',
        "p/circle.wxml": "<other/>",
        "c/one.json": '{"component": true, "usingComponents": {"other": "two"}}',
        "c/two.json": '{"component": true, "usingComponents": {"other": "one"}}',
        **{name.format(n): text for name, text in part.items() for n in ("one", "two")},
        "p/template.wxml": "<template name='t'><view><template is='t'/></view></template><template is='t'/>",
        **{f"p/{page}.js": "Page({})" for page in ("tree", "circle", "template")},
    }
    running = await run(files)
    assert {"层2", "层1", "层0"} <= set(await running.texts())
    for page in ("p/circle", "p/template"):
        await running.do("open", page)
    errors = [str(event.data["message"]) for event in running.recording().of("error")]
    assert [
        any(page in error and "without end" in error for error in errors) for page in ("p/circle", "p/template")
    ] == [True, True]
    await running.do("open", "p/tree")
    assert "层2" in await running.texts()


async def test_a_very_long_list_of_pages_and_a_very_large_module(browser: Browser, tmp_path: Path) -> None:
    pages = [f"p/n{number}" for number in range(300)]
    files = {"app.json": json.dumps({"pages": [*pages, *(f"gone/{n}" for n in range(300))]})}
    files |= {f"{page}.wxml": f"<view>{page}</view>" for page in pages} | {f"{page}.js": "Page({})" for page in pages}
    files["lib/large.js"] = "/*" + "x" * (20 << 20) + "*/"
    compiled = await _compiled(browser, tmp_path, files)
    project = read(tmp_path)
    assert compiled.problems == ()
    assert len(project.pages) == 300
    assert any(problem.startswith("lib/large.js: larger than 8 MiB") for problem in project.problems)
    assert len(project.problems) < 30
    assert any("280 further pages have no file" in problem for problem in project.problems)
