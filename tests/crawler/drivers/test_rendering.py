"""What ordinary programs are made of, on the embedded host: one program, many features, one start."""

import json
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

FILES = {
    "app.json": json.dumps(
        {
            "pages": ["pages/home/home", "pages/mine/mine", "pages/broken/broken"],
            "subpackages": [{"root": "more", "pages": ["detail/detail"]}],
            "tabBar": {
                "list": [
                    {"pagePath": "pages/home/home", "text": "首页"},
                    {"pagePath": "pages/mine/mine", "text": "我的"},
                ]
            },
            "window": {"navigationBarTitleText": "样例", "navigationBarTextStyle": "black"},
        }
    ),
    "app.js": "const helper = require('/lib/cjs');\nApp({ globalData: { from: helper.name }, onLaunch(o) {} })",
    "app.wxss": '@import "lib/base.wxss";\n.mark { color: rgb(1, 2, 3) }',
    "lib/base.wxss": ".wide { width: 375rpx }",
    "lib/cjs.js": "exports.name = 'cjs'; exports.self = typeof window + typeof document + typeof globalThis.wx",
    "lib/esm.js": "import { later } from './late'\n"
    "export default class Greeter { hello() { return 'esm' + later() } }\n"
    "export const broken = () => {\n  throw new Error('from the module')\n}",
    "lib/late.js": "export function later() { return '后' }",
    "lib/bad.js": "module.exports = {\n  a: 1,,\n}",
    "lib/fmt.wxs": "var twice = require('./twice.wxs');"
    "module.exports = { price: function (n) { return '¥' + twice.of(n) } }",
    "lib/twice.wxs": "module.exports.of = function (n) { return n * 2 }",
    "parts/row.wxml": "<template name='row'><view class='mark'>行{{name}}</view></template>",
    "parts/foot.wxml": "<view>页脚{{year}}</view>",
    "c/box/box.json": '{"component": true, "usingComponents": {"inner-box": "../inner/inner"}}',
    "c/box/box.wxml": "<view class='mark'><slot name='head'/>盒{{size}}<slot/></view><inner-box bind:ping='onPing'/>",
    "c/box/box.wxss": ".mark { color: rgb(9, 9, 9) } :host { display: block; padding: 2px }",
    "c/box/box.js": """
const shared = Behavior({ data: { fromBehavior: 1 }, methods: { grow() {} } })
Component({
  options: { multipleSlots: true }, behaviors: [shared],
  properties: { size: { type: Number, value: 0, observer: 'changed' } },
  observers: { size(v) { this.seen = v } }, lifetimes: { ready() { console.log('ready', this.seen) } },
  pageLifetimes: { show() { console.log('pageshow') } },
  methods: { changed() {}, onPing(e) { this.triggerEvent('grown', { size: e.detail.n }) } },
})""",
    "c/inner/inner.json": '{"component": true}',
    "c/inner/inner.wxml": "<button bindtap='ping'>戳一下</button>",
    "c/inner/inner.js": "Component({ methods: { ping() { this.triggerEvent('ping', { n: 7 }) } } })",
    "pages/home/home.json": '{"usingComponents": {"box": "/c/box/box"}, "navigationBarTitleText": "主页"}',
    "pages/home/home.wxml": """<import src="/parts/row.wxml"/><wxs src="../../lib/fmt.wxs" module="fmt"/>
<view id="wide" class="wide mark">{{title}}{{fmt.price(3)}}</view>
<template is="row" wx:for="{{rows}}" wx:key="name" data="{{...item}}"/>
<include src="/parts/foot.wxml"/>
<box size="{{4}}" bind:grown="onGrown"><text slot="head">头</text><text>尾</text></box>
<view wx:if="{{grown}}">长到{{grown}}</view>
<view bindtap="go" data-id="5" data-my-key="x">去详情</view><view bindtap="fail">出错</view>""",
    "pages/home/home.js": """import Greeter, { broken } from '../../lib/esm'
const { self } = require('../../lib/cjs')
Page({
  data: { rows: [{ name: '甲' }, { name: '乙' }], year: 2026 },
  onLoad() { this.setData({ title: new Greeter().hello() + self + getApp().globalData.from }) },
  onGrown(e) { this.setData({ grown: e.detail.size }) },
  go(e) {
    const { id, myKey } = e.currentTarget.dataset
    wx.navigateTo({
      url: '../../more/detail/detail?id=' + id + myKey + '&q=%E4%BD%A0',
      events: { back: (d) => this.setData({ year: d }) },
      success: (r) => r.eventChannel.emit('data', '来自首页'),
    })
  },
  fail() { broken() },
})""",
    "pages/mine/mine.wxml": "<view>我的页</view>",
    "pages/mine/mine.js": "Page({ onTabItemTap(i) { console.log('tab', i.text) } })",
    "pages/broken/broken.wxml": "<view>坏页{{a.b.c}}</view>",
    "pages/broken/broken.js": "require('../../lib/bad')\nPage({})",
    "more/detail/detail.wxml": "<view>详情{{id}}</view><view>{{got}}</view><view wx:for='{{50}}'>第{{item}}</view>",
    "more/detail/detail.js": """Page({
  onLoad(q) {
    this.setData({ id: q.id + q.q })
    const channel = this.getOpenerEventChannel()
    channel.on('data', (d) => this.setData({ got: d }))
    channel.emit('back', 2027)
  },
  onReachBottom() { console.log('bottom') }, onPageScroll(e) { this.top = e.scrollTop },
})""",
}


async def test_an_ordinary_program(run: Any) -> None:
    running = await run(FILES)
    texts = await running.texts()
    home = running.last
    assert "esm后undefinedundefinedobjectcjs¥6" in texts
    assert [t for t in texts if t in ("行甲", "行乙", "页脚2026", "头", "尾")] == [
        "行甲",
        "行乙",
        "页脚2026",
        "头",
        "尾",
    ]
    assert home.tree.title == "主页"
    nodes = {node.text: node for node in home.tree.nodes if node.text}
    assert nodes["esm后undefinedundefinedobjectcjs¥6"].rect[2] == 187.5
    assert nodes["行甲"].color == "rgb(1, 2, 3)"
    assert nodes["盒4"].color == "rgb(9, 9, 9)"
    assert nodes["盒4"].component == "c/box/box"
    assert nodes["主页"].part == "navbar"
    assert nodes["我的"].surface == "platform"
    assert nodes["去详情"].events == ("tap",)
    assert {"ready 4", "pageshow"} <= set(running.console())

    await running.tap("戳一下")
    assert "长到7" in await running.texts()

    await running.tap("去详情")
    texts = await running.texts()
    assert running.last.tree.stack == ("pages/home/home", "more/detail/detail")
    assert "详情5x%E4%BD%A0" in texts
    assert "来自首页" in texts
    await running.do("scroll", "3000", point=(180.0, 400.0))
    await running.look()
    assert running.last.tree.scroll_top > 0
    assert "bottom" in running.console()
    outcome = await running.do("back")
    assert outcome.details == {"moved": "page"}
    assert "页脚2027" in await running.texts()

    await running.tap("我的")
    assert "我的页" in await running.texts()
    assert "tab 我的" in running.console()

    routes = [event.data["type"] for event in running.recording().notes("route")]
    assert routes == ["appLaunch", "navigateTo", "navigateBack", "switchTab"]
    cycle = [(e.data["path"], e.data["event"]) for e in running.recording().notes("lifecycle")]
    assert cycle[:2] == [("", "onLaunch"), ("", "onShow")]
    assert cycle[2:5] == [("pages/home/home", name) for name in ("onLoad", "onShow", "onReady")]
    assert ("more/detail/detail", "onUnload") in cycle


async def test_errors_name_the_project_and_end_nothing(run: Any) -> None:
    running = await run(FILES)
    await running.tap("出错")
    await running.do("open", "pages/broken/broken")
    await running.look()
    assert running.last.tree.page == "pages/broken/broken"
    errors = [event.data for event in running.recording().of("error")]
    thrown = next(e for e in errors if "from the module" in e["message"])
    assert (thrown["file"], thrown["line"], thrown["cause"]) == ("lib/esm.js", 4, "project")
    syntax = next(e for e in errors if e.get("file") == "lib/bad.js")
    assert syntax["line"] == 2
    outcome = await running.do("open", "pages/nowhere/nowhere")
    assert "not found" in outcome.details["error"]
    await running.do("open", "pages/home/home")
    assert "行甲" in await running.texts()


async def test_virtual_time_and_leaving(run: Any) -> None:
    script = """
App({ onHide() { console.log('hidden') }, onShow() { console.log('shown') } })
"""
    page = """
Page({
  data: { n: 0, late: '' },
  onLoad() {
    const began = Date.now()
    setInterval(() => this.setData({ n: this.data.n + 1 }), 2000)
    setTimeout(() => this.setData({ late: '过了' + Math.round((Date.now() - began) / 1000) }), 50000)
    try { setTimeout('window.gained = 1', 10) } catch (e) {}
  },
})"""
    files = {
        "app.json": '{"pages": ["a/a"]}',
        "app.js": script,
        "a/a.js": page,
        "a/a.wxml": "<view>数{{n}}</view><view>{{late}}</view><input placeholder='姓名' value='旧'/>",
    }
    running = await run(files)
    assert "数0" in await running.texts()
    outcome = await running.do("advance", "60000")
    assert outcome.details["clock"]["complete"] is True
    texts = await running.texts()
    assert "过了50" in texts
    assert "数30" in texts
    field = await running.node("姓名")
    await running.do("input", "张三", point=(field.rect[0] + 20, field.rect[1] + field.rect[3] / 2))
    assert (await running.node("姓名")).attrs["value"] == "张三"
    await running.do("hide")
    await running.do("show")
    assert running.console()[-2:] == ["hidden", "shown"]
    await running.do("back")
    await running.look()
    assert running.last.tree.exited


async def test_a_page_that_was_opened_is_looked_at_for_a_moment(run: Any) -> None:
    """What its own timer brings up over it belongs to the press that opened it; on a page that stays nothing passes."""
    late = "onLoad() { setTimeout(() => this.setData({ wall: '请先登录' }), %d) }"
    files = {
        "app.json": '{"pages": ["a/a", "b/b"]}',
        "app.js": "App({})",
        "a/a.js": f"Page({{ {late % 2500}, go() {{ wx.navigateTo({{ url: '/b/b' }}) }}, stay() {{}} }})",
        "a/a.wxml": "<view bindtap='stay'>停</view><view bindtap='go'>详情</view><view>{{wall}}</view>",
        "b/b.js": f"Page({{ {late % 1500} }})",
        "b/b.wxml": "<view>内容</view><view>{{wall}}</view>",
    }
    running = await run(files)
    await running.tap("停")
    assert "请先登录" not in await running.texts()
    await running.tap("详情")
    assert "请先登录" in await running.texts()


async def test_wxs_handlers_and_the_event_a_program_gets(run: Any) -> None:
    markup = """<wxs module="m">
module.exports.tap = function (e, owner) {
  e.instance.addClass('on')
  owner.callMethod('fromWxs', e.instance.getDataset())
  owner.selectComponent('.other').setStyle({ 'padding-left': '20px' })
}
module.exports.moved = function (now, before, owner, instance) { instance.setStyle('margin-left:' + now + 'px') }
module.exports.clean = function (s) { return s.replace(getRegExp('a', 'g'), 'b') }
module.exports.kinds = function (values) {
  // not .constructor, as in 'x.constructor'
  return values.map(function (v) { return v.constructor === 'Object' ? 'plain' : v . constructor }).join()
}
</wxs>
<view data-k="7" bindtap="{{m.tap}}">点我</view><view class="other" prop="{{n}}" change:prop="{{m.moved}}">移我</view>
<view bindtap="{{handler}}" mark:foo="9">动态</view><view>{{m.clean('aba')}}</view>
<view>{{m.kinds([[1], 's', 2, true, {a: 1}])}}</view><view>{{got}}</view>"""
    script = """Page({
  data: { n: 5, handler: 'plain' },
  fromWxs(d) { this.setData({ got: 'wxs' + d.k, n: 30 }) },
  plain(e) { this.setData({ got: JSON.stringify([Object.keys(e).sort(), e.mark, Object.keys(e.target).sort()]) }) },
})"""
    files = {"app.json": '{"pages": ["a/a"]}', "a/a.wxml": markup, "a/a.js": script, "a/a.wxss": ".on { color: red }"}
    running = await run(files)
    assert {"bbb", "Array,String,Number,Boolean,plain"} <= set(await running.texts())
    assert (await running.node("移我")).rect[0] == 5
    await running.tap("点我")
    assert "wxs7" in await running.texts()
    assert (await running.node("点我")).color == "rgb(255, 0, 0)"
    assert (await running.node("移我")).rect[0] == 30
    await running.tap("动态")
    fields = ["changedTouches", "currentTarget", "detail", "mark", "target", "timeStamp", "touches", "type"]
    expected = [fields, {"foo": "9"}, ["dataset", "id", "offsetLeft", "offsetTop"]]
    assert json.dumps(expected, separators=(",", ":")) in await running.texts()
