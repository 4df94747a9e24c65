"""A program run from its sources and from packages of it look and act alike; the platform's own compiler (wcc, wcsc,
from its npm package) makes the code within the packages, the test only puts it together as the platform's tools do."""

import json
import platform
import re
import shutil
import struct
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.host.project import Project, read
from crawler.host.wxapkg.programme import read as read_package

HERE = Path(__file__).parent / "compiled"
PROGRAM = HERE / "program"
PARAMETERS = "require, module, exports, window,document,frames,self,location,navigator,localStorage,history,Caches"
PREAMBLE = """var __wxAppData=__wxAppData||{};var __wxRoute=__wxRoute||"";var __wxRouteBegin;
var __wxAppCode__=__wxAppCode__||{};var global=global||{};var __WXML_GLOBAL__=__WXML_GLOBAL__||{entrys:{},defines:{},
modules:{},ops:[],wxs_nf_init:undefined,total_ops:0};var Component=Component||function(){};
var Behavior=Behavior||function(){};var __vd_version_info__=__vd_version_info__||{};
var __GWX_GLOBAL__=__GWX_GLOBAL__||{};
"""


class Compiler:
    """The platform's compiler, one call for each file it makes."""

    def __init__(self, modules: Path, folder: Path) -> None:
        system = {"Linux": "linux", "Darwin": "mac"}.get(platform.system(), "")
        self._tools = folder / "tools"
        shutil.copytree(modules / "miniprogram-compiler" / "bin" / system, self._tools)
        for tool in self._tools.iterdir():
            tool.chmod(0o755)

    def templates(self, paths: list[str], name: str, mode: str) -> str:
        """``-cc``: what the view runs; ``-xc``: what the logic has of it. Pieces taken in are among the paths."""
        using: list[str] = []
        users = 0
        for path in paths:
            place = (PROGRAM / path).with_suffix(".json")
            config = json.loads(place.read_text()) if place.is_file() else {}
            tags = [*config.get("usingComponents", {}), *config.get("componentGenerics", {})]
            if tags:
                users += 1
                using += [f"./{path}", str(len(tags)), *tags]
        given = [f"./{path}" for path in paths]
        return self._run("wcc", "-d", mode, " ".join([str(users), *using]), *given, "-gn", name)

    def sheet(self, path: str, *taken_in: str) -> str:
        """The list that the compiler makes of a style sheet."""
        script = self._run("wcsc", "-js", f"./{path}", *(f"./{name}" for name in taken_in))
        return re.findall(r"setCssToHead\((\[.*\])\)", script)[-1]

    def setter(self) -> str:
        """The function that puts style sheets into the view's page."""
        return (
            self._run("wcsc", "-js", "./app.wxss", "./parts/common.wxss")
            .rpartition("setCssToHead([")[0]
            .replace("%s", "")
        )

    def _run(self, tool: str, *arguments: str) -> str:
        done = subprocess.run([str(self._tools / tool), *arguments], cwd=PROGRAM, capture_output=True, check=True)
        return done.stdout.decode()


def packed(files: dict[str, bytes]) -> bytes:
    """A container, as its published description has it."""
    names = [f"/{name}".encode() for name in files]
    index = struct.pack(">I", len(files))
    at = 14 + 4 + sum(len(name) + 12 for name in names)
    for name, data in zip(names, files.values(), strict=True):
        index += struct.pack(">I", len(name)) + name + struct.pack(">II", at, len(data))
        at += len(data)
    body = b"".join(files.values())
    return struct.pack(">BIIIB", 0xBE, 0, len(index), len(body), 0xED) + index + body


def text(path: str) -> str:
    return (PROGRAM / path).read_text(encoding="utf-8")


def service(code: str, modules: list[str], configs: list[str]) -> bytes:
    """app-service.js: the logic's templates, the configurations, the modules."""
    parts = [PREAMBLE, code]
    parts += [f"__wxAppCode__['{path}'] = {json.dumps(json.loads(text(path)))};" for path in configs]
    parts += [f"__wxAppCode__['{path[:-5]}.wxml'] = $gwx( './{path[:-5]}.wxml' );" for path in configs]
    for path in modules:
        page = (PROGRAM / path.replace(".js", ".wxml")).is_file()
        route = f"__wxRoute = '{path[:-3]}';__wxRouteBegin = true;" if page else ""
        parts.append(f'{route}define("{path}", function({PARAMETERS}){{\n{text(path)}\n}});')
        parts.append(f'require("{path}");' if page or path == "app.js" else "")
    return "\n".join(parts).encode()


def view(code: str, name: str, pages: list[str], sheets: dict[str, str]) -> str:
    """What the view runs: templates by path, style sheets by path."""
    parts = [PREAMBLE.replace('__wxRoute||""', '""'), code]
    parts += [f"__wxAppCode__['{page}.wxml'] = {name}( './{page}.wxml' );" for page in pages]
    for path, sheet in sheets.items():
        parts.append(f"__wxAppCode__['{path}.wxss'] = setCssToHead({sheet},undefined,{{path:\"./{path}.wxss\"}});")
    return "\n".join(parts)


def packages(compiler: Compiler, folder: Path) -> Path:
    """The main package and a subpackage of the test's program."""
    folder.mkdir()
    taken_in = ["parts/row.wxml", "parts/foot.wxml"]
    near = ["pages/index/index", "comp/item", "comp/plain"]
    paths = [*(f"{name}.wxml" for name in near), *taken_in, "parts/u.wxs"]
    sheets = {"comp/item": compiler.sheet("comp/item.wxss")}
    app = f"setCssToHead({compiler.sheet('app.wxss', 'parts/common.wxss')})();"
    frame = compiler.setter() + app + view(compiler.templates(paths, "$gwx", "-cc"), "$gwx", near, sheets)
    modules = ["parts/words.js", "app.js", "comp/item.js", "comp/plain.js", "pages/index/index.js"]
    configs = [f"{name}.json" for name in near]
    config = {
        "entryPagePath": "pages/index/index.html",
        "pages": ["pages/index/index", "sub/pages/far/far"],
        "subPackages": [{"root": "sub/"}],
        "global": {"window": json.loads(text("app.json"))["window"]},
        "page": {
            "pages/index/index.html": {"window": {"navigationBarTitleText": "list"}},
            "sub/pages/far/far.html": {"window": {"navigationBarTitleText": "far"}},
        },
    }
    page = f"<!DOCTYPE html><html><head><script>{frame}</script></head><body></body></html>"
    main = {
        "app-config.json": json.dumps(config).encode(),
        "app-service.js": service(compiler.templates(paths, "$gwx", "-xc"), modules, configs),
        "page-frame.html": page.encode(),
    }
    far = ["sub/pages/far/far"]
    code = compiler.templates(["sub/pages/far/far.wxml"], "$gwx_far", "-cc")
    style = {"sub/pages/far/far": compiler.sheet("sub/pages/far/far.wxss")}
    sub = {
        "sub/app-service.js": service("", ["sub/pages/far/far.js"], []),
        "sub/page-frame.js": view(code, "$gwx_far", far, style).encode(),
        "sub/near.svg": (PROGRAM / "sub/near.svg").read_bytes(),
    }
    (folder / "__APP__.wxapkg").write_bytes(packed(main))
    (folder / "_sub_.wxapkg").write_bytes(packed(sub))
    return folder


@pytest.fixture
def from_packages(npm_packages: Callable[..., Any], tmp_path: Path) -> Iterator[Project]:
    if (platform.system(), platform.machine()) not in {("Linux", "x86_64"), ("Darwin", "x86_64"), ("Darwin", "arm64")}:
        pytest.skip("the platform's compiler is made for other machines only")
    modules, _ = npm_packages("package-compiler", HERE / "npm")
    yield read_package(packages(Compiler(modules, tmp_path), tmp_path / "packages"))


async def tour(running: Any) -> list[list[tuple[Any, ...]]]:
    """What is seen after each act: texts, places and colours' carriers."""
    seen: list[list[tuple[Any, ...]]] = []

    async def look() -> None:
        nodes = await running.look()
        seen.append([(n.tag, n.text, tuple(round(v) for v in n.rect), n.events) for n in nodes if n.text or n.events])

    await look()
    for word in ("1-second", "stop here", "script", "choose third", "turn", "0-fourth"):
        await running.tap(word)
        await look()
    x, y, width, height = (await running.node("type here")).rect
    await running.do("input", "some words", point=(x + width / 2, y + height / 2))
    await look()
    await running.tap("go on")
    await look()
    return seen


@pytest.mark.browser
@pytest.mark.asyncio(loop_scope="module")
async def test_sources_and_packages_are_alike(run: Callable[..., Awaitable[Any]], from_packages: Project) -> None:
    first = await run(read(PROGRAM))
    wanted = await tour(first)
    second = await run(from_packages)
    found = await tour(second)
    for number, (before, after) in enumerate(zip(wanted, found, strict=True)):
        assert after == before, f"act {number}"
    words = [" ".join(text for _, text, *_ in look) for look in found]
    assert 'PACKED! Array:{"id":"a","text":"first"}:true' in words[0]
    assert "row key 2" in words[0]
    assert "foot packed" in words[0]
    assert "plain packed" in words[0]
    assert "picked b" in words[1]
    assert "inner" in words[2]
    assert "outer" not in words[2]
    assert "told:tap:4" in words[3]
    assert "chosen:third:one" in words[4]
    assert "0-fourth 1-third 2-second 3-first many" in words[5]
    assert "watched:4" in words[5]
    assert "typed some words" in words[7]
    assert "far from near" in words[8]
    errors = [event.data for event in second.recording().of("error")]
    assert errors == [event.data for event in first.recording().of("error")] == []
