"""What packages hold, and what is refused by name."""

import base64
import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from crawler.host.project import ProjectError
from crawler.host.wxapkg.contents import look, packaged, refusal
from crawler.host.wxapkg.programme import read

Packed = Callable[[Mapping[str, bytes]], bytes]
CONFIG = {
    "entryPagePath": "pages/b/b.html",
    "pages": ["pages/a/a", "pages/b/b", "far/c/c"],
    "subPackages": [{"root": "far/", "pages": ["far/c/c"], "plugins": {"two": {"version": "2", "provider": "wx2"}}}],
    "plugins": {"one": {"version": "1.0", "provider": "wx1"}},
    "global": {"window": {"navigationBarTitleText": "whole"}},
    "page": {"pages/a/a.html": {"window": {"navigationBarTitleText": "one page"}}},
    "renderer": {"default": "webview", "allUsed": ["webview", "skyline"]},
    "tabBar": {"list": [{"pagePath": "pages/a/a.html", "text": "tab", "iconData": base64.b64encode(b"png").decode()}]},
}
SERVICE = """
__wxAppCode__['app.json'] = {"pages": ["x"], "useExtendedLib": {"weui": true}};
__wxAppCode__['pages/a/a.json'] = {"usingComponents": {"part": "/part/part"}};
__wxCodeSpace__.addComponentStaticConfig('part/part',{"component":true});
__wxAppCode__['broken.json'] = {"a": ;
define("app.js", function(require, module, exports){});require("app.js");
define("part/part.js",function(require,module,exports){});
"""
VIEW = """/*v0.5vv_20211229_syb_scopedata*/window.__wcc_version__='v0.5vv_20211229_syb_scopedata';
$gwx_XC_0=function(){};__wxAppCode__['pages/a/a.wxml'] = [$gwx_XC_0, './pages/a/a.wxml'];
__wxAppCode__['pages/a/a.wxss'] = setCssToHead([".",[1],"a{top:",[0,2],"}"],undefined,{path:"./pages/a/a.wxss"});"""
FAR = """$gwx1=function(){};__wxAppCode__['far/c/c.wxml'] = $gwx1( './far/c/c.wxml' );"""


def main(**more: bytes) -> dict[str, bytes]:
    return {
        "app-config.json": json.dumps(CONFIG).encode(),
        "app-service.js": SERVICE.encode(),
        "page-frame.html": f"<html><script>{VIEW}</script></html>".encode(),
        "pages/b/b.html": b"<page></page><script>setCssToHead([\".b{}\"])();$gwx('./pages/b/b.wxml')</script>",
        "images/a.png": b"png",
    } | more


@pytest.fixture
def folder(packed: Packed, tmp_path: Path) -> Path:
    place = tmp_path / "wx0123456789abcdef" / "12"
    place.mkdir(parents=True)
    (place / "__APP__.wxapkg").write_bytes(packed(main()))
    far = {"far/app-service.js": b"define('far/c/c.js',function(){})", "far/page-frame.js": FAR.encode()}
    (place / "_far_.wxapkg").write_bytes(packed(far))
    return place


def test_what_is_inside(folder: Path) -> None:
    found = look(folder)
    assert refusal(found) == ""
    assert found.appid == "wx0123456789abcdef"
    assert found.pages == ["pages/b/b", "pages/a/a", "far/c/c"]
    assert [package["root"] for package in found.subpackages] == ["far/"]
    assert found.absent == []
    assert found.plugins == {"one": "wx1 1.0", "two": "wx2 2"}
    assert found.engines == ["$gwx", "$gwx_XC"]
    assert found.compilers == ["v0.5vv_20211229_syb_scopedata"]
    assert found.kinds["png"] == 3
    assert "Skyline" in found.problems[0]


def test_the_program_of_it(folder: Path) -> None:
    project = read(folder)
    assert project.appid == "wx0123456789abcdef"
    assert project.pages == ("pages/b/b", "pages/a/a", "far/c/c")
    assert project.app["window"] == {"navigationBarTitleText": "whole"}
    assert project.app["useExtendedLib"] == {"weui": True}
    assert project.config("pages/a/a") == {
        "navigationBarTitleText": "one page",
        "usingComponents": {"part": "/part/part"},
    }
    assert project.config("part/part") == {"component": True}
    assert project.texts["pages/a/a.wxss"] == ".a{top:2rpx}"
    assert project.texts["pages/b/b.wxss"] == ".b{}"
    assert project.app["tabBar"]["list"] == [
        {"pagePath": "pages/a/a", "text": "tab", "iconPath": "__tabbar__/0-iconPath.png"}
    ]
    assert sorted(project.files) == ["__tabbar__/0-iconPath.png", "images/a.png"]
    assert [asset.read_bytes() for asset in project.files.values()] == [b"png", b"png"]
    near, far = project.packed
    assert (near.root, [path for path, _ in near.service]) == ("", ["app-service.js"])
    assert [path for path, _ in near.view] == ["page-frame.html"]
    assert near.modules == ("app.js", "part/part.js")
    assert (far.root, [path for path, _ in far.view], far.modules) == ("far/", ["far/page-frame.js"], ("far/c/c.js",))


def test_the_code_decides_whether_two_programs_are_equal(folder: Path, packed: Packed) -> None:
    before = read(folder).digest
    assert read(folder).digest == before
    (folder / "__APP__.wxapkg").write_bytes(packed(main() | {"app-service.js": SERVICE.encode() + b";"}))
    assert read(folder).digest != before


def test_a_subpackage_that_is_not_here(folder: Path) -> None:
    (folder / "_far_.wxapkg").unlink()
    project = read(folder / "__APP__.wxapkg")
    assert project.pages == ("pages/b/b", "pages/a/a")
    assert any("not among the packages given: the subpackages 'far/'" in problem for problem in project.problems)


def test_pieces_stand_in_for_a_whole_that_is_not_there(packed: Packed, tmp_path: Path) -> None:
    files = main()
    files["webview.app.js"] = b"var $gwx=function(){}"
    files["pages/a/a.webview.js"] = (
        files.pop("page-frame.html").replace(b"<html><script>", b"").replace(b"</script></html>", b"")
    )
    files["appservice.app.js"] = files.pop("app-service.js")
    files["pages/a/a.appservice.js"] = b'define("pages/a/a.js",function(){})'
    (tmp_path / "a.wxapkg").write_bytes(packed(files))
    project = read(tmp_path / "a.wxapkg")
    assert [path for path, _ in project.packed[0].view] == ["webview.app.js", "pages/a/a.webview.js"]
    assert [path for path, _ in project.packed[0].service] == ["appservice.app.js", "pages/a/a.appservice.js"]
    assert "pages/a/a" in project.pages


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"app-config.json": None}, ("there is no app-config.json", "the main package")),
        ({"app-config.json": b"[1"}, ("not valid JSON", "fetch it again")),
        ({"app-config.json": b"[1]"}, ("no JSON object", "fetch it again")),
        ({"app-config.json": b"{}"}, ("none of its 0 pages", "give the main package")),
        ({"app-service.js": None}, ("no logic", "fetch it again")),
        ({"page-frame.html": b"<html></html>"}, ("in no form this version knows", "give the project folder")),
        ({"game.js": b""}, ("a mini game", "give the package of a mini program")),
    ],
)
def test_what_cannot_be_run(packed: Packed, tmp_path: Path, change: dict[str, Any], words: tuple[str, ...]) -> None:
    files = {path: data for path, data in (main() | change).items() if data is not None}
    place = tmp_path / "a.wxapkg"
    place.write_bytes(packed(files))
    with pytest.raises(ProjectError) as caught:
        read(place)
    assert str(caught.value).startswith(str(place))
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_two_programs_in_one_folder(packed: Packed, tmp_path: Path) -> None:
    for name in ("a.wxapkg", "b.wxapkg"):
        (tmp_path / name).write_bytes(packed(main()))
    with pytest.raises(ProjectError, match=r"b\.wxapkg: a\.wxapkg beside it is a main package too"):
        read(tmp_path)


def test_what_counts_as_packages(folder: Path, tmp_path: Path) -> None:
    assert packaged(folder)
    assert packaged(folder / "__APP__.wxapkg")
    assert not packaged(tmp_path)
    (folder / "app.json").write_text("{}")
    assert not packaged(folder)


@pytest.mark.parametrize(
    "text",
    [
        b"<script>" * 200_000,
        b"setCssToHead([" * 100_000,
        b"setCssToHead(['" * 100_000,
        b"define('" * 200_000,
        b"__wxAppCode__['" * 100_000,
        b"__COMMON_STYLESHEETS__['a']=[" * 50_000,
        b"__wxAppCode__['a.json']={" * 50_000,
    ],
)
def test_code_that_is_made_to_be_slow(packed: Packed, tmp_path: Path, text: bytes) -> None:
    (tmp_path / "a.wxapkg").write_bytes(packed(main() | {"page-frame.js": text, "pages/x.html": b"<script>" + text}))
    began = time.process_time()
    assert read(tmp_path / "a.wxapkg").pages
    assert time.process_time() - began < 5
