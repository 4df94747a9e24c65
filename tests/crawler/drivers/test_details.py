"""Details of the platform that ordinary programs lean on: one program, one start."""

import io
import json
from typing import Any

import pytest
from PIL import Image

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

FILES = {
    "app.json": json.dumps({"pages": ["a/a"], "usingComponents": {"fields": "/c/fields"}}),
    "c/fields.json": '{"component": true}',
    "c/fields.wxml": "<input name='inside' value='里'/>",
    "c/fields.js": "Component({ behaviors: ['wx://form-field-group'] })",
    "a/a.json": '{"enablePullDownRefresh": true}',
    "a/a.wxss": "#named { padding-left: 33px }",
    "a/a.wxml": """<view id="named">有名</view><view animation="{{move}}">会动</view>
<canvas type="2d" id="two" style="position:fixed;right:0;bottom:100px;width:40px;height:40px"/>
<canvas canvas-id="old" style="position:fixed;right:0;bottom:160px;width:40px;height:40px"/>
<view bindtap="store">存</view><view bindtap="read">读{{kept}}</view>
<view bindtap="contract">看指引</view>
<label for="agree">同意本协议</label>
<button id="agree" open-type="agreePrivacyAuthorization"><text>我同意</text></button>
<form bindsubmit="submit"><fields/><button form-type="submit">提交</button></form>
<picker mode="multiSelector" range="{{range}}" value="{{[0, 0]}}" bindcolumnchange="column" bindchange="chosen">
  <view>选</view>
</picker>""",
    "a/a.js": """Page({
  data: { range: [['甲', '乙'], ['甲一', '甲二']], kept: '' },
  onLoad() {
    const animation = wx.createAnimation({ duration: 0 })
    Promise.reject('uploadFile:ok')
    Promise.reject({ statusCode: 404, errMsg: 'request:ok', data: {} })
    Promise.reject(Object.assign(new Error('404'), { statusCode: 404 }))
    this.setData({ move: animation.translateX(40).step().export() }, 'no function')
  },
  onReady() {
    wx.createSelectorQuery().select('#two').fields({ node: true, size: true }).exec(([{ node, width, height }]) => {
      node.width = width; node.height = height
      const two = node.getContext('2d')
      two.fillStyle = '#00ff00'
      two.fillRect(0, 0, width, height)
    })
    const old = wx.createCanvasContext('old')
    old.setFillStyle('#0000ff')
    old.fillRect(0, 0, 40, 40)
    old.draw()
  },
  onPullDownRefresh() { console.log('pulled'); wx.stopPullDownRefresh() },
  store() { wx.setStorageSync('k', { a: [1] }) },
  read() { this.setData({ kept: JSON.stringify(wx.getStorageSync('k')) }) },
  contract() { wx.openPrivacyContract({}) },
  submit(e) { console.log('submit ' + JSON.stringify(e.detail.value)) },
  column(e) {
    console.log('column ' + JSON.stringify(e.detail))
    if (e.detail.column === 0) this.setData({ 'range[1]': ['乙一', '乙二', '乙三'] })
  },
  chosen(e) { console.log('chosen ' + JSON.stringify(e.detail.value)) },
})""",
}


async def test_details_of_the_platform(run: Any) -> None:
    running = await run(FILES)
    named = await running.node("有名")
    assert named.attrs["id"] == "named"
    padded = next(node for node in running.last.tree.nodes if node.text == "会动")
    assert padded.rect[0] == 40
    style = "() => getComputedStyle(document.querySelector('#named')).paddingLeft"
    assert await running.evaluate(style) == "33px"

    with Image.open(io.BytesIO(running.last.picture)) as picture:
        colours = [picture.convert("RGB").getpixel((355 * 2, (812 - up) * 2)) for up in (120, 180)]
    assert colours == [(0, 255, 0), (0, 0, 255)], "what a program draws is on the picture"
    outcome = await running.do("scroll", "-400", point=(180.0, 400.0))
    assert (outcome.details, running.console()[-1]) == ({"pulled": True}, "pulled")

    await running.tap("提交")
    assert running.console()[-1] == 'submit {"inside":"里"}'

    await running.tap("选")
    await running.tap("乙")
    await running.tap("乙二")
    await running.tap("确定")
    heard = [text for text in running.console() if text.startswith(("column", "chosen"))]
    assert heard == ['column {"column":0,"value":1}', 'column {"column":1,"value":1}', "chosen [1,1]"]

    pressed = []
    for text in ("我同意", "同意本协议"):
        node = await running.node(text)
        seq = await running.tap(text)
        consent = running.recording().of("consent")[-1].data
        pressed.append((consent["button_id"], consent["button_text"], consent["action"] == seq, consent["opacity"]))
    assert pressed == [("agree", "我同意", True, 1), ("agree", "同意本协议", True, 1)]
    assert consent["button_rect"] == pytest.approx(node.rect, abs=0.1)
    assert running.recording().notes("contradiction") == []

    await running.tap("看指引")
    outcome = await running.do("back")
    assert outcome.details == {"moved": "surface"}
    assert not any(node.dialog for node in await running.look())

    await running.tap("存")
    await running.start(fresh=False)
    await running.tap("读")
    assert '读{"a":[1]}' in await running.texts()
    await running.start(fresh=True)
    await running.tap("读")
    assert "读" in [text.rstrip('"') for text in await running.texts()] or '读""' in await running.texts()
    errors = {(e.data["cause"], e.data["message"]) for e in running.recording().of("error")}
    what = ("request:ok", "404", "uploadFile:ok")
    refused = "its own request, refused and not caught: no fault of the program's code"
    assert errors == {("network", f"unhandled rejection: {text}") for text in what}, refused
