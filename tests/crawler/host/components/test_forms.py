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
