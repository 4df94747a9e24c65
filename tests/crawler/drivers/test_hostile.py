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
