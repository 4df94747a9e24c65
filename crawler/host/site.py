"""The addresses under ``https://servicewechat.com/``: page document, host modules, project files."""

import asyncio
import base64
import json
import logging
import mimetypes
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

from crawler.host.evalfree import without_eval
from crawler.host.joined import NotJoinable, joined
from crawler.host.project import Project

ORIGIN = "https://servicewechat.com"
_BROWSER = Path(__file__).parent / "browser"
_NPM = Path(__file__).parent / "npm" / "node_modules"
_MODULES = {
    "adapter.js": "glass-easel-miniprogram-adapter/dist/glass_easel_miniprogram_adapter.es.js",
    "glass-easel.js": "glass-easel/dist/glass_easel.all.es.js",
    "template-compiler.js": "glass-easel-template-compiler/pkg/module.js",
    "css-tree.js": "css-tree/dist/csstree.esm.js",
    "less.js": "less/dist/less.min.js",
    "sass.js": "sass/sass.default.js",
    "sass.dart.js": "sass/sass.dart.js",
    "area-data.js": "@vant/area-data/dist/index.js",
    "immutable.js": "immutable/dist/immutable.es.js",
}
_FILE_POLICY = "script-src 'none'; object-src 'none'; sandbox"
"""A picture or text of the project that is opened as a document (SVG, XML) runs nothing."""
_POWERS = (
    *(
        "bluetooth",
        "camera",
        "clipboard-read",
        "clipboard-write",
        "display-capture",
        "fullscreen",
        "geolocation",
        "hid",
    ),
    *("identity-credentials-get", "idle-detection", "local-fonts", "microphone", "midi", "otp-credentials", "payment"),
    *("publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access"),
    *("usb", "window-management", "xr-spatial-tracking"),
)
"""What a browser's page can ask its user for and a mini program cannot, but by ``wx``."""
_BARE = re.compile(r"""from\s*["']glass-easel["']""")
_log = logging.getLogger(__name__)
Answer = tuple[int, str, bytes]


class HostPartMissing(Exception):
    """An npm package of the host is not installed; the message names the mend."""


class Site:
    """Answers requests of one page. ``resources`` are extra files under ``__host/``."""

    def __init__(
        self, project: Project, appid: str, document: str, policy: str, resources: Mapping[str, bytes]
    ) -> None:
        self.base = base_url(appid)
        self._project = project
        self._document = document.replace("{base}", self.base)
        self._policy = policy.replace("{base}", self.base)
        self._resources = resources

    @property
    def address(self) -> str:
        return self.base + "page-frame.html"

    def answer(self, url: str) -> Answer:
        """Status, content type and body of an address."""
        parts = urlsplit(url)
        prefix = urlsplit(self.base).path
        if not parts.path.startswith(prefix):
            return 404, "text/plain", b""
        path = unquote(parts.path[len(prefix) :])
        if path == "page-frame.html":
            return 200, "text/html; charset=utf-8", self._document.encode()
        if path.startswith("__host/"):
            return self._host(path.removeprefix("__host/"))
        return self._asset(path)

    def headers(self, kind: str) -> list[dict[str, str]]:
        found = {"Content-Type": kind, "Access-Control-Allow-Origin": "*", "Content-Security-Policy": _FILE_POLICY}
        if kind.startswith("text/html"):
            found["Content-Security-Policy"] = self._policy
            found["Permissions-Policy"] = ", ".join(f"{name}=()" for name in _POWERS)
            found["Referrer-Policy"] = "unsafe-url"
        return [{"name": name, "value": value} for name, value in found.items()]

    def _host(self, name: str) -> Answer:
        if name in self._resources:
            kind = "application/json" if name.endswith(".json") else "text/javascript"
            return 200, kind, self._resources[name]
        if name.startswith("npm/sucrase/"):
            return _sucrase(name.removeprefix("npm/sucrase/"))
        if name.removeprefix("npm/") in _MODULES:
            return 200, "text/javascript", npm_module(name.removeprefix("npm/"))
        if name == "index.js":
            return 200, "text/javascript", index_module()
        if name == "joined.js":
            return 200, "text/javascript", joined_module()
        path = (_BROWSER / name).resolve()
        if not path.is_relative_to(_BROWSER) or not path.is_file():
            return 404, "text/plain", b""
        return 200, "text/css" if path.suffix == ".css" else "text/javascript", _file(path)

    def _asset(self, path: str) -> Answer:
        file = self._project.files.get(path)
        if file is None:
            return 404, "text/plain", b""
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if kind in ("text/html", "text/javascript", "application/javascript"):
            kind = "text/plain"
        return 200, kind, file.read_bytes()


def base_url(appid: str) -> str:
    """Where a program's own page lives; devices send this address as the Referer."""
    return f"{ORIGIN}/{appid}/devtools/"


async def serve(session: CDPSession, site: Site, frame: str = "", refused: Callable[[str], None] | None = None) -> None:
    """Answer every request of this page to servicewechat.com from ``site``.

    The page's own ``frame`` is opened once; where else it is sent, ``refused`` gets the address and it stays.
    """
    tasks: set[asyncio.Task[None]] = set()
    opened = False

    async def fulfil(event: dict[str, Any]) -> None:
        nonlocal opened
        url = str(event["request"]["url"])
        try:
            if event.get("resourceType") == "Document" and event.get("frameId") != frame and not url.startswith(ORIGIN):
                await session.send("Fetch.continueRequest", {"requestId": event["requestId"]})
                return
            if event.get("frameId") == frame and event.get("resourceType") == "Document" and opened:
                # An answer without content leaves the page as it is.
                await session.send("Fetch.fulfillRequest", {"requestId": event["requestId"], "responseCode": 204})
                if refused is not None:
                    refused(url[:300])
                return
            opened = True
            status, kind, body = site.answer(url)
            await session.send(
                "Fetch.fulfillRequest",
                {
                    "requestId": event["requestId"],
                    "responseCode": status,
                    "responseHeaders": site.headers(kind),
                    "body": base64.b64encode(body).decode(),
                },
            )
        except PlaywrightError as error:
            _log.debug("a request was given up by the page: %s", error)

    def paused(event: dict[str, Any]) -> None:
        task = asyncio.ensure_future(fulfil(event))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    session.on("Fetch.requestPaused", paused)
    patterns: list[dict[str, str]] = [{"urlPattern": f"{ORIGIN}/*"}]
    if frame:
        patterns.append({"urlPattern": "*", "resourceType": "Document"})
    await session.send("Fetch.enable", {"patterns": patterns})


@cache
def npm_module(name: str) -> bytes:
    """An npm package's ES module, its bare import made relative."""
    path = _NPM / _MODULES.get(name, "")
    if name not in _MODULES or not path.is_file():
        raise HostPartMissing(f"{path}: the host's npm packages are not installed; run 'make setup'")
    return without_eval(_BARE.sub(r"from'./glass-easel.js'", path.read_text(encoding="utf-8"))).encode()


@cache
def _sucrase(name: str) -> Answer:
    base = _NPM / "sucrase" / "dist" / "esm"
    for path in (base / name, base / f"{name}.js"):
        if path.is_file() and path.resolve().is_relative_to(base.resolve()):
            return 200, "text/javascript", path.read_bytes()
    if (base / name / "index.js").resolve().is_relative_to(base.resolve()) and (base / name / "index.js").is_file():
        return 200, "text/javascript", f"export * from './{name.rsplit('/', 1)[-1]}/index';".encode()
    return 404, "text/plain", b""


@cache
def _file(path: Path) -> bytes:
    return path.read_bytes()


def browser_script(name: str) -> str:
    """The text of a script that the browser runs outside of the page's modules."""
    return _file(_BROWSER / name).decode()


@cache
def index_module() -> bytes:
    """One module that imports every file of components/, api/ and native/."""
    lines: list[str] = []
    tables: list[str] = []
    for kind in ("components", "api", "native"):
        entries = []
        for number, path in enumerate(sorted((_BROWSER / kind).glob("*.js"))):
            if "export default" not in path.read_text(encoding="utf-8"):
                continue
            lines.append(f"import {kind}{number} from './{kind}/{path.name}';")
            entries.append(f"[{json.dumps(f'{kind}/{path.name}')}, {kind}{number}]")
        tables.append(f"{kind}: [{', '.join(entries)}]")
    return "\n".join([*lines, f"export const parts = {{{', '.join(tables)}}};", ""]).encode()


@cache
def joined_module() -> bytes:
    """``main.js`` with everything it imports."""

    def read(name: str) -> str:
        return index_module().decode() if name == "index.js" else _file(_BROWSER / name).decode()

    return joined("main.js", read).encode()


@cache
def main_module() -> str:
    """The script of the program's page: all in one, or module by module when that cannot be done."""
    try:
        joined_module()
    except NotJoinable as error:
        _log.warning("the host's modules are served one by one: %s", error)
        return "main.js"
    return "joined.js"


def style_sheets() -> list[str]:
    """Names under ``__host/`` of all style sheets of the host."""
    found = [path.relative_to(_BROWSER).as_posix() for path in sorted(_BROWSER.rglob("*.css"))]
    return sorted(found, key=lambda name: name != "base.css")
