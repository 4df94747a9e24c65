"""What "build npm" would have made: found where npm put it, with the paths a program uses."""

import json
from collections.abc import Mapping
from pathlib import Path

from crawler.host.components import resolve
from crawler.host.project import Project, read


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def project(folder: Path, files: Mapping[str, str]) -> Project:
    return read(write(folder, {"app.json": '{"pages": ["a/a"]}', "a/a.wxml": "", **files}))


def built(found: Project) -> set[str]:
    return {name.removeprefix("miniprogram_npm/") for name in found.texts if name.startswith("miniprogram_npm/")}


def test_packages_for_mini_programs_are_copied_whole_with_what_they_require(tmp_path: Path) -> None:
    files = {
        "a/a.json": '{"usingComponents": {"kit-button": "kit/button"}}',
        "package.json": '{"dependencies": {"kit": "1"}}',
        "node_modules/kit/package.json": '{"miniprogram": "dist", "dependencies": {"deep": "1"}}',
        "node_modules/kit/dist/button/index.js": "import deep from'deep'",
        "node_modules/kit/dist/button/index.wxml": "",
        "node_modules/kit/src/index.js": "",
        "node_modules/deep/package.json": '{"main": "index.js"}',
        "node_modules/deep/index.js": "",
        "node_modules/unused/index.js": "",
    }
    found = project(tmp_path, files)
    assert built(found) == {"kit/button/index.js", "kit/button/index.wxml", "deep/index.js"}
    assert resolve(found).missing == []


def test_other_packages_give_what_is_reached_from_main_and_from_named_files(tmp_path: Path) -> None:
    files = {
        "a/a.js": "const a = require('plain'); import b from '@s/esm'\nconst get = require('plain/get')",
        "package.json": '{"dependencies": {"plain": "1", "@s/esm": "1", "never": "1"}}',
        "node_modules/plain/package.json": '{"main": "lib/main"}',
        "node_modules/plain/lib/main.js": "require('../util/x'); require('./data.json')",
        "node_modules/plain/lib/data.json": "{}",
        "node_modules/plain/util/x/index.js": "",
        "node_modules/plain/get.js": "",
        "node_modules/plain/test/main.js": "",
        "node_modules/@s/esm/package.json": '{"exports": {".": {"import": "./m.mjs"}}, "type": "module"}',
        "node_modules/@s/esm/m.mjs": "export * from './n.mjs'",
        "node_modules/@s/esm/n.mjs": "export default 1",
        "node_modules/never/index.js": "",
    }
    found = project(tmp_path, files)
    plain = {"plain/index.js", "plain/lib/main.js", "plain/lib/data.json", "plain/util/x/index.js", "plain/get.js"}
    assert built(found) == plain | {"@s/esm/index.js", "@s/esm/m.mjs.js", "@s/esm/n.mjs.js"}
    assert found.texts["miniprogram_npm/plain/index.js"] == (
        'module.exports = require("/miniprogram_npm/plain/lib/main.js");'
    )


def test_two_versions_of_a_package_stand_apart_and_what_was_built_stays(tmp_path: Path) -> None:
    files = {
        "a/a.js": "require('x'); require('y'); require('done')",
        "package.json": '{"dependencies": {"x": "1", "y": "1", "done": "1"}}',
        "node_modules/x/index.js": "old",
        "node_modules/y/package.json": '{"dependencies": {"x": "2"}}',
        "node_modules/y/index.js": "require('x')",
        "node_modules/y/node_modules/x/index.js": "new",
        "node_modules/done/index.js": "from npm",
        "miniprogram_npm/done/index.js": "as built",
    }
    found = project(tmp_path, files)
    assert found.texts["miniprogram_npm/x/index.js"] == "old"
    assert found.texts["miniprogram_npm/y/miniprogram_npm/x/index.js"] == "new"
    assert found.texts["miniprogram_npm/done/index.js"] == "as built"


def test_packages_of_a_subpackage_and_of_a_list_packed_by_hand(tmp_path: Path) -> None:
    relation = {"packageJsonPath": "tools/package.json", "miniprogramNpmDistDir": "mini/lib"}
    settings = {
        "miniprogramRoot": "mini/",
        "setting": {"packNpmManually": True, "packNpmRelationList": [relation]},
    }
    files = {
        "project.config.json": json.dumps(settings),
        "mini/app.json": '{"pages": ["a/a"], "subpackages": [{"root": "sub", "pages": []}]}',
        "mini/a/a.wxml": "",
        "mini/a/a.js": "require('../lib/miniprogram_npm/hand'); require('hand')",
        "mini/sub/x.js": "require('own')",
        "mini/sub/package.json": '{"dependencies": {"own": "1"}}',
        "mini/sub/node_modules/own/index.js": "",
        "tools/package.json": '{"dependencies": {"hand": "1"}}',
        "tools/node_modules/hand/index.js": "",
    }
    found = read(write(tmp_path, files))
    assert {"sub/miniprogram_npm/own/index.js", "lib/miniprogram_npm/hand/index.js"} <= set(found.texts)


def test_linked_packages_count_only_within_the_project(tmp_path: Path) -> None:
    files = {
        "a/a.js": "require('x'); require('far')",
        "package.json": '{"dependencies": {"x": "1", "far": "1"}}',
        "node_modules/.pnpm/x@1/node_modules/x/package.json": '{"dependencies": {"dep": "1"}}',
        "node_modules/.pnpm/x@1/node_modules/x/index.js": "require('dep')",
        "node_modules/.pnpm/x@1/node_modules/dep/index.js": "",
    }
    write(tmp_path / "outside", {"index.js": "secret"})
    folder = write(tmp_path / "p", files)
    (folder / "node_modules/x").symlink_to(folder / "node_modules/.pnpm/x@1/node_modules/x")
    (folder / "node_modules/far").symlink_to(tmp_path / "outside")
    found = project(folder, {})
    assert built(found) == {"x/index.js", "dep/index.js"}
    assert [p for p in found.problems if "node_modules/far: a link out of the project" in p]


def test_a_package_that_is_used_but_not_installed_is_named_with_the_mend(tmp_path: Path) -> None:
    files = {
        "a/a.json": '{"usingComponents": {"b": "kit/button"}}',
        "package.json": '{"dependencies": {"kit": "1", "never-named": "1", "../../etc": "1"}}',
    }
    (sentence,) = [p for p in project(tmp_path, files).problems if p.startswith("package.json")]
    assert "'kit'" in sentence
    assert f"run 'npm install' in {tmp_path}" in sentence


def test_functions_of_the_cloud_have_packages_of_their_own(tmp_path: Path) -> None:
    files = {
        "project.config.json": '{"cloudfunctionRoot": "cloud/"}',
        "cloud/login/package.json": '{"dependencies": {"server-sdk": "1"}}',
        "cloud/login/index.js": "require('server-sdk')",
    }
    assert not [problem for problem in project(tmp_path, files).problems if "server-sdk" in problem]


def test_the_extended_library_comes_with_its_styles(tmp_path: Path) -> None:
    app = {"pages": ["a/a"], "useExtendedLib": {"weui": True, "kbone": True}}
    using = {"usingComponents": {"mp-cell": "weui-miniprogram/cell/cell"}}
    found = project(tmp_path, {"app.json": json.dumps(app), "a/a.json": json.dumps(using)})
    assert resolve(found).missing == []
    assert found.app_styles[0] in found.texts
    assert any("'kbone'" in problem for problem in found.problems)
