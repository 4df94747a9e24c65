"""Links, maps, films, canvases and what this host only labels."""

import http.server
import io
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from PIL import Image

from crawler.host.look import Looker

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


class Slow(http.server.BaseHTTPRequestHandler):
    """A page that is long in coming."""

    def do_GET(self) -> None:
        time.sleep(0.3)
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(b'<body style="background:#00aa00">')

    def log_message(self, *_: Any) -> None:
        return


async def test_the_first_picture_shows_what_is_in_the_frame(start: Start) -> None:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Slow) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        script = f"Page({{data: {{src: 'http://127.0.0.1:{server.server_address[1]}/'}}}})"
        program = await start('<web-view src="{{src}}"/>', script)
        await program.rest()
        look = await Looker().look(program.page)
        server.shutdown()
    assert Image.open(io.BytesIO(look.picture)).convert("RGB").getpixel((375, 1000)) == (0, 0xAA, 0)


MAP = """
<map class="k-map" latitude="30.25" longitude="120.16" scale="14" markers="{{markers}}" polyline="{{lines}}"
  circles="{{circles}}" style="width: 375px; height: 260px" bindmarkertap="marker" bindcallouttap="callout"
  bindtap="tapped" bindregionchange="region"><view class="k-over">over</view></map>
<video class="k-film" id="film" src="http://127.0.0.1:9/a.mp4" bindplay="played" bindpause="paused"
  bindtimeupdate="time" style="height: 100px"/>
<audio src="http://127.0.0.1:9/a.mp3" action="{{action}}" bindplay="sounded"/>
<button class="k-go" bindtap="go">go</button>
<page-container show="{{show}}" bindenter="entered" bindafterenter="stands" bindclickoverlay="outside"
  bindafterleave="gone"><view style="height: 200px">inside</view></page-container>
"""
MAP_SCRIPT = """
Page({
  data: {
    show: false, action: null,
    markers: [{id: 7, latitude: 30.25, longitude: 120.16, title: 'here'},
      {id: 8, latitude: 30.255, longitude: 120.165, callout: {content: 'shop', display: 'ALWAYS'}}, null, {id: 9}],
    lines: [{points: [{latitude: 30.25, longitude: 120.16}, {latitude: 30.26, longitude: 120.16}], color: '#FF0000DD'}],
    circles: [{latitude: 30.25, longitude: 120.16, radius: 1000}],
  },
  marker: hear('marker'), callout: hear('callout'), tapped: hear('tapped'), played: hear('played'),
  paused: hear('paused'), time: hear('time'), sounded: hear('sounded'), entered: hear('entered'),
  stands: hear('stands'), outside: hear('outside'), gone: hear('gone'),
  region(e) { hear(e.type + ' ' + e.causedBy)(e) },
  go() {
    this.setData({show: false})
    this.setData({show: true, action: {method: 'play'}})
    wx.createVideoContext('film').play()
  },
})
"""


async def test_a_map_in_true_places_and_what_plays_by_the_clock(start: Start) -> None:
    program = await start(MAP, MAP_SCRIPT)
    # 14 zoom steps: 256 px * 2^14 go round the earth, so 0.005 degrees are 58.25 px eastwards.
    first, second = await program.js(
        "[...document.querySelectorAll('.wx-map-pin')].map((pin) => pin.getBoundingClientRect().toJSON())"
    )
    assert second["left"] - first["left"] == pytest.approx(58.25, abs=0.5)
    assert first["left"] + first["width"] / 2 == pytest.approx(187.5, abs=0.5)
    radius = float(await program.js("document.querySelector('.wx-map-shapes circle').getAttribute('r')"))
    assert radius == pytest.approx(256 * 2**14 * 1000 / (40075016.7 * 0.8638), rel=0.001)
    assert await program.js("document.querySelector('.wx-map-shapes path').getAttribute('stroke')") == "#FF0000DD"
    assert await program.js("document.querySelectorAll('.wx-map-callout').length") == 1
    await program.tap(".wx-map-pin")
    await program.tap(".wx-map-callout")
    assert (program.heard("marker"), program.heard("callout")) == ([{"markerId": 7}], [{"markerId": 7}])
    assert program.heard("tapped") == []
    assert "here" in await program.text(".wx-map-pins")
    await program.tap(".k-map", 0.1)
    assert program.heard("tapped")[0]["longitude"] == pytest.approx(120.16 - 150 * 0.005 / 58.25, abs=0.0005)
    await program.drag(".k-map", 58, 0)
    centre = program.heard("end drag")[0]["centerLocation"]
    assert (centre["latitude"], centre["longitude"]) == (pytest.approx(30.25), pytest.approx(120.155, abs=0.0001))
    assert len(program.heard("begin gesture")) == 1

    await program.tap(".k-go")
    await program.hears("sounded")
    assert program.args("component.video")[0]["src"] == "http://127.0.0.1:9/a.mp4"
    assert await program.hears("played") == [{}]
    await program.page.control("advance", 1000)
    assert (await program.hears("time"))[0] == {"currentTime": 0.25, "duration": 30}
    await program.hears("stands")
    await program.tap_at(180, 200)
    assert program.heard("outside") == [{}]
    await program.page.control("advance", 400)
    assert await program.hears("gone") == [{}]
    # Going back closes what lies over the page, not the page.
    await program.tap(".k-go")
    await program.hears("stands", 2)
    assert (await program.page.control("back"))[0] == "page"
    await program.page.control("advance", 400)
    assert await program.hears("gone", 2) == [{}, {}]
    assert (await program.page.control("back"))[0] == "leave"
    assert program.order().index("entered") < program.order().index("stands")


CANVAS = """
<canvas class="k-old" canvas-id="old" style="width: 100px; height: 60px; display: block"/>
<canvas class="k-new" type="2d" id="new" style="width: 100px; height: 60px; display: block"/>
<canvas class="k-sign" canvas-id="sign" style="width: 100px; height: 60px; display: block; margin-left: 50px"
  disable-scroll bindtouchstart="pen" bindtouchmove="pen"/>
<canvas class="k-nameless" binderror="nameless" style="width: 1px; height: 1px"/>
<editor class="k-editor" id="editor" placeholder="write" bindready="ready" bindinput="written" bindstatuschange="look"/>
<button class="k-go" bindtap="go">go</button>
<textarea class="k-area" style="height: 30px">
  <keyboard-accessory><view class="k-bar">bar</view></keyboard-accessory>
</textarea>
"""
CANVAS_SCRIPT = """
Page({
  nameless: hear('nameless'), ready: hear('ready'), written: hear('written'), look: hear('look'),
  onReady() {
    const old = wx.createCanvasContext('old', this)
    old.setFillStyle('#ff0000')
    old.fillRect(10, 10, 40, 40)
    old.draw(false, () => hear('drawn')({detail: 1}))
    wx.createSelectorQuery().select('#new').fields({node: true, size: true}).exec(([found]) => {
      const context = found.node.getContext('2d')
      found.node.width = found.width * 2
      found.node.height = found.height * 2
      context.scale(2, 2)
      context.fillStyle = '#0000ff'
      context.fillRect(20, 20, 40, 20)
      found.node.requestAnimationFrame(() => hear('painted')({detail: [found.width, found.height]}))
    })
  },
  pen(e) {
    const [{x, y}] = e.touches
    hear('pen')({detail: [x, y]})
    const context = wx.createCanvasContext('sign', this)
    context.fillRect(x - 3, y - 3, 6, 6)
    context.draw(true, () => hear('signed')({detail: 1}))
  },
  go() {
    wx.createSelectorQuery().select('#editor').context().exec(([{context}]) => {
      const html = '<h2>Head</h2><p onclick="x()">a <b>bold</b><script>x()</scr' + 'ipt></p>'
      context.setContents({html, success: () => context.getContents({success: hear0('contents')})})
    })
  },
})
function hear0(name) { return (result) => hear(name)({detail: result}) }
"""


async def test_canvases_are_drawn_and_editors_write(start: Start) -> None:
    program = await start(CANVAS, CANVAS_SCRIPT)
    await program.hears("drawn")
    assert await program.hears("painted") == [[100, 60]]
    picture = await program.picture()
    old, new = await program.box(".k-old"), await program.box(".k-new")
    colours = [picture.getpixel((round(x), round(y))) for x, y in (
        (30, old["y"] + 30), (70, old["y"] + 30), (40, new["y"] + 30), (10, new["y"] + 30))]  # fmt: skip
    assert colours == [(255, 0, 0), (255, 255, 255), (0, 0, 255), (255, 255, 255)]
    assert await program.hears("nameless") == [{"errMsg": "canvas-id attribute is undefined"}]

    await program.drag(".k-sign", 0, 25)
    assert program.heard("pen")[0] == [50, 30]
    assert program.heard("pen")[-1] == [50, 55]
    await program.hears("signed", len(program.heard("pen")))
    sign = await program.box(".k-sign")
    assert (await program.picture()).getpixel((100, round(sign["y"] + 54))) == (0, 0, 0)

    await program.type(".k-editor", "typed")
    assert program.heard("written")[-1]["text"] == "typed\n"
    await program.tap(".k-go")
    found = (await program.hears("contents"))[0]
    assert found["html"] == "<h2>Head</h2><p>a <b>bold</b></p>"
    assert found["text"] == "Head\na bold\n"
    assert found["delta"]["ops"][:2] == [{"insert": "Head"}, {"insert": "\n", "attributes": {"header": 2}}]
    assert {"insert": "bold", "attributes": {"bold": True}} in found["delta"]["ops"]

    shown = "document.querySelector('.k-bar').checkVisibility()"
    assert await program.js(shown) is False
    await program.tap(".k-area")
    assert await program.js(shown) is True
