"""The compiling page: a project's sources become what the program's page can run. It runs nothing of the project."""

import json
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError

from crawler.driver import Unreachable
from crawler.host.components import resolve
from crawler.host.project import Project
from crawler.host.site import HostPartMissing, Site, npm_module, serve

_DOCUMENT = """<!doctype html><meta charset="utf-8"><script type="importmap">{"imports": {
"template-compiler": "{base}__host/npm/template-compiler.js", "css-tree": "{base}__host/npm/css-tree.js",
"sucrase": "{base}__host/npm/sucrase/index.js", "sucrase/parser": "{base}__host/npm/sucrase/parser/index.js",
"sucrase/tokens": "{base}__host/npm/sucrase/parser/tokenizer/types.js",
"lines-and-columns": "{base}__host/compiler/unused.js", "ts-interface-checker": "{base}__host/compiler/unused.js",
"@jridgewell/gen-mapping": "{base}__host/compiler/unused.js", "pirates": "{base}__host/compiler/unused.js"
}}</script><script type="module" src="{base}__host/compiler/main.js"></script>"""
_COMPILED = (".js", ".ts", ".wxml", ".wxss", ".wxs", ".css", ".less", ".scss")


@dataclass(frozen=True)
class Problem:
    """Something in a source that the platform's tools would report."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


@dataclass(frozen=True)
class Compiled:
    """``bundle`` is what the program's page loads as ``program.json``."""

    bundle: bytes = field(repr=False)
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()
    sources: dict[str, str] = field(default_factory=dict)
    """Path of a script in the page -> the source it came from (``a.js`` -> ``a.ts``)."""


async def compile_project(browser: Browser, project: Project, appid: str) -> Compiled:
    """Compile a project in a page of its own. Raises Unreachable when the host itself cannot do it."""
    try:
        npm_module("template-compiler.js")
    except HostPartMissing as error:
        raise Unreachable(str(error)) from None
    sources = {path: text for path, text in project.texts.items() if path.endswith(_COMPILED)}
    resources = {"sources.json": json.dumps(sources).encode()}
    site = Site(project, appid, _DOCUMENT, "default-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' data:", resources)
    context = await browser.new_context(offline=False, service_workers="block")
    try:
        page = await context.new_page()
        session = await context.new_cdp_session(page)
        await serve(session, site)
        await page.goto(site.address)
        await page.wait_for_function("() => globalThis.compileProject")
        call = "([url, base]) => globalThis.compileProject(url, base)"
        made: dict[str, Any] = await page.evaluate(call, [site.base + "__host/sources.json", site.base])
        problems = [Problem(p["file"], int(p["line"] or 0), p["message"]) for p in made["problems"]]
        problems += await _syntax(session, made["scripts"], problems)
    except PlaywrightError as error:
        raise Unreachable(f"the project cannot be compiled: {error.message.splitlines()[0]}") from None
    finally:
        await context.close()
    components = resolve(project)
    bundle = {
        "app": project.app,
        "entry": project.entry,
        "pages": list(project.pages),
        "configs": components.configs,
        "pageConfigs": {page: project.config(page) for page in project.pages},
        "scripts": made["scripts"],
        "styles": made["styles"],
        "templates": made["templates"]["code"],
        "json": {path: text for path, text in project.texts.items() if path.endswith(".json")},
        "assets": sorted(path for path in project.files if path not in sources),
    }
    origin = {path: script["source"] for path, script in made["scripts"].items() if script["source"] != path}
    return Compiled(json.dumps(bundle).encode(), tuple(problems), tuple(components.missing), origin)


async def _syntax(session: Any, scripts: dict[str, dict[str, str]], known: list[Problem]) -> list[Problem]:
    """Ask the engine itself whether each script parses; nothing runs."""
    found: list[Problem] = []
    bad = {problem.file for problem in known}
    await session.send("Runtime.enable")
    for script in scripts.values():
        text = f"(function(){{return(function(){{{script['code']}\n}}).call(this)}})"
        answer = await session.send(
            "Runtime.compileScript", {"expression": text, "sourceURL": "", "persistScript": False}
        )
        details = answer.get("exceptionDetails")
        if details and script["source"] not in bad:
            message = str(details.get("exception", {}).get("description", details.get("text", ""))).splitlines()[0]
            found.append(Problem(script["source"], int(details["lineNumber"]) + 1, f"syntax error: {message}"))
    return found
