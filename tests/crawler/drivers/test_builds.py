"""What outputs of frameworks and component kits lean on, and whose fault an error is: one program, one start."""

from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

FILES = {
    "app.json": '{"pages": ["a/a", "a/b", "a/ring", "a/lacks"]}',
    "a/a.json": '{"usingComponents": {"kit": "/kit/kit"}}',
    "a/a.wxml": "<kit open='{{true}}'/><block wx:if='{{more}}'><kit/></block>",
    # Older builds register a page by the name that the platform's loader leaves in the open.
    "a/a.js": "console.log('route ' + __wxRoute + ' ' + __wxAppCurrentFile__);"
    "Page({ onReady() { console.log('page ready'); this.setData({ more: true }) } })",
    "kit/kit.json": '{"component": true}',
    "kit/kit.wxml": r"""<wxs module="m">
      module.exports = { changed: function (now, before, owner) {
        var class = 'late'
        var blue = getRegExp('^\d+$').test('12') ? 3 : 4
        owner.selectComponent('.' + class).setStyle({ color: 'rgb(1, 2, ' + blue + ')' })
      } }
    </wxs>
    <view open="{{open}}" change:open="{{m.changed}}">先</view>
    <view wx:if="{{how === 'webview'}}" class="late">后</view>""",
    "kit/kit.js": """Component({
      properties: { open: Boolean }, data: { how: 'webview' },
      attached() {
        this.setData({ how: this.renderer })
        this.createSelectorQuery().select('.late').boundingClientRect(() => console.log('measured')).exec()
      },
      ready() { console.log('ready') },
    })""",
    "a/b.wxml": "<block wx:if='{{more}}'><image src='x.png'/><label><switch/></label></block><view>乙</view>",
    "a/b.js": """Page({
      onUnload() { setTimeout(() => { this.setData({ more: true }); console.log('set late') }, 20) },
    })""",
    "a/ring.json": '{"usingComponents": {"one": "/ring/one"}}',
    "a/ring.wxml": "<one/>",
    "a/ring.js": "Page({})",
    "ring/one.json": '{"component": true, "usingComponents": {"two": "two"}}',
    "ring/one.wxml": "<two/>",
    "ring/one.js": "Component({})",
    "ring/two.json": '{"component": true, "usingComponents": {"one": "one"}}',
    "ring/two.wxml": "<one/>",
    "ring/two.js": "Component({})",
    "a/lacks.wxml": "<view>缺</view>",
    "a/lacks.js": """Page({
      onLoad() { wx.notYetBuilt() },
      onShow() { this.data.answer.list.length },
      onReady() { wx.cloud.init(); wx.cloud.callFunction({ name: 'f' }) },
    })""",
}


async def test_builds_and_kits_find_what_they_lean_on(run: Any) -> None:
    started = await run(FILES)
    late = next(node for node in await started.look() if node.text == "后")
    assert "route a/a a/a.js" in started.console()
    # Of a page's first components and of those that come later: ready, and only then what was measured of them.
    kept = [text for text in started.console() if text in ("ready", "measured", "page ready")]
    assert kept == ["ready", "measured", "page ready", "ready", "measured"] or kept == [
        *("ready", "page ready", "measured"),
        *("ready", "measured"),
    ]
    color = "getComputedStyle([...document.querySelectorAll('wx-view')].find((e) => e.textContent === '后')).color"
    assert await started.evaluate(color) == "rgb(1, 2, 3)" and late.rect[3] > 0

    # What a closed page still sets draws nothing and breaks nothing.
    for page in ("a/b", "a/ring"):
        await started.do("open", page)
    await started.do("back")
    await started.do("back")
    assert "set late" in started.console()
    await started.do("open", "a/lacks")

    def told_of() -> dict[str, str]:
        return {str(e.data["message"]): e.data["cause"] for e in started.recording().of("error")}

    for _ in range(30):  # the cloud's refusal crosses the network, so it comes when it comes
        if any("cloud.callFunction" in text for text in told_of()):
            break
        await started.look()
    told = told_of()
    ring = "components use one another without end: ring/one -> ring/two -> ring/one"
    assert told == {
        f"{ring} (a/ring: creating the page)": "project",
        "wx.notYetBuilt is not a function (a/lacks onLoad)": "host",
        "Cannot read properties of undefined (reading 'list') (a/lacks onShow)": "project",
        **{text: "network" for text in told if text.startswith("unhandled rejection: cloud.callFunction:fail")},
    }
    assert sum("cloud.callFunction" in text for text in told) == 1
