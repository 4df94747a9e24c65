"""Built-in components: what a program hears when a hand uses them, and what it cannot fake."""

import asyncio
import base64
import io
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from PIL import Image
from playwright.async_api import Browser, async_playwright

from crawler.host import chromium, touch
from crawler.host.compiler import compile_project
from crawler.host.page import HostPage, Launch, open_page
from crawler.host.project import read

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

LISTENERS = """
const hear = (name) => function (e) { console.log('EV', name, JSON.stringify(e.detail)) }
"""


class Program:
    """A running page; ``heard`` are the events its listeners got, in order."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers = answers
        self.messages: list[dict[str, Any]] = []
        self.sheets = 0
        self.page: HostPage
        self._arrived = asyncio.Event()
        self._tasks: set[asyncio.Task[Any]] = set()

    def receive(self, message: dict[str, Any]) -> None:
        self.messages.append(message)
        self._arrived.set()
        if message["t"] == "native":
            refusal = {"ok": False, "errMsg": "fail user deny", "errno": 103}
            answer = self.page.control("answer", message["q"], self.answers.get(message["api"], refusal))
            task = asyncio.ensure_future(answer)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def told(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.messages if message["t"] == kind]

    def heard(self, name: str) -> list[Any]:
        found = [message["text"] for message in self.told("console")]
        return [json.loads(text[2]) for text in found if text[:2] == ["EV", name]]

    async def until(self, found: Callable[[], Any]) -> None:
        """Wait for messages until something is true of them; what does not come shows in the assertion after it."""
        async with asyncio.timeout(20):
            while not found():
                self._arrived.clear()
                await self._arrived.wait()

    async def hears(self, name: str, count: int = 1) -> list[Any]:
        """All details of an event, once there are so many."""
        await self.until(lambda: len(self.heard(name)) >= count)
        return self.heard(name)

    def order(self) -> list[str]:
        return [message["text"][1] for message in self.told("console") if message["text"][0] == "EV"]

    def args(self, api: str) -> list[dict[str, Any]]:
        return [message["args"] for message in self.told("call") if message["api"] == api]

    async def rest(self) -> None:
        await self.page.control("quiet", 2000)

    async def js(self, expression: str) -> Any:
        return await self.page.in_isolation(f"function () {{ return {expression} }}")

    async def box(self, selector: str) -> dict[str, float]:
        find = f"const e = document.querySelector('.mi-page:not(.hidden) {selector}')"
        show = "e.scrollIntoView({block: 'nearest'}); return e.getBoundingClientRect().toJSON()"
        found: dict[str, float] = await self.js(f"(() => {{ {find}; {show} }})()")
        return found

    async def tap(self, selector: str, across: float = 0.5) -> None:
        box = await self.box(selector)
        await self.tap_at(box["x"] + box["width"] * across, box["y"] + box["height"] / 2)

    async def tap_at(self, x: float, y: float) -> None:
        await touch.tap(self.page.session, x, y)
        await self.rest()

    async def type(self, selector: str, *texts: str) -> None:
        await self.tap(selector)
        for text in texts:
            await touch.insert(self.page.session, text)
        await self.rest()

    async def drag(self, selector: str, dx: float, dy: float) -> None:
        box = await self.box(selector)
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        send = self.page.session.send
        await send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        for step in range(1, 6):
            point = {"x": x + dx * step / 5, "y": y + dy * step / 5}
            await send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        await send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        await self.rest()

    async def choose(self, *rows_below: int) -> None:
        """In the open sheet, one wheel for each number, turn it by tapping so many rows below its middle; confirm."""
        self.sheets += 1
        shown: list[dict[str, Any]] = []

        def look() -> bool:
            shown[:] = [message for message in self.told("dialog") if message["phase"] == "shown"]
            return len(shown) >= self.sheets

        await self.until(look)
        sheet = shown[-1]
        left, top, width, _ = sheet["rect"]
        confirm = next(button["rect"] for button in sheet["buttons"] if button["text"] == "确定")
        middle = (top + confirm[1]) / 2
        for index, rows in enumerate(rows_below):
            if rows:
                await self.tap_at(left + width * (index + 0.5) / len(rows_below), middle + rows * 40)
        await self.tap_at(confirm[0] + confirm[2] / 2, confirm[1] + confirm[3] / 2)


Start = Callable[..., Awaitable[Program]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        started = await chromium.launch(playwright)
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="module")
async def start(browser: Browser, tmp_path: Path) -> AsyncIterator[Start]:
    made: list[Program] = []

    async def begin(
        markup: str,
        script: str,
        files: Mapping[str, str | bytes] | None = None,
        answers: Mapping[str, Any] | None = None,
    ) -> Program:
        pages = ["pages/a/a", "pages/b/b"]
        texts: dict[str, str | bytes] = {
            "app.json": json.dumps({"pages": pages}),
            "pages/a/a.wxml": markup,
            "pages/a/a.js": LISTENERS + script,
            "pages/b/b.wxml": "<view>b</view>",
            "pages/b/b.js": LISTENERS + "Page({onLoad: function (q) { hear('arrived')({detail: q}) }})",
            **(files or {}),
        }
        for name, text in texts.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        project = read(tmp_path)
        compiled = await compile_project(browser, project, "wx0")
        assert compiled.problems == ()
        program = Program(answers or {})
        program.page = await open_page(browser, project, compiled, Launch("wx0"), program.receive)
        made.append(program)
        await program.page.control("start", "", "", 1001)
        await program.rest()
        return program

    yield begin
    for program in made:
        await program.page.close()


FORM = """
<form bindsubmit="submit" bindreset="reset">
  <input class="k-name" name="name" model:value="{{name}}" bindinput="input" bindfocus="focus" bindblur="blur"/>
  <input class="k-phone" type="number" maxlength="5" name="phone" bindinput="limited"/>
  <input class="k-secret" password name="secret" bindconfirm="confirm"/>
  <textarea class="k-note" name="note" auto-height bindlinechange="lines"/>
  <radio-group name="sex" bindchange="sex">
    <label class="k-m"><radio value="m"/>m</label><label><radio value="f" checked/>f</label>
  </radio-group>
  <checkbox-group name="likes" bindchange="likes">
    <checkbox class="k-tea" value="tea">tea</checkbox><checkbox value="milk" checked>milk</checkbox>
  </checkbox-group>
  <label class="k-label" for="sw">switch</label><switch id="sw" name="on" bindchange="switched"/>
  <slider class="k-slider" name="number" max="50" step="5" value="20" bindchange="slid"/>
  <picker name="fruit" range="{{fruits}}" range-key="n" value="1" bindchange="fruit">
    <view class="k-fruit">fruit</view>
  </picker>
  <picker name="day" mode="date" value="2024-02-29" bindchange="day"><view class="k-day">day</view></picker>
  <own name="own"/>
  <button class="k-submit" id="go" form-type="submit" data-from="form">submit</button>
  <button class="k-reset" form-type="reset">reset</button>
  <button class="k-off" disabled form-type="submit" bindtap="never">off</button>
</form>
<view class="k-shown">{{name}}</view>
"""
FORM_SCRIPT = """
Page({
  data: {name: 'A', fruits: [{n: 'x'}, {n: 'y'}, {n: 'z'}]},
  submit: hear('submit'), reset: hear('reset'), input: hear('input'), focus: hear('focus'), blur: hear('blur'),
  limited(e) { hear('limited')(e); return e.detail.value.replace('4', '9') },
  confirm: hear('confirm'), lines: hear('lines'), sex: hear('sex'), likes: hear('likes'), switched: hear('switched'),
  slid: hear('slid'), fruit: hear('fruit'), day: hear('day'), never: hear('never'),
})
"""
OWN_FIELD = {
    "pages/a/a.json": '{"usingComponents": {"own": "/own/own"}}',
    "own/own.json": '{"component": true}',
    "own/own.wxml": "<view>own</view>",
    "own/own.js": "Component({behaviors: ['wx://form-field'], attached() { this.setData({value: 'mine'}) }})",
}


async def test_a_form_gathers_what_a_hand_typed_and_chose(start: Start) -> None:
    program = await start(FORM, FORM_SCRIPT, OWN_FIELD)
    await program.type(".k-name", "B")
    await program.type(".k-phone", "1a3", "4567")
    await program.type(".k-secret", "pw")
    await program.page.session.send(
        "Input.dispatchKeyEvent", {"type": "keyDown", "key": "Enter", "windowsVirtualKeyCode": 13}
    )
    await program.type(".k-note", "one\ntwo")
    for selector in (".k-m", ".k-tea", ".k-label", ".k-slider"):
        await program.tap(selector)
    await program.tap(".k-fruit")
    await program.choose(1)
    assert await program.hears("fruit") == [{"value": 2}]
    await program.tap(".k-day")
    await program.choose(-1, 0, 0)
    assert await program.hears("day") == [{"value": "2023-02-28"}]
    await program.tap(".k-off")
    await program.tap(".k-submit")
    await program.hears("submit")

    assert program.heard("focus")[0]["value"] == "A"
    assert program.heard("input") == [{"value": "AB", "cursor": 2, "keyCode": 0}]
    assert await program.js("document.querySelector('.k-shown').textContent") == "AB"
    assert program.heard("blur")[0]["value"] == "AB"
    # No letter on a number keyboard, what the listener returns is shown, and no more than maxlength.
    assert [detail["value"] for detail in program.heard("limited")] == ["13", "13456"]
    assert program.heard("confirm") == [{"value": "pw"}]
    assert await program.js("document.querySelector('.k-secret').getAttribute('value')") == "••"
    assert program.heard("lines")[-1]["lineCount"] == 2
    assert program.heard("sex") == [{"value": "m"}]
    assert program.heard("likes") == [{"value": ["tea", "milk"]}]
    assert program.heard("switched") == [{"value": True}]
    slid = program.heard("slid")
    assert len(slid) == 1
    assert slid[0]["value"] in (25, 30)
    assert program.heard("never") == []
    assert program.heard("submit") == [
        {
            "value": {
                "name": "AB", "phone": "13956", "secret": "pw", "note": "one\ntwo", "sex": "m",
                "likes": ["tea", "milk"], "on": True, "number": slid[0]["value"], "fruit": 2,
                "day": "2023-02-28", "own": "mine",
            },
            "target": {"id": "go", "dataset": {"from": "form"}},
        }
    ]  # fmt: skip

    await program.tap(".k-reset")
    await program.tap(".k-submit")
    again = (await program.hears("submit", 2))[1]["value"]
    assert program.heard("reset") == [{}]
    assert (again["name"], again["phone"], again["sex"], again["likes"]) == ("A", "", "f", ["milk"])
    assert (again["on"], again["number"], again["fruit"], again["day"]) == (False, 20, 1, "2024-02-29")


BUTTONS = """
<button id="phone" class="k-phone" open-type="getPhoneNumber" bindgetphonenumber="phone">phone</button>
<button class="k-both" open-type="getPhoneNumber|agreePrivacyAuthorization" bindgetphonenumber="phone"
  bindagreeprivacyauthorization="agreed">both</button>
<button class="k-avatar" open-type="chooseAvatar" bindchooseavatar="avatar">avatar</button>
<button class="k-agree" open-type="agreePrivacyAuthorization" bindagreeprivacyauthorization="agreed">agree</button>
<label class="k-label" for="phone">by label</label>
<view class="k-other" bindtap="forge">other</view><input class="k-nick" type="nickname" bindinput="nick"/>
"""
BUTTONS_SCRIPT = """
let kept = null
Page({
  phone: hear('phone'), agreed: hear('agreed'), avatar: hear('avatar'), nick: hear('nick'),
  forge(e) {
    const target = this._$.getShadowRoot().getElementById('phone')
    const Event = Object.getPrototypeOf(Object.getPrototypeOf(e)).constructor
    const original = e.getOriginalEvent()
    for (const fake of [undefined, {isTrusted: true, target: target.$$, eventPhase: 2}, original, kept]) {
      new Event('tap', {}, {bubbles: true, composed: true, originalEvent: fake}).dispatch(target)
    }
    kept = original
    target.triggerEvent('tap', {}, {bubbles: true})
    Object.defineProperty(target, '$$', {value: this._$.$$, configurable: true})
    new Event('tap', {}, {bubbles: true, composed: true, originalEvent: original}).dispatch(target)
    delete target.$$
    target.$$.click()
    const dom = original.constructor
    target.$$.dispatchEvent(new dom('touchend', {bubbles: true}))
    hear('forged')({detail: 1})
  },
})
"""


async def test_only_a_hand_opens_what_needs_consent(start: Start) -> None:
    answers = {
        "button.getPhoneNumber": {"ok": True, "result": {"code": "c0de"}},
        "button.chooseAvatar": {
            "ok": True,
            "result": {"files": [{"base64": base64.b64encode(b"png").decode(), "extension": "png"}]},
        },
        "input.nickname": {"ok": True, "result": {"nickname": "planted"}},
    }
    program = await start(BUTTONS, BUTTONS_SCRIPT, answers=answers)
    for _ in range(2):
        await program.tap(".k-other")
    assert await program.hears("forged", 2) == [1, 1]
    assert program.told("native") == []

    await program.tap(".k-phone")
    await program.hears("phone")
    [asked] = program.told("native")
    assert (asked["api"], asked["args"]["id"], asked["args"]["text"]) == ("button.getPhoneNumber", "phone", "phone")
    assert (asked["args"]["opacity"], asked["args"]["covered"], len(asked["args"]["rect"])) == (1, False, 4)
    assert program.heard("phone") == [{"errMsg": "getPhoneNumber:ok", "code": "c0de"}]
    await program.tap(".k-label")
    await program.hears("phone", 2)
    asked = program.told("native")[1]["args"]
    assert (asked["id"], asked["text"]) == ("phone", "by label")

    # Consent is asked first; refused, it ends the tap.
    await program.tap(".k-both")
    await program.hears("agreed")
    assert [message["api"] for message in program.told("native")][2:] == ["button.agreePrivacyAuthorization"]
    assert program.heard("agreed") == [{"errMsg": "agreePrivacyAuthorization:fail user deny", "errno": 103}]
    program.answers = {**answers, "button.agreePrivacyAuthorization": {"ok": True, "result": {}}}
    await program.tap(".k-both")
    await program.hears("phone", 3)
    assert program.order()[-2:] == ["agreed", "phone"]

    await program.tap(".k-avatar")
    assert (await program.hears("avatar"))[0]["avatarUrl"].endswith(".png")
    await program.tap(".k-nick")
    assert [detail["value"] for detail in await program.hears("nick")] == ["planted"]


def _picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), "blue").save(buffer, "PNG")
    return buffer.getvalue()


MOVING = """
<swiper class="k-swiper" autoplay interval="4000" duration="0" circular bindchange="slide" indicator-dots>
  <swiper-item wx:for="{{[1, 2, 3]}}" wx:key="*this" item-id="i{{item}}">{{item}}</swiper-item>
</swiper>
<image class="k-wide" src="../../p.png" mode="widthFix" style="width: 100px" bindload="loaded"/>
<image src="/none.png" binderror="broken" style="width: 10px; height: 10px"/>
<image src="http://127.0.0.1:9/x.png" style="width: 10px; height: 10px"/>
<scroll-view class="k-scroll" scroll-y style="height: 50px" bindscrolltolower="lower" bindscroll="scroll"
  scroll-into-view="{{at}}">
  <view wx:for="{{[1, 2, 3, 4, 5, 6, 7, 8, 9]}}" wx:key="*this" id="r{{item}}" style="height: 30px">{{item}}</view>
</scroll-view>
<movable-area style="width: 100px; height: 60px">
  <movable-view class="k-moved" direction="horizontal" style="width: 20px; height: 20px" bindchange="moved"/>
</movable-area>
<picker-view class="k-wheel" value="{{[2]}}" indicator-style="height: 50px" bindchange="turned">
  <picker-view-column><view wx:for="{{[1, 2, 3, 4, 5, 6]}}" wx:key="*this">{{item}}</view></picker-view-column>
</picker-view>
<text class="k-text" decode>a\\nb{{entity}}</text>
<view hover-class="pressed" class="k-view" style="height: 40px">v</view>
<view class="k-rich"><rich-text nodes="{{html}}"/><rich-text nodes="{{nodes}}"/></view>
"""
MOVING_SCRIPT = """
Page({
  data: {
    at: '', entity: '&lt;&nbsp;',
    html: '<p onclick="x()" style="color:red">ok<script>x()</scr' + 'ipt>'
      + '<img src="http://127.0.0.1:9/y.png" onerror="x()"><iframe src="http://127.0.0.1:9/z"></iframe>'
      + '<a href="javascript:x()">a</a><svg onload="x()"></svg></p>',
    nodes: [{name: 'div', attrs: {onclick: 'x()', class: 'c'}, children: [{type: 'text', text: 'n&amp;m'}]},
      {name: 'iframe', attrs: {src: 'http://127.0.0.1:9/w'}}, null, 'text'],
  },
  slide: hear('slide'), loaded: hear('loaded'), broken: hear('broken'), lower: hear('lower'), scroll: hear('scroll'),
  moved: hear('moved'), turned: hear('turned'),
  onReady() { this.setData({at: 'r4'}) },
})
"""


async def test_what_moves_loads_and_is_formatted(start: Start) -> None:
    program = await start(MOVING, MOVING_SCRIPT, {"p.png": _picture()})
    assert await program.hears("loaded") == [{"width": 40, "height": 20}]
    assert (await program.box(".k-wide"))["height"] == 50
    assert [detail["errMsg"] for detail in await program.hears("broken")] == ["GET /none.png 404 (Not Found)"]
    loaded = sorted(args["src"] for args in program.args("component.image"))
    assert loaded == ["http://127.0.0.1:9/x.png", "http://127.0.0.1:9/y.png"]
    assert await program.js("document.querySelector('.k-scroll').scrollTop") == 90

    await program.page.control("advance", 4100)
    await program.drag(".k-swiper", -150, 0)
    slides = [
        (detail["current"], detail["currentItemId"], detail["source"]) for detail in await program.hears("slide", 2)
    ]
    assert slides == [(1, "i2", "autoplay"), (2, "i3", "touch")]
    await program.js("document.querySelector('.k-scroll').scrollTop = 999")
    await program.rest()
    assert await program.hears("lower") == [{"direction": "bottom"}]
    assert program.heard("scroll")[-1]["scrollTop"] == 220
    await program.drag(".k-moved", 300, 30)
    assert program.heard("moved")[-1] == {"x": 80, "y": 0, "source": "touch"}

    wheel = "document.querySelector('wx-picker-view-column').scrollTop"
    assert (await program.js(wheel), program.heard("turned")) == (100, [])
    await program.js(f"{wheel} = 150")
    assert await program.hears("turned") == [{"value": [3]}]

    assert await program.js("document.querySelector('.k-text').textContent") == "a\nb<\u00a0"
    rich = await program.js("document.querySelector('.k-rich').innerHTML")
    assert "n&amp;m" in rich
    for refused in ("<script", "<iframe", "<svg", "onclick", "onerror", "javascript:"):
        assert refused not in rich
    # The program's listeners only: a built-in's own ones do not make an element look tappable.
    assert await program.js("document.querySelector('.k-view').getAttribute('data-mi-events')") is None


BOXES = """
<navigator class="k-bad" url="/pages/none/none" bindfail="bad">bad</navigator>
<navigator class="k-go" url="../b/b?x=1" bindsuccess="went">go</navigator>
<navigator class="k-exit" open-type="exit" target="miniProgram">exit</navigator>
<map latitude="30" longitude="120" markers="{{markers}}" style="width: 100%; height: 100px" bindmarkertap="marker"/>
<camera style="height: 100px" binderror="camera"/>
<web-view wx:if="{{false}}" src="https://servicewechat.com/x"/>
<xr-scene/><xr-scene/>
<ad unit-id="u" binderror="ad"/>
"""
BOXES_SCRIPT = """
Page({
  data: {markers: [{id: 7, title: 'here', latitude: 30, longitude: 120}]},
  bad: hear('bad'), went: hear('went'), marker: hear('marker'), camera: hear('camera'), ad: hear('ad'),
})
"""


async def test_links_and_what_this_host_only_labels(start: Start) -> None:
    program = await start(BOXES, BOXES_SCRIPT)
    assert await program.hears("camera") == [{"errMsg": "camera:fail user deny", "errno": 103}]
    assert (await program.hears("ad"))[0]["errCode"] == 1004
    assert program.args("component.map")[0] | {"file": ""} == {
        "latitude": 30, "longitude": 120, "showLocation": False, "markers": 1, "file": "",
    }  # fmt: skip
    assert [message["name"].split(" ")[0] for message in program.told("unsupported")].count("xr-scene") == 1
    await program.tap(".wx-map-marker")
    assert await program.hears("marker") == [{"markerId": 7}]
    await program.tap(".k-bad")
    assert "pages/none/none" in (await program.hears("bad"))[0]["errMsg"]
    await program.tap(".k-go")
    assert await program.hears("arrived") == [{"x": "1"}]
    assert await program.hears("went") == [{"errMsg": "navigateTo:ok"}]
    await program.page.control("back")
    await program.tap(".k-exit")
    await program.until(lambda: program.told("exit"))
    assert (await program.page.control("state"))["exited"] is True


WEB = '<web-view src="{{src}}" binderror="failed"/>'


async def test_a_frame_is_shown_only_of_another_site(start: Start) -> None:
    script = "Page({data: {src: 'https://x.servicewechat.com/page-frame.html'}, failed: hear('failed')})"
    program = await start(WEB, script)
    assert (await program.hears("failed"))[0]["src"].startswith("https://x.servicewechat.com")
    assert await program.js("document.querySelectorAll('iframe').length") == 0
    assert program.args("component.web-view") == []
