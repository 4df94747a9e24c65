"""What scrolls, slides, is dragged, loads and is formatted."""

import io
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from PIL import Image

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
