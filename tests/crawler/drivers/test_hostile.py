"""A program that attacks the inspection: it gains nothing, and what it tried is told."""

import json
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

ATTACK = r"""
var g = (function () { return this })();
var report = {};
var attempt = function (name, work) { try { report[name] = String(work()) } catch (e) { report[name] = 'refused' } };
report.leftovers = Object.getOwnPropertyNames(g).filter(function (n) { return /^_[0-9a-f]{24}$/.test(n) }).join();
attempt('eval', function () { return g.eval('1+1') });
attempt('Function', function () { return new Function('return 2')() });
attempt('constructor', function () { return (function () {}).constructor('return 2')() });
attempt('policy', function () {
  return g.trustedTypes.createPolicy('mi', { createScript: function (s) { return s } });
});
attempt('worker', function () { return new g.Worker('data:text/javascript,1') });
attempt('webrtc', function () { return new g.RTCPeerConnection() });
attempt('script', function () {
  var s = g.document.createElement('script');
  s.text = 'window.gained = 1';
  g.document.head.appendChild(s);
  return g.gained || 'refused';
});
g.setTimeout('window.gained = 1', 0);
attempt('frame', function () {
  var f = g.document.createElement('iframe'); g.document.documentElement.appendChild(f);
  var names = Object.getOwnPropertyNames(f.contentWindow).filter(function (n) { return /^_[0-9a-f]{24}$/.test(n) });
  var forged = JSON.stringify({ t: 'call', id: 'c999', api: 'wx.forged', args: {}, label: 'x' });
  names.forEach(function (n) { f.contentWindow[n](forged) });
  return names.length;
});
import('data:text/javascript,1').then(function () { report.data = 'ran' }, function () { report.data = 'refused' });
var hostUrls = g.performance.getEntriesByType('resource').map(function (e) { return e.name });
hostUrls.filter(function (u) { return /__host\/.*\.js$/.test(u) }).forEach(function (u) {
  import(u).then(function (m) {
    Object.keys(m).forEach(function (k) {
      try { m[k].fetch = null; m[k].stringify = function () { return 'patched' } } catch (e) {}
    });
  }, function () {});
});
var owners = {
  JSON: [JSON, ['stringify', 'parse']], Reflect: [Reflect, ['ownKeys', 'apply', 'construct']],
  Object: [Object, ['keys', 'getOwnPropertyDescriptor', 'create', 'defineProperty', 'assign', 'freeze']],
  Array: [Array.prototype, ['push', 'map', 'join', 'slice', 'forEach', 'includes']],
  String: [String.prototype, ['slice', 'indexOf', 'replace', 'split']], Map: [Map.prototype, ['get', 'set', 'has']],
  Function: [Function.prototype, ['call', 'apply', 'bind']], Promise: [Promise.prototype, ['then']],
};
var saved = [];
var nothing = function () { return undefined };
for (var key in owners) owners[key][1].forEach(function (n) { saved.push([owners[key][0], n, owners[key][0][n]]) });
Error.prepareStackTrace = function () { return 'patched' };
Object.prototype.toJSON = function () { return { api: 'wx.forged' } };
for (var i = 0; i < saved.length; i++) saved[i][0][saved[i][1]] = nothing;
try { wx.setStorageSync('key', { a: ['b'] }) } catch (e) {}
for (var i = 0; i < saved.length; i++) saved[i][0][saved[i][1]] = saved[i][2];
delete Object.prototype.toJSON;
App({ report: function () { return JSON.stringify(report) } });
"""

PAGE = r"""
Page({
  data: { state: '等待' },
  ask() {
    wx.getLocation({ success: (r) => this.setData({ state: '得到' }), fail: (e) => this.setData({ state: '失败' }) });
  },
  forge() {
    const g = (function () { return this })() || globalThis;
    const doc = wx.doc;
    const all = doc.querySelectorAll('[data-mi-button]');
    for (let i = 0; i < all.length; i++) {
      all[i].click();
      for (const type of ['touchstart', 'touchend', 'mousedown', 'mouseup', 'click']) {
        all[i].dispatchEvent(new doc.defaultView.Event(type, { bubbles: true }));
      }
    }
    this.setData({ tried: '伪造' + all.length });
  },
  tell() { console.log(getApp().report()) },
})
"""
FILES = {
    "app.json": json.dumps(
        {
            "pages": ["pages/a/a"],
            "requiredPrivateInfos": ["getLocation"],
            "permission": {"scope.userLocation": {"desc": "显示附近门店"}},
        }
    ),
    "app.js": ATTACK + "\nwx.doc = g.document;\n",
    "pages/a/a.js": PAGE,
    "pages/a/a.json": "{}",
    "pages/a/a.wxml": "<view>{{state}}</view><view>{{tried}}</view><button bindtap='ask'>要位置</button>"
    "<button bindtap='forge'>伪造点击</button><button bindtap='tell'>报告</button>",
}


async def test_a_hostile_program_gains_nothing(run: Any) -> None:
    running = await run(FILES)
    await running.tap("报告")
    report = json.loads(running.console()[-1])
    assert report["leftovers"] == ""
    for name in ("eval", "Function", "constructor", "policy", "worker", "webrtc", "script", "data"):
        assert report[name] == "refused", name
    recording = running.recording()
    apis = {event.data["api"] for event in recording.of("call")}
    assert "wx.forged" not in apis
    kept = next(e for e in recording.of("call") if e.data["api"] == "wx.setStorageSync")
    assert kept.data["args"] == ["key", {"a": ["b"]}]
    assert kept.data["file"] == "app.js"
    assert running.driver.forged == int(report["frame"])

    # The program presses every button of the platform's window: nothing is answered.
    await running.tap("要位置")
    before = [event.data["name"] for event in running.recording().of("consent")]
    assert "privacy.answer" not in before
    call = next(e for e in running.recording().of("call") if e.data["api"] == "wx.getLocation")
    assert (call.data["file"], call.data["line"]) == ("pages/a/a.js", 5)
    await running.evaluate("() => getCurrentPages()[0].forge()")
    names = await running.texts()
    assert "等待" in names
    assert any(name.startswith("伪造") and name != "伪造0" for name in names if name != "伪造点击")
    assert [e for e in running.recording().of("consent") if e.data.get("answer") == "agree"] == []
    assert running.recording().notes("contradiction")


FORGER = r"""
var g = (function () { return this })();
var doc = g.document;
var all = function (query) { return [].slice.call(doc.querySelectorAll(query)) };
var press = function (element) {
  element.click();
  ['touchstart', 'touchend', 'mousedown', 'mouseup', 'click', 'tap'].forEach(function (type) {
    element.dispatchEvent(new g.Event(type, { bubbles: true }));
  });
  try {
    var point = new g.Touch({ identifier: 1, target: element, clientX: 5, clientY: 5 });
    element.dispatchEvent(new g.TouchEvent('touchstart', { touches: [point], changedTouches: [point], bubbles: true }));
    element.dispatchEvent(new g.TouchEvent('touchend', { touches: [], changedTouches: [point], bubbles: true }));
  } catch (e) {}
};
App({
  onLaunch() {
    Object.prototype.trusted = true;
    Object.prototype.ok = true;
    Object.prototype.action = 1;
    Array.prototype.includes = function () { return true };
    g.fetch = function () { return Promise.reject('patched') };
    var own = wx.chooseImage;
    wx.chooseImage = function (o) { o.success({ tempFilePaths: ['forged'] }) };
    wx.restore = function () { wx.chooseImage = own };
  },
  forge(event) {
    var agrees = all('wx-button').filter(function (b) { return /agree/.test(b.getAttribute('open-type')) });
    agrees.forEach(function (button) {
      press(button);
      var comp = button.__wxElement;
      // The real event of another element's tap, handed to the agree button.
      if (comp) ['triggerEvent', 'dispatchEvent'].forEach(function (way) {
        try { comp[way]('tap', event && event.detail, { originalEvent: event }) } catch (e) {}
      });
    });
    all('[data-mi-button]').forEach(press);
  },
  hide() { all('mioverlay').forEach(function (overlay) { overlay.remove() }) },
  label(done) {
    for (var i = 0; i < 3; i++) {
      var header = { 'X-Minispect-Call': 's1-c' + i, 'x-minispect-cookie': 'a=b' };
      wx.request({ url: 'http://127.0.0.1:9/', header: header });
    }
    wx.request({ url: 'http://127.0.0.1:9/', complete: function (r) { done(r.errMsg) } });
  },
  serviceWorker() { return String(g.navigator.serviceWorker) },
})
"""
FORGED_PAGE = r"""
const app = getApp();
Page({
  data: { said: '' },
  forge(e) { app.forge(e) },
  mine() { wx.chooseImage({ success: (r) => this.setData({ said: r.tempFilePaths[0] }) }) },
  ask() { wx.restore(); app.hide(); wx.chooseImage({ success: () => {} }) },
  label() { app.label((text) => this.setData({ said: text })) },
  worker() { this.setData({ said: '无' + app.serviceWorker() }) },
})
"""
FORGERS = {
    "app.json": json.dumps({"pages": ["pages/a/a"], "__usePrivacyCheck__": True}),
    "app.js": FORGER,
    "pages/a/a.js": FORGED_PAGE,
    "pages/a/a.wxml": "<view>{{said}}</view><view bindtap='mine'>自己的选图</view><view bindtap='label'>猜标签</view>"
    "<view bindtap='worker'>常驻</view><view bindtap='forge'>伪造同意</view><view bindtap='ask'>真的选图</view>"
    "<button open-type='agreePrivacyAuthorization' id='ok'>同意协议</button>",
}


async def test_patched_globals_and_forged_hands_turn_no_decision(run: Any) -> None:
    running = await run(FORGERS)
    await running.tap("自己的选图")
    assert "forged" in await running.texts(), "what a program does to its own wx is its own affair"
    assert not [e for e in running.recording().of("call") if e.data["api"] == "wx.chooseImage"]
    await running.tap("常驻")
    assert "无undefined" in await running.texts()
    await running.tap("猜标签")
    assert any(text.startswith("request:fail") for text in await running.texts())
    labels = [label for label in running.driver._labels if label.startswith("s1-")]
    assert labels == [], "a label is of our making, whatever the program's header says"

    await running.tap("伪造同意")
    consents = [event.data["name"] for event in running.recording().of("consent")]
    assert not [name for name in consents if "agree" in name or name == "privacy.answer"], consents

    # The platform's window comes back for what it has to say.
    await running.tap("真的选图")
    dialogs = {node.dialog for node in await running.look() if node.dialog}
    assert dialogs
    blocked = [note.data["what"] for note in running.recording().notes("blocked")]
    assert "platform surfaces taken out of the document" in blocked
    await running.evaluate("() => getApp().forge()")
    assert {node.dialog for node in await running.look() if node.dialog} == dialogs
    consents = [event.data["name"] for event in running.recording().of("consent")]
    assert "privacy.answer" not in consents
    assert running.recording().damage == []


POISON = r"""
Page({
  poison() {
    const forged = { page: 'forged', stack: ['forged'], exited: true, quiet: true, ms: 1e9, storage: { forged: 1 } };
    const own = Promise.prototype.then;
    Promise.prototype.then = function (yes, no) {
      return own.call(this, (value) => yes && yes(value && typeof value === 'object' ? forged : value), no);
    };
    Object.defineProperty(Object.prototype, 'then', { configurable: true, get() {
      return Object.isFrozen(this) ? undefined : (yes) => yes(forged);
    } });
  },
})
"""


async def test_what_the_page_tells_the_inspector_is_not_the_programs_to_answer(run: Any) -> None:
    files = {"app.json": '{"pages": ["a/a"]}', "a/a.js": POISON, "a/a.wxml": "<view bindtap='poison'>下毒</view>"}
    running = await run(files)
    before = running.driver._messages.ms
    await running.tap("下毒")
    await running.look()
    tree = running.last.tree
    assert (tree.page, tree.stack, tree.exited) == ("a/a", ("a/a",), False)
    assert before <= running.driver._messages.ms < 1e8
