"""Controls and forms: what a program hears when a hand types and chooses."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

Start = Callable[..., Awaitable[Any]]

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


CHOICES = """
<view class="k-gone" hidden>gone</view><slider class="k-gone" hidden="{{true}}"/>
<radio-group bindchange="radio">
  <radio value="1" checked="true"/><radio value="2" checked="true"/>
</radio-group>
<checkbox class="k-plain" checked/>
<checkbox class="k-own" checked active-background-color="#ff0000" icon-color="#0000ff"/>
<switch class="k-switch" type="checkbox" checked/><switch class="k-small" checked color="#ff0000"/>
<progress class="k-bar" percent="40" active duration="50" show-info border-radius="4" bindactiveend="end"/>
<progress class="k-still" percent="120" stroke-width="9"/>
<form class="k-form" bindsubmit="submit"><view class="k-a">a</view><view class="k-b">b</view>
  <known class="k-known"/><other class="k-other"/></form>
"""
OWN_BUTTONS = {
    "pages/a/a.json": '{"usingComponents": {"known": "/known/known", "other": "/other/other"}}',
    **{
        f"{name}/{name}{suffix}": text
        for name, behaviors in (("known", "['wx://form-field-button']"), ("other", "[]"))
        for suffix, text in (
            (".json", '{"component": true}'),
            (".wxml", '<button form-type="submit">go</button>'),
            (".js", f"Component({{behaviors: {behaviors}}})"),
        )
    },
}
CHOICES_STYLE = """
.k-gone, .k-form { display: flex } .k-small .wx-switch-input { width: 40px }
.k-plain .wx-checkbox-input.wx-checkbox-input-checked { background-color: #123456 }
"""


async def test_choices_and_bars_look_as_style_sheets_expect(start: Start) -> None:
    script = "Page({radio: hear('radio'), end: hear('end'), submit: hear('submit')})"
    program = await start(CHOICES, script, {"pages/a/a.wxss": CHOICES_STYLE, **OWN_BUTTONS})
    assert await program.style(".k-gone", "display") == "none"
    assert await program.js("document.querySelectorAll('.k-gone').length") == 2
    checked = await program.js("[...document.querySelectorAll('wx-radio')].map((e) => e.hasAttribute('checked'))")
    assert checked == [False, True]
    await program.tap("wx-radio")
    assert await program.hears("radio") == [{"value": "1"}]
    assert await program.style(".k-plain .wx-checkbox-input", "background-color") == "rgb(18, 52, 86)"
    assert await program.style(".k-own .wx-checkbox-input", "background-color") == "rgb(255, 0, 0)"
    assert await program.style(".k-own .wx-checkbox-input", "color", "::before") == "rgb(0, 0, 255)"
    assert await program.js("document.querySelector('.k-switch .wx-checkbox-input-checked') !== null")
    assert await program.style(".k-small .wx-switch-input", "width") == "40px"
    # What a form holds stands in a box of the platform's own, so flex around it does not reach it.
    assert (await program.box(".k-b"))["y"] > (await program.box(".k-a"))["y"]

    # A button inside a component submits the form around it if the component says so.
    await program.tap(".k-other")
    await program.tap(".k-known")
    assert len(await program.hears("submit")) == 1

    await program.page.control("advance", 2500)
    assert await program.hears("end") == [{"curPercent": 40}]
    assert await program.text(".k-bar .wx-progress-info") == "40%"
    bar, done = await program.box(".k-still"), await program.box(".k-still .wx-progress-inner-bar")
    assert (done["width"], done["height"]) == (bar["width"], 9)


FIELDS = """
<input class="k-number" value="{{number}}" type="digit" bindinput="number"/>
<input class="k-named" placeholder="named" placeholder-class="own"/><input class="k-usual" placeholder="usual"/>
<input class="k-code" value="{{nothing}}" type="idcard" bindconfirm="code" confirm-hold/>
<input class="k-focus" focus="{{focused}}" cursor="1" value="abc" bindblur="left"/>
<textarea class="k-off" disabled value="off"/>
<picker-view class="k-wheels" value="{{[1, 9]}}" indicator-class="own" bindchange="turned" bindpickend="ended">
  <picker-view-column><view wx:for="{{5}}" wx:key="*this">{{item}}</view></picker-view-column>
  <picker-view-column><view wx:for="{{3}}" wx:key="*this">{{item}}</view></picker-view-column>
</picker-view>
<view hidden="{{!open}}"><picker-view value="{{[2]}}" style="height: 100px">
  <picker-view-column class="k-late"><view wx:for="{{5}}" wx:key="*this">{{item}}</view></picker-view-column>
</picker-view></view>
<button class="k-open" bindtap="open">open</button>
"""
FIELDS_SCRIPT = """
Page({data: {number: 5, focused: false, open: false}, number: hear('number'), code: hear('code'), left: hear('left'),
  turned: hear('turned'), ended: hear('ended'),
  open() { this.setData({open: true, focused: !this.data.focused}) }})
"""


async def test_fields_and_wheels_in_the_states_that_programs_put_them_in(start: Start) -> None:
    styles = ".own { color: rgb(0, 0, 255) } .input-placeholder { color: rgb(0, 255, 0) }"
    program = await start(FIELDS, FIELDS_SCRIPT, {"pages/a/a.wxss": styles})
    await program.type(".k-number", "1x.5")
    assert program.heard("number")[-1]["value"] == "51.5"
    assert await program.style(".k-named .wx-placeholder", "color") == "rgb(0, 0, 255)"
    assert await program.style(".k-usual .wx-placeholder", "color") == "rgb(0, 255, 0)"
    assert await program.js("document.querySelector('.k-code input').value") == ""
    await program.type(".k-code", "12z3X")
    enter = {"type": "keyDown", "key": "Enter", "windowsVirtualKeyCode": 13}
    await program.page.session.send("Input.dispatchKeyEvent", enter)
    assert await program.hears("code") == [{"value": "123X"}]
    assert await program.js("document.activeElement.closest('wx-input').className") == "k-code"
    await program.type(".k-off", "more")
    assert await program.js("document.querySelector('.k-off textarea').value") == "off"

    rows = "[...document.querySelectorAll('.k-wheels wx-picker-view-column')].map((e) => e.scrollTop / 34)"
    assert await program.js(rows) == [1, 2]
    assert await program.style(".k-wheels > .own", "color") == "rgb(0, 0, 255)"
    assert await program.js("document.querySelector('.k-late').scrollTop") == 0
    await program.tap(".k-open")
    assert await program.js("document.querySelector('.k-late').scrollTop") == 68
    assert await program.js("document.querySelector('.k-focus input').selectionStart") == 1
    await program.js("document.querySelector('.k-wheels wx-picker-view-column').scrollTop = 102")
    assert await program.hears("ended") == [{}]
    assert program.heard("turned") == [{"value": [3, 2]}]
    await program.tap(".k-open")
    assert await program.hears("left") == [{"value": "abc", "cursor": 1}]


PICKERS = """
<picker mode="region" value="{{['广东省', '广州市', '天河区']}}" bindchange="region">
  <view class="k-region">r</view></picker>
<picker mode="region" level="city" custom-item="全部" bindchange="region"><view class="k-city">c</view></picker>
<picker mode="multiSelector" range="{{range}}" value="{{value}}" bindcolumnchange="column" bindchange="multi"
  bindcancel="cancel"><view class="k-multi">m</view></picker>
<picker mode="time" start="09:30" end="18:15" value="12:01" bindchange="time"><view class="k-time">t</view></picker>
<picker mode="date" fields="month" start="2020-03" end="2030-06" value="2024-02" bindchange="time">
  <view class="k-month">d</view></picker>
"""
PICKERS_SCRIPT = """
Page({
  data: {range: [['a', 'b'], ['a1', 'a2']], value: [0, 1]},
  region: hear('region'), multi: hear('multi'), time: hear('time'), cancel: hear('cancel'),
  column(e) {
    hear('column')(e)
    if (e.detail.column !== 0) return
    setTimeout(() => {
      this.setData({range: [['a', 'b'], ['b1', 'b2', 'b3']], value: [1, 2]})
      hear('reset')({detail: 0})
    }, 20)
  },
})
"""


async def test_every_mode_of_the_picker(start: Start) -> None:
    program = await start(PICKERS, PICKERS_SCRIPT)
    await program.tap(".k-region")
    await program.choose(0, 0, -1)
    found = (await program.hears("region"))[0]
    assert (found["value"], found["code"]) == (["广东省", "广州市", "海珠区"], ["440000", "440100", "440105"])
    await program.tap(".k-city")
    await program.choose(2, 1)
    assert (await program.hears("region", 2))[1]["value"] == ["天津市", "天津市"]
    await program.tap(".k-time")
    await program.choose(1, 2)
    await program.tap(".k-month")
    await program.choose(1, -1)
    assert [detail["value"] for detail in await program.hears("time", 2)] == ["13:03", "2025-01"]

    # A column whose rows arrive from elsewhere while the sheet is open: the program's rows and value count.
    await program.tap(".k-multi")
    await program.turn(1, 0)
    assert await program.hears("column") == [{"column": 0, "value": 1}]
    await program.hears("reset")
    await program.confirm()
    assert await program.hears("multi") == [{"value": [1, 2]}]
