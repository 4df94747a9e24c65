"""Links, maps, films, canvases and what this host only labels."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

Start = Callable[..., Awaitable[Any]]

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
