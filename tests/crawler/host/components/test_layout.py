"""What scrolls, slides, is dragged, loads and is formatted."""

import io
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from PIL import Image

from crawler.host.look import Looker

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

Start = Callable[..., Awaitable[Any]]


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


SCROLLED = """
<scroll-view class="k-pull row" scroll-y style="height: 120px" refresher-enabled refresher-threshold="60"
  refresher-triggered="{{on}}" bindrefresherpulling="pulling" bindrefresherrefresh="refresh"
  bindrefresherrestore="restored" bindrefresherabort="aborted">
  <view slot="refresher" class="k-own">own</view>
  <view wx:for="{{9}}" wx:key="*this" class="k-row">{{item}}</view>
</scroll-view>
<scroll-view class="k-flex row" scroll-x enable-flex style="height: 40px" scroll-into-view="{{at}}"
  scroll-into-view-alignment="center">
  <view wx:for="{{9}}" wx:key="*this" id="c{{item}}" style="flex: none; width: 100px">{{item}}</view>
</scroll-view>
<scroll-view type="custom" scroll-y class="k-custom" style="height: 100px">
  <sticky-section><sticky-header offset-top="5"><view class="k-head">head</view></sticky-header>
    <grid-view cross-axis-count="3" cross-axis-gap="6">
      <view wx:for="{{30}}" wx:key="*this" class="k-cell">c</view>
    </grid-view>
  </sticky-section>
</scroll-view>
<swiper class="k-two" circular duration="0" bindchange="two" bindanimationfinish="settled" style="height: 40px">
  <swiper-item>a</swiper-item><swiper-item>b</swiper-item>
</swiper>
<swiper class="k-down" vertical indicator-dots autoplay interval="2000" duration="0" bindchange="down"
  style="height: 40px">
  <swiper-item wx:for="{{3}}" wx:key="*this">{{item}}</swiper-item>
</swiper>
<swiper class="k-many" circular display-multiple-items="3" current="{{current}}" duration="0" style="height: 40px">
  <swiper-item wx:for="{{5}}" wx:key="*this" class="k-m{{item}}">{{item}}</swiper-item>
</swiper>
<movable-area class="k-area" scale-area style="width: 200px; height: 150px">
  <movable-view class="k-box" direction="all" x="{{x}}" y="20" style="width: 50px; height: 50px" scale scale-max="3"
    out-of-bounds bindchange="moved" bindscale="scaled" bindhtouchmove="sideways">m</movable-view>
</movable-area>
<button class="k-go" bindtap="go">go</button>
"""
SCROLLED_SCRIPT = """
Page({
  data: {on: false, at: '', current: 0, x: 10},
  pulling: hear('pulling'), restored: hear('restored'), aborted: hear('aborted'), two: hear('two'),
  settled: hear('settled'), down: hear('down'), moved: hear('moved'), scaled: hear('scaled'),
  sideways: hear('sideways'),
  refresh(e) { hear('refresh')(e); setTimeout(() => this.setData({on: false}), 500); this.setData({on: true}) },
  go() { this.setData({at: 'c4', current: 4, x: 120}) },
})
"""
SCROLLED_STYLE = ".row { display: flex } .k-row { height: 30px } .k-own { height: 80px } .k-cell { height: 20px }"


async def test_scrolling_sliding_and_dragging(start: Start) -> None:
    program = await start(SCROLLED, SCROLLED_SCRIPT, {"pages/a/a.wxss": SCROLLED_STYLE})
    at = "document.querySelector('{}').getBoundingClientRect()"
    # Not flex without enable-flex, and one screen high inside, as on a device.
    rows = await program.js("[...document.querySelectorAll('.k-row')].map((e) => e.getBoundingClientRect().top)")
    assert [round(row - rows[0]) for row in rows[:3]] == [0, 30, 60]
    assert await program.style(".k-own", "height") == "80px"
    assert await program.js("document.querySelector('.k-own').checkVisibility()") is False
    await program.drag(".k-pull", 0, 40)
    assert (program.heard("pulling")[-1], program.heard("aborted")) == ({"dy": 40}, [{"dy": 40}])
    await program.drag(".k-pull", 0, 100)
    assert program.heard("refresh") == [{"dy": 100}]
    assert await program.js("document.querySelector('.k-own').checkVisibility()") is True
    await program.page.control("advance", 600)
    assert await program.hears("restored") == [{"dy": 0}]
    assert len(program.heard("refresh")) == 1

    await program.js("document.querySelector('.k-custom').scrollTop = 90")
    await program.rest()
    head = await program.js(f"({at.format('.k-head')}.top - {at.format('.k-custom')}.top)")
    assert head == 5
    assert len((await program.style("wx-grid-view", "grid-template-columns")).split()) == 3

    for dx in (-150, -150, 150, 5):
        await program.drag(".k-two", dx, 0)
    assert [(slide["current"], slide["source"]) for slide in program.heard("two")] == [
        (1, "touch"), (0, "touch"), (1, "touch"),
    ]  # fmt: skip
    await program.until(lambda: len(program.heard("settled")) == 4)
    await program.page.control("advance", 2000 * 3)
    slides = await program.hears("down", 3)
    assert {slide["source"] for slide in slides} == {"autoplay"}
    assert (
        await program.js("document.querySelectorAll('.k-down .wx-swiper-dots-vertical > .wx-swiper-dot').length") == 3
    )

    await program.drag(".k-box", 40, 0)
    await program.drag(".k-box", 400, 0)
    moved = program.heard("moved")
    assert moved[-1] == {"x": 150, "y": 20, "source": "out-of-bounds"}
    assert {move["source"] for move in moved} == {"touch", "touch-out-of-bounds", "out-of-bounds"}
    assert program.heard("sideways") == [{}, {}]
    await program.pinch(".k-area", 2)
    assert program.heard("scaled") == [{"x": 125, "y": 25, "scale": 2}]

    await program.tap(".k-go")
    await program.js("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert await program.js("document.querySelector('.k-flex').scrollLeft") == 400 - (375 - 100) / 2
    lefts = [await program.js(f"{at.format(f'.k-m{item}')}.left") for item in (4, 0, 1)]
    assert [round(left) for left in lefts] == [0, 125, 250]
    assert program.heard("moved")[-1] == {"x": 120, "y": 25, "source": ""}


SCOPED = {
    "pages/a/a.json": '{"usingComponents": {"own": "/own/own"}}',
    "pages/a/a.wxss": ".k { color: rgb(0, 128, 0) }",
    "own/own.json": '{"component": true}',
    "own/own.wxml": '<rich-text class="k-in" nodes="{{nodes}}"/>',
    "own/own.js": """Component({data: {nodes: [
      {name: 'p', attrs: {class: 'k', onclick: 'x()'}, children: [{type: 'text', text: '1 &lt; 2'}]},
      {name: 'video', children: [{type: 'text', text: 'never'}]}]}})""",
    "own/own.wxss": ".k { color: rgb(0, 0, 255) }",
}
WXS = """
<wxs module="m">
var move = function (event, owner) {
  var state = event.instance.getState()
  state.count = (state.count || 0) + 1
  event.instance.setStyle({left: event.touches[0].pageX + 'px'})
  owner.selectComponent('.k-other').addClass('on')
  owner.callMethod('told', {detail: [state.count, event.instance.getDataset().name]})
  return false
}
var changed = function (now, before, owner, instance) {
  instance.setStyle('color: rgb(0, 0, 255)')
  owner.callMethod('turned', {detail: [now, before]})
}
module.exports = {move: move, changed: changed}
</wxs>
<own/><rich-text class="k-out" nodes="{{html}}"/>
<view class="k-drag" bindtouchmove="{{m.move}}" data-name="box" style="height: 40px; position: relative">drag</view>
<view class="k-other" change:count="{{m.changed}}" count="{{count}}">other</view>
<view class="k-hover" hover-class="pressed" hover-start-time="0">hover</view>
<match-media min-width="300"><view class="k-wide">wide</view></match-media>
<match-media min-width="900"><view class="k-wider">wider</view></match-media>
"""


SENTENCES = """
<view class="k-a">我们收集您的<text style="font-weight: bold">身份证号</text>、<text>银行卡号</text>和手机号。</view>
<view class="k-b"><text>一、姓名\n</text><text>二、<text>年龄</text></text></view>
<view class="k-c" style="display: flex"><text>手机号</text><text>用于登录</text></view>
<view class="k-d"><text>只有一段</text></view>
<text>{{'一、收集\\n我们收集姓名。\\n\\n二、共享\\n不共享。'}}</text>
<view><text>三、注销\\n可以注销。</text></view>
<view style="white-space: pre-wrap">{{'四、联系\\n  来信'}}</view>
<view>{{'一行\\n而已'}}</view>
<rich-text nodes="{{'<p>登记<strong>健康状况</strong>，用于<br/>排班</p><div>五、更新<p>会公示</p></div>'}}"/>
<rich-text nodes="{{'<pre>六、期限\\n五年</pre>'}}"/>
"""


async def test_words_in_one_line_are_read_as_a_sentence(start: Start) -> None:
    program = await start(SENTENCES, "Page({})")
    tree = (await Looker().look(program.page)).tree
    own = [n for n in tree.nodes if n.surface == "app" and (n.sentence or n.text) and not n.inline]
    assert [n.sentence or n.text for n in own] == [
        "我们收集您的身份证号、银行卡号和手机号。",
        "一、姓名\n二、年龄",
        "手机号",
        "用于登录",
        "只有一段",
        "一、收集\n我们收集姓名。\n二、共享\n不共享。",
        "三、注销\n可以注销。",
        "四、联系\n来信",
        "一行 而已",
        "登记健康状况，用于\n排班",
        "五、更新",
        "会公示",
        "六、期限\n五年",
    ]
    assert {n.text for n in tree.nodes if n.inline} >= {"身份证号", "银行卡号", "健康状况", "年龄"}


async def test_rich_text_in_its_scope_and_wxs_that_moves_elements(start: Start) -> None:
    script = """Page({data: {count: 1, html: '<p class="k">a<video>never</video></p>'},
      told: hear('told'), turned: hear('turned'), onReady() { this.setData({count: 2}) }})"""
    program = await start(WXS, script, SCOPED)
    assert await program.style("wx-own p", "color") == "rgb(0, 0, 255)"
    assert await program.style(".k-out p", "color") == "rgb(0, 128, 0)"
    assert (await program.text("wx-own"), await program.text(".k-out")) == ("1 < 2", "a")
    assert (await program.hears("turned", 2))[1] == [2, 1]
    assert await program.style(".k-other", "color") == "rgb(0, 0, 255)"
    await program.drag(".k-drag", 50, 0)
    told = program.heard("told")
    assert [count for count, _ in told] == list(range(1, len(told) + 1))
    assert told[0][1] == "box"
    assert await program.style(".k-drag", "left") == "237.5px"
    assert await program.js("document.querySelector('.k-other').className") == "k-other on"
    box = await program.box(".k-hover")
    point = [{"x": box["x"] + 5, "y": box["y"] + 5}]
    await program.page.session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": point})
    await program.page.control("advance", 10)
    assert "pressed" in await program.js("document.querySelector('.k-hover').className")
    await program.page.session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    await program.page.control("advance", 500)
    assert "pressed" not in await program.js("document.querySelector('.k-hover').className")
    visible = "['.k-wide', '.k-wider'].map((name) => document.querySelector(name).checkVisibility())"
    assert await program.js(visible) == [True, False]
