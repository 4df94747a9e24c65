"""What a program draws as if it were the platform's, over it or into its style, is told apart."""

import json
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PAGE = """
var g = (function () { return this })();
var doc = g.document;
var put = function (tag, look, text, parent) {
  var e = doc.createElement(tag);
  e.style.cssText = look;
  e.textContent = text;
  (parent || doc.documentElement).append(e);
  return e;
};
Page({
  fake() {
    var e = put('mioverlay', 'position:fixed;inset:300px 0 0 0;background:#fff', '');
    e.setAttribute('data-mi-part', 'dialog');
    e.setAttribute('data-mi-dialog', 'p1');
    e.setAttribute('data-mi-type', 'privacy');
    var b = put('mibutton', 'display:block', '拒绝一切', e);
    b.setAttribute('data-mi-button', 'refuse'); b.setAttribute('data-mi-role', 'refuse');
  },
  ask() { wx.getLocation({ success: () => {}, fail: () => {} }) },
  cover() {
    var e = put('div', 'width:100vw;height:100vh;background:gold;pointer-events:none', '送你红包', doc.body);
    e.popover = 'manual';
    e.showPopover();
  },
})
"""
FILES = {
    "app.json": json.dumps(
        {
            "pages": ["a/a"],
            "requiredPrivateInfos": ["getLocation"],
            "permission": {"scope.userLocation": {"desc": "显示附近门店"}},
        }
    ),
    "app.js": "App({})",
    "app.wxss": "* { color: gold !important } .mio-buttons, [data-mi-dialog] { display: none !important }",
    "a/a.js": PAGE,
    "a/a.wxml": "<view bindtap='fake'>假窗口</view><view bindtap='ask'>真窗口</view>",
}


async def test_a_look_alike_is_the_programs_own(run: Any) -> None:
    running = await run(FILES)
    await running.tap("假窗口")
    fake = await running.node("拒绝一切")
    assert (fake.surface, fake.dialog, fake.part) == ("app", "", "")


async def test_nothing_lies_over_the_platforms_window_and_a_covered_answer_is_none(run: Any) -> None:
    running = await run(FILES)
    await running.tap("真窗口")
    shown = [node for node in await running.look() if node.dialog]
    assert shown and all("255, 215, 0" not in node.color for node in shown), "styles of the program stay with it"
    agree = next(node for node in shown if node.attrs.get("data-mi-role") == "agree")

    await running.evaluate("() => getCurrentPages()[0].cover()")
    raised = {node.text: node for node in await running.look() if node.dialog}
    assert raised[agree.text].hit, "the picture shows the platform's window, not what was put over it"

    x, y, width, height = raised[agree.text].rect
    await running.do("tap", point=(x + width / 2, y + height / 2))
    recording = running.recording()
    assert not [e for e in recording.of("consent") if e.data.get("answer") == "agree"]
    assert recording.notes("contradiction"), "an answer given while something lay in the platform's place is told"
