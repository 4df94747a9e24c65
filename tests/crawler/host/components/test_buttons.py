"""Buttons that ask for data: only a hand opens them."""

import base64
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

Start = Callable[..., Awaitable[Any]]

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
