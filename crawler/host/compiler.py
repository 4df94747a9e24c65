"""The compiling page: a project's sources become what the program's page can run. It runs nothing of the project."""

import asyncio
import json
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, CDPSession, Page
from playwright.async_api import Error as PlaywrightError

from crawler.driver import Unreachable
from crawler.host.components import resolve
from crawler.host.project import Project
from crawler.host.site import HostPartMissing, Site, npm_module, serve
from crawler.host.syntax import Problem, check_scripts, drop_bad_wxs

_DOCUMENT = """<!doctype html><meta charset="utf-8"><script type="importmap">{"imports": {
"template-compiler": "{base}__host/npm/template-compiler.js", "css-tree": "{base}__host/npm/css-tree.js",
"sucrase": "{base}__host/npm/sucrase/index.js", "sucrase/parser": "{base}__host/npm/sucrase/parser/index.js",
"sucrase/tokens": "{base}__host/npm/sucrase/parser/tokenizer/types.js",
"lines-and-columns": "{base}__host/compiler/unused.js", "ts-interface-checker": "{base}__host/compiler/unused.js",
"@jridgewell/gen-mapping": "{base}__host/compiler/unused.js", "pirates": "{base}__host/compiler/unused.js",
"less": "{base}__host/npm/less.js", "sass": "{base}__host/npm/sass.js", "immutable": "{base}__host/npm/immutable.js"
}}</script><script type="module" src="{base}__host/compiler/main.js"></script>"""
_POLICY = "default-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' data:"
_COMPILED = (".js", ".ts", ".wxml", ".wxss", ".wxs", ".css", ".less", ".scss", ".sass")
_NEEDED = {".less": "less.js", ".scss": "sass.dart.js", ".sass": "sass.dart.js"}
_SILENCE_S = 60.0
"""A source that keeps the compiler busy for longer is taken to never end; long, as machines may be busy."""
_UNFIT_AT_MOST = 5
"""Each costs a compilation, and one that never ends costs the silence too."""


@dataclass(frozen=True)
class Compiled:
    """``bundle`` is what the program's page loads as ``program.json``."""

    bundle: bytes = field(repr=False)
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()
    sources: dict[str, str] = field(default_factory=dict)
    """Path of a script in the page -> the source it came from (``a.js`` -> ``a.ts``)."""
    parts: dict[str, bytes] = field(default_factory=dict, repr=False)
    """Code of a compiled package, loaded by the page when it is wanted: name under ``__host/`` -> JSON."""


class _Unfit(Exception):
    """A source that the compiler does not survive."""

    def __init__(self, file: str, message: str) -> None:
        super().__init__(f"{file}: {message}")
        self.problem = Problem(file, 0, f"{message}; it is taken as empty")


async def compile_project(browser: Browser, project: Project, appid: str, *, silence_s: float = _SILENCE_S) -> Compiled:
    """Compile a project in a page of its own. Raises Unreachable when the host itself cannot do it."""
    # Of a compiled package only the style sheets were written again as sources.
    suffixes = _COMPILED if not project.packed else (".wxss",)
    sources = {path: text for path, text in project.texts.items() if path.endswith(suffixes)}
    _check_host(sources)
    found: list[Problem] = []
    unfit = 0
    while True:
        try:
            made, problems = await _compile(browser, project, appid, sources, found, silence_s)
            break
        except _Unfit as error:
            found.append(error.problem)
            unfit += 1
            if not sources.get(error.problem.file) or unfit > _UNFIT_AT_MOST:
                raise Unreachable(f"the project cannot be compiled: {error}; mend that file") from None
            sources[error.problem.file] = ""
        except PlaywrightError as error:
            raise Unreachable(f"the project cannot be compiled: {error.message.splitlines()[0]}") from None
    components = resolve(project)
    bundle = {
        "app": project.app,
        "entry": project.entry,
        "aliases": project.aliases,
        "pages": list(project.pages),
        "configs": components.configs,
        "pageConfigs": {page: project.config(page) for page in project.pages},
        "scripts": made["scripts"],
        "styles": made["styles"],
        "templates": made["templates"]["code"],
        "json": {path: text for path, text in project.texts.items() if path.endswith(".json")},
        "packed": [{"root": part.root, "modules": part.modules} for part in project.packed],
        "assets": sorted(path for path in project.files if path not in sources),
    }
    origin = {path: script["source"] for path, script in made["scripts"].items() if script["source"] != path}
    parts = {
        f"packed/{number}.json": json.dumps({"view": part.view, "service": part.service}).encode()
        for number, part in enumerate(project.packed)
    }
    return Compiled(json.dumps(bundle).encode(), (*found, *problems), tuple(components.missing), origin, parts)


def _check_host(sources: Mapping[str, str]) -> None:
    needed = {module for suffix, module in _NEEDED.items() if any(path.endswith(suffix) for path in sources)}
    try:
        for module in ("template-compiler.js", *sorted(needed)):
            npm_module(module)
    except HostPartMissing as error:
        raise Unreachable(str(error)) from None


async def _compile(
    browser: Browser, project: Project, appid: str, sources: dict[str, str], found: list[Problem], silence_s: float
) -> tuple[dict[str, Any], list[Problem]]:
    resources: dict[str, bytes] = {}
    site = Site(project, appid, _DOCUMENT, _POLICY, resources)
    context = await browser.new_context(offline=False, service_workers="block")
    try:
        page = await context.new_page()
        session = await context.new_cdp_session(page)
        await serve(session, site)
        await page.goto(site.address)
        await page.wait_for_function("() => globalThis.compileProject")
        await session.send("Runtime.enable")
        found += await drop_bad_wxs(session, sources)
        resources["sources.json"] = json.dumps(sources).encode()
        call = "([url, base, styles]) => globalThis.compileProject(url, base, styles)"
        arguments = [site.base + "__host/sources.json", site.base, list(project.app_styles)]
        made = await _while_it_tells(page, session, page.evaluate(call, arguments), silence_s)
        if "unfit" in made:
            raise _Unfit(made["unfit"]["file"], made["unfit"]["message"])
        problems = [
            Problem(p["file"], int(p["line"] or 0), p["message"], p.get("mild") is True) for p in made["problems"]
        ]
        return made, problems + await check_scripts(session, made["scripts"], problems)
    finally:
        await context.close()


async def _while_it_tells(
    page: Page, session: CDPSession, work: Coroutine[Any, Any, dict[str, Any]], silence_s: float
) -> dict[str, Any]:
    """The result of the work in the page. Raises _Unfit when the page says nothing for too long."""
    told = asyncio.Event()
    session.on("Runtime.bindingCalled", lambda _: told.set())
    await session.send("Runtime.addBinding", {"name": "stillCompiling"})
    task = asyncio.create_task(work)
    while True:
        told.clear()
        done, _ = await asyncio.wait({task}, timeout=silence_s)
        if done:
            return task.result()
        if not told.is_set():
            await session.send("Runtime.terminateExecution")
            task.cancel()
            at = str(await page.evaluate("() => globalThis.compiling || ''"))
            raise _Unfit(at, f"compiling it does not end within {silence_s:g} s")
