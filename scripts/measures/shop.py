"""A mini program of forty pages as people build them: shared components, styles, pictures, a library, lists."""

import json
import struct
import zlib
from pathlib import Path

COMPONENTS = ("card", "price", "badge", "rating", "empty", "header")
_APP_STYLE = "page { background: #f6f6f6; font-size: 28rpx } .row { display: flex; align-items: center } " + " ".join(
    f".m{n} {{ margin: {n}rpx }} .p{n} {{ padding: {n}rpx }} .c{n} {{ color: #{n * 2:02x}{n:02x}40 }}"
    for n in range(60)
)
_LIBRARY = "\n".join(
    f"exports.format{n} = (value, unit) => [value, unit].map((part) => String(part).padStart({n % 7})).join('{n}');"
    for n in range(400)
)
_PAGE = """const library = require('../../library/format.js');
Page({
  data: { rows: [], picked: 0 },
  onLoad(query) {
    const rows = [];
    for (let i = 0; i < 24; i += 1) {
      const name = library.format7('商品' + i, 'NUMBER');
      rows.push({ id: i, name, price: i * 3 + NUMBER, stars: i % 5, tags: ['新品', '热卖', '包邮'] });
    }
    this.setData({ rows, title: '第 NUMBER 页' });
  },
  onReady() { getApp().ready && getApp().ready(); },
  pick(e) { this.setData({ picked: e.currentTarget.dataset.id }); },
});
"""
_TEMPLATE = """<header title="{{title}}" />
<view class="row p20">
  <image class="logo" src="/images/logo.png" /><text class="c20">欢迎光临，今日精选 {{rows.length}} 件</text>
</view>
<scroll-view scroll-x class="tabs">
  <view wx:for="{{4}}" wx:key="*this" class="row m10">分类 {{item}}</view>
</scroll-view>
<view wx:for="{{rows}}" wx:key="id" class="row p12 item" data-id="{{item.id}}" bindtap="pick">
  <image class="thumb" src="/images/p{{item.id % 6}}.png" mode="aspectFill" />
  <card name="{{item.name}}" active="{{picked === item.id}}"><price slot="price" value="{{item.price}}" /></card>
  <rating stars="{{item.stars}}" /><badge wx:for="{{item.tags}}" wx:for-item="tag" wx:key="*this" text="{{tag}}" />
</view>
<empty wx:if="{{!rows.length}}" /><button bindtap="pick" data-id="1">加入购物车</button>
"""
_STYLE = """.item { background: #fff; margin: 8rpx NUMBERrpx }
.thumb { width: 120rpx; height: 120rpx } .logo { width: 80rpx; height: 80rpx }
"""
_PARTS = {
    "card": "<view class='card {{active ? \"on\" : \"\"}}'><text>{{name}}</text><slot name='price' /></view>",
    "price": "<text class='money'>¥{{value}}</text>",
    "badge": "<text class='badge'>{{text}}</text>",
    "rating": "<view class='row'><text wx:for='{{5}}' wx:key='*this'>{{index < stars ? '★' : '☆'}}</text></view>",
    "empty": "<view class='empty'>这里还没有内容</view>",
    "header": "<view class='header'><text>{{title}}</text></view>",
}
_PROPERTIES = "name: String, active: Boolean, value: Number, text: String, stars: Number, title: String"
_TIMES = """App({
  // Times page changes as a program sees them: from the call to the frame after the new page was painted.
  time(paths) {
    const times = [];
    const next = () => {
      const path = paths.shift();
      if (!path) { wx.setStorageSync('times', times); return; }
      const began = performanceNow();
      const painted = () => { times.push(performanceNow() - began); next(); };
      this.ready = () => requestAnimationFrame(() => setTimeout(painted, 0));
      wx.redirectTo({ url: '/' + path });
    };
    next();
  },
});
const performanceNow = () => Date.now();
"""


def write(folder: Path, pages: int = 40) -> Path:
    """Write the program; returns the folder."""
    names = [f"pages/p{number}/p{number}" for number in range(pages)]
    using = {name: f"/components/{name}/{name}" for name in COMPONENTS}
    app = {"pages": names, "window": {"navigationBarTitleText": "Shop"}}
    files = {"app.json": json.dumps(app), "app.js": _TIMES, "app.wxss": _APP_STYLE, "library/format.js": _LIBRARY}
    for number, name in enumerate(names):
        files[f"{name}.json"] = json.dumps({"usingComponents": using, "navigationBarTitleText": f"第 {number} 页"})
        files[f"{name}.js"] = _PAGE.replace("NUMBER", str(number))
        files[f"{name}.wxml"] = _TEMPLATE
        files[f"{name}.wxss"] = _STYLE.replace("NUMBER", str(number))
    for part, template in _PARTS.items():
        place = f"components/{part}/{part}"
        files[f"{place}.json"] = '{"component": true}'
        files[f"{place}.js"] = "Component({ options: { multipleSlots: true }, properties: {" + _PROPERTIES + "} })"
        files[f"{place}.wxml"] = template
        files[f"{place}.wxss"] = f".{part} {{ padding: 8rpx; border-radius: 6rpx }} .on {{ color: #e64340 }}"
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "images").mkdir(exist_ok=True)
    for number, name in enumerate(("logo", *(f"p{n}" for n in range(6)))):
        (folder / "images" / f"{name}.png").write_bytes(_png(120, number * 30))
    return folder


def _png(side: int, tone: int) -> bytes:
    rows = b"".join(
        b"\0" + bytes((tone, x * 2 % 256, y * 2 % 256)[i] for x in range(side) for i in range(3)) for y in range(side)
    )
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
