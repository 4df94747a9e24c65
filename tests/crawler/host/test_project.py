"""Reading project folders: what real ones look like, and one sentence for each that cannot start."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from crawler.host.components import locate, resolve
from crawler.host.lenient import LenientError, parse
from crawler.host.project import ProjectError, read


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_comments_commas_and_a_byte_order_mark_are_accepted() -> None:
    assert parse('\ufeff{"a": [1, 2,], // one\n /* two */ "u": "http://x/,]",}') == {"a": [1, 2], "u": "http://x/,]"}
    assert parse("{a: 'b'}") == {"a": "b"}
    with pytest.raises(LenientError, match="line 2"):
        parse('{"a": 1\n "b" 2}')
    with pytest.raises(LenientError):
        parse("[" * 100_000)


def test_pages_of_the_main_package_and_of_subpackages(tmp_path: Path) -> None:
    app = {
        "pages": ["pages/a/a", "pages/a/a", "pages/gone/gone"],
        "entryPagePath": "sub/b/b",
        "subPackages": [{"root": "sub/", "pages": ["b/b"]}],
    }
    files = {"app.json": json.dumps(app), "pages/a/a.wxml": "", "pages/a/a.js": "", "sub/b/b.wxml": ""}
    project = read(write(tmp_path, files))
    assert project.pages == ("sub/b/b", "pages/a/a")
    assert project.entry == "sub/b/b"
    assert any("pages/gone/gone.wxml" in problem for problem in project.problems)
    assert any("sub/b/b.js" in problem for problem in project.problems)


def test_the_program_may_stand_in_a_folder_of_the_project(tmp_path: Path) -> None:
    files = {
        "project.config.json": '{"miniprogramRoot": "miniprogram/", "appid": "wx1"}',
        "miniprogram/app.json": '{"pages": ["p/p"]}',
        "miniprogram/p/p.wxml": "",
    }
    project = read(write(tmp_path, files))
    assert project.root == tmp_path / "miniprogram"
    assert project.appid == "wx1"


def test_private_settings_go_before_the_shared_ones(tmp_path: Path) -> None:
    files = {
        "project.config.json": '{"appid": "wx1", "libVersion": "3.0.0", "setting": {"es6": true, "minified": true}}',
        "project.private.config.json": '{"libVersion": "3.7.0", "setting": {"minified": false}}',
        "app.json": '{"pages": ["p/p"]}',
        "p/p.wxml": "",
    }
    settings = read(write(tmp_path, files)).settings
    assert (settings["appid"], settings["libVersion"]) == ("wx1", "3.7.0")
    assert settings["setting"] == {"es6": True, "minified": False}


def test_what_is_not_packed_is_not_there_on_a_phone(tmp_path: Path) -> None:
    rules = [
        {"type": "folder", "value": "./docs/"},
        {"type": "file", "value": "P/Old.js"},
        {"type": "suffix", "value": ".map"},
        {"type": "prefix", "value": "draft-"},
        {"type": "glob", "value": "p/**/*.test.js"},
        {"type": "regexp", "value": r"\.BAK$"},
        {"type": "regexp", "value": "(a+)+$"},
        {"type": "suffix", "value": ".json"},
    ]
    options = {"ignore": rules, "include": [{"type": "file", "value": "docs/kept.js"}]}
    names = [
        "docs/gone.js",
        "docs/kept.js",
        "p/old.js",
        "p/p.js.map",
        "p/draft-1.js",
        "p/a/b.test.js",
        "p/x.bak",
        "p/p.js",
    ]
    files = {
        "project.config.json": json.dumps({"packOptions": options}),
        "app.json": '{"pages": ["p/p"]}',
        "p/p.wxml": "",
    }
    project = read(write(tmp_path, {**files, **dict.fromkeys(names, "")}))
    assert set(project.files) == {"app.json", "p/p.wxml", "p/p.js", "docs/kept.js"}
    assert [p for p in project.problems if "packing rule" in p] == [
        "project.config.json: the packing rule 'regexp' '(a+)+$' is not understood and left out"
    ]


def test_names_of_the_theme_stand_for_its_light_values(tmp_path: Path) -> None:
    app = {
        "pages": ["p/p"],
        "themeLocation": "theme.json",
        "window": {"navigationBarBackgroundColor": "@bar", "backgroundColor": "@unknown"},
        "tabBar": {"list": [{"pagePath": "p/p", "iconPath": "@icon"}]},
    }
    page = {"navigationBarTextStyle": "@text", "usingComponents": {"c": "@scope/kit"}}
    theme = {"light": {"bar": "#fff", "icon": "i.png", "text": "black"}, "dark": {"bar": "#000"}}
    files = {"app.json": json.dumps(app), "theme.json": json.dumps(theme), "p/p.json": json.dumps(page), "p/p.wxml": ""}
    project = read(write(tmp_path, files))
    assert project.app["window"] == {"navigationBarBackgroundColor": "#fff", "backgroundColor": "@unknown"}
    assert project.app["tabBar"]["list"][0]["iconPath"] == "i.png"
    assert project.config("p/p") == {"navigationBarTextStyle": "black", "usingComponents": {"c": "@scope/kit"}}


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"readme.md": ""}, ["no app.json", "miniprogramRoot"]),
        ({"app.json": '{"pages": ["a"]\n "x"}'}, ["app.json", "line 2"]),
        ({"app.json": "{}"}, ["app.json", "pages"]),
        ({"app.json": '{"pages": ["a/a"]}'}, ["app.json", "none of its pages"]),
        ({"project.config.json": '{"miniprogramRoot": "../.."}'}, ["no app.json"]),
    ],
)
def test_a_folder_that_cannot_start_is_named_with_the_mend(
    tmp_path: Path, files: dict[str, str], words: list[str]
) -> None:
    with pytest.raises(ProjectError) as error:
        read(write(tmp_path, files))
    assert "\n" not in str(error.value)
    for word in [str(tmp_path), *words]:
        assert word in str(error.value)


def test_links_do_not_lead_out_of_the_project(tmp_path: Path) -> None:
    secret = write(tmp_path / "outside", {"secret.json": "{}"}) / "secret.json"
    folder = write(tmp_path / "p", {"app.json": '{"pages": ["a/a"]}', "a/a.wxml": ""})
    (folder / "link.json").symlink_to(secret)
    (folder / "a" / "round").symlink_to(folder)
    write(folder, {"shared/x.js": "", "b/y.js": ""})
    (folder / "a" / "shared").symlink_to(folder / "shared")
    (folder / "shared" / "back").symlink_to(folder / "a")
    project = read(folder)
    assert "link.json" not in project.files
    assert "a/shared/x.js" in project.files
    assert len(project.files) < 20
    assert any(problem.startswith("link.json: a link that leads out") for problem in project.problems)


def test_components_by_relative_absolute_and_package_paths(tmp_path: Path) -> None:
    files = {
        "app.json": json.dumps({"pages": ["pages/a/a"], "usingComponents": {"shared": "/c/shared"}}),
        "pages/a/a.wxml": "",
        "pages/a/a.json": json.dumps(
            {"usingComponents": {"own": "../../c/own", "kit": "kit/button", "no": "/nowhere", "plug": "plugin://x/y"}}
        ),
        "c/shared.wxml": "",
        "c/own/index.wxml": "",
        "c/own/index.json": json.dumps({"usingComponents": {"own": "./index", "shared": "../shared"}}),
        "miniprogram_npm/kit/button/index.wxml": "",
    }
    project = read(write(tmp_path, files))
    found = resolve(project)
    assert found.configs["pages/a/a"]["usingComponents"] == {
        "shared": "/c/shared",
        "own": "/c/own/index",
        "kit": "/miniprogram_npm/kit/button/index",
    }
    assert found.order.index("c/shared") < found.order.index("c/own/index") < found.order.index("pages/a/a")
    assert len(found.missing) == 2
    assert locate(project, "pages/a/a", "../../../outside") is None
